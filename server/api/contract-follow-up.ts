/** What pages and programs get of how projects are carried out: types only. */
import type { ReportDraft, ReportText } from '../civic/follow-up/report.ts';
import type { AttachedFile } from '../civic/file/attachments.ts';
import type { Progress } from '../db/schema-civic.ts';

export type { LinkKind, ReportDraft, ReportText } from '../civic/follow-up/report.ts';
export type { Progress } from '../db/schema-civic.ts';

/** A report, and where the civic register has its hash. */
export type FollowUpView = {
	readonly number: number;
	readonly at: number;
	readonly entry: number;
	readonly report: ReportText;
};

/** A project as those see it who report on it. */
export type ProjectToFollowUp = {
	readonly id: string;
	readonly number: number;
	readonly title: string;
	readonly cost: string;
	readonly edition: { readonly id: string; readonly title: string };
	readonly units: readonly string[];
	/** What was said last, to be changed. */
	readonly draft: ReportDraft;
	/** Pictures and documents that go with the next report; known by their numbers. */
	readonly files: readonly (AttachedFile & { readonly number: number })[];
	/** Of the last report, to be said with the next. */
	readonly version: string;
};

export type ImplementedProject = {
	readonly id: string;
	readonly number: number;
	readonly title: string;
	readonly potTitle: string;
	/** As it was voted on. */
	readonly cost: string;
	/** These are missing before the first report. */
	readonly progress?: Progress;
	readonly unit?: string;
	readonly planned?: string;
	readonly spent?: string;
	readonly due?: string;
	readonly at?: number;
	readonly isOverdue: boolean;
};

/** How far the funded projects of an edition are. */
export type Implementation = {
	readonly edition: { readonly id: string; readonly title: string };
	readonly projects: readonly ImplementedProject[];
	readonly planned: string;
	readonly spent: string;
	/** Numbers of projects. */
	readonly done: number;
	readonly overdue: number;
};
