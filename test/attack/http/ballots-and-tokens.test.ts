/** What people try over HTTP to vote twice, for others, too early, too late or with garbage. Nothing of it changes anything. */
import { asSecret } from '../../../crypto/group.ts';
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { sealBallot } from '../../../crypto/booth/seal.ts';
import { requestToken } from '../../../crypto/booth/token.ts';
import { bytesToBase64, parseBase64 } from '../../../crypto/bytes.ts';
import { ballotHash } from '../../../crypto/election/ballot.ts';
import type { Election } from '../../../crypto/election/definition.ts';
import { encodeElement, Element } from '../../../crypto/token/group.ts';
import { beat } from '../../../server/ballots/cadence.ts';
import { ENGINES, withStore } from '../../support/databases.ts';
import {
	cast,
	CLOSES,
	electionFor,
	fill,
	good,
	OPENS,
	pageOf,
	startOpenVote,
	takeToken,
	type Playing,
} from '../../support/open-vote.ts';
import { assertRefused, stateOf } from '../../support/unchanged.ts';
import { hintsOf } from '../../support/verifying.ts';

const test = suite('attack/http/ballots-and-tokens');

const on = (engine: string, work: (p: Playing) => Promise<void>) => () =>
	withStore(ENGINES[engine]!, async (store) => {
		const p = await startOpenVote(store);
		await work(p).finally(p.close);
	});
const open = (work: (p: Playing) => Promise<void>) => on('SQLite in memory', work);
/** The ballot with another number of this name. */
const withOtherDigit = (ballot: string, name: string): string =>
	ballot.replace(
		new RegExp(`"${name}":"(\\d)`),
		(_, digit: string) => `"${name}":"${digit === '1' ? '2' : '1'}`,
	);
/** Where several decisions are made at once. */
const CONCURRENT = Object.keys(ENGINES).filter((engine) => engine !== 'SQLite in memory');

const ask = (p: Playing, account: string | undefined, request: unknown) =>
	p.call(account, 'POST', `/votes/${p.id}/token`, { request });

const hintsIn64 = (election: Election, text: string) => bytesToBase64(hintsOf(election, text));

test(
	'one token a person, on the roll, signed in',
	open(async (p) => {
		await takeToken(p, 'v1');
		const { request } = requestToken(p.id);
		await assertRefused(p, 'token.other-request', () => ask(p, 'v1', request));
		await assertRefused(p, 'roll.not-on-it', () => ask(p, 'stranger', request));
		await assertRefused(p, 'session.missing', () => ask(p, undefined, request));
		await assertRefused(p, 'session.missing', () => ask(p, 'nobody', request));
		for (const bad of ['', '00'.repeat(32), 'ff'.repeat(32), 'zz', 7, null, { a: 1 }])
			await assertRefused(
				p,
				typeof bad === 'string' && bad.length === 64 ? 'token.request' : 'request.malformed',
				() => ask(p, 'v2', bad),
			);
	}),
);

for (const engine of CONCURRENT)
	test(
		`requests at once give one token: ${engine}`,
		on(engine, async (p) => {
			const requests = Array.from({ length: 8 }, () => requestToken(p.id).request);
			const answers = await Promise.all(requests.map((request) => ask(p, 'v3', request)));
			assert.deepEqual(
				answers.map((a) => a.status).toSorted(),
				[200, 409, 409, 409, 409, 409, 409, 409],
			);
			assert.equal(await p.services.store.db.$count(p.services.store.t.issuances), 1);
		}),
	);

test(
	'a ballot needs its own token of this vote, and no session',
	open(async (p) => {
		const [mine, other] = [await takeToken(p, 'v1'), await takeToken(p, 'v2')];
		const filled = await fill(p, mine, [0]);
		await assertRefused(p, 'token.invalid', () => cast(p, { ...filled, element: other.element }));
		const minted = encodeElement(Element.BASE.multiply(asSecret(9n)));
		await assertRefused(p, 'token.invalid', () => cast(p, { ...filled, element: minted }));
		await assertRefused(p, 'request.with-session', () => cast(p, filled, 'v1'));
		await good(cast(p, filled));
		await assertRefused(p, 'token.invalid', async () => {
			const second = await fill(p, mine, [1]);
			return cast(p, { ...second, element: other.element });
		});
	}),
);

for (const engine of CONCURRENT)
	test(
		`the same ballot again is the same ballot; of many at once each counts once: ${engine}`,
		on(engine, async (p) => {
			const booth = await takeToken(p, 'v1');
			const filled = await fill(p, booth, [0]);
			const answers = await Promise.all(Array.from({ length: 6 }, () => good(cast(p, filled))));
			assert.equal(new Set(answers.map((a) => a['ballot'])).size, 1);
			const others = await Promise.all([1, 2, 3].map((n) => fill(p, booth, [n])));
			await Promise.all(others.map((other) => good(cast(p, other))));
			const { db, t } = p.services.store;
			const rows = await db.select({ revision: t.ballots.revision }).from(t.ballots);
			assert.deepEqual(rows.map((r) => r.revision).toSorted(), [1, 2, 3, 4]);
			await beat(p.services);
			assert.equal((await pageOf(p)).cast, 4);
		}),
	);

