/** What people try over HTTP to vote twice, for others, too early, too late or with garbage. Nothing of it changes anything. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { sealBallot } from '../../../crypto/booth/seal.ts';
import { requestToken } from '../../../crypto/booth/token.ts';
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

const test = suite('attack/http/ballots-and-tokens');

/** How much there is of everything that may not change. */
async function sizesOf({ services: { store, civic, box } }: Playing): Promise<number[]> {
	const { db, t } = store;
	return [
		(await civic.head()).size,
		(await box.head()).size,
		await db.$count(t.issuances),
		await db.$count(t.tokens),
		await db.$count(t.ballots),
	];
}

type Answer = { readonly status: number; readonly body: Record<string, unknown> };

/** Refused with this code, with a sentence in both languages, and nothing has changed. */
async function assertRefused(
	p: Playing,
	code: string,
	attempt: () => Promise<Answer>,
): Promise<void> {
	const before = await sizesOf(p);
	const { status, body } = await attempt();
	assert.equal(body['code'], code, JSON.stringify(body));
	assert.ok(status >= 400 && status < 500);
	const { uk, en } = body['text'] as { uk: string; en: string };
	assert.match(uk, /[а-яєіїґ]/);
	assert.match(en, /[a-z]/);
	assert.deepEqual(await sizesOf(p), before);
}

const open = (work: (p: Playing) => Promise<void>) => () =>
	withStore(ENGINES['SQLite in memory']!, async (store) => {
		const p = await startOpenVote(store);
		await work(p).finally(p.close);
	});

const ask = (p: Playing, account: string | undefined, request: unknown) =>
	p.call(account, 'POST', `/votes/${p.id}/token`, { request });

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

test(
	'two requests at once give one token',
	open(async (p) => {
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
		const minted = encodeElement(Element.BASE.multiply(9n));
		await assertRefused(p, 'token.invalid', () => cast(p, { ...filled, element: minted }));
		await assertRefused(p, 'request.with-session', () => cast(p, filled, 'v1'));
		await good(cast(p, filled));
		await assertRefused(p, 'token.invalid', async () => {
			const second = await fill(p, mine, [1]);
			return cast(p, { ...second, element: other.element });
		});
	}),
);

test(
	'the same ballot again is the same ballot; of many at once each counts once',
	open(async (p) => {
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
		const flipped = filled.ballot.replace(
			/"challenge":"(\d)/,
			(_, d: string) => `"challenge":"${d === '1' ? '2' : '1'}`,
		);
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
		const ballot = sealBallot(
			election,
			(await pageOf(p)).pots,
			[{ projects: [0] }],
			requestToken(p.id).code,
		);
		await assertRefused(p, 'token.invalid', () => cast(p, { ...filled, ballot }));
	}),
);

test.run();
