/** Open polls: set up by the secretary, published, then led through their phases by the clock. */
import { encodePoll, parsePoll, type Poll } from '../../../crypto/poll/poll.ts';
import { latestDocument } from '../../civic/process/documents.ts';
import {
	beginProcess,
	currentPhase,
	holdProcess,
	publishTerms,
	requireProcess,
	saveDraft,
	TERMS,
	versionOf,
	type Process,
} from '../../civic/process/processes.ts';
import { ApiError } from '../../http/api-error.ts';
import type { Inside } from '../../services.ts';
import { readPoll, EMPTY_POLL, type PollDraft } from './terms.ts';

export const POLL = 'poll';

export const beginPoll = (inside: Inside): Promise<string> =>
	beginProcess(inside, POLL, EMPTY_POLL);

export const holdPoll = (inside: Inside, id: string): Promise<Process> =>
	holdProcess(inside, POLL, id);

/** Published or not. @throws ApiError not-found */
export const findPoll = (inside: Inside, id: string): Promise<Process> =>
	requireProcess(inside, POLL, id);

/** @returns its version @throws ApiError not-found, request.outdated */
export async function savePollDraft(
	inside: Inside,
	id: string,
	draft: PollDraft,
	seen: string | undefined,
): Promise<string> {
	await saveDraft(inside, await holdPoll(inside, id), draft, seen);
	return versionOf(draft);
}

/**
 * Publishes what is typed: the first time the poll begins, later its terms change for a reason, until people answer.
 * @throws ApiError not-found, poll.{terms,begun}, request.outdated
 */
export async function publishPoll(
	inside: Inside,
	id: string,
	reason: string,
	seen: string | undefined,
): Promise<number> {
	const process = await holdPoll(inside, id);
	const draft = process.draft as PollDraft;
	if (versionOf(draft) !== seen) throw new ApiError('request.outdated');
	const phase = currentPhase(inside, process);
	if (phase === 'voting' || phase === 'closed') throw new ApiError('poll.begun');
	const poll = readPoll(draft);
	const fault = (fields: Record<string, string>) => new ApiError('poll.terms', {}, fields);
	if (process.version > 0 && reason === '') throw fault({ reason: 'empty' });
	// Nobody could know a poll that people answer as soon as it is there.
	if (poll.schedule.phases[1]!.begins <= inside.now()) throw fault({ 'begins.voting': 'past' });
	const { title, schedule } = poll;
	return await publishTerms(inside, process, { title, schedule, text: encodePoll(poll), reason });
}

/** A published poll with its terms. @throws ApiError not-found */
export async function requirePoll(
	inside: Inside,
	id: string,
): Promise<{ readonly process: Process; readonly poll: Poll; readonly text: string }> {
	const process = await findPoll(inside, id);
	const terms = await latestDocument(inside, id, TERMS);
	if (!terms) throw new ApiError('not-found');
	const poll = parsePoll(terms.text);
	if (!poll.ok) throw new TypeError(poll.error.message);
	return { process, poll: poll.value, text: terms.text };
}
