/** Editions of the participatory budget, as JSON. */
import { z } from 'zod';
import { BUDGET_PHASES } from '../../instruments/budget/phases.ts';
import { SUBMITTERS } from '../../instruments/budget/terms.ts';
import { BALLOTS, POT_RULES } from '../../instruments/budget/pot-vote.ts';
import type {
	DocumentView,
	EditionDraft,
	EditionDraftView,
	EditionPage,
	EditionStatistics,
	EditionSummary,
	EditionTerms,
} from '../contract.ts';
import { exactly } from './exactly.ts';
import { amount } from './pot.ts';
import { seconds } from './vote.ts';

const phases = z.array(z.strictObject({ phase: z.string(), begins: seconds }));
const summary = {
	id: z.string(),
	title: z.string(),
	total: amount,
	phases,
	ends: seconds,
	phase: z.string().optional(),
};
export const editionSummary = exactly<EditionSummary>()(z.strictObject(summary)).meta({
	id: 'EditionSummary',
});

const count = z.number().int().min(0);
export const editionStatistics = exactly<EditionStatistics>()(
	z.strictObject({
		projects: count,
		authors: count,
		commenters: count,
		reacting: count,
		followers: count,
	}),
).meta({ id: 'EditionStatistics', description: 'Numbers of projects and people' });

export const reason = z.strictObject({ text: z.string(), clause: z.string() });

/** What may be asked for from each pot. */
export const potTerms = z.array(
	z.strictObject({
		id: z.string(),
		title: z.string(),
		budget: amount,
		minCost: amount,
		maxCost: amount,
		vote: z
			.strictObject({
				ballot: z.enum(BALLOTS),
				least: z.number().int(),
				most: z.number().int(),
				points: z.number().int().optional(),
				rule: z.enum(POT_RULES),
			})
			.optional()
			.meta({
				description: 'How people vote about it: what a ballot holds, and how it is counted',
			}),
	}),
);

const editionTerms = exactly<EditionTerms>()(
	z.strictObject({
		format: z.literal('viche-edition/v1'),
		title: z.string(),
		about: z.string(),
		regulation: z.strictObject({
			title: z.string(),
			version: z.string(),
			url: z.string().optional(),
		}),
		pots: potTerms,
		categories: z.array(z.string()),
		schedule: z.strictObject({ phases, ends: seconds }),
		submitters: z.enum(SUBMITTERS),
		perAuthor: z.number().int(),
		support: z
			.strictObject({
				needed: z.number().int(),
				days: z.number().int().meta({ description: 'Working days' }),
			})
			.optional(),
		revisionDays: z.number().int().meta({ description: 'Working days' }),
		appealDays: z.number().int().meta({ description: 'Working days' }),
		units: z.array(z.string()),
		checklist: z.array(z.string()),
		reasons: z.array(reason),
	}),
).meta({ id: 'EditionTerms' });

export const documentView = exactly<DocumentView>()(
	z.strictObject({
		name: z.string(),
		version: z.number().int(),
		reason: z.string(),
		at: seconds,
		entry: z.number().int().meta({ description: 'Index in the civic register' }),
		text: z.string().optional(),
	}),
).meta({ id: 'Document' });

export const editionPage = exactly<EditionPage>()(
	z.strictObject({
		...summary,
		terms: editionTerms,
		documents: z.array(documentView),
		vote: z.string().optional(),
	}),
).meta({ id: 'Edition' });

/** What is typed is kept as it is; whether it can be published is asked when it is. */
const typed = (most: number) => z.string().max(most);
const line = typed(1000);
const list = typed(20_000);
export const editionDraft = exactly<EditionDraft>()(
	z.strictObject({
		title: line,
		about: list,
		regulationTitle: line,
		regulationVersion: line,
		regulationUrl: line,
		pots: z
			.array(
				z.strictObject({
					id: z.string().regex(/^(?:pot-\d{1,3})?$/),
					title: line,
					budget: line,
					minCost: line,
					maxCost: line,
					ballot: line.optional(),
					least: line.optional(),
					most: line.optional(),
					points: line.optional(),
					rule: line.optional(),
				}),
			)
			.max(30),
		categories: list,
		begins: z.record(z.enum(BUDGET_PHASES), line),
		ends: line,
		submitters: line,
		perAuthor: line,
		supportNeeded: line.optional(),
		supportDays: line.optional(),
		revisionDays: line,
		appealDays: line,
		units: list,
		checklist: list,
		reasons: list,
	}),
).meta({ id: 'EditionDraft', description: 'As it is typed; lists have a line for each' });

export const editionDraftView = exactly<EditionDraftView>()(
	z.strictObject({
		id: z.string(),
		title: z.string(),
		published: z.number().int(),
		draft: editionDraft,
		version: z.string(),
	}),
).meta({ id: 'EditionDraftView' });
