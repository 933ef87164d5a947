/** A Pabulib file as a pot with its ballots, and back. Spec: SPEC §3.24. */
import type { CountOptions } from '../count/options.ts';
import { WITHDRAWN_COST, type PabulibFile } from '../count/pabulib/file.ts';
import { instanceOf } from '../count/pabulib/instance.ts';
import { isMissing } from '../count/pabulib/meta.ts';
import { formatRational, toDouble } from '../count/rational.ts';
import { err, ok, problem, type Problem, type Result } from '../result.ts';
import { withCard } from './card-columns.ts';
import { chooseEncoding } from './encoding.ts';
import type { Limits, PotBallot } from './ballot.ts';
import { checkPot, countsByTotals, type Pot } from './pot.ts';

type Rule = { readonly name: string; readonly options: CountOptions };

/** Rules by their name in the file; ties go by votes' order in the file and so need no lot, unless a rule is given. */
const RULES: Readonly<Record<string, Rule>> = {
	greedy: { name: 'greedy', options: {} },
	'greedy-threshold': { name: 'greedy-threshold', options: {} },
	'greedy-no-skip': { name: 'greedy-no-skip', options: {} },
	'greedy-exclusive': { name: 'greedy', options: {} },
	'greedy-custom': { name: 'greedy-top-up', options: {} },
	equalshares: { name: 'equal-shares', options: { completion: 'none' } },
	'equalshares/add1': { name: 'equal-shares', options: { completion: 'add1' } },
	'equalshares/add1-comparison': {
		name: 'equal-shares',
		options: { completion: 'add1-pabulib', comparison: 'preference' },
	},
};

/** The rule that a file names, with its threshold; `undefined` for one that is not known. */
export function ruleOf(file: PabulibFile): Rule | undefined {
	const rule = RULES[file.meta.get('rule') ?? ''];
	const threshold = file.meta.get('min_project_score_threshold');
	if (!rule || isMissing(threshold)) return rule;
	return { name: rule.name, options: { ...rule.options, threshold } };
}

/** The name under which Pabulib knows a rule; `unknown` for one that it has no name for. */
export function pabulibRuleOf({ name, options }: Rule): string {
	const decisive = ({ completion, comparison }: CountOptions) =>
		`${completion ?? ''} ${comparison ?? ''}`;
	const found = Object.entries(RULES).find(
		([, rule]) => rule.name === name && decisive(rule.options) === decisive(options),
	);
	return found && options.utilitarian !== true ? found[0] : 'unknown';
}

/** How a pot is made from a file. */
export type PotChoices = {
	readonly id: string;
	/** Sums or whole ballots; default sums where the rule can do with them and there are few projects. */
	readonly mode?: 'sum' | 'mix';
	/** Default the file's own rule, ties by the order of the file. */
	readonly rule?: Rule;
};

const FEW_PROJECTS = 20;

/**
 * The pot of a file. Codes: `pot.{unknown-rule,points,too-long}` and those of {@link checkPot}.
 */
export function potOf(file: PabulibFile, { id, mode, rule }: PotChoices): Result<Pot, Problem[]> {
	const counted = rule ?? ruleOf(file);
	if (!counted)
		return err([
			problem(
				'pot.unknown-rule',
				'META, rule',
				`no rule is known as ${file.meta.get('rule') ?? ''}`,
			).error,
		]);
	const instance = instanceOf(file);
	if (!instance.ok) return err([instance.error]);
	const { kind } = instance.value;
	const base = {
		v: 1 as const,
		id,
		title: file.meta.get('description') ?? id,
		currency: file.meta.get('currency') ?? '',
		budget: formatRational(file.budget),
		projects: projectsOf(file),
		kind,
		limits: limitsOf(file),
		rule: { name: counted.name, options: { tie: ['file-order' as const], ...counted.options } },
	};
	const few = base.projects.length <= FEW_PROJECTS;
	const sums = mode === undefined ? few && countsByTotals(base) : mode === 'sum';
	const carried: Pot['carried'] | undefined = sums ? 'sum' : chooseEncoding(base);
	if (!carried)
		return err([problem('pot.too-long', id, 'such ballots do not fit into one ciphertext').error]);
	const pot = { ...base, carried };
	const problems = checkPot(pot);
	return problems.length > 0 ? err(problems) : ok(pot);
}

/** Rows and projects of a file that was read go together. */
const projectsOf = ({ projects, projectTable: { columns, rows } }: PabulibFile): Pot['projects'] =>
	projects.map(({ id, name, cost, categories }, i) =>
		withCard(
			{
				id,
				name: name ?? id,
				cost: formatRational(cost),
				categories: [...categories],
				withdrawn: cost.d === 1n && cost.n === WITHDRAWN_COST,
			},
			(column) => rows[i]![columns.indexOf(column)],
		),
	);

function limitsOf({ meta, projects, ballots, voteType }: PabulibFile): Limits {
	const text = (key: string): string | undefined => {
		const value = meta.get(key);
		return isMissing(value) ? undefined : value;
	};
	const count = (key: string) =>
		text(key) === undefined ? undefined : Math.floor(Number(text(key)));
	const longest = ballots.reduce((n, b) => Math.max(n, b.projects.length), 1);
	const free = voteType === 'approval' ? projects.length : longest;
	const maxLength = Math.min(
		count('max_length') ?? (voteType === 'choose-1' ? 1 : free),
		projects.length,
	);
	const bounds = {
		minSumCost: text('min_sum_cost'),
		maxSumCost: text('max_sum_cost'),
		minPoints: count('min_points'),
		maxPoints: count('max_points'),
		minSumPoints: count('min_sum_points'),
		maxSumPoints: count('max_sum_points'),
	};
	const given = Object.entries(bounds).filter(([, v]) => v !== undefined);
	return {
		minLength: Math.min(count('min_length') ?? 1, maxLength),
		maxLength,
		...(Object.fromEntries(given) as Partial<Limits>),
	};
}

/** Every ballot of the file as one for the pot, alike ones behind each other. Codes: `pot.points`. */
export function ballotsOf(file: PabulibFile, pot: Pot): Result<PotBallot[]> {
	const index = new Map(pot.projects.map((p, i) => [p.id, i]));
	const all: PotBallot[] = [];
	for (const { projects, points, voters } of file.ballots) {
		const chosen = new Map(
			projects.map((p, i) => [index.get(p)!, points ? toDouble(points[i]!) : 0]),
		);
		if ([...chosen.values()].some((n) => !Number.isSafeInteger(n) || n < 0))
			return problem('pot.points', 'VOTES', 'points must be whole numbers');
		const ballot = makeBallot(pot, chosen);
		for (let i = 0; i < voters; i++) all.push(ballot);
	}
	return ok(all);
}

function makeBallot({ kind }: Pot, chosen: ReadonlyMap<number, number>): PotBallot {
	if (kind === 'ordinal') return { projects: [...chosen.keys()] };
	const sorted = [...chosen]
		.sort(([a], [b]) => a - b)
		.filter(([, n]) => kind === 'approval' || n > 0);
	const projects = sorted.map(([p]) => p);
	return kind === 'approval' ? { projects } : { projects, points: sorted.map(([, n]) => n) };
}
