/** What one person proposes and another confirms about a vote. Spec: SPEC §10.4. */
import { and, desc, eq, isNotNull } from 'drizzle-orm';
import { sha256Hex } from '../../crypto/hash.ts';
import { encodeDecision } from '../../crypto/verify/decisions.ts';
import type { DecisionKind, Schema } from '../db/schema.ts';
import { ApiError } from '../http/api-error.ts';
import type { Person } from '../http/endpoint.ts';
import type { Inside } from '../services.ts';
import { closeVote } from './close.ts';
import { setRoll } from './create.ts';
import { enterPhase, requireMember, requirePhase, type Vote } from './votes.ts';

export type Decision = Schema['decisions']['$inferSelect'];

export type Proposal = {
	readonly kind: DecisionKind;
	readonly reason: string;
	/** Identities, where the roll is decided. */
	readonly roll?: readonly string[] | undefined;
};

/** @returns the number of the proposal @throws ApiError vote.phase, decision.roll */
export async function propose(
	inside: Inside,
	vote: Vote,
	proposer: string,
	{ kind, reason, roll }: Proposal,
): Promise<number> {
	const { db, store, now } = inside;
	requireTime(vote, kind);
	if ((kind === 'roll') !== (roll !== undefined && roll.length > 0))
		throw new ApiError('decision.roll');
	const [last] = await decisionsOf(inside, vote.id);
	const number = (last?.number ?? 0) + 1;
	await db.insert(store.t.decisions).values({
		vote: vote.id,
		number,
		kind,
		reason,
		proposer,
		proposedAt: now(),
		roll: roll ?? null,
	});
	return number;
}

/**
 * Confirms what somebody else proposed, and does it. Members of a commission decide about their own vote only.
 * @throws ApiError not-found, decision.done, decision.own, vote.phase, member.not-one
 */
export async function confirm(
	inside: Inside,
	vote: Vote,
	{ account: confirmer, roles }: Person,
	number: number,
): Promise<void> {
	const { db, store, now } = inside;
	const { t } = store;
	const one = and(eq(t.decisions.vote, vote.id), eq(t.decisions.number, number));
	const [decision] = await db.select().from(t.decisions).where(one);
	if (!decision) throw new ApiError('not-found');
	if (!roles.includes('secretary') && !roles.includes('administrator'))
		await requireMember(inside, db, vote.id, confirmer);
	if (decision.confirmer !== null) throw new ApiError('decision.done');
	if (decision.proposer === confirmer) throw new ApiError('decision.own');
	requireTime(vote, decision.kind);
	const text = await carryOut(inside, vote, decision);
	// The register speaks of two persons; who they are is between them and the community.
	await db.update(t.decisions).set({ confirmer, decidedAt: now(), text, roll: null }).where(one);
}

/** When each can be decided. @throws ApiError vote.phase */
function requireTime(vote: Vote, kind: DecisionKind): void {
	if (kind === 'roll') requirePhase(vote, 'draft', 'ceremony');
	else if (kind === 'close-early') requirePhase(vote, 'open');
	else requirePhase(vote, 'draft', 'ceremony', 'ready', 'open', 'closed');
}

/** @returns the text that the register has the hash of; none for a roll, to which the manifest commits */
async function carryOut(
	inside: Inside,
	vote: Vote,
	{ kind, reason, roll }: Decision,
): Promise<string | null> {
	if (kind === 'roll') {
		await setRoll(inside, vote, roll!);
		return null;
	}
	const at = inside.now();
	const text = encodeDecision({ vote: vote.id, kind, reason, at });
	await inside.civic.append(inside.db, [
		{ type: 'decision', object: vote.id, hash: sha256Hex(text), at },
	]);
	if (kind === 'close-early') await closeVote(inside, vote, true);
	else await enterPhase(inside, vote.id, vote.phase, 'annulled');
	return text;
}

/** All decisions and proposals, the latest first. */
export const decisionsOf = async (
	{ db, store: { t } }: Inside,
	vote: string,
): Promise<Decision[]> =>
	await db
		.select()
		.from(t.decisions)
		.where(eq(t.decisions.vote, vote))
		.orderBy(desc(t.decisions.number));

/** Texts of what was decided, in order. */
export async function decidedTexts({ db, store: { t } }: Inside, vote: string): Promise<string[]> {
	const rows = await db
		.select({ text: t.decisions.text })
		.from(t.decisions)
		.where(and(eq(t.decisions.vote, vote), isNotNull(t.decisions.text)))
		.orderBy(t.decisions.number);
	return rows.map(({ text }) => text!);
}
