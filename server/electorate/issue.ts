/** Issues tokens: who a person is meets the roll here, and nowhere a ballot. Spec: SPEC §7.4; one token a person, by constraint. */
import { and, eq, inArray, type SQL } from 'drizzle-orm';
import { bytesToHex, parseHex } from '../../crypto/bytes.ts';
import { makeCommitment } from '../../crypto/register/commitment.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import { parseElement, type Element } from '../../crypto/token/group.ts';
import { requestHash } from '../../crypto/token/token.ts';
import { insertAll } from '../db/insert-all.ts';
import { ApiError } from '../http/api-error.ts';
import { decide, type Inside, type Services, type ServicesWithoutQueues } from '../services.ts';
import { answerByGroup } from '../work/batcher.ts';
import { issuersText } from '../work/jobs.ts';
import { requirePublic, requireVote, type Vote } from '../votes/votes.ts';
import { openShares } from './shares.ts';

/** A blinded request, and whose it is. */
export type TokenWish = {
	readonly vote: string;
	readonly account: string;
	readonly request: string;
};

/**
 * Answers a blinded request of a person on the roll, once it is durable that they have asked; together with others that ask now.
 * Asking again with the same request gives an answer again: an answer may be lost on the way.
 * @returns the evaluations in their text
 * @throws ApiError roll.not-on-it, token.other-request, token.at-desk, token.request, vote.not-open, vote.closed, request.busy
 */
export const issueToken = ({ queues }: Services, wish: TokenWish): Promise<string> =>
	queues.wishes.add(wish);

/** The same for requests in any votes, an answer each. */
export const issueTokens = (
	services: ServicesWithoutQueues,
	wishes: readonly TokenWish[],
): Promise<Result<string, unknown>[]> =>
	answerByGroup(
		wishes,
		({ vote }) => vote,
		(vote, some) => issueInVote(services, vote, some),
	);

type Read = TokenWish & { readonly element: Element | undefined };

async function issueInVote(
	services: ServicesWithoutQueues,
	voteId: string,
	wishes: readonly TokenWish[],
): Promise<Result<string, unknown>[]> {
	const read = wishes.map((wish) => ({ ...wish, element: parseElement(wish.request) }));
	const { vote, refusals } = await decide(services, async (inside) => {
		await inside.civic.lock(inside.db);
		const vote = await requireVote(inside, inside.db, voteId);
		requireOpen(vote, services.now());
		return { vote, refusals: await enter(inside, voteId, read) };
	});
	const granted = wishes.filter((_, i) => refusals[i] === undefined);
	const answers = (await evaluate(services, vote, granted)).values();
	return refusals.map((refusal) => (refusal ? err(refusal) : ok(answers.next().value!)));
}

/** Whether ballots and tokens are taken now. @throws ApiError not-found, vote.not-open, vote.closed */
export function requireOpen(
	{ phase, opens, closes }: Pick<Vote, 'phase' | 'opens' | 'closes'>,
	now: number,
): void {
	requirePublic({ phase });
	if (phase === 'ceremony' || phase === 'ready' || now < opens) throw new ApiError('vote.not-open');
	if (phase !== 'open' || now >= closes) throw new ApiError('vote.closed');
}

/** Enters who asks for the first time. @returns why others get no answer, each at its place */
async function enter(
	inside: Inside,
	vote: string,
	wishes: readonly Read[],
): Promise<(ApiError | undefined)[]> {
	const places = await placesOf(inside, vote, wishes);
	const issued = await issuedOf(inside, vote, wishes, [...places.values()]);
	const issuances: Issuance[] = [];
	const refusals = wishes.map(({ account, request, element }) => {
		const place = places.get(account);
		if (!element) return new ApiError('token.request');
		if (!place) return new ApiError('roll.not-on-it');
		const { position, tag } = place;
		const asked = issued.requests.get(position);
		if (asked?.isForm) return new ApiError('token.at-desk');
		if (asked?.request === request) return undefined;
		if (asked) return new ApiError('token.other-request');
		// Somebody else's request: only they can use the answer.
		if (issued.taken.has(request)) return new ApiError('token.request');
		issued.requests.set(position, { request, isForm: false });
		issued.taken.add(request);
		issuances.push({ position, tag, request, hash: requestHash(element), isForm: false });
		return undefined;
	});
	await enterIssuances(inside, vote, issuances);
	return refusals;
}

