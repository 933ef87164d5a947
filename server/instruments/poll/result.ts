/** A poll that has closed is counted, once: the result is a document of the register. Spec: SPEC §12.6. */
import { and, eq, notExists } from 'drizzle-orm';
import type { PollAnswer } from '../../../crypto/poll/poll.ts';
import {
	CLOSED,
	encodePollResult,
	makePollResult,
	RESULT,
	type PollResult,
} from '../../../crypto/poll/result.ts';
import { hashEntry } from '../../../crypto/register/entry.ts';
import { latestDocument, publishDocument } from '../../civic/process/documents.ts';
import { decide, type Inside, type Services } from '../../services.ts';
import { answersAfter } from './answers.ts';
import { holdPoll, POLL, requirePoll } from './polls.ts';

const PAGE = 5000;

/** What the clock does: polls that have closed are counted. */
export async function countPolls(services: Services): Promise<void> {
	const { db, t } = services.store;
	const { processes, documents } = t;
	const counted = db
		.select({ process: documents.process })
		.from(documents)
		.where(and(eq(documents.process, processes.id), eq(documents.name, RESULT)));
	const closed = await db
		.select({ id: processes.id })
		.from(processes)
		.where(and(eq(processes.kind, POLL), eq(processes.phase, CLOSED), notExists(counted)));
	for (const { id } of closed) await decide(services, (inside) => countPoll(inside, id));
}

async function countPoll(inside: Inside, id: string): Promise<void> {
	const { phaseEntry } = await holdPoll(inside, id);
	// Another process may have counted it meanwhile.
	if (await latestDocument(inside, id, RESULT)) return;
	const { poll } = await requirePoll(inside, id);
	const lot = hashEntry(await inside.civic.entry(phaseEntry!));
	const answers = await allAnswers(inside, id);
	const result = makePollResult(poll, { poll: id, answers, lot });
	if (!result.ok) throw new TypeError(result.error.message);
	const text = encodePollResult(result.value);
	await publishDocument(inside, { process: id, name: RESULT, text, reason: '' });
}

async function allAnswers(inside: Inside, id: string): Promise<PollAnswer[]> {
	const answers: PollAnswer[] = [];
	for (let after = -1; ;) {
		const page = await answersAfter(inside, id, after, PAGE);
		const last = page.at(-1);
		if (!last) return answers;
		for (const { answer } of page) answers.push(answer);
		after = last.entry;
	}
}

/** What came out, once it is counted, and where the register has its hash. */
export async function resultOf(
	inside: Inside,
	id: string,
): Promise<{ readonly result: PollResult; readonly entry: number } | undefined> {
	const found = await latestDocument(inside, id, RESULT);
	return found && { result: JSON.parse(found.text) as PollResult, entry: found.entry };
}
