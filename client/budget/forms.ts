/** Forms as browsers send them, with or without scripts, and what they say. */
import type { EditionDraft, ProjectDraft } from '../../server/api/contract.ts';

/** The text of a field; nothing where there is none, or a file. */
export function textOf(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value.replace(/\r\n/g, '\n') : '';
}

/** How many rows `prefix.0.…`, `prefix.1.…` a form has. */
function countRows(form: FormData, prefix: string): number {
	const numbers = [...form.keys()].flatMap((name) => {
		const [first, number] = name.split('.');
		return first === prefix && /^\d{1,3}$/.test(number ?? '') ? [Number(number)] : [];
	});
	return Math.max(-1, ...numbers) + 1;
}

/** Rows `prefix.0.…`, each read by the names of its fields. */
export const rowsOf = <T>(
	form: FormData,
	prefix: string,
	read: (at: (field: string) => string) => T,
): T[] =>
	Array.from({ length: countRows(form, prefix) }, (_, i) =>
		read((field) => textOf(form, `${prefix}.${i}.${field}`)),
	);

export const readProjectForm = (form: FormData): ProjectDraft => ({
	title: textOf(form, 'title'),
	summary: textOf(form, 'summary'),
	description: textOf(form, 'description'),
	pot: textOf(form, 'pot'),
	category: textOf(form, 'category'),
	placeLabel: textOf(form, 'placeLabel'),
	lat: textOf(form, 'lat'),
	lon: textOf(form, 'lon'),
	items: rowsOf(form, 'items', (at) => ({
		name: at('name'),
		price: at('price'),
		quantity: at('quantity'),
	})),
});

export const PHASES = [
	...(['submission', 'review', 'revision', 'admission', 'voting', 'decision'] as const),
	'implementation' as const,
];

/** How a pot is voted on until something else is chosen. */
const USUAL = { ballot: 'approval', least: '0', most: '3', rule: 'greedy' } as const;
/** A pot that nobody has typed yet. */
export const EMPTY_POT = {
	...{ id: '', title: '', budget: '', minCost: '', maxCost: '', points: '' },
	...USUAL,
};

export const readEditionForm = (form: FormData): EditionDraft => ({
	title: textOf(form, 'title'),
	about: textOf(form, 'about'),
	regulationTitle: textOf(form, 'regulationTitle'),
	regulationVersion: textOf(form, 'regulationVersion'),
	regulationUrl: textOf(form, 'regulationUrl'),
	pots: rowsOf(form, 'pots', (at) => ({
		id: at('id'),
		title: at('title'),
		budget: at('budget'),
		minCost: at('minCost'),
		maxCost: at('maxCost'),
		ballot: at('ballot') || USUAL.ballot,
		least: at('least') || USUAL.least,
		most: at('most') || USUAL.most,
		points: at('points'),
		rule: at('rule') || USUAL.rule,
	})),
	categories: textOf(form, 'categories'),
	begins: Object.fromEntries(
		PHASES.map((phase) => [phase, textOf(form, `begins.${phase}`)]),
	) as EditionDraft['begins'],
	ends: textOf(form, 'ends'),
	submitters: textOf(form, 'submitters'),
	perAuthor: textOf(form, 'perAuthor'),
	supportNeeded: textOf(form, 'supportNeeded'),
	supportDays: textOf(form, 'supportDays'),
	revisionDays: textOf(form, 'revisionDays'),
	appealDays: textOf(form, 'appealDays'),
	units: textOf(form, 'units'),
	checklist: textOf(form, 'checklist'),
	reasons: textOf(form, 'reasons'),
});

/** Rows as they stand, with some to be filled in. */
export const withBlank = <T>(given: readonly T[], blank: T, spare: number): T[] => [
	...given.filter((row) => JSON.stringify(row) !== JSON.stringify(blank)),
	...Array.from({ length: spare }, () => blank),
];

/** Kopecks as a decimal of hryvnias. */
export const decimalOf = (kopecks: bigint): string =>
	`${kopecks / 100n}.${String(kopecks % 100n).padStart(2, '0')}`;

/** What typed rows cost, as far as they can be read; in kopecks. */
export function sumOf(items: ProjectDraft['items']): bigint {
	return items.reduce((all, { price, quantity }) => {
		const [hryvnias, kopecks = ''] = price.replace(/\s/g, '').replace(',', '.').split('.');
		const number = quantity.replace(/\s/g, '');
		const isRead =
			/^\d{1,12}$/.test(hryvnias!) && /^\d{0,2}$/.test(kopecks) && /^\d{1,9}$/.test(number);
		return isRead ? all + BigInt(hryvnias! + kopecks.padEnd(2, '0')) * BigInt(number) : all;
	}, 0n);
}
