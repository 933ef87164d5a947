/** Why each project won or lost, in a sentence. Taken from the explanation alone: nothing is counted again. Spec: SPEC §9.4. */
import { fillSentences, type Sentences, type Values } from '../sentences.ts';
import type {
	CountResult,
	Exact,
	Explanation,
	GreedyDecision,
	GreedyExplanation,
	GreedyStep,
	PhragmenExplanation,
	SharesExplanation,
	SharesRejection,
} from './outcome.ts';
import type { Barrier } from './ranking.ts';
import { compare, formatRounded, parseRational } from './rational.ts';

export type Reason = { readonly id: string; readonly won: boolean; readonly text: Sentences };

/** How the sentences call a project and write an amount. */
export type Wording = {
	readonly name: (id: string) => string;
	readonly money: (exact: Exact) => string | Sentences;
};

/** Why a project takes no part. */
export const BARRIERS: Readonly<Record<Barrier, Sentences>> = {
	withdrawn: {
		uk: 'Проєкт відкликано, тому його не можна фінансувати.',
		en: 'The project was withdrawn and cannot be funded.',
	},
	'below-threshold': {
		uk: 'Підтримка менша за поріг цього конкурсу.',
		en: 'Its support is below the threshold of this vote.',
	},
	'below-support-floor': {
		uk: 'Підтримка замала для такої вартості.',
		en: 'Its support is too small for what it costs.',
	},
};

const GREEDY: Readonly<Record<Exclude<GreedyDecision, Barrier>, Sentences>> = {
	funded: {
		uk: 'Голосів: {votes}. Коли надійшла черга, залишалося {left}, а проєкт коштує {cost}.',
		en: 'Votes: {votes}. When its turn came {left} was left, and it costs {cost}.',
	},
	'does-not-fit': {
		uk: 'Голосів: {votes}. Коли надійшла черга, залишалося лише {left}, а проєкт коштує {cost}.',
		en: 'Votes: {votes}. When its turn came only {left} was left, and it costs {cost}.',
	},
	'after-the-end': {
		uk: 'Голосів: {votes}. Гроші закінчилися на проєкті перед ним, далі правило не шукає.',
		en: 'Votes: {votes}. The money ran out at a project before it, and the rule goes no further.',
	},
	'funded-from-reserve': {
		uk: 'Голосів: {votes}. Залишалося {left} із {cost}; решту, {fromReserve}, додано з резерву.',
		en: 'Votes: {votes}. {left} of {cost} was left; the rest, {fromReserve}, came from the reserve.',
	},
	excluded: {
		uk: 'Голосів: {votes}. Виключає інший переможець: {because}.',
		en: 'Votes: {votes}. Another winner excludes it: {because}.',
	},
	'over-cap': {
		uk: 'Голосів: {votes}. Перевищив би межу для «{because}».',
		en: 'Votes: {votes}. It would exceed the cap of “{because}”.',
	},
	'funded-from-leftover': {
		uk: 'Голосів: {votes}. Профінансовано з того, що залишилося поза межами: {cost}.',
		en: 'Votes: {votes}. Funded with what the caps had left over: {cost}.',
	},
};

const SHARES = {
	bought: {
		uk: 'Прихильники ({votes}) купили його за {cost}: по {maxPayment} або все, що мали.',
		en: 'Its {votes} supporters bought it for {cost}: {maxPayment} each, or all they had.',
	},
	rejected: {
		uk: 'Прихильники ({votes}) разом мали {moneyAtStart}, а після раунду {afterRound} — лише {moneyThen} із {cost}: решта пішла на {spent}.',
		en: 'Its {votes} supporters had {moneyAtStart} together, but after round {afterRound} only {moneyThen} of {cost}: the rest went to {spent}.',
	},
	'rejected-at-once': {
		uk: 'Прихильники ({votes}) разом мали лише {moneyAtStart}, а проєкт коштує {cost}.',
		en: 'Its {votes} supporters had only {moneyAtStart} together, and it costs {cost}.',
	},
	'without-supporters': {
		uk: 'За нього ніхто не голосував.',
		en: 'Nobody voted for it.',
	},
	'kept-greedy': {
		uk: 'Більше виборців віддали перевагу підсумку за кількістю голосів, тож діє він.',
		en: 'More voters preferred the outcome by number of votes, so that one stands.',
	},
} satisfies Record<string, Sentences>;

const PHRAGMEN = {
	bought: {
		uk: 'Прихильники ({votes}) назбирали {cost} у раунді {round}.',
		en: 'Its {votes} supporters had gathered {cost} in round {round}.',
	},
	stopped: {
		uk: 'Прихильники назбирали на нього, але в бюджеті залишалося {left}: тут правило спиняється.',
		en: 'Its supporters had gathered enough, but {left} of the budget was left: there the rule stops.',
	},
	late: {
		uk: 'Прихильники не встигли назбирати на нього до кінця.',
		en: 'Its supporters had not gathered enough before the end.',
	},
} satisfies Record<string, Sentences>;

