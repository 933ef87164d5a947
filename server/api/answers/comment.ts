/** Comments and their moderation, as JSON. */
import { z } from 'zod';
import { COMMENT_STATES, MODERATION_ACTS, REACTIONS } from '../../db/schema-talk.ts';
import type {
	CommentPage,
	CommentView,
	ModerationSummary,
	OwnComments,
	ReasonList,
	WaitingComment,
} from '../contract.ts';
import { reason } from './edition.ts';
import { exactly } from './exactly.ts';
import { seconds } from './vote.ts';

const count = z.number().int().min(0);
export const reaction = z.enum(REACTIONS);

const commentView = exactly<CommentView>()(
	z.strictObject({
		number: count,
		thread: count,
		answers: count.optional(),
		isOfficial: z.boolean(),
		state: z.enum(COMMENT_STATES),
		at: seconds,
		text: z.string().optional(),
		name: z.string().optional(),
		reasons: z.array(reason).optional(),
		agree: count,
		disagree: count,
	}),
).meta({ id: 'Comment' });

export const commentPage = exactly<CommentPage>()(
	z.strictObject({ threads: z.array(z.array(commentView)), found: count, pages: count }),
).meta({ id: 'CommentPage' });

export const ownComments = exactly<OwnComments>()(
	z.strictObject({
		written: z.array(count),
		mayAppeal: z.array(count),
		reactions: z.array(z.strictObject({ number: count, reaction })),
		reported: z.array(count),
	}),
);

export const waitingComment = exactly<WaitingComment>()(
	z.strictObject({
		project: z.string(),
		title: z.string(),
		number: count,
		name: z.string(),
		text: z.string(),
		at: seconds,
		waits: z.enum(['report', 'appeal']),
		reports: z.array(z.strictObject({ reason: z.string(), people: count })),
		acts: z.array(
			z.strictObject({
				act: z.enum(MODERATION_ACTS),
				reasons: z.array(reason),
				text: z.string(),
				at: seconds,
			}),
		),
		isOwn: z.boolean(),
		isOwnRemoval: z.boolean(),
	}),
).meta({ id: 'WaitingComment' });

export const moderationSummary = exactly<ModerationSummary>()(
	z.strictObject({
		comments: count,
		waiting: count,
		months: z.array(
			z.strictObject({
				month: z.string(),
				kept: count,
				removed: count,
				appealed: count,
				restored: count,
			}),
		),
		reasons: z.array(z.strictObject({ text: z.string(), times: count })),
	}),
).meta({ id: 'ModerationSummary' });

export const reasonList = exactly<ReasonList>()(
	z.strictObject({ reasons: z.array(reason), version: z.string() }),
);
