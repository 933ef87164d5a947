/** An edition from the first project to the built one: what the vote funds is reported on, late terms are seen, nothing is rewritten. */
import assert from 'node:assert/strict';
import { eq } from 'drizzle-orm';
import { suite } from 'uvu';
import { sha256Hex } from '../../crypto/hash.ts';
import type { Implementation, ProjectToFollowUp, ReportDraft } from '../../server/api/contract.ts';
import {
	beginVote,
	castAs,
	close,
	holdCeremonyAndOpen,
	makePlayers,
	tallyAndCertify,
} from '../../server/demo/play.ts';
import { listEntries } from '../../server/register/browse.ts';
import { decide } from '../../server/services.ts';
import { requireVote } from '../../server/votes/votes.ts';
import { ENGINES, withStore } from '../support/databases.ts';
import {
	projectDraft,
	projectOf,
	publishProject,
	review,
	startEdition,
	type Edition,
} from '../support/edition.ts';
import { codeOf, good } from '../support/open-vote.ts';
import { addPerson, identityOf } from '../support/platform.ts';

const test = suite('flow/follow-ups');
const WHO = ['ann', 'bob', 'eve'];

/** An edition whose vote funded the first of two projects. */
const start = (engine: string, work: (p: Edition, won: string, lost: string) => Promise<void>) =>
	withStore(ENGINES[engine]!, async (store) => {
		const p = await startEdition(store);
		const run = async () => {
			await addPerson(store, 'adm', 'administrator');
			const dear = { items: [{ name: 'Усе', price: '1000000', quantity: '1' }] };
			const won = await publishProject(p, projectDraft(dear));
			const lost = await publishProject(p, projectDraft(dear), 'bob');
			const third = await publishProject(p, projectDraft(dear), 'eve');
			for (const project of [won, lost, third]) await good(review(p, project));
			p.enter('admission');
			const minute = { number: '7', date: '2027-02-20', for: 5, against: 0, abstained: 0 };
			const admitted = [won, lost, third];
			await good(
				p.call('chair', 'POST', `/editions/${p.id}/admission`, { minute, admitted, rejected: [] }),
			);
			await good(p.call('chair', 'POST', `/editions/${p.id}/lot`));
			await playVote(p, [won, third]);
			await work(p, won, lost);
		};
		await run().finally(p.close);
	});

/** Everybody votes for these; the pot has money for two. */
async function playVote(p: Edition, chosen: readonly string[]): Promise<void> {
	const { services } = p;
	const vote = String((await good(p.call('sec', 'POST', `/editions/${p.id}/vote`)))['vote']);
	const staff = { proposer: 'sec', confirmer: 'adm' };
	await decide(services, (inside) => beginVote(inside, vote, WHO.map(identityOf), staff));
	const players = makePlayers(services, vote, 2, staff);
	p.enter('voting');
	await holdCeremonyAndOpen(players);
	const { pots } = await requireVote(services, services.store.db, vote);
	const numbers = await Promise.all(
		chosen.map(async (id) => String((await projectOf(p, id)).number)),
	);
	const projects = pots[0]!.projects.flatMap(({ id }, i) => (numbers.includes(id) ? [i] : []));
	for (const who of WHO) await castAs(players, who, [{ projects }]);
	p.enter('decision');
	await close(players);
	await tallyAndCertify(players);
	p.enter('implementation');
}

const read = async (p: Edition, project: string, who = 'exp') =>
	(await good(p.call(who, 'GET', `/projects/${project}/follow-up`))) as never as ProjectToFollowUp;
const report = async (p: Edition, project: string, changes: Partial<ReportDraft>, who = 'exp') => {
	const { draft, version } = await read(p, project);
	const typed = {
		...{ ...draft, unit: 'Відділ освіти', due: '2027-09-01', text: 'Оголошено закупівлю.' },
		...changes,
	};
	const seen = { 'if-match': `"${version}"` };
	return await p.call(who, 'POST', `/projects/${project}/follow-ups`, typed, seen);
};
const table = async (p: Edition) =>
	(await good(
		p.call(undefined, 'GET', `/editions/${p.id}/implementation`),
	)) as never as Implementation;

