/** A project of the participatory budget on its way from the first letter to its place on the ballot. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { hexToBytes } from '@noble/hashes/utils.js';
import { drawLot } from '../../crypto/count/lot.ts';
import { sha256Hex } from '../../crypto/hash.ts';
import type {
	DraftView,
	EditionPage,
	ProjectDraft,
	ProjectList,
	ProjectSummary,
	ProjectToReview,
	VersionView,
} from '../../server/api/contract.ts';
import { listEntries } from '../../server/register/browse.ts';
import { ENGINES, withStore } from '../support/databases.ts';
import {
	EDITION_START,
	middleOf,
	moderate,
	ownOf,
	projectDraft,
	projectOf,
	publishProject,
	review,
	save,
	startEdition,
	submit,
	write,
	type Edition,
} from '../support/edition.ts';
import { codeOf, good } from '../support/open-vote.ts';
import { addPerson } from '../support/platform.ts';
import { requestText, sendRaw } from '../support/raw.ts';

const test = suite('flow/projects');
const DAY = 86_400;
const WHY = 'Додайте, будь ласка, вартість монтажу.';
const ESTIMATE = 'Кошторис неповний';

const start = (engine: string, work: (p: Edition) => Promise<void>, terms: object = {}) =>
	withStore(ENGINES[engine]!, async (store) => {
		const p = await startEdition(store, terms);
		await work(p).finally(p.close);
	});
const list = async (p: Edition, query = '') =>
	(await good(
		p.call(undefined, 'GET', `/editions/${p.id}/projects${query}`),
	)) as never as ProjectList;
const kindsOf = async (p: Edition, project: string) =>
	(await projectOf(p, project)).events.map(({ kind }) => kind).reverse();
const minute = { number: '7', date: '2027-02-20', for: 5, against: 1, abstained: 0 };
const admit = (p: Edition, admitted: string[], rejected: object[] = [], who = 'chair') =>
	p.call(who, 'POST', `/editions/${p.id}/admission`, { minute, admitted, rejected });

for (const engine of Object.keys(ENGINES)) {
	test(`written, published, sent back, revised, found good, admitted and drawn: ${engine}`, () =>
		start(engine, async (p) => {
			const project = await write(p);
			assert.equal((await p.call(undefined, 'GET', `/projects/${project}`)).status, 404);
			await good(submit(p, project));
			assert.deepEqual((await list(p)).projects, []);
			await good(moderate(p, project));
			const { number, cost, authors, text, versions } = await projectOf(p, project);
			// 400 × 1,250.50 + 6 × 20,000
			assert.deepEqual([number, cost, authors], [1, '620200', ['ann']]);
			assert.deepEqual(text.items[0], { name: 'Покриття, м²', price: 125_050, quantity: 400 });

			p.enter('review');
			await good(review(p, project, { verdict: 'revise', reasons: [ESTIMATE], text: WHY }));
			const asked = await ownOf(p, project);
			assert.ok(asked.maySubmit && asked.due! > p.clock.now);
			const items = [...asked.draft.items, { name: 'Монтаж', price: '9799,99', quantity: '1' }];
			await good(save(p, project, { ...asked.draft, items }, asked.version));
			// What is typed is not public before it is handed in.
			assert.equal((await projectOf(p, project)).cost, '620200');
			await good(submit(p, project));
			const revised = await projectOf(p, project);
			assert.deepEqual([revised.cost, revised.version, revised.number], ['629999.99', 2, 1]);
			const first = (await good(
				p.call(undefined, 'GET', `/projects/${project}/versions/1`),
			)) as never as VersionView;
			assert.deepEqual(first.text, text);
			assert.equal(await codeOf(review(p, project)), '412 request.outdated');
			await good(review(p, project, { version: 2 }));

			p.enter('admission');
			await good(admit(p, [project]));
			await good(p.call('sec', 'POST', `/editions/${p.id}/lot`));
			assert.equal((await projectOf(p, project)).ballotPlace, 1);
			assert.deepEqual(await kindsOf(p, project), [
				...['published', 'revise', 'revised', 'positive', 'admitted'],
			]);
			assert.equal(versions.length, 1);
			await assertRegistered(p, project);
		}));

	test(`projects are found by any form of their words, by state, category and pot: ${engine}`, () =>
		start(
			engine,
			async (p) => {
				const [playground] = [await publishProject(p)];
				const library = await publishProject(
					p,
					projectDraft({
						title: 'Пандус у міській бібліотеці',
						summary: 'Люди на кріслах колісних і батьки з візочками потраплять у всі зали.',
						description: 'Сходи при вході круті, і піднятися ними можуть не всі. '.repeat(3),
						pot: 'pot-2',
						category: 'культура',
						items: [{ name: 'Пандус', price: '64000', quantity: '1' }],
					}),
				);
				const find = async (query: string) =>
					(await list(p, `?${query}`)).projects.map((project) => project.id);
				assert.deepEqual(await find(''), [playground, library]);
				assert.deepEqual(await find(`words=${encodeURIComponent('бібліотека')}`), [library]);
				assert.deepEqual(await find(`words=${encodeURIComponent('Спортивні МАЙДАНЧИКИ')}`), [
					playground,
				]);
				assert.deepEqual(await find(`words=${encodeURIComponent('майданчик бібліотека')}`), []);
				assert.deepEqual(await find(`words=${encodeURIComponent("'; -- %")}`), [
					...[playground, library],
				]);
				assert.deepEqual(await find(`category=${encodeURIComponent('культура')}`), [library]);
				assert.deepEqual(await find('pot=pot-1'), [playground]);
				const like = async (text: string) =>
					(
						(await good(
							p.call(
								undefined,
								'GET',
								`/editions/${p.id}/similar?text=${encodeURIComponent(text)}`,
							),
						)) as never as ProjectSummary[]
					).map(({ id }) => id);
				assert.deepEqual(await like('Пандуси для бібліотек'), [library]);
				assert.deepEqual(await like('Новий майданчик для спорту: тренажери'), [playground]);
				assert.deepEqual(await like('Басейн'), []);
				assert.deepEqual(await like(''), []);
				assert.deepEqual(await find('status=positive'), []);
				await good(review(p, library));
				assert.deepEqual(await find('status=positive'), [library]);
				const { statuses, found, pages } = await list(p);
				assert.deepEqual(
					[...statuses].sort((a, b) => (a.status < b.status ? -1 : 1)),
					[
						{ status: 'positive', projects: 1 },
						{ status: 'review', projects: 1 },
					],
				);
				assert.deepEqual([found, pages], [2, 1]);
				const numbers = `/editions/${p.id}/numbers?status=review`;
				assert.deepEqual((await p.call(undefined, 'GET', numbers)).body, [1]);
				for (const query of ['status=none', 'page=0', 'page=x', 'words=a&words=b'])
					assert.equal(
						(await p.call(undefined, 'GET', `/editions/${p.id}/projects?${query}`)).status,
						400,
					);
			},
			{},
		));
}

test('the points of the map are sent once, until a text of the edition is published', () =>
	start(Object.keys(ENGINES)[0]!, async (p) => {
		const address = `${p.url}/api/v1/editions/${p.id}/points`;
		const ask = (headers: Record<string, string> = {}) => fetch(address, { headers });
		const [first, near] = [
			await publishProject(p),
			await publishProject(p, projectDraft({ lat: '49.4241849', lon: '-25.6' })),
		];
		await publishProject(p, projectDraft({ lat: '', lon: '' }), 'bob');
		const answer = await ask();
		assert.deepEqual(await answer.json(), {
			ids: [first, near],
			numbers: [1, 2],
			titles: [1, 2].map(() => projectDraft().title),
			costs: ['620200', '620200'],
			lats: [49.42418, 49.42418],
			lons: [25.60577, -25.6],
		});
		assert.equal(answer.headers.get('content-encoding'), 'gzip');
		const tag = answer.headers.get('etag')!;
		// `fetch` asks who has a tag already to send everything anew.
		const path = `/api/v1/editions/${p.id}/points`;
		const askAgain = () => sendRaw(p.url, requestText('GET', path, { 'If-None-Match': tag }));
		assert.match(await askAgain(), /^HTTP\/1.1 304 (?:.+\r\n)+\r\n$/);
		const plain = await ask({ 'accept-encoding': 'identity' });
		assert.equal(plain.headers.get('content-encoding'), null);
		assert.equal(plain.headers.get('etag'), tag);
		// A draft of somebody is no news.
		const own = await write(p, projectDraft({ title: 'Пандус у міській бібліотеці' }), 'bob');
		await good(submit(p, own, 'bob'));
		assert.match(await askAgain(), /^HTTP\/1.1 304 /);
		await good(moderate(p, own));
		assert.match(await askAgain(), new RegExp(`^HTTP/1.1 200 [^]+"${own}"`));
		for (const other of ['nothing/points', 'nothing/numbers', `${p.id}/numbers?page=x`])
			assert.notEqual((await fetch(`${p.url}/api/v1/editions/${other}`)).status, 200);
	}));

/** The register has the hash of every published text, of the decision and of the lot; the lot gives the same order again. */
async function assertRegistered(p: Edition, project: string): Promise<void> {
	const { db, t } = p.services.store;
	const { entries } = await listEntries(p.services, 'civic', { vote: p.id });
	const hashes = entries.flatMap(({ entry }) => ('hash' in entry ? [entry.hash] : []));
	const texts = [
		...(await db.select().from(t.documents)),
		...(await db.select().from(t.proposalVersions)),
	].map(({ text }) => text);
	for (const text of texts) assert.ok(hashes.includes(sha256Hex(text)), text);
	assert.equal(texts.length, 5);
	const page = (await good(p.call(undefined, 'GET', `/editions/${p.id}`))) as never as EditionPage;
	const lot = JSON.parse(page.documents.find(({ name }) => name === 'lot')!.text!) as {
		seed: string;
		order: string[];
	};
	assert.deepEqual(drawLot(hexToBytes(lot.seed), [project]), lot.order);
}

