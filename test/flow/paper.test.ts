/** Paper ballots over HTTP: one form or one token a person, two persons who read every form, nothing decrypted before all are entered. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { sha256Hex } from '../../crypto/hash.ts';
import { identityOf } from '../../server/identity/people.ts';
import type { PaperView } from '../../server/api/contract.ts';
import { ENGINES, withStore } from '../support/databases.ts';
import {
	cast,
	CLOSES,
	codeOf,
	decideByTwo,
	fill,
	good,
	MEMBERS,
	pageOf,
	startOpenVote,
	takeToken,
	VOTERS,
	type Playing,
} from '../support/open-vote.ts';
import { certify, reportOf, tally } from '../support/finish-vote.ts';
import { addPerson } from '../support/platform.ts';
import { smallPot } from '../support/small-vote.ts';

const test = suite('flow/paper');
const ON_PAPER = ['p1', 'p2', 'p3', 'p4'];
const SHEET = sha256Hex('scan of a sheet');
const DECIDED = { kind: 'paper', reason: 'Обидві скриньки внесено.' };

const play = (engine: string, mode: 'sum' | 'mix', work: (p: Playing) => Promise<void>) =>
	withStore(ENGINES[engine]!, async (store) => {
		const p = await startOpenVote(store, mode, { onPaper: ON_PAPER });
		await addPerson(store, 'clerk', 'desk');
		await addPerson(store, 'clerk2', 'desk');
		await addPerson(store, 'auditor', 'auditor');
		await work(p).finally(p.close);
	});

const pathOf = (p: Playing) => `/votes/${p.id}/paper`;
const handOut = (p: Playing, number: string, by = 'clerk') =>
	codeOf(p.call(by, 'POST', `${pathOf(p)}/forms`, { domain: 'demo', number }));
const begin = (p: Playing, forms: number, by = 'clerk') =>
	p.call(by, 'POST', `${pathOf(p)}/batches`, { label: 'Скринька 1', forms, sheet: SHEET });
const beginGood = async (p: Playing, forms: number): Promise<string> =>
	(await good(begin(p, forms)))['id'] as string;
const enter = (p: Playing, batch: string, by: string, ...lines: readonly string[]) =>
	p.call(by, 'PUT', `${pathOf(p)}/batches/${batch}/entry`, { lines: lines.map((line) => [line]) });
const viewFor = async (p: Playing, reader: string): Promise<PaperView> =>
	(await good(p.call(reader, 'GET', pathOf(p)))) as unknown as PaperView;

async function close(p: Playing): Promise<void> {
	p.clock.now = CLOSES;
	await good(p.call('sec', 'POST', `/votes/${p.id}/close`));
}

for (const engine of Object.keys(ENGINES))
	test(`a vote in which some vote on paper, to a record that anybody can verify: ${engine}`, () =>
		play(engine, 'sum', async (p) => {
			for (const voter of VOTERS)
				await good(cast(p, await fill(p, await takeToken(p, voter), [0])));
			for (const number of ON_PAPER.slice(0, 3)) assert.equal(await handOut(p, number), 'good');
			assert.equal((await pageOf(p)).issued, 7);
			await close(p);
			assert.deepEqual((await pageOf(p)).waiting, { what: 'paper', members: [] });
			const [first, second] = [await beginGood(p, 2), await beginGood(p, 1)];
			await good(enter(p, first, 'clerk', '4 3', '-'));
			await good(enter(p, first, MEMBERS[0]!, ' 3,4', '-'));
			await good(enter(p, second, 'sec', '?'));
			await good(enter(p, second, 'clerk2', '?'));
			await decideByTwo(p, DECIDED);
			await tally(p);
			await certify(p);
			const { result, decisions, isPaper } = await pageOf(p);
			assert.equal(isPaper, true);
			assert.deepEqual(result!.paper, { batches: 2, forms: 3 });
			const [pot] = result!.pots;
			assert.deepEqual([pot!.valid, pot!.blank, pot!.spoiled.length], [5, 1, 1]);
			assert.deepEqual(pot!.totals, { park: 4, road: 0, tree: 1, lamp: 1 });
			assert.equal(decisions.at(-1)!.kind, 'paper');
			const report = await reportOf(p);
			const bad = report.findings.filter((f) => f.severity !== 'note');
			assert.deepEqual([report.verdict, bad], ['verified', []]);
			assert.ok(report.findings.some((f) => f.code === 'paper.by-hand'));
		}));

test('shuffled ballots and paper are counted together', () =>
	play('SQLite in memory', 'mix', async (p) => {
		await good(cast(p, await fill(p, await takeToken(p, VOTERS[0]!), [0, 1])));
		assert.equal(await handOut(p, 'p1'), 'good');
		await close(p);
		const batch = await beginGood(p, 1);
		await good(enter(p, batch, 'clerk', '1 2'));
		await good(enter(p, batch, 'clerk2', '2 1'));
		const { batches } = await viewFor(p, 'auditor');
		assert.equal(batches[0]!.number, 1);
	}));

test('one person gets one form or one token, and the desk is not told more', () =>
	play('SQLite in memory', 'sum', async (p) => {
		assert.equal(await handOut(p, 'p1', 'auditor'), '403 session.forbidden');
		assert.equal(await handOut(p, 'p1', MEMBERS[0]), '403 session.forbidden');
		assert.equal(await handOut(p, 'nobody'), '404 paper.not-on-roll');
		assert.equal(
			await codeOf(
				p.call('clerk', 'POST', `${pathOf(p)}/forms`, {
					domain: 'ua.rnokpp',
					number: '1234567890',
				}),
			),
			'400 paper.number',
		);
		assert.equal(await handOut(p, ''), '400 request.malformed');
		const all = await Promise.all([handOut(p, 'p1'), handOut(p, 'p1', 'sec'), handOut(p, 'p1')]);
		assert.deepEqual(all.toSorted(), ['409 paper.has-form', '409 paper.has-form', 'good']);
		assert.equal((await viewFor(p, 'clerk')).handedOut, 1);
		// The same person on the site: their account has the identity that the desk found.
		const { store, keys } = p.services;
		for (const subject of ['p1', 'p2']) {
			const identity = identityOf(keys, { domain: 'demo', subject });
			await store.db
				.insert(store.t.accounts)
				.values({ id: subject, identity, name: subject, createdAt: 0 });
		}
		await assert.rejects(takeToken(p, 'p1'), /token\.at-desk/);
		await takeToken(p, 'p2');
		assert.equal(await handOut(p, 'p2'), '409 paper.has-token');
		assert.equal((await pageOf(p)).issued, 2);
		await close(p);
		assert.equal(await handOut(p, 'p3'), '409 vote.closed');
	}));

test('a batch stands only when two persons have read the same, and neither sees the other', () =>
	play('SQLite in memory', 'sum', async (p) => {
		for (const number of ON_PAPER.slice(0, 3)) await handOut(p, number);
		assert.equal(await codeOf(begin(p, 1)), '409 vote.phase');
		await close(p);
		assert.equal(await codeOf(begin(p, 4)), '409 paper.too-many');
		assert.equal(await codeOf(begin(p, 0)), '400 request.malformed');
		const batch = await beginGood(p, 3);
		assert.equal(await codeOf(enter(p, batch, 'clerk', '1', '2')), '422 paper.lines');
		const bad = await enter(p, batch, 'clerk', '1', '', '9');
		assert.deepEqual(bad.body['fields'], {
			'2.budget': 'paper-line.empty',
			'3.budget': 'paper-line.project',
		});
		await good(enter(p, batch, 'clerk', '1', '2', '3'));
		await good(enter(p, batch, 'clerk', '1', '2', '4'));
		assert.equal((await viewFor(p, 'clerk')).batches[0]!.people, 1);
		const seen = (await viewFor(p, 'clerk2')).batches[0]!;
		assert.deepEqual([seen.people, seen.own, seen.differing], [1, undefined, undefined]);
		await good(enter(p, batch, 'clerk2', '1', '1 2', '3'));
		assert.deepEqual((await viewFor(p, 'clerk')).batches[0]!.differing, [2, 3]);
		assert.equal(await codeOf(enter(p, batch, 'sec', '1', '2', '4')), '409 paper.two-persons');
		const path = `/votes/${p.id}/decisions`;
		assert.equal(await codeOf(p.call('sec', 'POST', path, DECIDED)), '409 paper.unfinished');
		await assert.rejects(tally(p), /paper\.not-complete/);
		await good(enter(p, batch, 'clerk2', '1', '2', '4'));
		const entered = (await viewFor(p, 'clerk')).batches[0]!;
		assert.deepEqual([entered.number, entered.own], [1, undefined]);
		assert.equal(await codeOf(enter(p, batch, 'clerk', '1', '2', '4')), '409 paper.entered');
		assert.equal(
			await codeOf(p.call('clerk', 'DELETE', `${pathOf(p)}/batches/${batch}`)),
			'409 paper.entered',
		);
		assert.equal(await codeOf(begin(p, 1)), '409 paper.too-many');
	}));

test('what was begun by mistake is removed; after the decision nothing more is entered', () =>
	play('SQLite in memory', 'sum', async (p) => {
		await good(cast(p, await fill(p, await takeToken(p, VOTERS[0]!), [0])));
		await handOut(p, 'p1');
		await close(p);
		const batch = await beginGood(p, 1);
		await good(enter(p, batch, 'clerk', '1'));
		await good(p.call('clerk2', 'DELETE', `${pathOf(p)}/batches/${batch}`));
		assert.equal(await codeOf(enter(p, batch, 'clerk2', '1')), '404 not-found');
		await decideByTwo(p, DECIDED);
		assert.equal(await codeOf(begin(p, 1)), '409 paper.complete');
		const again = p.call('sec', 'POST', `/votes/${p.id}/decisions`, DECIDED);
		assert.equal(await codeOf(again), '409 paper.complete');
		await tally(p);
		assert.deepEqual((await pageOf(p)).result!.paper, { batches: 0, forms: 0 });
	}));

test('two persons who save at once make one batch of the register', () =>
	play('SQLite in memory', 'sum', async (p) => {
		await handOut(p, 'p1');
		await handOut(p, 'p2');
		await close(p);
		const [one, two] = [await beginGood(p, 1), await beginGood(p, 1)];
		await Promise.all(
			[one, two].flatMap((batch) =>
				['clerk', 'clerk2', 'sec'].map((by) => codeOf(enter(p, batch, by, '1'))),
			),
		);
		const { batches, entered } = await viewFor(p, 'auditor');
		assert.deepEqual(batches.map(({ number }) => number).toSorted(), [1, 2]);
		assert.equal(entered, 2);
	}));

test('a vote without paper, and people of other votes', () =>
	withStore(ENGINES['SQLite in memory']!, async (store) => {
		const p = await startOpenVote(store);
		await addPerson(store, 'clerk', 'desk');
		await addPerson(store, 'elsewhere', 'commission');
		const check = async () => {
			assert.equal(await handOut(p, 'p1'), '409 paper.not-taken');
			assert.equal(await codeOf(p.call('clerk', 'GET', pathOf(p))), '409 paper.not-taken');
			assert.equal(await codeOf(p.call('elsewhere', 'GET', pathOf(p))), '403 member.not-one');
			assert.equal(await codeOf(p.call('v1', 'GET', pathOf(p))), '403 session.forbidden');
			const path = `/votes/${p.id}/decisions`;
			assert.equal(await codeOf(p.call('sec', 'POST', path, DECIDED)), '409 paper.not-taken');
		};
		await check().finally(p.close);
	}));

test('what is entered keeps the limits of the pot, or is spoiled', () =>
	withStore(ENGINES['SQLite in memory']!, async (store) => {
		const pot = { ...smallPot('sum'), limits: { minLength: 1, maxLength: 2 } };
		const p = await startOpenVote(store, 'sum', { pot, onPaper: ON_PAPER });
		await addPerson(store, 'clerk', 'desk');
		const check = async () => {
			await handOut(p, 'p1');
			await close(p);
			const batch = await beginGood(p, 1);
			await good(enter(p, batch, 'clerk', '1 2 3'));
			await good(enter(p, batch, 'sec', '1 2 3'));
			await decideByTwo(p, DECIDED);
			await tally(p);
			const [counted] = (await pageOf(p)).result!.pots;
			assert.deepEqual(counted!.spoiled, [{ code: 'spoiled.too-many-projects', bytes: '' }]);
		};
		await check().finally(p.close);
	}));

test.run();
