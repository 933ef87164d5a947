/** Petitions from the draft to the answer: written, checked, signed, verified by anybody, taken back, forgotten. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { verifyRecord } from '../../crypto/verify/verify-record.ts';
import { beat } from '../../server/ballots/cadence.ts';
import { openInput } from '../../server/cli/record-source.ts';
import type {
	PetitionList,
	PetitionSummary,
	RulesDraft,
	SignatoryList,
	SignatureAnswer,
} from '../../server/api/contract.ts';
import { listedName } from '../../server/instruments/petition/signing.ts';
import { ENGINES, withStore } from '../support/databases.ts';
import { codeOf, good } from '../support/open-vote.ts';
import { addPerson, identityOf } from '../support/platform.ts';
import {
	check,
	collecting,
	handle,
	handled,
	ownPetition,
	petitionDraft,
	petitionOf,
	publishRules,
	reached,
	RULES,
	seen,
	sign,
	SIGNED_BY,
	startPetitions,
	submitPetition,
	writePetition,
	type PetitionPlatform,
} from '../support/petition.ts';

const test = suite('flow/petitions');
const MEMORY = 'SQLite in memory';

const start = (
	engine: string,
	work: (p: PetitionPlatform) => Promise<void>,
	rules: Partial<RulesDraft> = {},
) =>
	withStore(ENGINES[engine]!, async (store) => {
		const p = await startPetitions(store, { ...RULES, ...rules });
		await work(p).finally(p.close);
	});

/** What anybody finds who counts again. */
async function verify(p: PetitionPlatform, id: string) {
	const input = await openInput(`${p.url}/collections/${id}/`);
	assert.ok(input.kind === 'record');
	const { verdict, findings, summary } = await verifyRecord(input);
	const bad = findings.filter(({ severity }) => severity !== 'note').map(({ code }) => code);
	return [verdict, bad, summary.voters, summary.closed];
}
const listed = async (p: PetitionPlatform, id: string, query = '') =>
	(await good(
		p.call(undefined, 'GET', `/petitions/${id}/signatories${query}`),
	)) as never as SignatoryList;
const list = async (p: PetitionPlatform, query = '') =>
	(await good(p.call(undefined, 'GET', `/petitions${query}`))) as never as PetitionList;

for (const engine of Object.keys(ENGINES))
	test(`from the draft to the answer, and people sign until the term ends: ${engine}`, () =>
		start(engine, async (p) => {
			const id = await collecting(p);
			const first = (await good(sign(p, id, 'bob'))) as never as SignatureAnswer;
			assert.equal(await codeOf(sign(p, id, 'bob')), '409 signature.twice');
			assert.deepEqual([first.signed, first.needed, first.isOpen], [1, 2, true]);
			assert.deepEqual(await verify(p, id), ['verified', [], 1, false]);
			const second = (await good(sign(p, id, 'eve'))) as never as SignatureAnswer;
			assert.deepEqual([second.signed, second.isReached, second.isOpen], [2, true, true]);
			// People sign on while it is considered.
			await good(handle(p, id, 'announcement'));
			await good(sign(p, id, 'joe'));
			assert.deepEqual(await verify(p, id), ['verified', [], 3, false]);
			await good(handle(p, id, 'decision', { verdict: 'declined', ...SIGNED_BY }));
			await good(handle(p, id, 'answer', SIGNED_BY));
			p.clock.now = first.ends;
			await beat(p.services);
			await beat(p.services);
			assert.equal(await codeOf(sign(p, id, 'ann')), '409 signature.closed');
			assert.deepEqual(await verify(p, id), ['verified', [], 3, true]);
			const page = await petitionOf(p, id);
			assert.deepEqual([page.status, page.collection!.isOpen], ['declined', false]);
			assert.deepEqual(
				page.events.map(({ kind }) => kind),
				['answered', 'declined', 'consideration', 'reached', 'published'],
			);
			assert.equal(page.decision!.entry < page.answer!.entry, true);
			const { signatories } = await listed(p, id);
			assert.deepEqual(
				signatories.map(({ name }) => name),
				['bob', 'eve', 'joe'],
			);
		}));

test('where the rules end a collection with its number, nobody signs on', () =>
	start(
		MEMORY,
		async (p) => {
			const id = await reached(p);
			assert.equal(await codeOf(sign(p, id, 'joe')), '409 signature.closed');
			assert.deepEqual(await verify(p, id), ['verified', [], 2, true]);
		},
		{ goesOn: false },
	));

