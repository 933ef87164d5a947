/** Polls, as JSON. */
import { z } from 'zod';
import { MAX_MARK } from '../../../crypto/poll/question.ts';
import type {
	OwnAnswer,
	PollDraft,
	PollDraftView,
	PollPage,
	PollSummary,
	PollWork,
} from '../contract.ts';
import { exactly } from './exactly.ts';
import { seconds } from './vote.ts';

const count = z.number().int().min(0);
const entry = count.meta({ description: 'Index in the civic register' });
const typed = (most: number) => z.string().max(most);

const summary = {
	id: z.string(),
	title: z.string(),
	phases: z.array(z.strictObject({ phase: z.string(), begins: seconds })),
	ends: seconds,
	phase: z.string().optional(),
};
export const pollSummary = exactly<PollSummary>()(z.strictObject(summary)).meta({
	id: 'PollSummary',
});

/** Marks for each question, in their order: whether they are an answer the questions say. */
export const marks = z
	.array(z.array(z.number().int().min(0).max(MAX_MARK)).max(50))
	.max(20)
	.meta({ description: 'SPEC §12.2: one list of marks for each question' });

/** Terms and results have codecs of their own (SPEC §12.4, §12.6), which the register's hash is of. */
const document = <F extends string>(format: F, description: string) =>
	z.looseObject({ format: z.literal(format) }).meta({ description });

export const pollPage = z
	.strictObject({
		...summary,
		poll: document('viche-poll/v1', 'The terms, SPEC §12.4'),
		answers: count,
		documents: z.array(
			z.strictObject({
				name: z.string(),
				version: count,
				reason: z.string(),
				at: seconds,
				entry,
			}),
		),
		result: document('viche-poll-result/v1', 'What came out, SPEC §12.6').optional(),
	})
	.meta({ id: 'PollPage' }) as unknown as z.ZodType<PollPage>;

export const answerReceipt = z.strictObject({ entry, answer: marks });
export const ownAnswerView: z.ZodType<OwnAnswer> = z
	.strictObject({ given: answerReceipt.optional() })
	.meta({ id: 'OwnAnswer' });

const questionDraft = z.strictObject({
	title: typed(2000),
	options: typed(20_000),
	rule: typed(100),
	seats: typed(100),
	most: typed(100),
	majority: typed(100),
	lowest: typed(100),
	highest: typed(100),
	total: typed(100),
	grades: typed(2000),
});
export const pollDraft = exactly<PollDraft>()(
	z.strictObject({
		title: typed(2000),
		problem: typed(40_000),
		for: typed(40_000),
		against: typed(40_000),
		sources: typed(40_000),
		questions: z.array(questionDraft).max(30),
		begins: z.strictObject({ information: typed(100), voting: typed(100) }),
		ends: typed(100),
	}),
).meta({ id: 'PollDraft' });

export const pollDraftView = exactly<PollDraftView>()(
	z.strictObject({
		id: z.string(),
		draft: pollDraft,
		version: z.string(),
		published: count,
		isWritable: z.boolean(),
	}),
).meta({ id: 'PollDraftView' });

export const pollWork = exactly<PollWork>()(
	z.strictObject({ id: z.string(), title: z.string(), published: count }),
).meta({ id: 'PollWork' });
