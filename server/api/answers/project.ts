/** Projects of the participatory budget, as JSON. */
import { z } from 'zod';
import { PROGRESS, PROPOSAL_EVENTS, PROPOSAL_STATUSES } from '../../db/schema-civic.ts';
import type {
	MergeOffer,
	MyProject,
	OwnProject,
	ProjectDraft,
	ProjectEvent,
	ProjectList,
	ProjectPage,
	ProjectPoints,
	ProjectSummary,
	ProjectText,
	ProjectToReview,
	VersionView,
} from '../contract.ts';
import { potTerms, reason } from './edition.ts';
import { collectionState } from './signature.ts';
import { exactly } from './exactly.ts';
import { attachedFile, fileFields } from './file.ts';
import { followUpView } from './follow-up.ts';
import { amount } from './pot.ts';
import { seconds } from './vote.ts';

const count = z.number().int().min(0);
const entry = count.meta({ description: 'Index in the civic register' });
export const status = z.enum(PROPOSAL_STATUSES);
const edition = z.strictObject({ id: z.string(), title: z.string() });
const due = seconds.optional();

const summary = {
	id: z.string(),
	number: count,
	status,
	title: z.string(),
	summary: z.string(),
	group: z.string().meta({ description: 'The id of its pot' }),
	category: z.string(),
	cost: amount,
	place: z
		.strictObject({
			label: z.string().optional(),
			lat: z.string().optional(),
			lon: z.string().optional(),
		})
		.optional(),
	ballotPlace: count.optional(),
	progress: z.enum(PROGRESS).optional(),
};
export const projectSummary = exactly<ProjectSummary>()(z.strictObject(summary)).meta({
	id: 'ProjectSummary',
});

export const projectList = exactly<ProjectList>()(
	z.strictObject({
		projects: z.array(projectSummary),
		found: count,
		pages: count,
		statuses: z.array(z.strictObject({ status, projects: count })),
	}),
).meta({ id: 'ProjectList' });

export const projectPoints = exactly<ProjectPoints>()(
	z.strictObject({
		ids: z.array(z.string()),
		numbers: z.array(count),
		titles: z.array(z.string()),
		costs: z.array(amount),
		lats: z.array(z.number().min(-90).max(90)),
		lons: z.array(z.number().min(-180).max(180)),
	}),
).meta({ description: 'Column by column: the i-th of each is the i-th project’s' });

export const checkedItem = z.strictObject({
	item: z.string().max(1000),
	answer: z.enum(['yes', 'no', 'not-applicable']),
	note: z.string().trim().max(1000),
});

/** What happened, beside its kind. */
export const eventFields = {
	number: count,
	at: seconds,
	text: z.string().optional(),
	reasons: z.array(reason).optional(),
	unit: z.string().optional(),
	checks: z.array(checkedItem).optional(),
	due,
	version: count.optional(),
	other: z.strictObject({ id: z.string(), number: count }).optional(),
};
const projectEvent = exactly<ProjectEvent>()(
	z.strictObject({ kind: z.enum(PROPOSAL_EVENTS), ...eventFields }),
).meta({ id: 'ProjectEvent' });

const mergeOffer = exactly<MergeOffer>()(
	z.strictObject({
		id: z.string(),
		number: count,
		title: z.string(),
		text: z.string(),
		at: seconds,
	}),
).meta({ id: 'MergeOffer' });

const projectText = exactly<ProjectText>()(
	z.strictObject({
		format: z.literal('viche-project/v1'),
		title: z.string(),
		summary: z.string(),
		description: z.string(),
		pot: z.string(),
		category: z.string(),
		place: z.strictObject({
			label: z.string(),
			lat: z.string().optional(),
			lon: z.string().optional(),
		}),
		items: z.array(
			z.strictObject({
				name: z.string(),
				price: count.meta({ description: 'Of one, in kopecks' }),
				quantity: count,
			}),
		),
		cost: amount,
		files: z.array(attachedFile).optional(),
	}),
).meta({ id: 'ProjectText' });

const version = { version: count, at: seconds, entry };
const page = {
	...summary,
	edition,
	potTitle: z.string(),
	version: count,
	text: projectText,
	authors: z.array(z.string()),
	events: z.array(projectEvent),
	due,
};
export const projectPage = exactly<ProjectPage>()(
	z.strictObject({
		...page,
		versions: z.array(z.strictObject(version)),
		support: collectionState.optional(),
		followUps: z.array(followUpView),
		isFunded: z.boolean(),
	}),
).meta({ id: 'Project' });

export const versionView = exactly<VersionView>()(
	z.strictObject({ ...version, text: projectText }),
).meta({ id: 'ProjectVersion' });

export const projectToReview = exactly<ProjectToReview>()(
	z.strictObject({
		...page,
		units: z.array(z.string()),
		assigned: z.array(z.string()),
		agreed: z.array(z.string()),
		checklist: z.array(z.string()),
		reasons: z.array(reason),
		seen: z.string(),
		mayPublish: z.boolean(),
		mayReview: z.boolean(),
		mayDecideAppeal: z.boolean(),
	}),
).meta({ id: 'ProjectToReview' });

/** What is typed is kept as it is; whether it is complete is asked when it is handed in. */
const typed = (most: number) => z.string().max(most);
export const projectDraft = exactly<ProjectDraft>()(
	z.strictObject({
		title: typed(500),
		summary: typed(2000),
		description: typed(20_000),
		pot: typed(100),
		category: typed(200),
		placeLabel: typed(500),
		lat: typed(40),
		lon: typed(40),
		items: z
			.array(z.strictObject({ name: typed(500), price: typed(40), quantity: typed(40) }))
			.max(100),
	}),
).meta({ id: 'ProjectDraft', description: 'As it is typed' });

export const ownProject = exactly<OwnProject>()(
	z.strictObject({
		id: z.string(),
		edition,
		status,
		draft: projectDraft,
		version: z.string(),
		published: count,
		number: count.optional(),
		authors: z.array(z.string()),
		events: z.array(projectEvent),
		due,
		pots: potTerms,
		categories: z.array(z.string()),
		cost: amount,
		files: z.array(z.strictObject({ ...fileFields, number: count })),
		isWritable: z.boolean(),
		maySubmit: z.boolean(),
		mayAppeal: z.boolean(),
		mayMerge: z.boolean(),
		offer: mergeOffer.optional(),
		offers: z.array(mergeOffer),
		mayWithdraw: z.boolean(),
	}),
).meta({ id: 'OwnProject' });

export const myProject = exactly<MyProject>()(
	z.strictObject({
		id: z.string(),
		status,
		edition: z.string(),
		title: z.string(),
		number: count.optional(),
		due,
	}),
);
