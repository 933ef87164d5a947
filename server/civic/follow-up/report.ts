/** A report on how something is carried out: as it is typed, and as it is published. Each says everything anew. */
import { fromKyivDate, toKyivDate } from '../../../crypto/kyiv-time.ts';
import { encodeCanonicalJson } from '../../../crypto/register/canonical-json.ts';
import { PROGRESS, type Progress } from '../../db/schema-civic.ts';
import { FieldReader, hryvnias } from '../fields.ts';
import type { AttachedFile } from '../file/attachments.ts';

/** Where more is to be found, by an id, an address or both. */
export const LINK_KINDS = ['procurement', 'contract', 'payment', 'budget-code', 'other'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** As it is typed. */
export type ReportDraft = {
	readonly progress: string;
	readonly unit: string;
	readonly contractor: string;
	readonly planned: string;
	readonly spent: string;
	readonly due: string;
	readonly milestones: readonly {
		readonly title: string;
		readonly due: string;
		readonly done: string;
	}[];
	readonly links: readonly {
		readonly kind: string;
		readonly title: string;
		readonly url: string;
	}[];
	readonly text: string;
};

/** Dates are days in Kyiv: `2027-05-01`. Amounts are decimals of hryvnias. */
export type ReportText = {
	readonly format: 'viche-follow-up/v1';
	readonly progress: Progress;
	/** Who answers for it. */
	readonly unit: string;
	readonly contractor?: string;
	readonly planned: string;
	readonly spent: string;
	/** When it is to be ready. */
	readonly due: string;
	/** Until this report it was to be ready then: it is late, and `text` says why. */
	readonly wasDue?: string;
	readonly milestones: readonly {
		readonly title: string;
		readonly due: string;
		readonly done?: string;
	}[];
	readonly links: readonly {
		readonly kind: LinkKind;
		readonly title: string;
		readonly url?: string;
	}[];
	/** What is new. */
	readonly text: string;
	readonly files?: readonly AttachedFile[];
};

export const MOST_ROWS = 30;

const isTyped = (row: Readonly<Record<string, string>>, ...fields: readonly string[]): boolean =>
	fields.some((field) => row[field]!.trim() !== '');

const readDay = (read: FieldReader, field: string, typed: string): string => {
	read.date(field, typed);
	return typed;
};

/** Reads what is typed. @param before - the report that it follows @throws ApiError follow-up.content */
export function readReport(draft: ReportDraft, before: ReportText | undefined): ReportText {
	const read = new FieldReader();
	const contractor = read.line('contractor', draft.contractor, 0, 300);
	const due = readDay(read, 'due', draft.due);
	const isLate = before !== undefined && fromKyivDate(due)! > fromKyivDate(before.due)!;
	// Who moves a term says why.
	const text = read.text('text', draft.text, isLate ? 20 : 5, 4000);
	const report: ReportText = {
		format: 'viche-follow-up/v1',
		progress: read.choice('progress', draft.progress, PROGRESS),
		unit: read.line('unit', draft.unit, 2, 200),
		...(contractor === '' ? {} : { contractor }),
		planned: hryvnias(read.money('planned', draft.planned)),
		spent: hryvnias(read.money('spent', draft.spent)),
		due,
		...(isLate ? { wasDue: before.due } : {}),
		milestones: readMilestones(read, draft.milestones),
		links: readLinks(read, draft.links),
		text,
	};
	read.require('follow-up.content');
	return report;
}

function readMilestones(
	read: FieldReader,
	typed: ReportDraft['milestones'],
): ReportText['milestones'] {
	return typed.flatMap((row, i) => {
		if (!isTyped(row, 'title', 'due', 'done')) return [];
		const at = (field: string) => `milestones.${i}.${field}`;
		const done = row.done === '' ? undefined : readDay(read, at('done'), row.done);
		return [
			{
				title: read.line(at('title'), row.title, 2, 200),
				due: readDay(read, at('due'), row.due),
				...(done === undefined ? {} : { done }),
			},
		];
	});
}

function readLinks(read: FieldReader, typed: ReportDraft['links']): ReportText['links'] {
	return typed.flatMap((row, i) => {
		if (!isTyped(row, 'title', 'url')) return [];
		const at = (field: string) => `links.${i}.${field}`;
		const url = row.url.trim() === '' ? '' : read.link(at('url'), row.url);
		return [
			{
				kind: read.choice(at('kind'), row.kind, LINK_KINDS),
				title: read.line(at('title'), row.title, 2, 200),
				...(url === '' ? {} : { url }),
			},
		];
	});
}

/** Whether its time has passed and it is not done. */
export const isOverdue = ({ progress, due }: ReportText, now: number): boolean =>
	progress !== 'done' && progress !== 'cancelled' && due < toKyivDate(now);

export const encodeReport = (report: ReportText): string => encodeCanonicalJson(report);
export const decodeReport = (text: string): ReportText => JSON.parse(text) as ReportText;
