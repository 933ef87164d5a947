/** The ballots and the outcome of a pot as a Pabulib file, for everybody who studies or recounts them. Spec: SPEC §3.24. */
import type { CountResult } from '../count/outcome.ts';
import { encodePabulib } from '../count/pabulib/writer.ts';
import { formatRational } from '../count/rational.ts';
import type { Instance } from '../count/instance.ts';
import { encodeCanonicalJson } from '../register/canonical-json.ts';
import { cardColumns } from './card-columns.ts';
import { pabulibRuleOf } from './from-pabulib.ts';
import type { Limits } from './ballot.ts';
import type { PotOutcome } from './outcome.ts';
import type { Pot } from './pot.ts';

/** What a file says beside pot and ballots. */
export type Occasion = {
	readonly country: string;
	/** The community. */
	readonly unit: string;
	/** The edition: a year. */
	readonly instance: string;
	/** POSIX seconds. */
	readonly opens: number;
	readonly closes: number;
};

const VOTE_TYPES = { approval: 'approval', points: 'scoring', ordinal: 'ordinal' } as const;

/**
 * Writes every valid ballot that names a project, alike ones together: neither order nor number of a row says whose it was.
 * @throws RangeError if the pot was added up, since then no ballot is known
 */
export function encodePotAsPabulib(
	pot: Pot,
	{ instance, totals }: PotOutcome,
	count: CountResult,
	occasion: Occasion,
): string {
	if (pot.carried === 'sum') throw new RangeError('ballots that were added up are not known');
	const selected = selectedBy(count);
	const rows = voteRows(pot, instance);
	const card = cardColumns(pot.projects);
	return encodePabulib({
		meta: new Map(metaOf(pot, rows.length, occasion)),
		projectTable: {
			columns: ['project_id', 'cost', 'votes', 'name', 'category', 'selected', ...card.columns],
			rows: pot.projects.map((project, p) => [
				project.id,
				project.cost,
				String(totals[p]!),
				project.name,
				project.categories.join(','),
				selected.get(project.id) ?? '0',
				...card.cellsOf(project),
			]),
		},
		voteTable: {
			columns: ['voter_id', 'vote', ...(pot.kind === 'points' ? ['points'] : [])],
			rows,
		},
		newline: '\n',
		endsWithNewline: true,
		voters: rows.length,
	});
}

/** Who won: `1` within the budget, `2` with money from beyond it. */
function selectedBy({ winners, explanation }: CountResult): ReadonlyMap<string, string> {
	const steps = explanation.kind === 'greedy' ? explanation.steps : [];
	const decisions = new Map(steps.map(({ id, decision }) => [id, decision]));
	return new Map(
		winners.map((id) => [id, decisions.get(id) === 'funded-from-reserve' ? '2' : '1']),
	);
}

function metaOf(pot: Pot, votes: number, occasion: Occasion): [string, string][] {
	const categories = [...new Set(pot.projects.flatMap((p) => p.categories))];
	const { name, options } = pot.rule;
	return [
		['description', pot.title],
		['country', occasion.country],
		['unit', occasion.unit],
		['instance', occasion.instance],
		['num_projects', String(pot.projects.length)],
		['num_votes', String(votes)],
		['budget', pot.budget],
		['vote_type', VOTE_TYPES[pot.kind]],
		['rule', pabulibRuleOf(pot.rule)],
		['date_begin', formatDate(occasion.opens)],
		['date_end', formatDate(occasion.closes)],
		...(pot.currency === '' ? [] : [['currency', pot.currency] satisfies [string, string]]),
		...(categories.length === 0
			? []
			: [['categories', categories.join(',')] satisfies [string, string]]),
		...limitsIn(pot.limits),
		...(options.threshold === undefined
			? []
			: [['min_project_score_threshold', options.threshold] satisfies [string, string]]),
		['comment', `counted by ${name} ${encodeCanonicalJson(options)}`],
	];
}

const LIMITS: Readonly<Record<keyof Limits, string>> = {
	minLength: 'min_length',
	maxLength: 'max_length',
	minSumCost: 'min_sum_cost',
	maxSumCost: 'max_sum_cost',
	minPoints: 'min_points',
	maxPoints: 'max_points',
	minSumPoints: 'min_sum_points',
	maxSumPoints: 'max_sum_points',
};

const limitsIn = (limits: Limits): [string, string][] =>
	Object.entries(LIMITS).flatMap(([name, key]) => {
		const value = limits[name as keyof Limits];
		return value === undefined ? [] : [[key, String(value)]];
	});

function voteRows({ projects, kind }: Pot, { ballots }: Instance): string[][] {
	const rows: string[][] = [];
	for (const { projects: chosen, points, voters } of ballots)
		for (let i = 0; i < voters; i++)
			rows.push([
				String(rows.length + 1),
				chosen.map((p) => projects[p]!.id).join(','),
				...(kind === 'points' ? [points!.map(formatRational).join(',')] : []),
			]);
	return rows;
}

const DAYS_IN_400_YEARS = 146_097;
/** March first, so that the leap day ends the year. */
const DAYS_TO_MARCH_OF_YEAR_0 = 719_468;

/** The date in UTC: days since 1970 in the Gregorian calendar (Hinnant 2013). */
function formatDate(seconds: number): string {
	const days = Math.floor(seconds / 86_400) + DAYS_TO_MARCH_OF_YEAR_0;
	const era = Math.floor(days / DAYS_IN_400_YEARS);
	const dayOfEra = days - era * DAYS_IN_400_YEARS;
	const leapDays =
		Math.floor(dayOfEra / 1_460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
	const year = Math.floor((dayOfEra - leapDays) / 365);
	const dayOfYear = dayOfEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
	const month = Math.floor((5 * dayOfYear + 2) / 153);
	const day = dayOfYear - Math.floor((153 * month + 2) / 5) + 1;
	const pad = (n: number, width: number) => String(n).padStart(width, '0');
	const isNextYear = month >= 10;
	return [
		pad(day, 2),
		pad(isNextYear ? month - 9 : month + 3, 2),
		pad(year + 400 * era + Number(isNextYear), 4),
	].join('.');
}
