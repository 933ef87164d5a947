/** What secretaries and members of commissions see, as JSON. */
import { z } from 'zod';
import { PHASES, PROPOSAL_KINDS } from '../../db/schema.ts';
import type {
	CommissionState,
	DecisionView,
	DraftView,
	RollChange,
	RollPreview,
	StaffMember,
	VoteWork,
} from '../contract.ts';
import { exactly } from './exactly.ts';
import { pot } from './pot.ts';
import { commissionMember, eligibility, member, seconds, voteHead, waiting } from './vote.ts';

const step = z.enum(['certificate', 'commitment', 'dealing', 'key']);
const said = z.array(z.strictObject({ member, text: z.string() }));

export const commissionState = exactly<CommissionState>()(
	z.strictObject({
		member,
		phase: z.enum(PHASES),
		threshold: z.number().int(),
		members: z.array(commissionMember),
		step: step.optional(),
		said: z.strictObject({ certificate: said, commitment: said, dealing: said, key: said }),
		signed: z.array(member),
		shuffler: member.optional(),
		tally: z.string().optional(),
		shuffle: z.string().optional(),
		decrypted: z.array(member),
		certified: z.array(member),
	}),
).meta({ id: 'CommissionState' });

export const staffMember = exactly<StaffMember>()(
	z.strictObject({ account: z.string(), name: z.string() }),
);

export const draftView = exactly<DraftView>()(
	z.strictObject({
		title: z.string(),
		pots: z.array(pot),
		opens: seconds,
		closes: seconds,
		threshold: z.number().int(),
		batch: z.number().int().optional(),
		isPaper: z.boolean().optional(),
		commission: z.array(staffMember),
		version: z.string(),
	}),
).meta({ id: 'Draft' });

export const decisionView = exactly<DecisionView>()(
	z.strictObject({
		number: z.number().int(),
		kind: z.enum([...PROPOSAL_KINDS, 'enrol']),
		reason: z.string(),
		proposedAt: seconds,
		isOwn: z.boolean(),
		people: z.number().int().optional(),
		decidedAt: seconds.optional(),
		withdrawnAt: seconds.optional(),
	}),
).meta({ id: 'Proposal' });

const people = z.number().int().min(0);
const change = {
	people,
	present: people,
	added: people,
	gone: people,
	goneThoughAsked: people,
};
export const rollChange = exactly<RollChange>()(z.strictObject(change)).meta({ id: 'RollChange' });
export const rollPreview = exactly<RollPreview>()(
	z.strictObject({ ...change, eligibility: eligibility.optional() }),
).meta({ id: 'RollPreview' });

export const voteWork = exactly<VoteWork>()(
	z.strictObject({
		...voteHead,
		roll: people,
		proposals: people,
		requests: people,
		waiting: waiting.optional(),
		names: z.array(z.string()),
	}),
).meta({ id: 'VoteWork' });
