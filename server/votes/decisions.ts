/** What one person proposes and another confirms about a vote. Spec: SPEC §10.4. */
import { and, desc, eq, isNotNull } from 'drizzle-orm';
import { sha256Hex } from '../../crypto/hash.ts';
import { encodeDecision, type Decision as DecisionText } from '../../crypto/verify/decisions.ts';
import type { DecisionView, RollPreview } from '../api/contract.ts';
import type { Phase, ProposalKind, ProposedRoll, Schema } from '../db/schema.ts';
import { commitToRoll, compareToRoll, requireChangeable, setRoll } from '../electorate/roll.ts';
import { ApiError } from '../http/api-error.ts';
import type { Person } from '../http/endpoint.ts';
import { requireAllEntered } from '../paper/batches.ts';
import type { Inside } from '../services.ts';
import { closeVote } from './close.ts';
import { openVote, requireSigned } from './open.ts';
import { enterPhase, messagesOf, requireMember, requirePhase, type Vote } from './votes.ts';

type Decision = Schema['decisions']['$inferSelect'];

export type Proposal = {
	readonly kind: ProposalKind;
	readonly reason: string;
	/** Where the roll is decided. */
	readonly roll?: ProposedRoll | undefined;
};

/**
 * @returns the number of the proposal
 * @throws ApiError vote.phase, vote.not-signed, roll.fixed, decision.roll, paper.{not-taken,complete,unfinished}
 */
export async function propose(
	inside: Inside,
	vote: Vote,
	proposer: string,
	{ kind, reason, roll }: Proposal,
): Promise<number> {
	await requireTime(inside, vote, kind);
	if ((kind === 'roll') !== (roll !== undefined)) throw new ApiError('decision.roll');
	const proposedAt = inside.now();
	return await keep(inside, vote.id, { kind, reason, proposer, proposedAt, roll: roll ?? null });
}

/** @returns its number: the next */
async function keep(
	{ db, store: { t } }: Inside,
	vote: string,
	decision: Omit<typeof t.decisions.$inferInsert, 'vote' | 'number'>,
): Promise<number> {
	const [last] = await db
		.select({ number: t.decisions.number })
		.from(t.decisions)
		.where(eq(t.decisions.vote, vote))
		.orderBy(desc(t.decisions.number))
		.limit(1);
	const number = (last?.number ?? 0) + 1;
	await db.insert(t.decisions).values({ ...decision, vote, number });
	return number;
}

/**
 * Confirms what somebody else proposed, and does it. Members of a commission decide about their own vote only.
 * @throws ApiError not-found, decision.done, decision.withdrawn, decision.own, member.not-one, and those of {@link propose}
 */
export async function confirm(
	inside: Inside,
	vote: Vote,
	{ account: confirmer, roles }: Pick<Person, 'account' | 'roles'>,
	number: number,
): Promise<void> {
	const { db, store, now } = inside;
	const { t } = store;
	const decision = await requireDecision(inside, vote.id, number);
	if (!roles.includes('secretary') && !roles.includes('administrator'))
		await requireMember(inside, db, vote.id, confirmer);
	requirePending(decision);
	if (decision.proposer === confirmer) throw new ApiError('decision.own');
	const text = await carryOut(inside, vote, decision);
	// The register speaks of two persons; who they are is between them and the community.
	await db
		.update(t.decisions)
		.set({ confirmer, decidedAt: now(), text, roll: null })
		.where(and(eq(t.decisions.vote, vote.id), eq(t.decisions.number, number)));
}

/**
 * Takes back what one has proposed oneself. It stays in the list, so that its number never means another proposal; the register never heard of it.
 * @throws ApiError not-found, decision.done, decision.withdrawn, decision.not-own
 */
export async function withdraw(
	inside: Inside,
	vote: Vote,
	account: string,
	number: number,
): Promise<void> {
	const { db, store, now } = inside;
	const { t } = store;
	const decision = await requireDecision(inside, vote.id, number);
	requirePending(decision);
	if (decision.proposer !== account) throw new ApiError('decision.not-own');
	await db
		.update(t.decisions)
		.set({ withdrawnAt: now(), roll: null })
		.where(and(eq(t.decisions.vote, vote.id), eq(t.decisions.number, number)));
}

/** @throws ApiError decision.done, decision.withdrawn */
function requirePending({ decidedAt, withdrawnAt }: Decision): void {
	if (decidedAt !== null) throw new ApiError('decision.done');
	if (withdrawnAt !== null) throw new ApiError('decision.withdrawn');
}

/** @throws ApiError not-found */
async function requireDecision(
	{ db, store: { t } }: Inside,
	vote: string,
	number: number,
): Promise<Decision> {
	const [decision] = await db
		.select()
		.from(t.decisions)
		.where(and(eq(t.decisions.vote, vote), eq(t.decisions.number, number)));
	if (!decision) throw new ApiError('not-found');
	return decision;
}

