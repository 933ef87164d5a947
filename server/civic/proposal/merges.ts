/** Authors offer to merge their proposal into another; the authors of that one decide. */
import type { Proposal } from './proposals.ts';
import { and, eq, inArray, or } from 'drizzle-orm';
import { ApiError } from '../../http/api-error.ts';
import type { Inside } from '../../services.ts';

/** A proposal as others refer to it. */
export type ProposalRef = {
	readonly id: string;
	readonly number: number;
	readonly title: string;
};

export type MergeOffer = ProposalRef & { readonly text: string; readonly at: number };

/** Offers, in the place of what was offered before. */
export async function saveOffer(
	{ db, store: { t }, now }: Inside,
	offer: { readonly proposal: string; readonly into: string; readonly text: string },
): Promise<void> {
	const row = { ...offer, at: now() };
	await db
		.insert(t.proposalMerges)
		.values(row)
		.onConflictDoUpdate({ target: t.proposalMerges.proposal, set: row });
}

/** @throws ApiError not-found where nothing is offered */
export async function dropOffer(
	{ db, store: { t } }: Inside,
	proposal: string,
	into?: string,
): Promise<void> {
	const { proposalMerges: merges } = t;
	const dropped = await db
		.delete(merges)
		.where(
			and(eq(merges.proposal, proposal), into === undefined ? undefined : eq(merges.into, into)),
		)
		.returning({ proposal: merges.proposal });
	if (dropped.length === 0) throw new ApiError('not-found');
}

/** Forgets everything that was offered by a proposal, or to it. */
export async function dropOffersAbout(
	{ db, store: { t } }: Inside,
	proposal: string,
): Promise<void> {
	const { proposalMerges: merges } = t;
	await db.delete(merges).where(or(eq(merges.proposal, proposal), eq(merges.into, proposal)));
}

/** To which proposal this one was offered. */
export async function offerOf(
	{ db, store: { t } }: Inside,
	proposal: string,
): Promise<MergeOffer | undefined> {
	const { proposals, proposalMerges: merges } = t;
	const [found] = await db
		.select({
			id: proposals.id,
			number: proposals.number,
			card: proposals.card,
			text: merges.text,
			at: merges.at,
		})
		.from(merges)
		.innerJoin(proposals, eq(proposals.id, merges.into))
		.where(eq(merges.proposal, proposal));
	return found && viewOffer(found);
}

/** Which proposals of these states were offered to this one, the first first. */
export async function offersTo(
	{ db, store: { t } }: Inside,
	into: string,
	statuses: readonly Proposal['status'][],
): Promise<MergeOffer[]> {
	const { proposals, proposalMerges: merges } = t;
	const rows = await db
		.select({
			id: proposals.id,
			number: proposals.number,
			card: proposals.card,
			text: merges.text,
			at: merges.at,
		})
		.from(merges)
		.innerJoin(proposals, eq(proposals.id, merges.proposal))
		.where(and(eq(merges.into, into), inArray(proposals.status, [...statuses])))
		.orderBy(merges.at, proposals.number);
	return rows.map(viewOffer);
}

const viewOffer = ({
	card,
	number,
	...offer
}: {
	readonly id: string;
	readonly number: number | null;
	readonly card: { readonly title: string } | null;
	readonly text: string;
	readonly at: number;
}): MergeOffer => ({ ...offer, number: number!, title: card!.title });
