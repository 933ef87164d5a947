/** A vote as anybody sees it, as JSON. */
import { z } from 'zod';
import { DECISIONS, type Decision, type Eligibility } from '../../../crypto/verify/decisions.ts';
import type { Satisfaction } from '../../../crypto/budget/analysis.ts';
import type { PotResult, VoteResult } from '../../../crypto/verify/record.ts';
import type { VoteAnalysis } from '../../../crypto/verify/vote-analysis.ts';
import { PHASES } from '../../db/schema.ts';
import type {
	Accepted,
	CodeWordsAnswer,
	CommissionMember,
	PotSummary,
	ReceiptAnswer,
	TokenAnswer,
	VotePage,
	VoteSummary,
	Waiting,
} from '../contract.ts';
import { countResult } from './count.ts';
import { exactly } from './exactly.ts';
import { amount, pot } from './pot.ts';

export const seconds = z.number().int().min(0).meta({ description: 'POSIX seconds' });
const count = z.number().int().min(0);
const hash = z.string().meta({ description: 'SHA-256, hex' });
export const member = z.number().int().min(1).meta({ description: 'Place in the commission' });

/** What every view of a vote begins with. */
export const voteHead = {
	id: z.string(),
	title: z.string(),
	phase: z.enum(PHASES),
	opens: seconds,
	closes: seconds,
};
const potSummary = exactly<PotSummary>()(
	z.strictObject({
		title: z.string(),
		budget: amount,
		currency: z.string(),
		projects: count,
		outcome: z.strictObject({ funded: count, cost: amount }).optional(),
	}),
);
export const voteSummary = exactly<VoteSummary>()(
	z.strictObject({ ...voteHead, money: z.array(potSummary) }),
).meta({ id: 'VoteSummary' });

export const commissionMember = exactly<CommissionMember>()(
	z.strictObject({ member, name: z.string() }),
);

export const waiting = exactly<Waiting>()(
	z.strictObject({
		what: z.enum([
			'certificate',
			'commitment',
			'dealing',
			'key',
			'parameters',
			'shuffle',
			'paper',
			'decryption',
			'certification',
		]),
		members: z.array(member),
	}),
).meta({ description: 'What is waited for, and the members who have not done it' });

export const eligibility = exactly<Eligibility>()(
	z.strictObject({
		minAge: count,
		on: z.string().meta({ description: 'YYYY-MM-DD' }),
		territories: z.array(z.string()),
		bases: z.array(z.string()),
	}),
).meta({
	id: 'Eligibility',
	description: 'By which rule a roll was made; an empty list means all',
});

const decision = exactly<Decision>()(
	z.strictObject({
		vote: z.string(),
		kind: z.enum(DECISIONS),
		reason: z.string(),
		at: seconds,
		member: member.optional(),
		people: count.optional(),
		root: hash.optional(),
		eligibility: eligibility.optional(),
	}),
).meta({ id: 'Decision' });

const potResult: z.ZodType<PotResult> = z.strictObject({
	id: z.string(),
	valid: count,
	blank: count,
	spoiled: z.array(z.strictObject({ code: z.string(), bytes: z.string() })),
	totals: z.record(z.string(), count),
	count: countResult,
});

const voteResult = exactly<VoteResult>()(
	z.strictObject({
		format: z.literal('viche-result/v1'),
		uuid: z.string(),
		archive: hash,
		ballotRegister: z.strictObject({ size: count, root: hash }),
		cast: count,
		counted: count,
		issued: count,
		roll: count,
		paper: z.strictObject({ batches: count, forms: count }).optional(),
		lot: z.string(),
		pots: z.array(potResult),
	}),
).meta({ id: 'VoteResult', description: 'result.json of the record (crypto/SPEC.md §10.3)' });

const votesForWinners = { votes: count, allVotes: count };
const satisfaction = exactly<Satisfaction>()(
	z.union([
		z.strictObject({
			...votesForWinners,
			known: z.literal('ballots'),
			voters: z
				.array(count)
				.meta({ description: 'At place k: valid ballots that list k of the winners' }),
		}),
		z.strictObject({
			...votesForWinners,
			known: z.literal('totals'),
			without: z
				.strictObject({ least: count, most: count })
				.meta({ description: 'Between how many and how many valid ballots list no winner' }),
		}),
	]),
);
const voteAnalysis: z.ZodType<VoteAnalysis> = z
	.strictObject({
		format: z.literal('viche-analysis/v1'),
		uuid: z.string(),
		pots: z.array(
			z.strictObject({
				id: z.string(),
				satisfaction,
				alternatives: z.array(z.strictObject({ count: countResult, satisfaction })),
			}),
		),
	})
	.meta({ id: 'VoteAnalysis', description: 'analysis.json of the record (crypto/SPEC.md §10.9)' });

export const votePage = exactly<VotePage>()(
	z.strictObject({
		...voteHead,
		pots: z.array(pot),
		commission: z.strictObject({ threshold: member, members: z.array(commissionMember) }),
		roll: count,
		issued: count,
		cast: count.meta({ description: 'Ballots in the register, replaced ones included' }),
		batch: count.meta({ description: 'Ballots are published when so many wait, or at the close' }),
		decisions: z.array(decision),
		election: z.string().optional(),
		manifest: z.string().optional(),
		trustees: z.string().optional(),
		pages: z.strictObject({ hash, entry: count }).optional(),
		waiting: waiting.optional(),
		result: voteResult.optional(),
		analysis: voteAnalysis.optional(),
		record: z.string().optional(),
		isRecordPending: z.literal(true).optional(),
		isPaper: z.literal(true).optional(),
	}),
).meta({ id: 'Vote' });

export const tokenAnswer = exactly<TokenAnswer>()(z.strictObject({ evaluations: z.string() }));
export const accepted = exactly<Accepted>()(
	z.strictObject({ acknowledgement: z.string(), ballot: z.string() }),
);
export const receiptAnswer = exactly<ReceiptAnswer>()(
	z.union([
		z.strictObject({ receipt: z.string(), entry: z.string() }),
		z.strictObject({ pending: z.literal(true) }),
	]),
);
export const codeWordsAnswer = exactly<CodeWordsAnswer>()(
	z.strictObject({ ballots: z.array(hash) }),
);
