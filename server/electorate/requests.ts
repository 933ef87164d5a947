/** People who say that they belong on a roll: each asks once a vote, one person of staff answers, another confirms. */
import { and, eq } from 'drizzle-orm';
import { sha256Hex } from '../../crypto/hash.ts';
import type { OwnRollRequest, RollPlace, RollRequestView } from '../api/contract.ts';
import type { Phase, Schema } from '../db/schema.ts';
import { ApiError } from '../http/api-error.ts';
import type { Inside } from '../services.ts';
import { recordEnrolment } from '../votes/decisions.ts';
import { countOf, requirePublic, type Vote } from '../votes/votes.ts';
import { findPersonal } from './personal.ts';
import { addToRoll, isOnRoll, requireChangeable } from './roll.ts';

type RollRequest = Schema['rollRequests']['$inferSelect'];
type Account = Schema['accounts']['$inferSelect'];

const ASKED_IN: readonly Phase[] = ['ceremony', 'ready', 'open'];

/** Whether somebody is on the roll, and what became of their request. The answer is theirs once it is confirmed. @throws ApiError not-found */
export async function findPlace(inside: Inside, vote: Vote, account: string): Promise<RollPlace> {
	requirePublic(vote);
	const asker = await requireAccount(inside, account);
	const onRoll = await isOnRoll(inside, vote.id, asker.identity);
	const request = await findRequest(inside, vote.id, account);
	const hasRoll = (await countOf(inside.db, inside.store.t.roll, vote.id)) > 0;
	return {
		hasRoll,
		isOnRoll: onRoll,
		mayAsk: ASKED_IN.includes(vote.phase) && hasRoll && !onRoll && !request,
		...(request ? { request: ownView(request) } : {}),
	};
}

const ownView = ({ reason, askedAt, verdict, answer, decidedAt }: RollRequest): OwnRollRequest => ({
	reason,
	askedAt,
	...(decidedAt === null ? {} : { verdict: verdict!, answer: answer!, decidedAt }),
});

/** @throws ApiError not-found, vote.closed, roll.not-yet, roll.on-it, roll.asked */
export async function askForRoll(
	inside: Inside,
	vote: Vote,
	account: string,
	reason: string,
): Promise<void> {
	requirePublic(vote);
	if (!ASKED_IN.includes(vote.phase)) throw new ApiError('vote.closed');
	const { hasRoll, isOnRoll: onRoll, request } = await findPlace(inside, vote, account);
	if (!hasRoll) throw new ApiError('roll.not-yet');
	if (onRoll) throw new ApiError('roll.on-it');
	if (request) throw new ApiError('roll.asked');
	const { db, store, now } = inside;
	try {
		await db
			.insert(store.t.rollRequests)
			.values({ vote: vote.id, account, reason, askedAt: now() });
	} catch (e) {
		if (store.isDuplicate(e)) throw new ApiError('roll.asked');
		throw e;
	}
}

/** Takes one's own request back while nobody has decided it. @throws ApiError not-found, decision.done */
export async function withdrawRequest(inside: Inside, vote: Vote, account: string): Promise<void> {
	requirePublic(vote);
	const request = await findRequest(inside, vote.id, account);
	if (!request) throw new ApiError('not-found');
	if (request.decidedAt !== null) throw new ApiError('decision.done');
	const { rollRequests } = inside.store.t;
	await inside.db
		.delete(rollRequests)
		.where(and(eq(rollRequests.vote, vote.id), eq(rollRequests.account, account)));
}

export type Reply = { readonly verdict: 'accepted' | 'refused'; readonly answer: string };

/**
 * Proposes an answer; until somebody confirms it another can take its place. What is said to a person who is accepted becomes the reason
 * in the register, and so names nobody.
 * @throws ApiError not-found, decision.done, roll.own-request, roll.fixed, decision.personal
 */
export async function answerRequest(
	inside: Inside,
	vote: Vote,
	proposer: string,
	account: string,
	{ verdict, answer }: Reply,
): Promise<void> {
	await requireOpenRequest(inside, vote.id, account, proposer);
	if (verdict === 'accepted') {
		requireChangeable(vote);
		const { name } = await requireAccount(inside, account);
		const found = findPersonal(answer, name);
		if (found !== undefined) throw new ApiError('decision.personal', { found });
	}
	await change(inside, vote.id, account, { verdict, answer, proposer });
}

