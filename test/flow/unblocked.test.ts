/** What takes long is done outside of decisions: nobody waits for it, and it is not believed when things have changed meanwhile. */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { suite } from 'uvu';
import { shuffle, sign } from '../../crypto/commission/work.ts';
import { beat } from '../../server/ballots/cadence.ts';
import type { Store } from '../../server/db/store.ts';
import { ENGINES, withStore } from '../support/databases.ts';
import {
	cast,
	CLOSES,
	codeOf,
	electionFor,
	fill,
	good,
	MEMBERS,
	startOpenVote,
	stateFor,
	takeToken,
	type Playing,
} from '../support/open-vote.ts';

const test = suite('flow/unblocked');
const PATIENCE_MS = 5000;

async function closedVote(store: Store): Promise<Playing> {
	const p = await startOpenVote(store, 'mix');
	await good(cast(p, await fill(p, await takeToken(p, 'v1'), [0])));
	p.clock.now = CLOSES;
	await beat(p.services);
	return p;
}

/** What comes while somebody else writes: in SQLite there is one writer at a time. */
async function whileWriting<T>({ services: { store } }: Playing, work: () => Promise<T>) {
	const held = Promise.withResolvers<undefined>();
	const writing = store.tx(() => held.promise);
	try {
		return await Promise.race([work(), sleep(PATIENCE_MS, 'nothing', { ref: false })]);
	} finally {
		held.resolve(undefined);
		await writing;
	}
}

async function messageOf(p: Playing, member: string) {
	const state = await stateFor(p, member);
	const election = await electionFor(p);
	const text = shuffle(state, election);
	return {
		shuffle: text,
		statement: sign(state, p.secrets.get(member)!, election, 'shuffle', text),
	};
}

test('records are made, and shuffles checked, while others write', () =>
	withStore(ENGINES['SQLite file']!, async (store) => {
		const p = await closedVote(store);
		try {
			const path = `${p.url}/record/${p.id}/manifest.json`;
			const status = await whileWriting(p, async () => (await fetch(path)).status);
			assert.equal(status, 200);
			const [member] = MEMBERS as [string];
			const election = await electionFor(p);
			const state = await stateFor(p, member);
			const statement = sign(state, p.secrets.get(member)!, election, 'shuffle', 'none');
			const wrong = { shuffle: 'none', statement };
			const send = () => codeOf(p.call(member, 'POST', `/votes/${p.id}/shuffles`, wrong));
			assert.equal(await whileWriting(p, send), '400 member.message');
		} finally {
			await p.close();
		}
	}));

for (const [name, makeDatabase] of Object.entries(ENGINES))
	test(`of two shuffles of one member at a time one is taken: ${name}`, () =>
		withStore(makeDatabase, async (store) => {
			const p = await closedVote(store);
			try {
				const [member] = MEMBERS as [string];
				const messages = [await messageOf(p, member), await messageOf(p, member)];
				const send = (body: object) =>
					codeOf(p.call(member, 'POST', `/votes/${p.id}/shuffles`, body));
				const answers = await Promise.all(messages.map(send));
				assert.deepEqual(answers.sort(), ['409 vote.phase', 'good']);
				assert.equal(await send(messages[0]!), '409 vote.phase');
			} finally {
				await p.close();
			}
		}));

test.run();
