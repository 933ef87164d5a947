/** Petitions, as JSON. */
import { z } from 'zod';
import { PETITION_EVENTS, PETITION_STATUSES } from '../../db/schema-civic.ts';
import { BASES, NAMES } from '../../instruments/petition/rules.ts';
import type {
	MyPetition,
	OfficialText,
	OwnPetition,
	PetitionDraft,
	PetitionEvent,
	PetitionList,
	PetitionPage,
	PetitionRefusal,
	PetitionRules,
	PetitionRulesPage,
	PetitionSummary,
	PetitionText,
	PetitionToHandle,
	RulesDraft,
	RulesDraftView,
	SignatoryList,
} from '../contract.ts';
import { exactly } from './exactly.ts';
import { eventFields } from './project.ts';
import { reason } from './edition.ts';
import { collectionState } from './signature.ts';
import { seconds } from './vote.ts';

const count = z.number().int().min(0);
const entry = count.meta({ description: 'Index in the civic register' });
const due = seconds.optional();
export const petitionStatus = z.enum(PETITION_STATUSES);

const typed = (most: number) => z.string().max(most);
export const petitionDraft = exactly<PetitionDraft>()(
	z.strictObject({
		title: typed(1000),
		essence: typed(40_000),
		topic: typed(1000),
		asksHearing: z.boolean(),
		email: typed(1000),
	}),
).meta({ id: 'PetitionDraft' });

export const rulesDraft = exactly<RulesDraft>()(
	z.strictObject({
		basis: typed(100),
		decision: typed(2000),
		link: typed(2000),
		inhabitants: typed(100),
		needed: typed(100),
		days: typed(100),
		checkDays: typed(100),
		startDays: typed(100),
		considerDays: typed(100),
		answerDays: typed(100),
		names: typed(100),
		namesBasis: typed(2000),
		goesOn: z.boolean(),
		withdrawal: z.boolean(),
		official: typed(1000),
		topics: typed(10_000),
		reasons: typed(40_000),
		paused: typed(2000),
	}),
).meta({ id: 'PetitionRulesDraft' });

const rules = exactly<PetitionRules>()(
	z.strictObject({
		format: z.literal('viche-petition-rules/v1'),
		basis: z.enum(BASES),
		decision: z.string(),
		link: z.string().optional(),
		needed: count,
		days: count.meta({ description: 'Calendar days, that of the publication not counted' }),
		checkDays: count.meta({ description: 'Working days' }),
		startDays: count.meta({ description: 'Working days' }),
		considerDays: count.meta({ description: 'Working days' }),
		answerDays: count.meta({ description: 'Working days' }),
		names: z.enum(NAMES),
		namesBasis: z.string(),
		goesOn: z.boolean(),
		withdrawal: z.boolean(),
		official: z.string(),
		topics: z.array(z.string()),
		reasons: z.array(reason),
		paused: z.string().optional(),
	}),
).meta({ id: 'PetitionRules' });

export const rulesPage = exactly<PetitionRulesPage>()(
	z.strictObject({
		current: z.strictObject({ version: count, rules }).optional(),
		versions: z.array(z.strictObject({ version: count, at: seconds, entry, reason: z.string() })),
	}),
).meta({ id: 'PetitionRulesPage' });

export const rulesDraftView = exactly<RulesDraftView>()(
	z.strictObject({ draft: rulesDraft, version: z.string(), published: count }),
).meta({ id: 'PetitionRulesDraftView' });

const summary = {
	id: z.string(),
	number: count,
	status: petitionStatus,
	title: z.string(),
	summary: z.string(),
	topic: z.string(),
	collection: collectionState.optional(),
	due,
};
export const petitionSummary = exactly<PetitionSummary>()(z.strictObject(summary)).meta({
	id: 'PetitionSummary',
});

export const petitionList = exactly<PetitionList>()(
	z.strictObject({
		petitions: z.array(petitionSummary),
		found: count,
		pages: count,
		statuses: z.array(z.strictObject({ status: petitionStatus, petitions: count })),
	}),
).meta({ id: 'PetitionList' });

const petitionEvent = exactly<PetitionEvent>()(
	z.strictObject({ kind: z.enum(PETITION_EVENTS), ...eventFields }),
).meta({ id: 'PetitionEvent' });

const petitionText = exactly<PetitionText>()(
	z.strictObject({
		format: z.literal('viche-petition/v1'),
		title: z.string(),
		essence: z.string(),
		topic: z.string(),
		asksHearing: z.boolean(),
		rules: count,
	}),
).meta({ id: 'PetitionText' });

const officialText = exactly<OfficialText>()(
	z.strictObject({ text: z.string(), signedBy: z.string(), at: seconds, entry }),
).meta({ id: 'OfficialText' });

export const petitionPage = exactly<PetitionPage>()(
	z.strictObject({
		...summary,
		text: petitionText,
		author: z.string(),
		publishedAt: seconds,
		entry,
		rules,
		events: z.array(petitionEvent),
		decision: officialText.optional(),
		answer: officialText.optional(),
	}),
).meta({ id: 'PetitionPage' });

export const ownPetition = exactly<OwnPetition>()(
	z.strictObject({
		id: z.string(),
		status: petitionStatus,
		draft: petitionDraft,
		version: z.string(),
		number: count.optional(),
		author: z.string(),
		events: z.array(petitionEvent),
		due,
		topics: z.array(z.string()),
		isWritable: z.boolean(),
		maySubmit: z.boolean(),
		mayWithdraw: z.boolean(),
		paused: z.string().optional(),
	}),
).meta({ id: 'OwnPetition' });

export const myPetition = exactly<MyPetition>()(
	z.strictObject({
		id: z.string(),
		number: count,
		status: petitionStatus,
		title: z.string(),
		due,
	}),
).meta({ id: 'MyPetition' });

export const petitionToHandle = exactly<PetitionToHandle>()(
	z.strictObject({
		id: z.string(),
		number: count,
		status: petitionStatus,
		text: petitionText,
		author: z.string(),
		email: z.string().optional(),
		version: z.string(),
		events: z.array(petitionEvent),
		due,
		collection: collectionState.optional(),
		isAnswered: z.boolean(),
		reasons: z.array(reason),
		official: z.string(),
	}),
).meta({ id: 'PetitionToHandle' });

export const signatoryList = exactly<SignatoryList>()(
	z.strictObject({
		names: z.enum(NAMES),
		signatories: z.array(z.strictObject({ entry, at: seconds, name: z.string().optional() })),
		next: count.optional(),
	}),
).meta({ id: 'SignatoryList' });

export const petitionRefusal = exactly<PetitionRefusal>()(
	z.strictObject({ at: seconds, entry, reasons: z.array(reason), text: z.string() }),
).meta({ id: 'PetitionRefusal' });