test('many who sign at once: each once, and the number is reached once', () =>
	start(
		MEMORY,
		async (p) => {
			const people = Array.from({ length: 20 }, (_, i) => `s${i}`);
			for (const person of people) await addPerson(p.services.store, person);
			const id = await collecting(p);
			const codes = await Promise.all(
				[...people, ...people].map((who) => codeOf(sign(p, id, who))),
			);
			assert.equal(codes.filter((code) => code === 'good').length, 20);
			const { collection, events } = await petitionOf(p, id);
			assert.equal(collection!.signed, 20);
			assert.equal(events.filter(({ kind }) => kind === 'reached').length, 1);
			assert.deepEqual(await verify(p, id), ['verified', [], 20, false]);
		},
		{ needed: '10' },
	));

test('a signature is taken back where the rules allow it, until the number is reached', () =>
	start(
		MEMORY,
		async (p) => {
			const id = await collecting(p);
			const takeBack = (who: string) => p.call(who, 'DELETE', `/petitions/${id}/signature`);
			assert.equal(await codeOf(takeBack('bob')), '404 not-found');
			await good(sign(p, id, 'bob'));
			await good(takeBack('bob'));
			assert.equal(await codeOf(takeBack('bob')), '404 not-found');
			assert.equal(await codeOf(sign(p, id, 'bob')), '409 signature.twice');
			const own = await good(p.call('bob', 'GET', `/petitions/${id}/signature`));
			assert.equal(typeof (own['signed'] as { withdrawal?: number }).withdrawal, 'number');
			assert.equal((await petitionOf(p, id)).collection!.signed, 0);
			assert.deepEqual((await listed(p, id)).signatories, []);
			assert.deepEqual(await verify(p, id), ['verified', [], 0, false]);
			for (const who of ['eve', 'joe']) await good(sign(p, id, who));
			assert.equal(await codeOf(takeBack('eve')), '409 signature.final');
			assert.deepEqual(await verify(p, id), ['verified', [], 2, false]);
		},
		{ withdrawal: true },
	));

test('where the rules say nothing of it, no signature is taken back', () =>
	start(MEMORY, async (p) => {
		const id = await collecting(p);
		await good(sign(p, id, 'bob'));
		const answer = p.call('bob', 'DELETE', `/petitions/${id}/signature`);
		assert.equal(await codeOf(answer), '409 signature.final');
		assert.equal((await petitionOf(p, id)).collection!.signed, 1);
	}));

test('names are public as the rules say: whole, as initials, or not at all', () => {
	const name = ' Шевченко  Тарас григорович ';
	assert.equal(listedName(name, 'full'), 'Шевченко Тарас григорович');
	assert.equal(listedName(name, 'initials'), 'Шевченко Т. Г.');
	assert.equal(listedName(name, 'none'), undefined);
	return start(
		MEMORY,
		async (p) => {
			const id = await collecting(p);
			await good(sign(p, id, 'bob'));
			const { names, signatories } = await listed(p, id);
			assert.deepEqual([names, signatories[0]!.name], ['none', undefined]);
			const record = await (await fetch(`${p.url}/collections/${id}/signatures.json`)).text();
			assert.doesNotMatch(record, /bob|name/);
		},
		{ names: 'none' },
	);
});

for (const engine of Object.keys(ENGINES))
	test(`who is forgotten leaves the list, and the count verifies as before: ${engine}`, () =>
		start(engine, async (p) => {
			const id = await reached(p);
			await good(p.call('bob', 'POST', '/me/erase', { sure: true }));
			assert.deepEqual(
				(await listed(p, id)).signatories.map(({ name }) => name),
				['eve'],
			);
			assert.equal((await petitionOf(p, id)).collection!.signed, 2);
			assert.deepEqual(await verify(p, id), ['verified', [], 2, false]);
			const { store } = p.services;
			const rows = await store.db.select().from(store.t.signatures);
			assert.doesNotMatch(JSON.stringify(rows), /bob/);
			assert.equal(JSON.stringify(rows).includes(identityOf('bob')), false);
			await good(p.call('ann', 'POST', '/me/erase', { sure: true }));
			const drafts = await store.db
				.select({ draft: store.t.proposals.draft })
				.from(store.t.proposals);
			assert.doesNotMatch(JSON.stringify(drafts), /ann@example/);
			assert.equal((await petitionOf(p, id)).author, '');
		}));

test('a text that changes while it is checked is not published unread', () =>
	start(MEMORY, async (p) => {
		const id = await writePetition(p);
		const { version } = await ownPetition(p, id);
		const submit = (saw: string) =>
			p.call('ann', 'POST', `/petitions/${id}/submit`, { agreed: true }, seen(saw));
		assert.equal(await codeOf(submit('0'.repeat(64))), '412 request.outdated');
		await good(submit(version));
		assert.equal(await codeOf(submit(version)), '409 petition.status');
		const put = p.call('ann', 'PUT', `/petitions/${id}/draft`, petitionDraft(), seen(version));
		assert.equal(await codeOf(put), '409 petition.status');
		const publish = { verdict: 'publish', reasons: [], text: '' };
		const unread = p.call('mod', 'POST', `/petitions/${id}/check`, publish, seen('0'.repeat(64)));
		assert.equal(await codeOf(unread), '412 request.outdated');
		await good(p.call('ann', 'POST', `/petitions/${id}/withdraw`));
		assert.equal(await codeOf(check(p, id)), '409 petition.status');
	}));