/** Of what supporters paid for instead, the dearest to them are named. */
const NAMED = 3;
const AND_OTHERS = {
	uk: '{names} та ще {others}',
	en: '{names} and {others} more',
} satisfies Sentences;

/** An exact amount as people read it. */
export function formatAmount(exact: Exact): string {
	const value = parseRational(exact);
	if (!value) throw new RangeError(`not an amount: ${exact}`);
	return value.d === 1n ? String(value.n) : formatRounded(value, 2);
}

/** Ids, and amounts without a currency. */
const PLAIN: Wording = { name: (id) => id, money: formatAmount };

const amounts = ({ money }: Wording, values: Readonly<Record<string, Exact>>): Values =>
	Object.fromEntries(Object.entries(values).map(([k, v]) => [k, money(v)]));

/** A reason for each of `projects`, which are those that were counted: winners first and in order of choice, the others as given. */
export function reasonsOf(
	{ winners, explanation }: CountResult,
	projects: readonly string[],
	wording: Wording = PLAIN,
): Reason[] {
	const known = new Map(toldBy(explanation, wording));
	const won = new Set(winners);
	const losers = projects.filter((id) => !won.has(id));
	return [...winners, ...losers].map((id) => ({
		id,
		won: won.has(id),
		text: known.get(id) ?? PHRAGMEN.late,
	}));
}

type Told = readonly (readonly [string, Sentences])[];

function toldBy(explanation: Explanation, wording: Wording): Told {
	switch (explanation.kind) {
		case 'greedy':
			return greedyReasons(explanation, wording);
		case 'equal-shares':
			return sharesReasons(explanation, wording);
		case 'phragmen':
			return phragmenReasons(explanation, wording);
		case 'pots': {
			const told = explanation.pots.flatMap(({ result }) => toldBy(result.explanation, wording));
			const { leftover } = explanation;
			return leftover ? [...told, ...greedyReasons(leftover, wording)] : told;
		}
	}
}

const greedyReasons = ({ steps }: GreedyExplanation, wording: Wording): Told =>
	steps.map((step) => [step.id, greedyReason(step, wording)] as const);

function greedyReason(
	{ decision, votes, cost, left, fromReserve, because }: GreedyStep,
	wording: Wording,
): Sentences {
	if (Object.hasOwn(BARRIERS, decision)) return BARRIERS[decision as Barrier];
	return fillSentences(GREEDY[decision as Exclude<GreedyDecision, Barrier>], {
		votes,
		...amounts(wording, { cost, left, ...(fromReserve === undefined ? {} : { fromReserve }) }),
		// A cap names a category, a set another project.
		...(because === undefined
			? {}
			: { because: decision === 'excluded' ? wording.name(because) : because }),
	});
}

function sharesReasons(
	{ rounds, rejected, barred, ...after }: SharesExplanation,
	wording: Wording,
): Told {
	const { comparison, utilitarian } = after;
	const bought = rounds.map(
		({ id, votes, cost, maxPayment }) =>
			[
				id,
				fillSentences(SHARES.bought, { votes, ...amounts(wording, { cost, maxPayment }) }),
			] as const,
	);
	const lost = rejected.map((r) => {
		const { id, votes, cost, moneyAtStart, moneyThen, afterRound, spent } = r;
		const values = { votes, afterRound, ...amounts(wording, { cost, moneyAtStart, moneyThen }) };
		const sentence =
			SHARES[
				votes === 0 ? 'without-supporters' : spent.length === 0 ? 'rejected-at-once' : 'rejected'
			];
		return [id, fillSentences(sentence, { ...values, spent: spentOn(spent, wording) })] as const;
	});
	const told = [...bought, ...lost, ...barred.map(({ id, why }) => [id, BARRIERS[why]] as const)];
	if (comparison?.kept === 'greedy') return told.map(([id]) => [id, SHARES['kept-greedy']]);
	return [...told, ...(utilitarian ? greedyReasons(utilitarian, wording) : [])];
}

function spentOn(spent: SharesRejection['spent'], { name }: Wording): string | Sentences {
	const byAmount = spent.toSorted((a, b) =>
		compare(parseRational(b.amount)!, parseRational(a.amount)!),
	);
	const names = byAmount
		.slice(0, NAMED)
		.map(({ on }) => name(on))
		.join(', ');
	const others = spent.length - NAMED;
	return others > 0 ? fillSentences(AND_OTHERS, { names, others }) : names;
}

const phragmenReasons = (
	{ rounds, stoppedAt, left }: PhragmenExplanation,
	wording: Wording,
): Told => [
	...rounds.map(
		({ id, votes, cost }, i) =>
			[
				id,
				fillSentences(PHRAGMEN.bought, { votes, round: i + 1, ...amounts(wording, { cost }) }),
			] as const,
	),
	...(stoppedAt === undefined
		? []
		: [[stoppedAt, fillSentences(PHRAGMEN.stopped, amounts(wording, { left }))] as const]),
];
