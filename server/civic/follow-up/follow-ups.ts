/** Reports on how a proposal is carried out: each is an entry of the register, none replaces another. */
import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { sha256Hex } from '../../../crypto/hash.ts';
import type { Schema } from '../../db/schema.ts';
import { ApiError } from '../../http/api-error.ts';
import type { Inside } from '../../services.ts';
import { publishAttached, releaseAttached } from '../file/attachments.ts';
import { tellOfFollowUp } from '../notification/notify.ts';
import { changeProposal, type Proposal } from '../proposal/proposals.ts';
import { versionOf } from '../process/processes.ts';
import {
	decodeReport,
	encodeReport,
	readReport,
	type ReportDraft,
	type ReportText,
} from './report.ts';

export type FollowUp = Schema['followUps']['$inferSelect'];

/** The latest first. */
export const followUpsOf = async (
	{ db, store: { t } }: Inside,
	proposal: string,
): Promise<FollowUp[]> =>
	await db
		.select()
		.from(t.followUps)
		.where(eq(t.followUps.proposal, proposal))
		.orderBy(desc(t.followUps.number));

/** What each of some proposals was last reported to be. */
export async function latestReports(
	{ db, store: { t } }: Inside,
	proposals: readonly string[],
): Promise<ReadonlyMap<string, { readonly report: ReportText; readonly at: number }>> {
	if (proposals.length === 0) return new Map();
	const { followUps } = t;
	const last = db
		.select({
			proposal: followUps.proposal,
			number: sql<number>`max(${followUps.number})`.as('last'),
		})
		.from(followUps)
		.where(inArray(followUps.proposal, [...proposals]))
		.groupBy(followUps.proposal)
		.as('latest');
	const rows = await db
		.select({ proposal: followUps.proposal, text: followUps.text, at: followUps.at })
		.from(followUps)
		.innerJoin(last, and(eq(followUps.proposal, last.proposal), eq(followUps.number, last.number)));
	return new Map(
		rows.map(({ proposal, text, at }) => [proposal, { report: decodeReport(text), at }]),
	);
}

/** Names what was last reported: whoever follows it up says which report they saw. */
export const seenOf = (latest: FollowUp | undefined): string =>
	versionOf({ number: latest?.number ?? 0 });

/** Publishes a report. The caller holds the proposal. @throws ApiError follow-up.content, request.outdated */
export async function publishReport(
	inside: Inside,
	proposal: Proposal,
	account: string,
	draft: ReportDraft,
	seen: string | undefined,
): Promise<void> {
	const { civic, db, store, now } = inside;
	const [latest] = await followUpsOf(inside, proposal.id);
	if (seenOf(latest) !== seen) throw new ApiError('request.outdated');
	const read = readReport(draft, latest && decodeReport(latest.text));
	const files = await publishAttached(inside, proposal.id, 'follow-up');
	await releaseAttached(inside, proposal.id, 'follow-up');
	const report = { ...read, ...(files.length > 0 ? { files } : {}) };
	const text = encodeReport(report);
	const number = (latest?.number ?? 0) + 1;
	const at = now();
	const entry = await civic.append(db, [
		{
			...{ type: 'document', object: proposal.process, document: `${proposal.id}.follow-up` },
			...{ version: number, hash: sha256Hex(text), at },
		},
	]);
	await db.insert(store.t.followUps).values({ proposal: proposal.id, number, text, at, entry });
	await changeProposal(inside, proposal.id, { progress: report.progress });
	await tellOfFollowUp(inside, proposal.id, proposal.card!.title, account);
}
