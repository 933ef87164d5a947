/** How projects are carried out, as JSON. */
import { z } from 'zod';
import { LINK_KINDS } from '../../civic/follow-up/report.ts';
import { PROGRESS } from '../../db/schema-civic.ts';
import type {
	FollowUpView,
	Implementation,
	ProjectToFollowUp,
	ReportDraft,
	ReportText,
} from '../contract.ts';
import { exactly } from './exactly.ts';
import { attachedFile, fileFields } from './file.ts';
import { amount } from './pot.ts';
import { seconds } from './vote.ts';

const count = z.number().int().min(0);
const progress = z.enum(PROGRESS);
const day = z.iso.date();
const edition = z.strictObject({ id: z.string(), title: z.string() });

const reportText = exactly<ReportText>()(
	z.strictObject({
		format: z.literal('viche-follow-up/v1'),
		progress,
		unit: z.string(),
		contractor: z.string().optional(),
		planned: amount,
		spent: amount,
		due: day,
		wasDue: day.optional(),
		milestones: z.array(z.strictObject({ title: z.string(), due: day, done: day.optional() })),
		links: z.array(
			z.strictObject({ kind: z.enum(LINK_KINDS), title: z.string(), url: z.string().optional() }),
		),
		text: z.string(),
		files: z.array(attachedFile).optional(),
	}),
).meta({ id: 'FollowUpReport' });

export const followUpView = exactly<FollowUpView>()(
	z.strictObject({ number: count, at: seconds, entry: count, report: reportText }),
).meta({ id: 'FollowUp' });

const typed = (most: number) => z.string().max(most);
export const reportDraft = exactly<ReportDraft>()(
	z.strictObject({
		progress: typed(40),
		unit: typed(500),
		contractor: typed(1000),
		planned: typed(40),
		spent: typed(40),
		due: typed(40),
		milestones: z
			.array(z.strictObject({ title: typed(500), due: typed(40), done: typed(40) }))
			.max(30),
		links: z
			.array(z.strictObject({ kind: typed(40), title: typed(500), url: typed(1000) }))
			.max(30),
		text: typed(10_000),
	}),
).meta({ id: 'FollowUpDraft', description: 'As it is typed' });

export const projectToFollowUp = exactly<ProjectToFollowUp>()(
	z.strictObject({
		id: z.string(),
		number: count,
		title: z.string(),
		cost: amount,
		edition,
		units: z.array(z.string()),
		draft: reportDraft,
		files: z.array(z.strictObject({ ...fileFields, number: count })),
		version: z.string(),
	}),
).meta({ id: 'ProjectToFollowUp' });

export const implementation = exactly<Implementation>()(
	z.strictObject({
		edition,
		projects: z.array(
			z.strictObject({
				id: z.string(),
				number: count,
				title: z.string(),
				potTitle: z.string(),
				cost: amount,
				progress: progress.optional(),
				unit: z.string().optional(),
				planned: amount.optional(),
				spent: amount.optional(),
				due: day.optional(),
				at: seconds.optional(),
				isOverdue: z.boolean(),
			}),
		),
		planned: amount,
		spent: amount,
		done: count,
		overdue: count,
	}),
).meta({ id: 'Implementation' });