test(
	'the idempotency key of a ballot is its hash: the same again is answered again, another ballot under it is refused',
	open(async (p) => {
		const booth = await takeToken(p, 'v1');
		const [filled, other] = [await fill(p, booth, [0]), await fill(p, booth, [1])];
		const castAs = (key: string, body: unknown) =>
			p.call(undefined, 'POST', `/votes/${p.id}/ballots`, body, { 'Idempotency-Key': key });
		const key = ballotHash(filled.ballot);
		const first = await good(castAs(key, filled));
		const before = await stateOf(p.services.store);
		assert.deepEqual(await good(castAs(`"${key}"`, filled)), first);
		assert.deepEqual(await stateOf(p.services.store), before);
		for (const wrong of [key, '', 'x', key.toUpperCase()])
			await assertRefused(p, 'request.idempotency-key', () => castAs(wrong, other));
	}),
);

test(
	'somebody else’s request for a token is answered to nobody but them',
	open(async (p) => {
		const { request } = requestToken(p.id);
		await good(ask(p, 'v1', request));
		await assertRefused(p, 'token.request', () => ask(p, 'v2', request));
		await good(ask(p, 'v1', request));
	}),
);

test(
	'hints that are wrong, cut short or another ballot’s change nothing about the verdict',
	open(async (p) => {
		const booth = await takeToken(p, 'v1');
		const election = await electionFor(p);
		const [filled, other] = [await fill(p, booth, [0]), await fill(p, booth, [1])];
		const hints = hintsIn64(election, filled.ballot);
		const bytes = parseBase64(hints)!;
		const forged = { ...filled, ballot: withOtherDigit(filled.ballot, 'response') };
		await assertRefused(p, 'ballot.invalid', () => cast(p, { ...forged, hints }));
		await assertRefused(p, 'request.malformed', () => cast(p, { ...filled, hints: '*' }));
		await good(cast(p, { ...other, hints }));
		await good(cast(p, { ...filled, hints: bytesToBase64(bytes.subarray(1)) }));
		const third = await fill(p, booth, [2]);
		await good(cast(p, { ...third, hints: hintsIn64(election, third.ballot) }));
		const { db, t } = p.services.store;
		for (const { text, hints: kept } of await db.select().from(t.ballots))
			assert.equal(bytesToBase64(kept), hintsIn64(election, text));
	}),
);

test(
	'every changed field of a ballot is refused',
	open(async (p) => {
		const booth = await takeToken(p, 'v1');
		const filled = await fill(p, booth, [0, 1]);
		const json = JSON.parse(filled.ballot) as { answers: unknown[]; signature: { hash: string } };
		const changes: unknown[] = [
			{ ...json, election_uuid: 'PyUZ7pYBBA4Nia' },
			{ ...json, election_hash: json.signature.hash },
			{ ...json, answers: [] },
			{ ...json, answers: [...json.answers, ...json.answers] },
			{ ...json, signature: { ...json.signature, hash: 'x' } },
			{ ...json, extra: 1 },
			[],
			7,
			'',
		];
		for (const changed of changes) {
			const ballot = JSON.stringify(changed);
			await assertRefused(p, 'ballot.invalid', () => cast(p, { ...filled, ballot }));
		}
		const flipped = withOtherDigit(filled.ballot, 'challenge');
		await assertRefused(p, 'ballot.invalid', () => cast(p, { ...filled, ballot: flipped }));
		await assertRefused(p, 'ballot.invalid', () =>
			cast(p, { ...filled, ballot: ` ${filled.ballot}` }),
		);
	}),
);

test(
	'nothing is taken before the opening time or after the close',
	open(async (p) => {
		const booth = await takeToken(p, 'v1');
		const filled = await fill(p, booth, [0]);
		p.clock.now = OPENS - 1;
		await assertRefused(p, 'vote.not-open', () => cast(p, filled));
		await assertRefused(p, 'vote.not-open', () => ask(p, 'v2', requestToken(p.id).request));
		p.clock.now = CLOSES;
		await assertRefused(p, 'vote.closed', () => cast(p, filled));
		await beat(p.services);
		await assertRefused(p, 'vote.closed', () => cast(p, filled));
		await assertRefused(p, 'vote.closed', () => ask(p, 'v2', requestToken(p.id).request));
		p.clock.now = OPENS;
		await assertRefused(p, 'vote.closed', () => cast(p, filled));
	}),
);

test(
	'a ballot for one vote is none in another',
	open(async (p) => {
		const booth = await takeToken(p, 'v1');
		const election = await electionFor(p);
		const filled = await fill(p, booth, [0]);
		const unknown = { ...p, id: 'PyUZ7pYBBA4Nia' };
		await assertRefused(p, 'not-found', () => cast(unknown, filled));
		const { ballot } = sealBallot(
			election,
			(await pageOf(p)).pots,
			[{ projects: [0] }],
			requestToken(p.id).code,
		);
		await assertRefused(p, 'token.invalid', () => cast(p, { ...filled, ballot }));
	}),
);

test.run();
