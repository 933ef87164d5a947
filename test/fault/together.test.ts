/** Many act in the same moment, in one process or in several on one Postgres database: each decision sees those before it. */
import assert from 'node:assert/strict';
import { setTimeout as after } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { suite } from 'uvu';
import { ballotHash } from '../../crypto/election/ballot.ts';
import { decrypt, sign, takeStep } from '../../crypto/commission/work.ts';
import { acceptBallots } from '../../server/ballots/accept.ts';
import { beat } from '../../server/ballots/cadence.ts';
import type { Store } from '../../server/db/store.ts';
import type { Services } from '../../server/services.ts';
import { ENGINES, withStore } from '../support/databases.ts';
import {
	CLOSES,
	electionFor,
	fill,
	good,
	MEMBERS,
	OPENS,
	pageOf,
	signAndOpen,
	startOpenVote,
	startVote,
	stateFor,
	takeToken,
	VOTERS,
	type Playing,
} from '../support/open-vote.ts';
import {
	castOn,
	killChild,
	killChildren,
	newLedger,
	playingAt,
	startChild,
} from '../support/platform-child.ts';
import { addPerson, startPlatform } from '../support/platform.ts';
import { smallPot } from '../support/small-vote.ts';

const test = suite('fault/together');
test.after.each(killChildren);
const CONCURRENT = Object.keys(ENGINES).filter((engine) => engine !== 'SQLite in memory');

/** All members say their step of the ceremony at once. */
async function sayTogether(p: Playing): Promise<void> {
	const states = await Promise.all(MEMBERS.map((member) => stateFor(p, member)));
	await Promise.all(
		states.map(async (state, i) => {
			const member = MEMBERS[i]!;
			const { text, secret } = takeStep(state, p.secrets.get(member)!);
			p.secrets.set(member, secret);
			const body = { step: state.step, text };
			await good(p.call(member, 'POST', `/votes/${p.id}/ceremony`, body));
		}),
	);
}

async function decryptTogether(p: Playing): Promise<void> {
	const election = await electionFor(p);
	const two = MEMBERS.slice(0, 2);
	const states = await Promise.all(two.map((member) => stateFor(p, member)));
	await Promise.all(
		states.map((state, i) => {
			const { text, strong } = decrypt(state, p.secrets.get(two[i]!)!, election);
			const statement = sign(state, p.secrets.get(two[i]!)!, election, 'partial-decryption', text);
			const body = { text, strong, statement };
			return good(p.call(two[i], 'POST', `/votes/${p.id}/decryptions`, body));
		}),
	);
}

for (const engine of CONCURRENT)
	test(`members who speak at once leave no vote waiting for what was said: ${engine}`, () =>
		withStore(ENGINES[engine]!, async (store) => {
			const p = await startVote(store, 'sum', { now: OPENS - 1000 });
			for (let steps = 0; steps < 4; steps++) await sayTogether(p);
			assert.equal((await pageOf(p)).phase, 'ready');
			await signAndOpen(p);
			p.clock.now = CLOSES;
			// Two processes may find at once that the time is over.
			await Promise.all([beat(p.services), beat(p.services), beat(p.services)]);
			await decryptTogether(p);
			assert.equal((await pageOf(p)).phase, 'tallied');
			await p.close();
		}));

/** Services whose decisions are made and then, before they are committed, wait for `gate`. */
function hesitating(services: Services, gate: Promise<unknown>): Services {
	const store: Store = {
		...services.store,
		tx: (work) =>
			services.store.tx(async (db) => {
				const result = await work(db);
				await gate;
				return result;
			}),
	};
	return { ...services, store };
}

for (const engine of CONCURRENT)
	test(`a ballot that is being stored when the vote is closed early is in the box: ${engine}`, () =>
		withStore(ENGINES[engine]!, async (store) => {
			const p = await startOpenVote(store);
			await addPerson(store, 'sec2', 'secretary');
			const body = { kind: 'close-early', reason: 'Повітряна тривога тривала весь день' };
			const { number } = await good(p.call('sec', 'POST', `/votes/${p.id}/decisions`, body));
			const filled = await fill(p, await takeToken(p, 'v1'), [0]);
			let open: (value: unknown) => void = () => undefined;
			const gate = new Promise((resolve) => (open = resolve));
			const casting = acceptBallots(hesitating(p.services, gate), [
				{ ...filled, vote: p.id, hash: ballotHash(filled.ballot) },
			]);
			await after(500);
			const closing = good(
				p.call('sec2', 'POST', `/votes/${p.id}/decisions/${String(number)}/confirm`),
			);
			await after(500);
			open(undefined);
			const [accepted] = await casting;
			assert.ok(accepted?.ok);
			const { ballot } = accepted.value;
			await closing;
			const { t } = store;
			const rows = await store.db.select().from(t.ballots).where(eq(t.ballots.hash, ballot));
			assert.deepEqual(
				rows.map(({ number: place }) => place),
				[0],
			);
			const page = await pageOf(p);
			assert.deepEqual([page.phase, page.cast], ['closed', 1]);
			await p.close();
		}));

for (const engine of CONCURRENT)
	test(`of two changes of one draft the second is told that it is outdated: ${engine}`, () =>
		withStore(ENGINES[engine]!, async (store) => {
			const p = await startPlatform(store, { now: OPENS - 1000 });
			await addPerson(store, 'sec', 'secretary');
			const account = '6f6c0c9e-6c0b-4d0e-9d6c-0f3f6c1d2a3b';
			await addPerson(store, account, 'commission');
			const draft = (title: string) => ({
				title,
				pots: [smallPot('sum')],
				opens: OPENS,
				closes: CLOSES,
				threshold: 1,
				commission: [{ account, name: 'А' }],
			});
			const { id } = await good(p.call('sec', 'POST', '/votes', draft('0')));
			const path = `/votes/${String(id)}/draft`;
			const { version } = await good(p.call('sec', 'GET', path));
			const seen = { 'if-match': `"${String(version)}"` };
			const changes = ['1', '2', '3', '4'].map((title) =>
				p.call('sec', 'PUT', path, draft(title), seen),
			);
			const answers = (await Promise.all(changes)).map(({ status }) => status);
			assert.deepEqual(answers.toSorted(), [200, 412, 412, 412]);
			await p.close();
		}));

if (ENGINES['Postgres'])
	test('two processes on one Postgres database take ballots into one register', async () => {
		const database = await ENGINES['Postgres']!();
		const first = await startChild(database.url!, 'begin');
		const second = await startChild(database.url!, 'resume');
		const [here, there] = [playingAt(first), playingAt(second)];
		const booths = await Promise.all(VOTERS.map((voter) => takeToken(here, voter)));
		const ledger = newLedger();
		const goesOn = () => ledger.acknowledged.size + ledger.refused.length < 16;
		// Each voter casts at both in the same moment.
		const casting = booths.flatMap((booth) =>
			[here, there].map((p) => castOn(p, booth, ledger, goesOn)),
		);
		await Promise.all(casting);
		await killChild(first);
		assert.deepEqual(ledger.refused, []);
		// The other goes on alone.
		const { size } = ledger.acknowledged;
		for (let tries = 0; tries < 100 && (await pageOf(there)).cast < size; tries++) await after(100);
		await killChild(second);
		const store = await database.open();
		const p = await startPlatform(store, { now: 0 }, false);
		assert.equal((await p.services.box.head()).size, size);
		await p.close();
		await store.close();
		await database.remove();
	});

test.run();