/**
 * Confirms the answer that somebody else proposed; who is accepted is on the roll from then on.
 * @param seen - the version of the request that was read
 * @throws ApiError not-found, decision.done, decision.own, roll.own-request, request.outdated, roll.fixed, roll.on-it
 */
export async function confirmAnswer(
	inside: Inside,
	vote: Vote,
	confirmer: string,
	account: string,
	seen: string,
): Promise<void> {
	const request = await requireOpenRequest(inside, vote.id, account, confirmer);
	const { verdict, answer, proposer } = request;
	if (verdict === null || answer === null || proposer === null) throw new ApiError('not-found');
	if (proposer === confirmer) throw new ApiError('decision.own');
	if (versionOf(request) !== seen) throw new ApiError('request.outdated');
	const decidedAt = inside.now();
	await change(inside, vote.id, account, { confirmer, decidedAt });
	if (verdict === 'refused') return;
	const { identity } = await requireAccount(inside, account);
	await addToRoll(inside, vote, identity);
	await recordEnrolment(inside, vote, {
		reason: answer,
		proposer,
		proposedAt: decidedAt,
		confirmer,
	});
}

/** Takes back the answer that one has proposed oneself. @throws ApiError not-found, decision.done, decision.not-own, roll.own-request */
export async function withdrawAnswer(
	inside: Inside,
	vote: Vote,
	staff: string,
	account: string,
): Promise<void> {
	const { proposer } = await requireOpenRequest(inside, vote.id, account, staff);
	if (proposer === null) throw new ApiError('not-found');
	if (proposer !== staff) throw new ApiError('decision.not-own');
	await change(inside, vote.id, account, { verdict: null, answer: null, proposer: null });
}

/** Every request about a vote, as staff sees them, the oldest first. */
export async function listRequests(
	{ db, store: { t } }: Inside,
	vote: string,
	reader: string,
): Promise<RollRequestView[]> {
	const rows = await db
		.select({ request: t.rollRequests, name: t.accounts.name })
		.from(t.rollRequests)
		.innerJoin(t.accounts, eq(t.accounts.id, t.rollRequests.account))
		.where(eq(t.rollRequests.vote, vote))
		.orderBy(t.rollRequests.askedAt, t.rollRequests.account);
	return rows.map(({ request, name }) => {
		const { account, reason, askedAt, verdict, answer, proposer, decidedAt } = request;
		return {
			account,
			name,
			reason,
			askedAt,
			...(verdict === null || answer === null ? {} : { verdict, answer }),
			isOwn: proposer === reader,
			isAboutReader: account === reader,
			...(decidedAt === null ? {} : { decidedAt }),
			version: versionOf(request),
		};
	});
}

/** Names what is confirmed: nobody confirms an answer that was changed meanwhile. */
const versionOf = ({ reason, verdict, answer }: RollRequest): string =>
	sha256Hex(JSON.stringify([reason, verdict, answer]));

async function findRequest(
	{ db, store: { t } }: Inside,
	vote: string,
	account: string,
): Promise<RollRequest | undefined> {
	const [found] = await db
		.select()
		.from(t.rollRequests)
		.where(and(eq(t.rollRequests.vote, vote), eq(t.rollRequests.account, account)));
	return found;
}

/** A request about which this person of staff can decide. @throws ApiError not-found, decision.done, roll.own-request */
async function requireOpenRequest(
	inside: Inside,
	vote: string,
	account: string,
	staff: string,
): Promise<RollRequest> {
	const request = await findRequest(inside, vote, account);
	if (!request) throw new ApiError('not-found');
	if (request.decidedAt !== null) throw new ApiError('decision.done');
	if (account === staff) throw new ApiError('roll.own-request');
	return request;
}

/** @throws ApiError not-found */
async function requireAccount({ db, store: { t } }: Inside, id: string): Promise<Account> {
	const [account] = await db.select().from(t.accounts).where(eq(t.accounts.id, id));
	if (!account) throw new ApiError('not-found');
	return account;
}

async function change(
	{ db, store: { t } }: Inside,
	vote: string,
	account: string,
	fields: Partial<RollRequest>,
): Promise<void> {
	await db
		.update(t.rollRequests)
		.set(fields)
		.where(and(eq(t.rollRequests.vote, vote), eq(t.rollRequests.account, account)));
}