test('the lot orders what was admitted, and nothing is admitted after it', () =>
	start('SQLite in memory', async (p) => {
		const projects: string[] = [];
		for (const who of ['ann', 'bob', 'eve'])
			for (const _ of [1, 2]) projects.push(await publishProject(p, projectDraft(), who));
		for (const project of projects) await good(review(p, project));
		p.enter('admission');
		assert.equal(
			await codeOf(p.call('sec', 'POST', `/editions/${p.id}/lot`)),
			'409 edition.nothing-admitted',
		);
		assert.equal(await codeOf(admit(p, [])), '409 edition.nothing-admitted');
		const [last, ...rest] = projects.toReversed();
		await good(admit(p, rest));
		assert.equal(await codeOf(admit(p, rest)), '409 project.status');
		const vote = () => p.call('sec', 'POST', `/editions/${p.id}/vote`);
		assert.equal(await codeOf(vote()), '409 edition.not-drawn');
		await good(p.call('chair', 'POST', `/editions/${p.id}/lot`));
		assert.equal(await codeOf(admit(p, [last!])), '409 edition.drawn');
		const places = await Promise.all(
			rest.map(async (project) => (await projectOf(p, project)).ballotPlace!),
		);
		assert.deepEqual([...places].sort(), [1, 2, 3, 4, 5]);

		const { vote: id } = await good(vote());
		assert.equal(await codeOf(vote()), '409 edition.has-vote');
		const draft = (await good(
			p.call('sec', 'GET', `/votes/${String(id)}/draft`),
		)) as never as DraftView;
		const [pot, ...others] = draft.pots;
		assert.deepEqual([pot!.title, pot!.budget, others], ['Великі проєкти', '2000000', []]);
		const numbers = await Promise.all(
			rest.map(async (project) => {
				const { number, ballotPlace } = await projectOf(p, project);
				return [ballotPlace!, String(number)] as const;
			}),
		);
		assert.deepEqual(
			pot!.projects.map((project) => project.id),
			numbers.sort(([a], [b]) => a - b).map(([, number]) => number),
		);
		assert.deepEqual([draft.threshold, draft.commission.length], [2, 2]);
		assert.ok(draft.opens < draft.closes);
		const page = (await good(
			p.call(undefined, 'GET', `/editions/${p.id}`),
		)) as never as EditionPage;
		assert.equal(page.vote, id);
	}));