const ANNULLED_FROM: readonly Phase[] = ['draft', 'ceremony', 'ready', 'open', 'closed'];

/** When each can be decided. @throws ApiError vote.phase, vote.not-signed, roll.fixed, paper.{not-taken,complete,unfinished} */
async function requireTime(inside: Inside, vote: Vote, kind: Decision['kind']): Promise<void> {
	if (kind === 'roll') requireChangeable(vote);
	else if (kind === 'open') await requireSigned(inside, vote);
	else if (kind === 'close-early') requirePhase(vote, 'open');
	else if (kind === 'paper') await requireAllEntered(inside, vote);
	else requirePhase(vote, ...ANNULLED_FROM);
}

/** @returns the text that the register has the hash of */
async function carryOut(
	inside: Inside,
	vote: Vote,
	{ kind, reason, roll }: Decision,
): Promise<string> {
	await requireTime(inside, vote, kind);
	if (kind === 'roll') {
		const { identities, eligibility } = roll!;
		await setRoll(inside, vote, identities);
		return await enter(inside, vote, {
			kind,
			reason,
			eligibility,
			...(await rollOf(inside, vote)),
		});
	}
	const text = await enter(inside, vote, { kind, reason });
	if (kind === 'open') await openVote(inside, vote);
	else if (kind === 'close-early') await closeVote(inside, vote, true);
	else if (kind === 'annul') await enterPhase(inside, vote.id, vote.phase, 'annulled');
	return text;
}

const rollOf = async (
	inside: Inside,
	vote: Vote,
): Promise<{ readonly people: number; readonly root: string }> => {
	const { count, root } = await commitToRoll(inside, vote.id);
	return { people: count, root };
};

/** Enters a decision in the civic register. @returns its text */
async function enter(
	{ civic, db, now }: Inside,
	{ id }: Vote,
	decision: Omit<DecisionText, 'vote' | 'at'>,
): Promise<string> {
	const at = now();
	const text = encodeDecision({ vote: id, at, ...decision });
	await civic.append(db, [{ type: 'decision', object: id, hash: sha256Hex(text), at }]);
	return text;
}

/** Keeps, and enters in the register, that two persons have put somebody who asked on the roll: who it is stays out of it. */
export async function recordEnrolment(
	inside: Inside,
	vote: Vote,
	decision: Pick<Decision, 'reason' | 'proposer' | 'proposedAt'> & { readonly confirmer: string },
): Promise<void> {
	const { reason } = decision;
	const text = await enter(inside, vote, {
		kind: 'enrol',
		reason,
		...(await rollOf(inside, vote)),
	});
	await keep(inside, vote.id, { kind: 'enrol', ...decision, decidedAt: inside.now(), text });
}

/** All decisions and proposals as somebody sees them, the latest first. Proposed rolls are long, and stay where they are. */
export async function viewDecisions(
	{ db, store: { t } }: Inside,
	vote: string,
	reader: string,
): Promise<DecisionView[]> {
	const { number, kind, reason, proposer, proposedAt, decidedAt, withdrawnAt, text } = t.decisions;
	const rows = await db
		.select({ number, kind, reason, proposer, proposedAt, decidedAt, withdrawnAt, text })
		.from(t.decisions)
		.where(eq(t.decisions.vote, vote))
		.orderBy(desc(t.decisions.number));
	return rows.map(({ proposer: by, decidedAt: at, withdrawnAt: ended, text: decided, ...row }) => {
		const people = decided === null ? undefined : readDecision(decided).people;
		return {
			...row,
			isOwn: by === reader,
			...(people === undefined ? {} : { people }),
			...(at === null ? {} : { decidedAt: at }),
			...(ended === null ? {} : { withdrawnAt: ended }),
		};
	});
}

/** What a proposed roll would change, while it is not decided. @throws ApiError not-found */
export async function previewRoll(
	inside: Inside,
	vote: string,
	number: number,
): Promise<RollPreview> {
	const { roll } = await requireDecision(inside, vote, number);
	if (roll === null) throw new ApiError('not-found');
	const { identities, eligibility } = roll;
	const change = await compareToRoll(inside, vote, identities);
	return { ...change, ...(eligibility ? { eligibility } : {}) };
}

/** A text that was decided. */
export function readDecision(text: string): DecisionText {
	const { format: _, ...decision } = JSON.parse(text) as DecisionText & { readonly format: string };
	return decision;
}

/** Texts of what was decided, in order, and of the reasons of members who dissent. */
export async function decidedTexts(inside: Inside, vote: string): Promise<string[]> {
	const { db, store } = inside;
	const { t } = store;
	const rows = await db
		.select({ text: t.decisions.text })
		.from(t.decisions)
		.where(and(eq(t.decisions.vote, vote), isNotNull(t.decisions.text)))
		.orderBy(t.decisions.number);
	const reasons = await messagesOf(inside, db, vote, 'dissent');
	return [...rows, ...reasons].map(({ text }) => text!);
}
