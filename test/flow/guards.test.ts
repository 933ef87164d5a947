/** What must not happen to a project on its way to the ballot: to be left out, published unread, handed in late, or joined by a stranger. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import type { EditionDraft, EditionDraftView } from '../../server/api/contract.ts';
import { ENGINES, withStore } from '../support/databases.ts';
import {
	moderate,
	ownOf,
	projectDraft,
	projectOf,
	publishProject,
	review,
	save,
	seenOf,
	startEdition,
	submit,
	write,
	type Edition,
} from '../support/edition.ts';
import { codeOf, good } from '../support/open-vote.ts';
import { addPerson } from '../support/platform.ts';

const test = suite('flow/guards');
const MEMORY = 'SQLite in memory';
const REASON = 'Кошторис неповний';
const WHY = 'Немає кошторису робіт.';

const start = (work: (p: Edition) => Promise<void>, engine = MEMORY) =>
	withStore(ENGINES[engine]!, async (store) => {
		const p = await startEdition(store);
		await work(p).finally(p.close);
	});
const minute = { number: '7', date: '2027-02-20', for: 5, against: 1, abstained: 0 };
const admit = (p: Edition, admitted: string[], more: object = {}, who = 'chair') =>
	p.call(who, 'POST', `/editions/${p.id}/admission`, {
		...{ minute: { ...minute, ...more } },
		...{ admitted, rejected: [] },
	});
const draw = (p: Edition) => p.call('chair', 'POST', `/editions/${p.id}/lot`);

/** Publishes terms that differ from the present ones. */
async function change(p: Edition, of: (draft: EditionDraft) => Partial<EditionDraft>) {
	const path = `/editions/${p.id}/draft`;
	const { draft, version } = (await good(p.call('sec', 'GET', path))) as never as EditionDraftView;
	const changed = { ...draft, ...of(draft) };
	await good(p.call('sec', 'PUT', path, changed, { 'if-match': `"${version}"` }));
	const saved = await good(p.call('sec', 'GET', path));
	const seen = { 'if-match': `"${String(saved['version'])}"` };
	return await p.call('sec', 'POST', `/editions/${p.id}/publish`, { reason: 'Інакше' }, seen);
}
const withoutFirst = ({ pots }: EditionDraft) => ({ pots: pots.slice(1) });
/** As the server names them: `pot-1` for the first. */
const named = (pots: EditionDraft['pots']) =>
	pots.slice(0, 2).map((pot, i) => ({ ...pot, id: `pot-${i + 1}` }));

test('a pot with projects stays in the terms; an empty one may go', () =>
	start(async (p) => {
		await good(change(p, ({ pots }) => ({ pots: named(pots) })));
		const project = await publishProject(p);
		assert.equal(await codeOf(change(p, withoutFirst)), '409 edition.pot-used');
		const path = `/projects/${project}/withdraw`;
		await good(p.call('ann', 'POST', path, { text: 'Передумала' }));
		await good(change(p, (draft) => draft));
	}));

test('terms that name one pot twice are not published', () =>
	start(async (p) => {
		const twice = change(p, ({ pots }) => ({
			pots: named(pots).map((pot) => ({ ...pot, id: 'pot-1' })),
		}));
		assert.deepEqual((await twice).body['fields'], {
			'pots.0.title': 'twice',
			'pots.1.title': 'twice',
		});
	}));

test('a moderator publishes what they read, and nothing else', () =>
	start(async (p) => {
		const project = await write(p);
		await good(submit(p, project));
		const old = await seenOf(p, project);
		await good(moderate(p, project, { verdict: 'return', reasons: [REASON], text: WHY }));
		const { version } = await ownOf(p, project);
		const other = projectDraft({ title: 'Зовсім інший проєкт, якого ніхто не читав' });
		await good(save(p, project, other, version));
		await good(submit(p, project));
		assert.equal(await codeOf(moderate(p, project, {}, 'mod', old)), '412 request.outdated');
		await good(moderate(p, project));
		assert.match((await projectOf(p, project)).title, /^Зовсім інший/);
	}));

test('what was sent back is handed in within its term, or not at all', () =>
	start(async (p) => {
		const project = await write(p);
		await good(submit(p, project));
		await good(moderate(p, project, { verdict: 'return', reasons: [REASON], text: WHY }));
		const { due, maySubmit } = await ownOf(p, project);
		assert.equal(maySubmit, true);
		p.clock.now = due!;
		assert.equal((await ownOf(p, project)).maySubmit, false);
		assert.equal(await codeOf(submit(p, project)), '409 project.late');
	}));