test('nothing typed is lost: of two authors the second is told, and what is wrong is said at its field', () =>
	start('SQLite in memory', async (p) => {
		const project = await write(p);
		const { code } = await good(p.call('ann', 'POST', `/projects/${project}/invitations`));
		assert.equal((await p.call('bob', 'GET', `/projects/${project}/draft`)).status, 404);
		await good(p.call('bob', 'POST', `/invitations/${String(code)}/accept`));
		assert.equal((await p.call('eve', 'POST', `/invitations/${String(code)}/accept`)).status, 404);
		const { version, draft, authors } = await ownOf(p, project, 'bob');
		assert.deepEqual(authors, ['ann', 'bob']);
		await good(save(p, project, { ...draft, title: 'Майданчик від Бориса' }, version, 'bob'));
		const late = await save(p, project, { ...draft, title: 'Майданчик від Ганни' }, version);
		assert.deepEqual([late.status, late.body['code']], [412, 'request.outdated']);
		const wrong: ProjectDraft = {
			...draft,
			...{ title: 'Ні', summary: '', description: 'x'.repeat(9000), pot: 'pot-9', category: '' },
			...{ placeLabel: '', lat: '91', lon: '' },
			items: [
				{ name: 'Лавка', price: '12,345', quantity: '1,5' },
				{ name: '', price: '5', quantity: '' },
			],
		};
		await good(save(p, project, wrong, (await ownOf(p, project)).version));
		const { body } = await submit(p, project);
		assert.deepEqual(body['fields'], {
			'items.0.price': 'money',
			'items.0.quantity': 'whole',
			'items.1.name': 'empty',
			'items.1.quantity': 'empty',
			pot: 'choose',
			title: 'short 10',
			summary: 'empty',
			description: 'long 8000',
			category: 'choose',
			placeLabel: 'empty',
			lat: 'degrees 90',
			lon: 'degrees 180',
		});
		assert.deepEqual((await ownOf(p, project)).draft, wrong);
		const dear = projectDraft({ items: [{ name: 'Стадіон', price: '1000000,01', quantity: '1' }] });
		await good(save(p, project, dear, (await ownOf(p, project)).version));
		assert.deepEqual((await submit(p, project)).body['fields'], { cost: 'above 1000000' });
	}));