type Issuance = Place & {
	readonly request: string;
	/** What the register says of the request, hex. */
	readonly hash: string;
	readonly isForm: boolean;
};

/** Keeps and registers that people have taken their right to vote. Nobody does so twice, by constraint. */
export async function enterIssuances(
	{ db, store: { t }, civic }: Inside,
	vote: string,
	issuances: readonly Issuance[],
): Promise<void> {
	if (issuances.length === 0) return;
	const rows: (typeof t.issuances.$inferInsert)[] = [];
	const entries: Parameters<typeof civic.append>[1][number][] = [];
	for (const { position, tag, request, hash, isForm } of issuances) {
		const { c, opening } = makeCommitment('issuance', parseHex(tag)!);
		rows.push({ vote, position, request, opening: bytesToHex(opening.r), isForm });
		entries.push({ type: 'issuance', object: vote, position, c, request: hash });
	}
	await insertAll(db, t.issuances, rows);
	await civic.append(db, entries);
}

type Place = { readonly position: number; readonly tag: string };

/** Where on the roll people are, by their accounts. */
async function placesOf(
	{ db, store: { t } }: Inside,
	vote: string,
	wishes: readonly TokenWish[],
): Promise<Map<string, Place>> {
	// Two questions, an index each: joined, the engine would read through the roll for every batch.
	const people = await db
		.select({ account: t.accounts.id, identity: t.accounts.identity })
		.from(t.accounts)
		.where(
			inArray(
				t.accounts.id,
				wishes.map(({ account }) => account),
			),
		);
	const { identity, position, tag } = t.roll;
	const places = await db
		.select({ identity, position, tag })
		.from(t.roll)
		.where(
			and(
				eq(t.roll.vote, vote),
				inArray(
					identity,
					people.map((person) => person.identity),
				),
			),
		);
	const byIdentity = new Map(places.map(({ identity, ...place }) => [identity, place]));
	return new Map(
		people.flatMap(({ account, identity }) => {
			const place = byIdentity.get(identity);
			return place ? [[account, place] as const] : [];
		}),
	);
}

/** What these people asked before, and which of these requests were made by anybody. */
async function issuedOf(
	{ db, store: { t } }: Inside,
	vote: string,
	wishes: readonly TokenWish[],
	places: readonly Place[],
) {
	const { position, request, isForm } = t.issuances;
	// Two questions, an index each: asked as one, the engine would read through all of the vote's.
	const find = (which: SQL) =>
		db
			.select({ position, request, isForm })
			.from(t.issuances)
			.where(and(eq(t.issuances.vote, vote), which));
	const asked = await find(
		inArray(
			position,
			places.map((place) => place.position),
		),
	);
	const made = await find(
		inArray(
			request,
			wishes.map((wish) => wish.request),
		),
	);
	return {
		requests: new Map(asked.map(({ position, ...made }) => [position, made])),
		taken: new Set(made.map(({ request }) => request)),
	};
}

async function evaluate(
	{ work, keys }: ServicesWithoutQueues,
	vote: Vote,
	wishes: readonly TokenWish[],
): Promise<string[]> {
	if (wishes.length === 0) return [];
	const shares = openShares(keys, vote.id, vote.issuerShares);
	return await work('evaluate', {
		issuers: issuersText(vote.id, vote.issuer),
		j: 1,
		share: shares[0]!,
		requests: wishes.map(({ request }) => request),
	});
}