test('an appeal is decided before the lot, and never after it', () =>
	start(async (p) => {
		const [good1, refused] = [
			await publishProject(p),
			await publishProject(p, projectDraft(), 'bob'),
		];
		await good(review(p, good1));
		p.enter('revision');
		await good(review(p, refused, { verdict: 'negative', reasons: [REASON], text: WHY }));
		await good(
			p.call('bob', 'POST', `/projects/${refused}/appeal`, { text: 'Кошторис повний, гляньте.' }),
		);
		p.enter('admission');
		await good(admit(p, [good1]));
		assert.equal(await codeOf(draw(p)), '409 edition.appeals');
		const decide = () =>
			p.call('sec', 'POST', `/projects/${refused}/appeal-decision`, {
				...{ granted: true, text: 'Кошторис справді повний.' },
			});
		await good(decide());
		await good(admit(p, [refused]));
		await good(draw(p));
		assert.equal(await codeOf(decide()), '409 project.status');
	}));

test('who writes the minute is no author of what it admits, and a minority admits nothing', () =>
	start(async (p) => {
		await addPerson(p.services.store, 'both', 'chair');
		const project = await publishProject(p, projectDraft(), 'both');
		await good(review(p, project));
		p.enter('admission');
		assert.equal(await codeOf(admit(p, [project], {}, 'both')), '403 review.own');
		for (const more of [
			{ for: 0, against: 7 },
			{ for: 3, against: 3 },
		])
			assert.deepEqual((await admit(p, [project], more)).body['fields'], { for: 'minority' });
		assert.equal((await projectOf(p, project)).status, 'positive');
		await good(admit(p, [project]));
	}));

for (const engine of Object.keys(ENGINES))
	test(`an invitation is for one, and for a project that goes on: ${engine}`, () =>
		start(async (p) => {
			const project = await publishProject(p);
			const invite = async () =>
				String((await good(p.call('ann', 'POST', `/projects/${project}/invitations`)))['code']);
			const accept = (code: string, who: string) =>
				p.call(who, 'POST', `/invitations/${code}/accept`);
			const code = await invite();
			const codes = await Promise.all(['bob', 'eve'].map((who) => codeOf(accept(code, who))));
			assert.deepEqual(codes.toSorted(), ['404 not-found', 'good']);
			assert.equal((await projectOf(p, project)).authors.length, 2);
			const late = await invite();
			await good(p.call('ann', 'POST', `/projects/${project}/withdraw`, { text: '' }));
			assert.equal(await codeOf(accept(late, 'mod')), '409 project.status');
		}, engine));

test('a vote is made of all that was admitted, or not at all', () =>
	start(async (p) => {
		const project = await publishProject(p);
		await good(review(p, project));
		p.enter('admission');
		await good(admit(p, [project]));
		await good(draw(p));
		// As terms that were published before pots with projects were kept.
		const { store } = p.services;
		await store.db.update(store.t.proposals).set({ group: 'gone' });
		const vote = p.call('sec', 'POST', `/editions/${p.id}/vote`);
		assert.equal(await codeOf(vote), '409 edition.pot-used');
	}));

test('every unit that was asked gives its verdict, about the text as it is', () =>
	start(async (p) => {
		const [education, parks] = ['Відділ освіти', 'Відділ благоустрою'];
		const project = await write(p);
		await good(submit(p, project));
		const unknown = await moderate(p, project, { units: ['Відділ чарів'] });
		assert.deepEqual(unknown.body['fields'], { units: 'choose' });
		await good(moderate(p, project, { units: [education, parks] }));
		const status = async () => (await projectOf(p, project)).status;
		await good(review(p, project, { unit: education }));
		assert.equal(await status(), 'review');
		// One unit speaks for itself, once.
		assert.equal(await codeOf(review(p, project, { unit: education })), '400 review.card');
		await good(
			review(p, project, { unit: parks, verdict: 'revise', reasons: [REASON], text: WHY }),
		);
		const { draft, version } = await ownOf(p, project);
		await good(save(p, project, { ...draft, summary: `${draft.summary} Разом.` }, version));
		await good(submit(p, project));
		// The text is another: nobody has agreed to it yet.
		await good(review(p, project, { unit: education, version: 2 }));
		assert.equal(await status(), 'review');
		await good(review(p, project, { unit: parks, version: 2 }));
		const { events } = await projectOf(p, project);
		assert.equal(await status(), 'positive');
		assert.deepEqual(
			events.map(({ kind, unit }) => [kind, unit]),
			[
				['positive', parks],
				['agreed', education],
				['revised', undefined],
				['revise', parks],
				['agreed', education],
				['published', undefined],
			],
		);
	}));

test.run();