test('each phase has its work, and each person theirs', () =>
	start('SQLite in memory', async (p) => {
		const project = await write(p);
		assert.equal(await codeOf(moderate(p, project)), '409 project.status');
		await good(submit(p, project));
		const { draft, version } = await ownOf(p, project);
		assert.equal(await codeOf(save(p, project, draft, version)), '409 project.status');
		assert.equal(await codeOf(moderate(p, project, { verdict: 'return' })), '400 review.card');
		await good(moderate(p, project, { verdict: 'return', reasons: [ESTIMATE], text: WHY }));
		// What is between authors and moderators stays there.
		assert.equal((await p.call(undefined, 'GET', `/projects/${project}`)).status, 404);
		assert.equal((await ownOf(p, project)).events[0]!.text, WHY);
		// Its authors have five working days, some of them in the next phase.
		p.clock.now = EDITION_START + 11 * DAY;
		await good(submit(p, project));
		p.enter('review');
		assert.equal(await codeOf(moderate(p, project, {}, 'exp')), '403 session.forbidden');
		await good(moderate(p, project));
		assert.equal(
			await codeOf(p.call('bob', 'POST', `/editions/${p.id}/projects`)),
			'409 edition.phase',
		);
		assert.equal(
			await codeOf(p.call('bob', 'POST', `/projects/${project}/withdraw`, {})),
			'403 project.not-author',
		);
		assert.equal(await codeOf(admit(p, [project])), '409 edition.phase');
		p.enter('admission');
		assert.equal(await codeOf(review(p, project)), '409 edition.phase');
		assert.equal(await codeOf(admit(p, [project])), '409 project.status');
	}));

