/** A pot: money, the projects that compete for it, what a ballot may hold, and the rule. Part of a vote's manifest. Spec: SPEC §3.20. */
import { array, literal, object, oneOf, string, type Codec, type Infer } from '../codec.ts';
import { makeInstance, type BallotKind, type Instance } from '../count/instance.ts';
import type { CountOptions } from '../count/options.ts';
import {
	add,
	compare,
	fromInteger,
	parseDecimal,
	sum,
	ZERO,
	type Rational,
} from '../count/rational.ts';
import { prepareRule } from '../count/rules.ts';
import { ProblemError, type Problem, type Result } from '../result.ts';
import { amount, limitsCodec, type Limits, type PotBallot } from './ballot.ts';
import { ENCODINGS, type EncodingName } from './encoding.ts';
import { checkProject, projectCodec } from './project.ts';

/** Any JSON: the counting rule reads its own options. */
const options: Codec<CountOptions> = {
	decode: (value, place) => {
		if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
		throw new ProblemError('wire.value', place, 'expected an object');
	},
	encode: (value) => value,
};

const ENCODING_NAMES = Object.keys(ENCODINGS) as EncodingName[];

export const potCodec = object(
	{
		id: string,
		title: string,
		currency: string,
		budget: amount,
		projects: array(projectCodec, 1, 10_000),
		kind: oneOf<BallotKind>('approval', 'points', 'ordinal'),
		limits: limitsCodec,
		rule: object({ name: string, options }, 'sorted'),
		/** `sum`: ballots are added up under encryption. Else: how one ciphertext carries a ballot that is shuffled. */
		carried: oneOf('sum', ...ENCODING_NAMES),
		v: literal(1),
	},
	'sorted',
);
export type Pot = Infer<typeof potCodec>;

/** Rules that know only how many ballots list each project. */
const BY_TOTALS: ReadonlySet<string> = new Set([
	'greedy',
	'greedy-no-skip',
	'greedy-threshold',
	'greedy-top-up',
	'greedy-per-cost',
]);

/** Whether a rule can count the pot from totals alone. */
export const countsByTotals = ({
	kind,
	limits,
	rule,
}: Pick<Pot, 'kind' | 'limits' | 'rule'>): boolean =>
	kind === 'approval' &&
	BY_TOTALS.has(rule.name) &&
	rule.options.supportFloor === undefined &&
	limits.minSumCost === undefined &&
	limits.maxSumCost === undefined;

/** The pot's projects and ballots as what is counted. */
export const potInstance = (
	pot: Pot,
	ballots: Iterable<PotBallot & { readonly voters?: number }>,
): Result<Instance> =>
	makeInstance({
		projects: pot.projects.map((p) => ({ ...p, cost: parseDecimal(p.cost)! })),
		budget: parseDecimal(pot.budget)!,
		kind: pot.kind,
		ballots: [...ballots].map(({ projects, points, voters = 1 }) => ({
			projects: projects.map((p) => pot.projects[p]!.id),
			...(points && { points: points.map(fromInteger) }),
			voters,
		})),
	});

/** What is wrong with a pot by itself. Codes: `pot.{limits,rule-needs-ballots,encoding,place}`, and those of counting. */
export function checkPot(pot: Pot): Problem[] {
	const problems = pot.projects.flatMap(checkProject);
	const wrong = (code: string, place: string, message: string) =>
		problems.push({ code: `pot.${code}`, place: `${pot.id}.${place}`, message });
	const { minLength, maxLength } = pot.limits;
	if (minLength > maxLength || maxLength > pot.projects.length)
		wrong('limits', 'limits', 'minLength ≤ maxLength ≤ number of projects must hold');
	if (pot.carried === 'sum' && !countsByTotals(pot))
		wrong(
			'rule-needs-ballots',
			'rule',
			'sums of ballots are not enough for this rule and these limits',
		);
	if (pot.carried !== 'sum' && !ENCODINGS[pot.carried].fits(pot))
		wrong('encoding', 'carried', 'such ballots do not fit into one ciphertext');
	const instance = potInstance(pot, []);
	if (!instance.ok) return [...problems, instance.error];
	const { tie } = pot.rule.options;
	const seeded = tie?.includes('lot') ? { lotSeed: '00'.repeat(32) } : {};
	const rule = prepareRule(instance.value, pot.rule.name, { ...pot.rule.options, ...seeded });
	return rule.ok ? problems : [...problems, rule.error];
}

/** Why a ballot is spoiled, as a code; `undefined` for one that keeps the pot's limits. A blank ballot is for the caller. */
export function findSpoil(pot: Pot, { projects, points }: PotBallot): string | undefined {
	const { limits } = pot;
	if (new Set(projects).size !== projects.length) return 'spoiled.repeated-project';
	if (projects.length < limits.minLength) return 'spoiled.too-few-projects';
	if (projects.length > limits.maxLength) return 'spoiled.too-many-projects';
	const cost = projects.reduce<Rational>(
		(s, p) => add(s, parseDecimal(pot.projects[p]!.cost)!),
		ZERO,
	);
	if (limits.minSumCost !== undefined && compare(cost, parseDecimal(limits.minSumCost)!) < 0)
		return 'spoiled.too-cheap';
	if (limits.maxSumCost !== undefined && compare(cost, parseDecimal(limits.maxSumCost)!) > 0)
		return 'spoiled.too-dear';
	return points && findPointsSpoil(limits, points);
}

function findPointsSpoil(limits: Limits, points: readonly number[]): string | undefined {
	const total = sum(points.map(fromInteger));
	const [least, most] = [limits.minPoints ?? 0, limits.maxPoints ?? Infinity];
	if (points.some((p) => p < least || p > most)) return 'spoiled.points-of-project';
	if (limits.minSumPoints !== undefined && compare(total, fromInteger(limits.minSumPoints)) < 0)
		return 'spoiled.too-few-points';
	if (limits.maxSumPoints !== undefined && compare(total, fromInteger(limits.maxSumPoints)) > 0)
		return 'spoiled.too-many-points';
	return undefined;
}
