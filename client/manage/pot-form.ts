/** A pot as it is filled in: texts that may still be wrong, and how they become a pot. */
import { chooseEncoding } from '../../crypto/budget/encoding.ts';
import { checkPot, countsByTotals, type Pot } from '../../crypto/budget/pot.ts';
import type { PotProject } from '../../crypto/budget/project.ts';
import type { CountOptions } from '../../crypto/count/options.ts';
import { compare, parseDecimal, ZERO } from '../../crypto/count/rational.ts';
import type { Problem } from '../../crypto/result.ts';

export type ProjectForm = {
	id: string;
	name: string;
	cost: string;
	/** Separated by commas. */
	categories: string;
	withdrawn: boolean;
	/** What its card tells besides; it is kept as it is. */
	readonly card?: Pick<PotProject, 'summary' | 'place' | 'url'>;
};

const COUNTS = ['minPoints', 'maxPoints', 'minSumPoints', 'maxSumPoints'] as const;
const AMOUNTS = ['minSumCost', 'maxSumCost'] as const;
type LimitName = 'minLength' | 'maxLength' | (typeof COUNTS)[number] | (typeof AMOUNTS)[number];

/** Options that are filled in here; what a pot has besides is kept as it is. */
export const TEXT_OPTIONS = ['threshold', 'share', 'reserve'] as const;
export const CHOICE_OPTIONS = ['completion', 'utility', 'comparison'] as const;
type FilledOption = (typeof TEXT_OPTIONS)[number] | (typeof CHOICE_OPTIONS)[number];

/** A counting rule as it is filled in. */
export type RuleForm = {
	rule: string;
	options: Record<FilledOption, string>;
	kept: CountOptions;
};

export type PotForm = RuleForm & {
	id: string;
	title: string;
	currency: string;
	budget: string;
	kind: Pot['kind'];
	limits: Record<LimitName, string>;
	/** Sums of ballots, or whole ballots that are shuffled. */
	carried: 'sum' | 'mix';
	projects: ProjectForm[];
};

/** Which options of the form each rule has. */
export const RULE_OPTIONS: Readonly<Record<string, readonly FilledOption[]>> = {
	greedy: [],
	'greedy-no-skip': [],
	'greedy-threshold': ['threshold'],
	'greedy-top-up': ['share', 'reserve'],
	'greedy-per-cost': [],
	'equal-shares': ['completion', 'utility', 'comparison'],
	phragmen: [],
};

/** What is wrong with a field: by its path in the form, a code of the page's texts. */
export type Faults = Readonly<Record<string, string>>;

const NO_LIMITS: PotForm['limits'] = {
	...{ minLength: '1', maxLength: '1', minSumCost: '', maxSumCost: '' },
	...{ minPoints: '', maxPoints: '', minSumPoints: '', maxSumPoints: '' },
};
export const NO_OPTIONS: Readonly<PotForm['options']> = {
	...{ threshold: '', share: '', reserve: '', completion: '', utility: '', comparison: '' },
};

export const emptyProject = (id: string): ProjectForm => ({
	...{ id, name: '', cost: '', categories: '', withdrawn: false },
});

export const projectForm = ({
	id,
	name,
	cost,
	categories,
	withdrawn,
	...card
}: PotProject): ProjectForm => ({
	...{ id, name, cost, withdrawn },
	categories: categories.join(', '),
	...(Object.keys(card).length === 0 ? {} : { card }),
});

export const emptyPot = (id: string): PotForm => ({
	id,
	title: '',
	currency: 'UAH',
	budget: '',
	kind: 'approval',
	limits: { ...NO_LIMITS },
	rule: 'greedy',
	options: { ...NO_OPTIONS },
	kept: {},
	carried: 'sum',
	projects: [emptyProject('1')],
});

export function potForm(pot: Pot): PotForm {
	const { id, title, currency, budget, kind, limits, rule, carried, projects } = pot;
	const own = RULE_OPTIONS[rule.name] ?? [];
	const given = Object.entries(rule.options);
	const texts = (entries: readonly (readonly [string, unknown])[]) =>
		Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
	return {
		...{ id, title, currency, budget, kind },
		limits: { ...NO_LIMITS, ...texts(Object.entries(limits)) },
		rule: rule.name,
		options: { ...NO_OPTIONS, ...texts(given.filter(([name]) => own.includes(name as never))) },
		kept: Object.fromEntries(given.filter(([name]) => !own.includes(name as never))),
		carried: carried === 'sum' ? 'sum' : 'mix',
		projects: projects.map(projectForm),
	};
}

