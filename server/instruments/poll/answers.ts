/** People answer open polls: once, by constraint, each an entry of the civic register. Spec: SPEC §12.5. */
import { and, asc, eq, gt } from 'drizzle-orm';
import { bytesToHex } from '../../../crypto/bytes.ts';
import { findAnswerSpoil, type PollAnswer } from '../../../crypto/poll/poll.ts';
import { answerPayload } from '../../../crypto/poll/result.ts';
import { makeCommitment } from '../../../crypto/register/commitment.ts';
import { nullifierOf } from '../../civic/nullifier.ts';
import { currentPhase, enterPhase } from '../../civic/process/processes.ts';
import { ApiError } from '../../http/api-error.ts';
import type { Inside } from '../../services.ts';
import { findPoll, holdPoll, POLL, requirePoll } from './polls.ts';

/** What somebody who answered keeps. */
export type AnswerReceipt = { readonly entry: number; readonly answer: PollAnswer };

/** Answers, with whoever the account is; who answers together waits here. @throws ApiError not-found, poll.{closed,answer,twice} */
export async function answerPoll(
	inside: Inside,
	id: string,
	account: string,
	answer: PollAnswer,
): Promise<AnswerReceipt> {
	const { civic, db, store } = inside;
	const process = await holdPoll(inside, id);
	const { poll } = await requirePoll(inside, id);
	if (currentPhase(inside, process) !== 'voting') throw new ApiError('poll.closed');
	const spoil = findAnswerSpoil(poll, answer);
	if (spoil !== undefined) throw new ApiError('poll.answer', {}, { answer: spoil });
	const nullifier = await nullifierOf(inside, id, account);
	if (await findAnswer(inside, id, nullifier)) throw new ApiError('poll.twice');
	// The register hears of the phase before the first answer, whoever is quicker: the clock or a person.
	await enterPhase(inside, process);
	const { c, opening } = makeCommitment('answer', answerPayload(id, answer));
	const entry = await civic.append(db, [{ type: 'answer', object: id, c, nullifier }]);
	await db.insert(store.t.pollAnswers).values({
		...{ process: id, nullifier, entry, opening: bytesToHex(opening.r) },
		answer: answer.map((marks) => [...marks]),
	});
	return { entry, answer };
}

async function findAnswer(
	{ db, store: { t } }: Inside,
	id: string,
	nullifier: string,
): Promise<AnswerReceipt | undefined> {
	const { process, entry, answer, nullifier: own } = t.pollAnswers;
	const [found] = await db
		.select({ entry, answer })
		.from(t.pollAnswers)
		.where(and(eq(process, id), eq(own, nullifier)));
	return found;
}

/** What a person has answered, if they have. @throws ApiError not-found */
export async function ownAnswer(
	inside: Inside,
	id: string,
	account: string,
): Promise<AnswerReceipt | undefined> {
	await findPoll(inside, id);
	return await findAnswer(inside, id, await nullifierOf(inside, id, account));
}

/** Everything that a person has answered. */
export async function answeredBy(
	inside: Inside,
	account: string,
): Promise<(AnswerReceipt & { readonly poll: string })[]> {
	const { processes } = inside.store.t;
	const polls = await inside.db
		.select({ id: processes.id })
		.from(processes)
		.where(eq(processes.kind, POLL));
	const answered = await Promise.all(
		polls.map(async ({ id }) => {
			const found = await findAnswer(inside, id, await nullifierOf(inside, id, account));
			return found ? [{ poll: id, ...found }] : [];
		}),
	);
	return answered.flat();
}

export const countAnswers = ({ db, store: { t } }: Inside, id: string): Promise<number> =>
	Promise.resolve(db.$count(t.pollAnswers, eq(t.pollAnswers.process, id)));

/** Answers after an entry of the register, a page of them, in its order. */
export const answersAfter = async (
	{ db, store: { t } }: Inside,
	id: string,
	after: number,
	most: number,
) =>
	await db
		.select({
			entry: t.pollAnswers.entry,
			opening: t.pollAnswers.opening,
			answer: t.pollAnswers.answer,
		})
		.from(t.pollAnswers)
		.where(and(eq(t.pollAnswers.process, id), gt(t.pollAnswers.entry, after)))
		.orderBy(asc(t.pollAnswers.entry))
		.limit(most);
