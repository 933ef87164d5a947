/** Finding projects among many: filters, the point on the map, and what two of them differ in. Pure. */
import type { PotBallot } from '../../crypto/budget/ballot.ts';
import type { Pot } from '../../crypto/budget/pot.ts';
import type { PotProject } from '../../crypto/budget/project.ts';
import { compare, parseDecimal, subtract } from '../../crypto/count/rational.ts';
import { costOf } from './filling.ts';

export type Filter = {
	readonly words: string;
	/** Empty for all. */
	readonly category: string;
	/** Empty for any cost, `fits` for what the money that is left suffices for, else the most as a decimal. */
	readonly cost: string;
	readonly only: 'all' | 'chosen' | 'liked';
};

export const NO_FILTER: Filter = { words: '', category: '', cost: '', only: 'all' };

export const isFiltering = (filter: Filter): boolean =>
	filter.words.trim() !== '' ||
	filter.category !== '' ||
	filter.cost !== '' ||
	filter.only !== 'all';

export const categoriesOf = ({ projects }: Pot): string[] =>
	[...new Set(projects.flatMap((p) => p.categories))].sort((a, b) => a.localeCompare(b, 'uk'));

/** Up to three costs that part the projects into equal shares, rounded up to two digits. */
export function costSteps({ projects }: Pot): number[] {
	const costs = projects.map((p) => Number(p.cost)).sort((a, b) => a - b);
	const steps = [0.25, 0.5, 0.75].map((share) =>
		roundUp(costs[Math.floor(share * (costs.length - 1))] ?? 0),
	);
	const dearest = costs.at(-1) ?? 0;
	return [...new Set(steps)].filter((step) => step < dearest);
}

function roundUp(cost: number): number {
	const digit = 10 ** Math.max(0, Math.floor(Math.log10(cost)) - 1);
	return Math.ceil(cost / digit) * digit;
}

/** Words are looked for in everything that a card tells, whatever apostrophe was typed. */
const plain = (text: string): string =>
	text
		.normalize('NFC')
		.replace(/['’ʼ`]/g, '’')
		.toLocaleLowerCase('uk');

const textOf = ({ name, summary, place, categories }: PotProject): string =>
	plain([name, summary, place?.label, ...categories].join(' '));

/** Those of the projects that pass the filter, in the same order. */
export function findProjects(
	pot: Pot,
	order: readonly number[],
	ballot: PotBallot,
	liked: readonly string[],
	filter: Filter,
): number[] {
	const words = plain(filter.words).split(/\s+/);
	return order.filter((place) => {
		const project = pot.projects[place]!;
		const isThere = ballot.projects.includes(place);
		if (filter.only === 'chosen' && !isThere) return false;
		if (filter.only === 'liked' && !liked.includes(likeKey(pot, place))) return false;
		if (filter.category !== '' && !project.categories.includes(filter.category)) return false;
		if (filter.cost === 'fits' && !isThere && !fits(pot, ballot, project)) return false;
		const most = parseDecimal(filter.cost);
		if (most && compare(parseDecimal(project.cost)!, most) > 0) return false;
		const text = textOf(project);
		return words.every((word) => text.includes(word));
	});
}

function fits(pot: Pot, ballot: PotBallot, { cost }: PotProject): boolean {
	const most = parseDecimal(pot.limits.maxSumCost ?? '');
	return !most || compare(parseDecimal(cost)!, subtract(most, costOf(pot, ballot))) <= 0;
}

/** The name under which a project is remembered as one to think about. */
export const likeKey = ({ id, projects }: Pot, place: number): string =>
	`${id}/${projects[place]!.id}`;

export type Point = { readonly lat: number; readonly lon: number };

export const pointOf = ({ place }: PotProject): Point | undefined =>
	place?.lat === undefined || place.lon === undefined
		? undefined
		: { lat: Number(place.lat), lon: Number(place.lon) };
