/** Polls as everybody finds and reads them, and as the secretary sets them up. */
import { desc, eq } from 'drizzle-orm';
import type { PollDraftView, PollPage, PollSummary } from '../../api/contract-poll.ts';
import { documentsOf } from '../../civic/process/documents.ts';
import {
	currentPhase,
	publishedProcesses,
	versionOf,
	type Process,
} from '../../civic/process/processes.ts';
import type { Inside, Services } from '../../services.ts';
import { countAnswers } from './answers.ts';
import { findPoll, POLL, requirePoll } from './polls.ts';
import { resultOf } from './result.ts';
import type { PollDraft } from './terms.ts';

function summaryOf(inside: Pick<Inside, 'now'>, process: Process): PollSummary {
	const { id, title, schedule } = process;
	const { phases, ends } = schedule!;
	const phase = currentPhase(inside, process);
	return { id, title, phases, ends, ...(phase === undefined ? {} : { phase }) };
}

/** Published polls, the latest first. */
export const listPolls = async (services: Services): Promise<PollSummary[]> =>
	(await publishedProcesses(services, POLL)).map((process) => summaryOf(services, process));

/** A published poll: its terms, how many have answered, and, once it is counted, what came out. @throws ApiError not-found */
export async function viewPoll(inside: Inside, id: string): Promise<PollPage> {
	const { process, poll } = await requirePoll(inside, id);
	const counted = await resultOf(inside, id);
	const documents = await documentsOf(inside, id);
	return {
		...summaryOf(inside, process),
		poll,
		answers: await countAnswers(inside, id),
		documents: documents.map(({ name, version, reason, at, entry }) => ({
			...{ name, version, reason, at, entry },
		})),
		...(counted ? { result: counted.result } : {}),
	};
}

export async function viewPollDraft(inside: Inside, id: string): Promise<PollDraftView> {
	const process = await findPoll(inside, id);
	const draft = process.draft as PollDraft;
	const phase = currentPhase(inside, process);
	return {
		...{ id, draft, version: versionOf(draft), published: process.version },
		isWritable: phase !== 'voting' && phase !== 'closed',
	};
}

/** All polls, drafts too, the latest first. */
export async function listPollDrafts(
	inside: Inside,
): Promise<{ id: string; title: string; published: number }[]> {
	const { processes } = inside.store.t;
	const rows = await inside.db
		.select()
		.from(processes)
		.where(eq(processes.kind, POLL))
		.orderBy(desc(processes.createdAt), processes.id);
	return rows.map(({ id, title, draft, version }) => ({
		...{ id, title: title || (draft as PollDraft).title, published: version },
	}));
}