test('a refusal has reasons of the list, and the commission may be asked once, in time', () =>
	start('SQLite in memory', async (p) => {
		const [project, other] = [await publishProject(p), await publishProject(p)];
		p.clock.now = middleOf('revision', EDITION_START);
		const no = { verdict: 'negative', reasons: ['Земля не належить громаді'], text: WHY };
		const checks = [
			{ item: 'Належить до повноважень громади', answer: 'no', note: '' },
			{ item: 'Кошторис реалістичний', answer: 'yes', note: '' },
		];
		const fields = async (body: object) => (await review(p, project, body)).body['fields'];
		assert.deepEqual(await fields({ ...no, reasons: [] }), { reasons: 'empty' });
		assert.deepEqual(await fields({ ...no, reasons: ['Не подобається'] }), { reasons: 'choose' });
		assert.deepEqual(await fields({ ...no, text: '' }), { text: 'empty' });
		assert.deepEqual(await fields({ ...no, unit: 'Сусід' }), { unit: 'choose' });
		assert.deepEqual(await fields({ ...no, checks }), { 'checks.0.note': 'empty' });
		assert.deepEqual(await fields({ ...no, checks: [checks[1]] }), { 'checks.0': 'choose' });
		checks[0]!.note = 'Це державна земля.';
		assert.deepEqual(await fields({ checks }), { verdict: 'contradicts' });
		await good(review(p, project, { ...no, checks }));
		await good(review(p, other, no));
		const [event] = (await projectOf(p, project)).events;
		assert.deepEqual(event!.reasons, [{ text: 'Земля не належить громаді', clause: 'п. 3.2' }]);
		assert.ok(!JSON.stringify(event).includes('exp'));

		const appeal = (id: string) => p.call('ann', 'POST', `/projects/${id}/appeal`, { text: WHY });
		await good(appeal(project));
		const answer = (granted: boolean, who = 'chair') =>
			p.call(who, 'POST', `/projects/${project}/appeal-decision`, { granted, text: WHY });
		assert.equal(await codeOf(answer(true, 'exp')), '403 session.forbidden');
		await good(answer(false));
		assert.equal(await codeOf(appeal(project)), '409 project.late');
		p.clock.now += 6 * DAY;
		assert.equal(await codeOf(appeal(other)), '409 project.late');
		assert.deepEqual(await kindsOf(p, project), [
			...['published', 'negative', 'appealed', 'appeal-refused'],
		]);
	}));

test('nobody decides about their own project, and nobody hands in more than is allowed', () =>
	start(
		'SQLite in memory',
		async (p) => {
			await addPerson(p.services.store, 'both', 'moderator', 'expert', 'author');
			assert.equal(
				await codeOf(p.call('ann', 'POST', `/editions/${p.id}/projects`)),
				'403 project.authors-only',
			);
			const project = await write(p, projectDraft(), 'both');
			await good(submit(p, project, 'both'));
			assert.equal(await codeOf(moderate(p, project, {}, 'both')), '403 review.own');
			await good(moderate(p, project));
			assert.equal(await codeOf(review(p, project, {}, 'both')), '403 review.own');
			const second = await write(p, projectDraft(), 'both');
			assert.equal(await codeOf(submit(p, second, 'both')), '409 project.too-many');
			await good(p.call('both', 'POST', `/projects/${project}/withdraw`, { text: 'Передумали.' }));
			await good(submit(p, second, 'both'));
			assert.equal((await projectOf(p, project)).status, 'withdrawn');
		},
		{ submitters: 'authors', perAuthor: '1' },
	));

test('staff see what waits for them', () =>
	start('SQLite in memory', async (p) => {
		const project = await write(p);
		const queue = async (who: string) =>
			(await good(p.call(who, 'GET', `/editions/${p.id}/queue`))) as never as ProjectSummary[];
		assert.deepEqual(await queue('mod'), []);
		await good(submit(p, project));
		assert.deepEqual(
			(await queue('mod')).map(({ id, status }) => [id, status]),
			[[project, 'submitted']],
		);
		const page = (await good(
			p.call('mod', 'GET', `/projects/${project}/review`),
		)) as never as ProjectToReview;
		assert.ok(page.mayPublish && !page.mayReview);
		assert.equal(page.text.title, projectDraft().title);
	}));

test.run();
