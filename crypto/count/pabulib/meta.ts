import type { Rational } from '../rational.ts';
import { compare, fromInteger, parseDecimal } from '../rational.ts';
import type { VoteType } from './file.ts';
import { VOTE_TYPES } from './file.ts';
import type { Findings } from './findings.ts';

const OBLIGATORY = [
	'description',
	'country',
	'unit',
	'instance',
	'num_projects',
	'num_votes',
	'budget',
	'vote_type',
	'rule',
	'date_begin',
	'date_end',
] as const;

const RULES = new Set([
	'greedy',
	'greedy-threshold',
	'greedy-no-skip',
	'greedy-custom',
	'greedy-exclusive',
	'equalshares',
	'equalshares-comparison',
	'equalshares/add1',
	'equalshares/add1-comparison',
	'unknown',
]);

const COUNTS = ['num_projects', 'num_votes', 'min_length', 'max_length'] as const;
const AMOUNTS = [
	'budget',
	'min_sum_cost',
	'max_sum_cost',
	'min_points',
	'max_points',
	'min_sum_points',
	'max_sum_points',
	'default_score',
	'min_project_score_threshold',
	'min_project_cost',
	'max_project_cost',
] as const;
const FLAGS = ['fully_funded', 'experimental'] as const;
/** A list of amounts, one for each label of another key. */
const AMOUNTS_PER_LABEL = {
	budget_per_category: 'categories',
	budget_per_neighborhood: 'neighborhoods',
	min_sum_cost_per_category: 'categories',
	max_sum_cost_per_category: 'categories',
} as const;
const DATE = /^(?:(?:0[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])\.)?\d{4}$/;

/** What META says about projects and ballots. Absent bounds do not bind. */
export type Meta = {
	readonly counts: Readonly<Partial<Record<(typeof COUNTS)[number], number>>>;
	readonly amounts: Readonly<Partial<Record<(typeof AMOUNTS)[number], Rational>>>;
	readonly voteType: VoteType;
	readonly categories: ReadonlySet<string> | undefined;
};

/** `None` is how old files write a missing value. */
export const isMissing = (value: string | undefined): value is undefined | '' | 'None' =>
	value === undefined || value === '' || value === 'None';

export const splitList = (value: string | undefined): string[] =>
	isMissing(value) ? [] : value.split(',').map((part) => part.trim());

/** Reads META values; everything wrong goes to `findings`. Nothing is returned without budget and vote type. */
export function readMeta(
	values: ReadonlyMap<string, string>,
	findings: Findings,
): Meta | undefined {
	const place = (key: string) => `META, ${key}`;
	checkOrder(values, findings);
	const counts: Partial<Record<(typeof COUNTS)[number], number>> = {};
	for (const key of COUNTS) {
		const value = values.get(key);
		if (isMissing(value)) continue;
		const count = parseCount(value);
		if (count === undefined) findings.error('integer', place(key), 'expected a whole number');
		else counts[key] = count;
	}
	const amounts: Partial<Record<(typeof AMOUNTS)[number], Rational>> = {};
	for (const key of AMOUNTS) {
		const value = values.get(key);
		if (isMissing(value)) continue;
		const amount = parseDecimal(value);
		if (amount) amounts[key] = amount;
		else findings.error('decimal', place(key), 'expected a decimal number with a point');
	}
	if (amounts.budget && amounts.budget.n <= 0n)
		findings.error('budget', place('budget'), 'a budget must be positive');
	checkBounds(counts, amounts, findings);
	checkWords(values, findings);
	checkLists(values, findings);
	const voteType = VOTE_TYPES.find((t) => t === values.get('vote_type'));
	if (!voteType) {
		findings.error('vote-type', place('vote_type'), `expected one of ${VOTE_TYPES.join(', ')}`);
		return undefined;
	}
	if (voteType === 'cumulative' && !amounts.max_sum_points)
		findings.quirk(
			'missing-key',
			place('max_sum_points'),
			'cumulative ballots need max_sum_points',
		);
	const declared = values.get('categories');
	const categories = isMissing(declared) ? undefined : new Set(splitList(declared));
	return { counts, amounts, voteType, categories };
}

function checkOrder(values: ReadonlyMap<string, string>, findings: Findings): void {
	for (const key of OBLIGATORY)
		if (isMissing(values.get(key)))
			if (key === 'budget') findings.error('missing-key', `META, ${key}`, 'the key is obligatory');
			else findings.quirk('missing-key', `META, ${key}`, 'the key is obligatory');
	const present = [...values.keys()].filter((k) => (OBLIGATORY as readonly string[]).includes(k));
	const wanted = OBLIGATORY.filter((k) => values.has(k));
	const wrong = wanted.find((k, i) => present[i] !== k);
	if (wrong !== undefined)
		findings.warning('field-order', `META, ${wrong}`, 'not in the usual order');
}

function checkBounds(counts: Meta['counts'], amounts: Meta['amounts'], findings: Findings): void {
	const bounds = [
		['length', integerOrNone(counts.min_length), integerOrNone(counts.max_length)],
		['sum_cost', amounts.min_sum_cost, amounts.max_sum_cost],
		['points', amounts.min_points, amounts.max_points],
		['sum_points', amounts.min_sum_points, amounts.max_sum_points],
		['project_cost', amounts.min_project_cost, amounts.max_project_cost],
	] as const;
	for (const [name, least, most] of bounds)
		if (least && most && compare(least, most) > 0)
			findings.quirk('bounds', `META, max_${name}`, `is less than min_${name}`);
}

const integerOrNone = (value: number | undefined): Rational | undefined =>
	value === undefined ? undefined : fromInteger(value);

function checkWords(values: ReadonlyMap<string, string>, findings: Findings): void {
	const rule = values.get('rule');
	if (!isMissing(rule) && !RULES.has(rule))
		findings.quirk('rule', 'META, rule', `${rule.slice(0, 60)} is not a rule of the format`);
	for (const key of ['date_begin', 'date_end']) {
		const value = values.get(key);
		if (!isMissing(value) && !DATE.test(value))
			findings.quirk('date', `META, ${key}`, 'expected dd.mm.yyyy or yyyy');
	}
	for (const key of FLAGS) {
		const value = values.get(key);
		if (!isMissing(value) && value !== '1') findings.quirk('flag', `META, ${key}`, 'expected 1');
	}
}

function checkLists(values: ReadonlyMap<string, string>, findings: Findings): void {
	for (const [key, labels] of Object.entries(AMOUNTS_PER_LABEL)) {
		const amounts = splitList(values.get(key));
		if (amounts.length === 0) continue;
		if (!amounts.every((a) => parseDecimal(a)))
			findings.quirk('decimal', `META, ${key}`, 'expected decimal numbers separated by commas');
		if (amounts.length !== splitList(values.get(labels)).length)
			findings.quirk('label-count', `META, ${key}`, `expected one amount for each of ${labels}`);
	}
}

/** A whole number that is not negative; `undefined` for everything else. */
export function parseCount(text: string): number | undefined {
	return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