for (const engine of Object.keys(ENGINES))
	test(`what won is followed until it is built: ${engine}`, () =>
		start(engine, async (p, won, lost) => {
			assert.equal(
				await codeOf(p.call('exp', 'GET', `/projects/${lost}/follow-up`)),
				'409 follow-up.not-funded',
			);
			assert.deepEqual(
				[(await projectOf(p, lost)).isFunded, (await projectOf(p, won)).isFunded],
				[false, true],
			);
			await good(p.call('bob', 'PUT', `/me/follows/${won}`, { follows: true }));
			await good(
				report(p, won, {
					milestones: [
						{ title: 'Закупівля', due: '2027-07-01', done: '' },
						{ title: '', due: '', done: '' },
					],
					links: [{ kind: 'procurement', title: 'UA-2027-06-01-000001-a', url: '' }],
				}),
			);
			assert.deepEqual(
				(await table(p)).projects.map(({ progress, planned }) => [progress, planned]),
				[
					['planned', '1000000'],
					[undefined, undefined],
				],
			);
			await good(
				report(p, won, {
					...{ progress: 'works', due: '2027-12-01', spent: '400 000,50' },
					text: 'Підрядник запізнився з матеріалами на два місяці.',
				}),
			);
			const { followUps, progress } = await projectOf(p, won);
			assert.equal(progress, 'works');
			assert.deepEqual(
				followUps.map(({ number, report: r }) => [number, r.progress, r.due, r.wasDue, r.spent]),
				[
					[2, 'works', '2027-12-01', '2027-09-01', '400000.50'],
					[1, 'planned', '2027-09-01', undefined, '0'],
				],
			);
			assert.deepEqual(followUps[0]!.report.milestones, [
				{ title: 'Закупівля', due: '2027-07-01' },
			]);
			p.clock.now += 400 * 86_400;
			assert.deepEqual(
				(await table(p)).projects.map(({ isOverdue }) => isOverdue),
				[true, false],
			);
			await good(report(p, won, { progress: 'done', due: '2027-12-01', text: 'Відкрито!' }));
			const all = await table(p);
			assert.deepEqual([all.done, all.overdue, all.planned], [1, 0, '2000000']);
			const csv = await (await fetch(`${p.url}/data/editions/${p.id}/implementation.csv`)).text();
			assert.match(csv, /^number,title,/);
			assert.match(csv, /,done,Відділ освіти,1000000,400000\.50,2027-12-01,no\r\n/);
			const data = async (name: string) =>
				await (await fetch(`${p.url}/data/editions/${p.id}/${name}`)).text();
			assert.match(await data('projects.csv'), /,admitted,pot-1,спорт,1000000,[^\r]*,done\r\n/);
			const news = await data('news.rss?lang=en');
			assert.match(news, /<title>News of how “Сучасний[^<]*” is carried out\.<\/title>/);
			assert.match(news, /was admitted to the vote/);
			const inbox = await good(p.call('bob', 'GET', '/me/notifications'));
			assert.equal(JSON.stringify(inbox).split('Новини про здійснення').length, 4);
			await assertRegistered(p, won);
		}));

async function assertRegistered(p: Edition, project: string): Promise<void> {
	const { db, t } = p.services.store;
	const { entries } = await listEntries(p.services, 'civic', { vote: p.id });
	const rows = await db.select().from(t.followUps).where(eq(t.followUps.proposal, project));
	assert.equal(rows.length, 3);
	for (const { text, number } of rows)
		assert.ok(
			entries.some(
				({ entry }) =>
					entry.type === 'document' && entry.version === number && entry.hash === sha256Hex(text),
			),
		);
}

test('what is wrong is said at its field, what another has reported is not overtaken, and only staff report', () =>
	start('SQLite in memory', async (p, won) => {
		const wrong = await report(p, won, {
			...{ progress: 'soon', unit: '', planned: 'багато', spent: '', due: '31.12.2027', text: '' },
			milestones: [{ title: 'x', due: '', done: '' }],
			links: [{ kind: '', title: '', url: 'javascript:alert(1)' }],
		});
		assert.deepEqual(wrong.body['fields'], {
			...{ due: 'date', text: 'empty', progress: 'choose', unit: 'empty' },
			...{ planned: 'money', spent: 'empty' },
			...{ 'milestones.0.title': 'short 2', 'milestones.0.due': 'empty' },
			...{ 'links.0.url': 'url', 'links.0.kind': 'choose', 'links.0.title': 'empty' },
		});
		assert.equal(await codeOf(report(p, won, {}, 'ann')), '403 session.forbidden');
		const { draft, version } = await read(p, won, 'sec');
		await good(report(p, won, {}));
		const late = p.call('sec', 'POST', `/projects/${won}/follow-ups`, draft, {
			'if-match': `"${version}"`,
		});
		assert.equal(await codeOf(late), '412 request.outdated');
		// Who moves the term says why.
		const moved = await report(p, won, { due: '2027-12-01', text: 'Пізніше.' });
		assert.deepEqual(moved.body['fields'], { text: 'short 20' });
	}));

test.run();
