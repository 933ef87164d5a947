/** A project of the participatory budget: as its authors type it, and as it is published. */
import { encodeCanonicalJson } from '../../../crypto/register/canonical-json.ts';
import type { AttachedFile } from '../../civic/file/attachments.ts';
import type { FieldReader } from '../../civic/fields.ts';
import { hryvnias, kopecksOf } from '../../civic/fields.ts';
import type { PublishedText } from '../../civic/proposal/proposals.ts';
import type { ProposalCard } from '../../db/schema-civic.ts';
import type { EditionTerms } from './terms.ts';

/** As it is typed. */
export type ProjectDraft = {
	readonly title: string;
	readonly summary: string;
	readonly description: string;
	readonly pot: string;
	readonly category: string;
	readonly placeLabel: string;
	readonly lat: string;
	readonly lon: string;
	readonly items: readonly {
		readonly name: string;
		readonly price: string;
		readonly quantity: string;
	}[];
};

export const EMPTY_PROJECT: ProjectDraft = {
	...{ title: '', summary: '', description: '', pot: '', category: '' },
	...{ placeLabel: '', lat: '', lon: '', items: [] },
};

/** What an estimate is made of. */
export type CostItem = {
	readonly name: string;
	/** Of one, in kopecks. */
	readonly price: number;
	readonly quantity: number;
};

export type ProjectText = {
	readonly format: 'viche-project/v1';
	readonly title: string;
	readonly summary: string;
	readonly description: string;
	readonly pot: string;
	readonly category: string;
	readonly place: { readonly label: string; readonly lat?: string; readonly lon?: string };
	readonly items: readonly CostItem[];
	/** The sum of the items, as a decimal of hryvnias. */
	readonly cost: string;
	/** Where there are some. */
	readonly files?: readonly AttachedFile[];
};

export const MOST_ITEMS = 60;
const DEGREES = /^-?\d{1,3}(?:\.\d{1,8})?$/;

/** The cost of an item, in kopecks. */
const costOf = ({ price, quantity }: CostItem): bigint => BigInt(price) * BigInt(quantity);

/** Reads what is typed; what is wrong is told to the reader. */
export function readProject(
	read: FieldReader,
	draft: ProjectDraft,
	{ pots, categories }: Pick<EditionTerms, 'pots' | 'categories'>,
): ProjectText {
	const items = readItems(read, draft.items);
	const cost = hryvnias(items.reduce((all, item) => all + costOf(item), 0n));
	const pot = read.choice(
		'pot',
		draft.pot,
		pots.map(({ id }) => id),
	);
	const limits = pots.find(({ id }) => id === draft.pot);
	if (limits && items.length > 0) {
		if (kopecksOf(cost) < kopecksOf(limits.minCost)) read.fault('cost', `below ${limits.minCost}`);
		if (kopecksOf(cost) > kopecksOf(limits.maxCost)) read.fault('cost', `above ${limits.maxCost}`);
	}
	return {
		format: 'viche-project/v1',
		title: read.line('title', draft.title, 10, 120),
		summary: read.text('summary', draft.summary, 30, 400),
		description: read.text('description', draft.description, 100, 8000),
		pot,
		category: read.choice('category', draft.category, categories),
		place: readPlace(read, draft),
		items,
		cost,
	};
}

function readPlace(
	read: FieldReader,
	{ placeLabel, lat, lon }: ProjectDraft,
): ProjectText['place'] {
	const label = read.line('placeLabel', placeLabel, 3, 200);
	const [north, east] = [lat, lon].map((text) => text.trim().replace(',', '.')) as [string, string];
	if (north === '' && east === '') return { label };
	for (const [field, text, most] of [
		['lat', north, 90],
		['lon', east, 180],
	] as const)
		if (!DEGREES.test(text) || Math.abs(Number(text)) > most) read.fault(field, `degrees ${most}`);
	return { label, lat: north, lon: east };
}

function readItems(read: FieldReader, typed: ProjectDraft['items']): CostItem[] {
	const isTyped = (item: ProjectDraft['items'][number]) =>
		[item.name, item.price, item.quantity].some((text) => text.trim() !== '');
	const given = typed.filter(isTyped).length;
	if (given === 0) read.fault('items.0.name', 'empty');
	if (given > MOST_ITEMS) read.fault('items.0.name', `many ${MOST_ITEMS}`);
	return typed.flatMap((item, i) => {
		if (!isTyped(item)) return [];
		const at = (field: string) => `items.${i}.${field}`;
		return [
			{
				name: read.line(at('name'), item.name, 2, 150),
				price: Number(read.money(at('price'), item.price)),
				quantity: read.whole(at('quantity'), item.quantity, 1, 1_000_000),
			},
		];
	});
}

/** A text as it is published: what the register has the hash of, what lists show, and what is searched. */
export function publishedText(project: ProjectText): PublishedText {
	const { title, summary, description, pot, category, place, items, cost } = project;
	const card: ProposalCard = { title, summary, group: pot, category, cost, place };
	const names = items.map(({ name }) => name);
	return {
		text: encodeCanonicalJson(project),
		card,
		searched: [title, summary, description, category, place.label, ...names].join('\n'),
	};
}

export const decodeProject = (text: string): ProjectText => JSON.parse(text) as ProjectText;