/** Adds what is wrong with a pot to the faults. @returns the pot where nothing is */
export function readPot(
	form: PotForm,
	wrong: (field: string, code: string) => void,
): Pot | undefined {
	const found: string[] = [];
	const fault = (field: string, code: string) => {
		found.push(field);
		wrong(field, code);
	};
	if (form.title.trim() === '') fault('title', 'empty');
	if (!isAmount(form.budget)) fault('budget', 'amount');
	const limits = readLimits(form, fault);
	form.projects.forEach((project, i) => {
		if (project.name.trim() === '') fault(`projects.${i}.name`, 'empty');
		if (!isAmount(project.cost)) fault(`projects.${i}.cost`, 'amount');
	});
	const ids = form.projects.map((p) => p.id.trim());
	if (ids.length === 0) fault('projects', 'no-projects');
	if (ids.includes('') || new Set(ids).size < ids.length) fault('projects', 'same-id');
	if (found.length > 0) return undefined;
	const base = baseOf(form, limits);
	const carried = form.carried === 'sum' ? 'sum' : chooseEncoding(base);
	if (carried === undefined) {
		fault('carried', 'encoding');
		return undefined;
	}
	const pot: Pot = { ...base, carried };
	for (const problem of checkPot(pot)) fault(...placeOf(problem));
	return found.length === 0 ? pot : undefined;
}

/** Whether sums of ballots are enough for how the pot is counted, as far as it is filled in. */
export const canBeSums = (form: PotForm): boolean =>
	countsByTotals(
		baseOf(
			form,
			readLimits(form, () => undefined),
		),
	);

/** The rule that is filled in; whether it can count is for the pot to say. */
export function ruleIn({ rule, options, kept }: RuleForm): Pot['rule'] {
	const filled = (RULE_OPTIONS[rule] ?? [])
		.map((name) => [name, options[name].trim()] as const)
		.filter(([, value]) => value !== '');
	return { name: rule, options: { ...kept, ...(Object.fromEntries(filled) as CountOptions) } };
}

function baseOf(form: PotForm, limits: Pot['limits']): Omit<Pot, 'carried'> {
	return {
		v: 1,
		id: form.id,
		title: form.title.trim(),
		currency: form.currency.trim(),
		budget: form.budget.trim(),
		kind: form.kind,
		limits,
		rule: ruleIn(form),
		projects: form.projects.map(({ id, name, cost, categories, withdrawn, card }) => ({
			...card,
			id: id.trim(),
			name: name.trim(),
			cost: cost.trim(),
			categories: categories
				.split(',')
				.map((c) => c.trim())
				.filter((c) => c !== ''),
			withdrawn,
		})),
	};
}

function readLimits(
	{ limits: given, kind }: PotForm,
	fault: (field: string, code: string) => void,
): Pot['limits'] {
	const whole = (name: LimitName): number => {
		const text = given[name].trim();
		if (!/^\d{1,6}$/.test(text)) fault(`limits.${name}`, 'whole');
		return Number(text);
	};
	const used = <T extends LimitName>(names: readonly T[]) =>
		names.filter((name) => given[name].trim() !== '');
	const counts = kind === 'points' ? used(COUNTS) : [];
	const amounts = used(AMOUNTS);
	for (const name of amounts) if (!isAmount(given[name])) fault(`limits.${name}`, 'amount');
	return {
		minLength: whole('minLength'),
		maxLength: whole('maxLength'),
		...Object.fromEntries(amounts.map((name) => [name, given[name].trim()])),
		...Object.fromEntries(counts.map((name) => [name, whole(name)])),
	};
}

/** Where in the form a problem of the pot belongs, and what it is called there. */
function placeOf({ code, place }: Problem): [string, string] {
	if (code === 'pot.limits') return ['limits.maxLength', 'limits'];
	if (code === 'pot.encoding') return ['carried', 'encoding'];
	if (code === 'pot.rule-needs-ballots') return ['carried', 'rule-needs-ballots'];
	return [code === 'count.option' ? `options.${place}` : 'rule', 'option'];
}

function isAmount(text: string): boolean {
	const value = parseDecimal(text.trim());
	return value !== undefined && compare(value, ZERO) >= 0;
}