test('nobody checks their own petition, and others’ drafts are nobody’s business', () =>
	start(MEMORY, async (p) => {
		const id = await writePetition(p, petitionDraft(), 'mod');
		await good(submitPetition(p, id, 'mod'));
		assert.equal(await codeOf(check(p, id)), '403 petition.own');
		const other = await writePetition(p);
		assert.equal(await codeOf(p.call('bob', 'GET', `/petitions/${other}/draft`)), '404 not-found');
		assert.equal(
			await codeOf(p.call('mod', 'GET', `/petitions/${other}/handling`)),
			'404 not-found',
		);
		for (let n = 1; n < 5; n++) await writePetition(p);
		assert.equal(await codeOf(p.call('ann', 'POST', '/petitions')), '409 petition.too-many');
	}));

test('a service that is paused takes no new petitions; those that run go on', () =>
	start(MEMORY, async (p) => {
		const id = await collecting(p);
		const draft = await writePetition(p);
		await publishRules(p, { paused: 'На час обстрілів, розпорядження № 3' }, 'Безпека');
		assert.equal(await codeOf(p.call('ann', 'POST', '/petitions')), '409 petition.paused');
		assert.equal(await codeOf(submitPetition(p, draft)), '409 petition.paused');
		await good(sign(p, id, 'bob'));
	}));

test('petitions are found by words, topic, state and order; similar ones before one is written', () =>
	start(MEMORY, async (p) => {
		const bridge = await collecting(p);
		const park = await collecting(
			p,
			petitionDraft({
				title: 'Посадити дерева в парку біля школи',
				essence: 'У парку немає тіні: пропонуємо посадити сорок лип і кленів уздовж алей.',
				topic: 'Довкілля',
			}),
		);
		await good(sign(p, bridge, 'bob'));
		const ids = async (query: string) => (await list(p, query)).petitions.map(({ id }) => id);
		assert.deepEqual(await ids(''), [park, bridge]);
		assert.deepEqual(await ids('?order=signed'), [bridge, park]);
		assert.deepEqual(await ids('?words=' + encodeURIComponent('мостом')), [bridge]);
		assert.deepEqual(await ids('?topic=' + encodeURIComponent('Довкілля')), [park]);
		assert.deepEqual(await ids('?status=reached'), []);
		assert.deepEqual((await list(p)).statuses, [{ status: 'collecting', petitions: 2 }]);
		const text = encodeURIComponent('Ремонт мосту через Гнізну');
		const similar = await good(p.call(undefined, 'GET', `/similar-petitions?text=${text}`));
		assert.deepEqual(
			(similar as never as PetitionSummary[]).map(({ id }) => id),
			[bridge],
		);
	}));

test('staff see what waits, what is due first; the public does not', () =>
	start(MEMORY, async (p) => {
		const first = await reached(p);
		const second = await writePetition(p);
		await good(submitPetition(p, second));
		const queue = (await good(
			p.call('sec', 'GET', '/petition-queue'),
		)) as never as PetitionSummary[];
		assert.deepEqual(
			queue.map(({ id, status }) => [id, status]),
			[
				[second, 'submitted'],
				[first, 'reached'],
			],
		);
		assert.equal((await handled(p, second, 'sec')).email, 'ann@example.org');
		assert.equal((await handled(p, second, 'mod')).email, undefined);
		assert.equal(await codeOf(p.call('bob', 'GET', '/petition-queue')), '403 session.forbidden');
	}));

test('a petition is no project, and a project’s paths do not lead to it', () =>
	start(MEMORY, async (p) => {
		const id = await collecting(p);
		for (const path of ['', '/draft', '/review', '/signature', '/follow-up'])
			assert.notEqual((await p.call('ann', 'GET', `/projects/${id}${path}`)).status, 200, path);
		for (const [method, path, body] of [
			['POST', '/comments', { text: 'Коментар до петиції' }],
			['POST', '/invitations', undefined],
			['PUT', '/draft', { ...petitionDraft() }],
		] as const)
			assert.notEqual(
				(await p.call('ann', method, `/projects/${id}${path}`, body)).status,
				200,
				path,
			);
		assert.deepEqual(await good(p.call('ann', 'GET', '/me/projects')), []);
	}));

test.run();
