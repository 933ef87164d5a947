/** Many cast and ask at the same time: every one gets their own answer, and what was acknowledged is in the close. */
import assert from 'node:assert/strict';
import { eq } from 'drizzle-orm';
import { suite } from 'uvu';
import { requestToken } from '../../crypto/booth/token.ts';
import { acceptBallots, hashOf } from '../../server/ballots/accept.ts';
import { beat } from '../../server/ballots/cadence.ts';
import { openCommunity } from '../../server/community.ts';
import { issueTokens } from '../../server/electorate/issue.ts';
import { ApiError } from '../../server/http/api-error.ts';
import { ENGINES, withStore } from '../support/databases.ts';
import {
	cast,
	CLOSES,
	fill,
	pageOf,
	startOpenVote,
	takeToken,
	VOTERS,
	type Playing,
} from '../support/open-vote.ts';
import { MASTER_KEY } from '../support/platform.ts';
import { workHere } from '../../server/work/jobs.ts';

const test = suite('flow/batches');

const open = (engine: string, work: (p: Playing) => Promise<void>) => () =>
	withStore(ENGINES[engine]!, async (store) => {
		const p = await startOpenVote(store);
		await work(p).finally(p.close);
	});

const codeOf = (e: unknown): string => (e instanceof ApiError ? e.code : String(e));

/** The same ballot with a proof that does not hold. */
const forge = <T extends { readonly ballot: string }>(filled: T): T => ({
	...filled,
	ballot: filled.ballot.replace(/"challenge":"(\d)/, (_, d: string) =>
		d === '1' ? '"challenge":"2' : '"challenge":"1',
	),
});

for (const engine of Object.keys(ENGINES)) {
	test(
		`bad ballots, copies and foreign tokens in a batch of good ones, each with its own answer: ${engine}`,
		open(engine, async (p) => {
			const booths = await Promise.all(VOTERS.map((voter) => takeToken(p, voter)));
			const filled = await Promise.all(booths.map((booth, i) => fill(p, booth, [i])));
			const [one, two, three, four] = filled as [F, F, F, F];
			const later = await fill(p, booths[0]!, [3]);
			const casts = [
				one,
				forge(two),
				two,
				{ ...three, element: four.element },
				three,
				three,
				later,
				{ ballot: 'x', element: one.element },
			].map((body) => ({ ...body, vote: p.id, hash: hashOf(body.ballot) }));
			const elsewhere = { ...casts[0]!, vote: 'PyUZ7pYBBA4Nia' };
			const answers = await acceptBallots(p.services, [...casts, elsewhere]);
			const said = answers.map((a) => (a.ok ? a.value.ballot : codeOf(a.error)));
			assert.deepEqual(said, [
				casts[0]!.hash,
				'ballot.invalid',
				casts[2]!.hash,
				'token.invalid',
				casts[4]!.hash,
				casts[5]!.hash,
				casts[6]!.hash,
				'ballot.invalid',
				'not-found',
			]);
			const { db, t } = p.services.store;
			const rows = await db.select().from(t.ballots);
			assert.deepEqual(
				rows.map((r) => `${r.hash} ${r.revision}`).toSorted(),
				[
					`${casts[0]!.hash} 1`,
					`${casts[2]!.hash} 1`,
					`${casts[4]!.hash} 1`,
					`${casts[6]!.hash} 2`,
				].toSorted(),
			);
		}),
	);

	test(
		`requests for tokens in one batch, each with its own answer: ${engine}`,
		open(engine, async (p) => {
			const [a, b, c, d] = [1, 2, 3, 4].map(() => requestToken(p.id).request);
			const before = (await p.services.civic.head()).size;
			const wishes = (
				[
					['v1', a],
					['v2', b],
					['stranger', c],
					['v3', '00'.repeat(32)],
					['v1', d],
					['v1', a],
					['v3', a],
				] as const
			).map(([account, request]) => ({ vote: p.id, account, request: request! }));
			const answers = await issueTokens(p.services, wishes);
			assert.deepEqual(
				answers.map((answer) => (answer.ok ? 'issued' : codeOf(answer.error))),
				[
					'issued',
					'issued',
					'roll.not-on-it',
					'token.request',
					'token.other-request',
					'issued',
					'token.request',
				],
			);
			assert.equal((await p.services.civic.head()).size, before + 2);
			await p.services.civic.verify();
		}),
	);

	test(
		`the vote closes while ballots are cast: what was acknowledged is in the close: ${engine}`,
		open(engine, async (p) => {
			const booths = await Promise.all(VOTERS.map((voter) => takeToken(p, voter)));
			const prepared = await Promise.all(
				booths.flatMap((booth) => [0, 1, 2, 3, 0, 1].map((n) => fill(p, booth, [n]))),
			);
			const acknowledged = new Set<string>();
			const refused = new Set<unknown>();
			const casting = prepared.map(async (filled) => {
				const { status, body } = await cast(p, filled);
				if (status === 200) acknowledged.add(body['ballot'] as string);
				else refused.add(body['code']);
				// The clock of the server that closes is ahead of the one that takes ballots.
				if (acknowledged.size === 4) closing ??= closeElsewhere(p);
			});
			let closing: Promise<void> | undefined;
			await Promise.all(casting);
			await closing;
			assert.ok(acknowledged.size >= 4);
			assert.deepEqual(
				[...refused].filter((code) => code !== 'vote.closed'),
				[],
			);
			const { db, t } = p.services.store;
			const rows = await db.select().from(t.ballots).where(eq(t.ballots.vote, p.id));
			assert.deepEqual(new Set(rows.map((r) => r.hash)), acknowledged);
			assert.ok(rows.every((r) => r.number !== null));
			assert.equal((await pageOf(p)).phase, 'closed');
			assert.equal((await pageOf(p)).cast, acknowledged.size);
		}),
	);
}

/** Another process on the same database finds the time over. */
async function closeElsewhere(p: Playing): Promise<void> {
	const parts = { store: p.services.store, masterKey: MASTER_KEY, work: workHere };
	await beat(await openCommunity({ ...parts, now: () => CLOSES }));
}

test(
	'where ballots wait for others, they are published when enough wait, or at the close',
	open('SQLite in memory', async (p) => {
		const { store } = p.services;
		await store.tx(async (db) => {
			await db.update(store.t.votes).set({ batch: 3 });
		});
		assert.equal((await pageOf(p)).batch, 3);
		const booths = await Promise.all(VOTERS.map((voter) => takeToken(p, voter)));
		const castNow = async (i: number) => cast(p, await fill(p, booths[i]!, [i]));
		await castNow(0);
		await castNow(1);
		await beat(p.services);
		assert.equal((await pageOf(p)).cast, 0);
		await castNow(2);
		await beat(p.services);
		assert.equal((await pageOf(p)).cast, 3);
		await castNow(3);
		await beat(p.services);
		assert.equal((await pageOf(p)).cast, 3);
		p.clock.now = CLOSES;
		await beat(p.services);
		assert.equal((await pageOf(p)).cast, 4);
	}),
);

type F = { readonly ballot: string; readonly element: string };

test.run();
