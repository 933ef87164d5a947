/** An edition of the participatory budget is set up, published, changed for a reason, and led through its phases by the clock. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { sha256Hex } from '../../crypto/hash.ts';
import type { EditionDraftView, EditionPage, EditionSummary } from '../../server/api/contract.ts';
import { beat } from '../../server/ballots/cadence.ts';
import { listEntries } from '../../server/register/browse.ts';
import { ENGINES, withStore } from '../support/databases.ts';
import { editionDraft, middleOf, phasesFrom } from '../support/edition.ts';
import { good } from '../support/open-vote.ts';
import { addPerson, startPlatform, type Clock, type RunningPlatform } from '../support/platform.ts';

const test = suite('flow/editions');
const START = 1_800_000_000;

type Field = RunningPlatform & { readonly clock: Clock };

const start = (engine: string, work: (p: Field) => Promise<void>) =>
	withStore(ENGINES[engine]!, async (store) => {
		const clock = { now: START - 86_400 };
		const p = await startPlatform(store, clock);
		await addPerson(store, 'sec', 'secretary');
		await addPerson(store, 'sec2', 'secretary');
		await work({ ...p, clock }).finally(p.close);
	});

const begin = async (p: Field, draft: object = editionDraft(START)): Promise<string> =>
	String((await good(p.call('sec', 'POST', '/editions', draft)))['id']);
const draftOf = async (p: Field, id: string) =>
	(await good(p.call('sec', 'GET', `/editions/${id}/draft`))) as never as EditionDraftView;
const pageOf = async (p: Field, id: string) =>
	(await good(p.call(undefined, 'GET', `/editions/${id}`))) as never as EditionPage;
const publish = async (p: Field, id: string, reason = '', seen?: string) =>
	p.call(
		'sec',
		'POST',
		`/editions/${id}/publish`,
		{ reason },
		{
			'if-match': `"${seen ?? (await draftOf(p, id)).version}"`,
		},
	);
const change = (p: Field, id: string, draft: object, seen: string, who = 'sec') =>
	p.call(who, 'PUT', `/editions/${id}/draft`, draft, { 'if-match': `"${seen}"` });
const entriesOf = async (p: Field, vote: string) =>
	(await listEntries(p.services, 'civic', { vote })).entries.map(({ entry }) => entry).reverse();

for (const engine of Object.keys(ENGINES))
	test(`the register tells when an edition began, what its terms were, and every phase: ${engine}`, () =>
		start(engine, async (p) => {
			const id = await begin(p);
			assert.equal((await p.call(undefined, 'GET', `/editions/${id}`)).status, 404);
			assert.deepEqual(await good(p.call(undefined, 'GET', '/editions')), []);
			await good(publish(p, id));
			const page = await pageOf(p, id);
			assert.equal(page.total, '2300000.50');
			assert.deepEqual(page.terms.categories, ['спорт', 'культура']);
			assert.deepEqual(
				page.terms.pots.map((pot) => [pot.id, pot.budget, pot.maxCost]),
				[...[['pot-1', '2000000', '1000000']], ['pot-2', '300000.50', '100000']],
			);
			assert.equal(page.phase, undefined);
			p.clock.now = middleOf('submission', START);
			await beat(p.services);
			await beat(p.services);
			// A server that was down for a while tells of the phase that it finds.
			p.clock.now = middleOf('revision', START);
			await beat(p.services);
			assert.equal((await pageOf(p, id)).phase, 'revision');
			const entries = await entriesOf(p, id);
			assert.deepEqual(
				entries.map((e) => [e.type, 'phase' in e ? e.phase : '']),
				[...[['process', '']], ['phase', 'submission'], ['phase', 'revision']],
			);
			const stored = await p.services.store.db.select().from(p.services.store.t.documents);
			assert.equal(sha256Hex(stored[0]!.text), (entries[0] as { hash?: string }).hash);
		}));

test('published terms change by a new version with a reason, never silently', () =>
	start('SQLite in memory', async (p) => {
		const id = await begin(p);
		await good(publish(p, id));
		const { draft, version } = await draftOf(p, id);
		await good(change(p, id, { ...draft, title: 'Громадський бюджет 2028' }, version));
		assert.equal((await pageOf(p, id)).title, 'Громадський бюджет 2027');
		const { body } = await publish(p, id);
		assert.deepEqual([body['code'], body['fields']], ['edition.terms', { reason: 'empty' }]);
		await good(publish(p, id, 'Рішення ради про перенесення'));
		const { title, documents } = await pageOf(p, id);
		assert.equal(title, 'Громадський бюджет 2028');
		assert.deepEqual(
			documents.map((d) => [d.name, d.version, d.reason]),
			[...[['terms', 2, 'Рішення ради про перенесення']], ['terms', 1, '']],
		);
		const types = (await entriesOf(p, id)).map((e) => e.type);
		assert.deepEqual(types, ['process', 'document']);
		const [first] = (await good(
			p.call(undefined, 'GET', '/editions'),
		)) as never as EditionSummary[];
		assert.equal(first!.title, title);
	}));

test('two secretaries do not overwrite each other', () =>
	start('SQLite in memory', async (p) => {
		const id = await begin(p);
		const { draft, version } = await draftOf(p, id);
		await good(change(p, id, { ...draft, title: 'Перша' }, version, 'sec2'));
		const { status, body } = await change(p, id, { ...draft, title: 'Друга' }, version);
		assert.deepEqual([status, body['code']], [412, 'request.outdated']);
		assert.equal((await publish(p, id, '', version)).status, 412);
		assert.equal((await draftOf(p, id)).draft.title, 'Перша');
	}));

test('every mistake is named at its field', () =>
	start('SQLite in memory', async (p) => {
		const begins = { ...phasesFrom(START), review: '2020-01-01', voting: '2027-02-30' };
		const id = await begin(
			p,
			editionDraft(START, {
				title: 'ГБ',
				regulationUrl: 'javascript:alert(1)',
				pots: [{ id: '', title: 'Великі', budget: '10', minCost: '30', maxCost: '20,555' }],
				categories: '\n \n',
				begins,
				submitters: 'anybody',
				perAuthor: '0',
				revisionDays: 'п’ять',
				reasons: 'Просто так',
			}),
		);
		const { body } = await publish(p, id);
		assert.deepEqual(body['fields'], {
			title: 'short 5',
			regulationUrl: 'url',
			'pots.0.maxCost': 'money',
			'pots.0.minCost': 'over-most',
			categories: 'empty',
			'begins.review': 'order',
			'begins.voting': 'date',
			submitters: 'choose',
			perAuthor: 'least 1',
			revisionDays: 'whole',
			reasons: 'reason',
		});
		assert.equal((await p.call(undefined, 'GET', `/editions/${id}`)).status, 404);
	}));

test.run();
