/** The outcome of a pot as people are told it: names for numbers, money with its currency. */
import { formatAmount, reasonsOf, type Reason, type Wording } from '../count/reasons.ts';
import type { CountResult, Exact } from '../count/outcome.ts';
import { formatMoney } from '../format.ts';
import type { Sentences } from '../sentences.ts';
import type { Pot } from './pot.ts';

/** An exact amount as money, rounded to hundredths where it does not end before. */
export const tellMoney = ({ currency }: Pick<Pot, 'currency'>, exact: Exact): Sentences => ({
	uk: formatMoney('uk', formatAmount(exact), currency),
	en: formatMoney('en', formatAmount(exact), currency),
});

export function wordingOf(pot: Pot): Wording {
	const names = new Map(pot.projects.map(({ id, name }) => [id, `«${name}»`]));
	return { name: (id) => names.get(id) ?? id, money: (exact) => tellMoney(pot, exact) };
}

/** Why each project that stood for election won or lost: winners first, in order of choice. */
export const tellReasons = (pot: Pot, count: CountResult): Reason[] =>
	reasonsOf(
		count,
		pot.projects.filter((p) => !p.withdrawn).map((p) => p.id),
		wordingOf(pot),
	);
