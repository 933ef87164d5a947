/** Somebody who belongs on the roll and is not on it: asks, is answered by two persons, and votes; or is told why not. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { beat } from '../../server/ballots/cadence.ts';
import { findPersonal } from '../../server/electorate/personal.ts';
import { ENGINES, withStore } from '../support/databases.ts';
import { certify, reportOf, tally } from '../support/finish-vote.ts';
import {
	cast,
	CLOSES,
	codeOf,
	decideByTwo,
	fill,
	good,
	holdCeremony,
	OPENS,
	pageOf,
	signAndOpen,
	startOpenVote,
	startVote,
	takeToken,
	type Playing,
} from '../support/open-vote.ts';
import { addPerson } from '../support/platform.ts';
import type { RollPlace, RollRequestView } from '../../server/api/contract.ts';

const test = suite('flow/roll-requests');
const WHY = 'Я переселенка і живу в громаді з травня.';
const ACCEPTED = 'Подано довідку про місце проживання.';
const REFUSED = 'Перелік уже зафіксовано; вас запишуть до наступного.';

const ask = (p: Playing, account: string, reason = WHY) =>
	codeOf(p.call(account, 'POST', `/votes/${p.id}/roll-requests`, { reason }));
const placeOf = async (p: Playing, account: string) =>
	(await good(p.call(account, 'GET', `/votes/${p.id}/roll-request`))) as never as RollPlace;
const queue = async (p: Playing, reader: string) =>
	(await good(p.call(reader, 'GET', `/votes/${p.id}/roll-requests`))) as never as RollRequestView[];
const answer = (p: Playing, verdict: string, text: string, account = 'stranger', by = 'sec') =>
	codeOf(
		p.call(by, 'POST', `/votes/${p.id}/roll-requests/${account}/answer`, { verdict, answer: text }),
	);
const confirm = async (p: Playing, by = 'admin', version?: string) => {
	const [request] = await queue(p, 'admin');
	return codeOf(
		p.call(by, 'POST', `/votes/${p.id}/roll-requests/stranger/confirm`, {
			version: version ?? request!.version,
		}),
	);
};

const start = (engine: string, work: (p: Playing) => Promise<void>, isOpen = false) =>
	withStore(ENGINES[engine]!, async (store) => {
		const clock = { now: OPENS - 1000 };
		const p = isOpen ? await startOpenVote(store) : await startVote(store, 'sum', clock);
		await work(p).finally(p.close);
	});

for (const engine of Object.keys(ENGINES)) {
	test(`who asks in time is put on the roll, votes, and the record says so without a name: ${engine}`, () =>
		start(engine, async (p) => {
			const rootOf = async () => (await pageOf(p)).decisions.at(-1)!.root;
			const before = await rootOf();
			assert.deepEqual(await placeOf(p, 'stranger'), {
				...{ hasRoll: true, isOnRoll: false, mayAsk: true },
			});
			assert.equal(await ask(p, 'stranger'), 'good');
			assert.equal(await ask(p, 'stranger'), '409 roll.asked');
			assert.equal(await ask(p, 'v1'), '409 roll.on-it');
			const [request] = await queue(p, 'sec');
			assert.deepEqual(
				[request!.name, request!.reason, request!.verdict],
				[...['stranger', WHY], undefined],
			);
			assert.equal(await confirm(p), '404 not-found');
			assert.equal(await answer(p, 'accepted', ACCEPTED), 'good');
			assert.equal((await placeOf(p, 'stranger')).request!.answer, undefined);
			assert.equal(await confirm(p, 'sec'), '403 decision.own');
			assert.equal(await confirm(p), 'good');
			assert.equal(await confirm(p), '409 decision.done');
			assert.equal(await answer(p, 'refused', REFUSED), '409 decision.done');
			const { isOnRoll, request: own } = await placeOf(p, 'stranger');
			assert.deepEqual([isOnRoll, own!.verdict, own!.answer], [true, 'accepted', ACCEPTED]);
			assert.notEqual(await rootOf(), before);
			await finish(p);
		}));

	test(`once the manifest commits to the roll the desk can only refuse, and the request stays: ${engine}`, () =>
		start(
			engine,
			async (p) => {
				assert.equal(await ask(p, 'stranger'), 'good');
				assert.equal(await answer(p, 'accepted', ACCEPTED), '409 roll.fixed');
				assert.equal(await answer(p, 'refused', REFUSED), 'good');
				assert.equal(await confirm(p), 'good');
				const { isOnRoll, mayAsk, request } = await placeOf(p, 'stranger');
				assert.deepEqual(
					[isOnRoll, mayAsk, request!.verdict, request!.answer],
					[...[false, false, 'refused'], REFUSED],
				);
				const { roll, decisions } = await pageOf(p);
				assert.deepEqual([roll, decisions.map((d) => d.kind)], [4, ['roll', 'open']]);
			},
			true,
		));
}

test('an acceptance that comes too late changes nothing and can be made a refusal', () =>
	start('SQLite in memory', async (p) => {
		assert.equal(await ask(p, 'stranger'), 'good');
		assert.equal(await answer(p, 'accepted', ACCEPTED), 'good');
		await holdCeremony(p);
		assert.equal(await confirm(p), '409 roll.fixed');
		assert.equal((await placeOf(p, 'stranger')).isOnRoll, false);
		assert.equal(await answer(p, 'refused', REFUSED), 'good');
		assert.equal(await confirm(p), 'good');
	}));

test('a request is taken back by who made it, until it is decided', () =>
	start('SQLite in memory', async (p) => {
		const withdraw = () => codeOf(p.call('stranger', 'DELETE', `/votes/${p.id}/roll-request`));
		assert.equal(await withdraw(), '404 not-found');
		await ask(p, 'stranger');
		await answer(p, 'refused', REFUSED);
		assert.equal(await withdraw(), 'good');
		assert.deepEqual(await queue(p, 'admin'), []);
		assert.equal(await ask(p, 'stranger'), 'good');
		await answer(p, 'refused', REFUSED);
		assert.equal(await confirm(p), 'good');
		assert.equal(await withdraw(), '409 decision.done');
	}));

test('an answer is taken back by who proposed it, and another can be given', () =>
	start('SQLite in memory', async (p) => {
		const withdraw = (account: string) =>
			codeOf(p.call(account, 'POST', `/votes/${p.id}/roll-requests/stranger/withdraw`));
		await addPerson(p.services.store, 'sec2', 'secretary');
		await ask(p, 'stranger');
		assert.equal(await withdraw('sec'), '404 not-found');
		await answer(p, 'accepted', ACCEPTED);
		assert.equal(await withdraw('sec2'), '403 decision.not-own');
		assert.equal(await withdraw('sec'), 'good');
		assert.equal(await confirm(p), '404 not-found');
		assert.equal((await queue(p, 'admin'))[0]!.verdict, undefined);
		await answer(p, 'refused', REFUSED, 'stranger', 'sec2');
		assert.equal(await confirm(p, 'sec'), 'good');
		assert.equal(await withdraw('sec2'), '409 decision.done');
	}));

test('nobody confirms an answer that was changed since they read it', () =>
	start('SQLite in memory', async (p) => {
		await ask(p, 'stranger');
		await answer(p, 'refused', REFUSED);
		const [seen] = await queue(p, 'admin');
		await answer(p, 'accepted', ACCEPTED);
		assert.equal(await confirm(p, 'admin', seen!.version), '412 request.outdated');
		assert.equal((await placeOf(p, 'stranger')).isOnRoll, false);
	}));

test('a new roll without those who were put on the last one says so before it is confirmed', () =>
	start('SQLite in memory', async (p) => {
		await ask(p, 'stranger');
		await answer(p, 'accepted', ACCEPTED);
		await confirm(p);
		const identities = ['0'.repeat(64)];
		const preview = await good(
			p.call('sec', 'POST', `/votes/${p.id}/roll-preview`, { identities }),
		);
		assert.deepEqual(preview, { people: 1, present: 5, added: 1, gone: 5, goneThoughAsked: 1 });
		await decideByTwo(p, { kind: 'roll', reason: WHY, roll: { identities } });
		assert.equal((await placeOf(p, 'stranger')).isOnRoll, false);
	}));

test('a place on the roll does not tell who came last', () =>
	start('SQLite in memory', async (p) => {
		const { store } = p.services;
		const places: number[] = [];
		for (let i = 0; i < 40; i++) {
			await store.tx(async (db) => {
				await db.delete(store.t.rollRequests);
			});
			await decideByTwo(p, {
				kind: 'roll',
				reason: WHY,
				roll: { identities: ['1', '2', '3'].map((c) => c.repeat(64)) },
			});
			await ask(p, 'stranger');
			await answer(p, 'accepted', ACCEPTED);
			await confirm(p);
			const rows = await store.db.select().from(store.t.roll);
			assert.deepEqual(rows.map((r) => r.position).sort(), [0, 1, 2, 3]);
			places.push(rows.find((r) => r.identity === 'identity of stranger')!.position);
		}
		// By chance alone one of the four would be missed once in 25,000 runs.
		assert.deepEqual([...new Set(places)].sort(), [0, 1, 2, 3]);
	}));

test('what becomes public names nobody', () => {
	const name = 'Ліна Яремчук, щойно переїхала';
	for (const [text, found] of [
		['Заяву Яремчука розглянуто', 'Яремчука'],
		['паспорт 123456789', '123456789'],
		['телефон +38 067 123-45-67', '38 067 123-45-67'],
		['Щойно переїхала, довідка від 12.05.2026 № 1234-5', undefined],
		['Яремчукове — назва села', undefined],
	] as const)
		assert.equal(findPersonal(text, name), found, text);
	assert.equal(findPersonal('переселенка з Маріуполя', 'Марія Коваль'), undefined);
});

/** The vote is held with five on the roll, and its record verifies. */
async function finish(p: Playing): Promise<void> {
	await holdCeremony(p);
	await signAndOpen(p);
	p.clock.now = OPENS;
	await good(cast(p, await fill(p, await takeToken(p, 'stranger'), [0])));
	await beat(p.services);
	p.clock.now = CLOSES;
	await good(p.call('sec', 'POST', `/votes/${p.id}/close`));
	await tally(p);
	await certify(p);
	const { verdict, findings } = await reportOf(p);
	assert.deepEqual([verdict, findings.filter((f) => f.severity !== 'note')], ['verified', []]);
	const decided = findings.filter((f) => f.code.startsWith('decision.'));
	assert.deepEqual(
		decided.map((f) => f.code),
		['decision.roll', 'decision.enrol', 'decision.open'],
	);
	assert.ok(!JSON.stringify(decided).includes('stranger'));
}

test.run();
