/** A counting rule with its options in sentences, as regulations word them. Spec: SPEC §9.2, §9.4. */
import { fillSentences, type Sentences } from '../sentences.ts';
import type { CountOptions } from './options.ts';
import type { BudgetRuleName } from './rules.ts';
import { DEFAULT_TIE_KEYS, type TieKey } from './ties.ts';

const RULES: Readonly<Record<BudgetRuleName, Sentences>> = {
	greedy: {
		uk: 'Проєкти фінансують за кількістю голосів, від найбільшої, поки вистачає грошей; проєкт, на який залишку не вистачає, пропускають.',
		en: 'Projects are funded by number of votes, highest first, while the money lasts; a project that does not fit what is left is skipped.',
	},
	'greedy-no-skip': {
		uk: 'Проєкти фінансують за кількістю голосів, від найбільшої, до першого, на який залишку не вистачає.',
		en: 'Projects are funded by number of votes, highest first, until the first that does not fit what is left.',
	},
	'greedy-threshold': {
		uk: 'Проєкти, що набрали поріг підтримки, фінансують за кількістю голосів, від найбільшої; проєкт, на який залишку не вистачає, пропускають.',
		en: 'Projects that reach the threshold are funded by number of votes, highest first; a project that does not fit what is left is skipped.',
	},
	'greedy-top-up': {
		uk: 'Проєкти фінансують за кількістю голосів, від найбільшої; першому, на який не вистачає, додають із резерву, якщо більша частина його вартості залишалася.',
		en: 'Projects are funded by number of votes, highest first; the first that does not fit is completed from the reserve if most of its cost is left.',
	},
	'greedy-per-cost': {
		uk: 'Проєкти фінансують за кількістю голосів на одиницю вартості, від найбільшої; проєкт, на який залишку не вистачає, пропускають.',
		en: 'Projects are funded by votes per unit of money, highest first; a project that does not fit what is left is skipped.',
	},
	phragmen: {
		uk: 'Послідовне правило Фраґмена: усі учасники однаково швидко заробляють, і проєкт фінансують, щойно його прихильники назбирали на нього.',
		en: 'Sequential Phragmén: all voters earn equally fast, and a project is funded as soon as its supporters have gathered its cost.',
	},
	'equal-shares': {
		uk: 'Метод рівних часток: кожному учаснику належить однакова частка бюджету; проєкт фінансують, якщо його прихильники можуть разом його оплатити, спершу той, що обходиться кожному з них найдешевше.',
		en: 'Method of Equal Shares: every voter has an equal share of the budget; a project is funded if its supporters can pay for it together, first the one that costs each of them least.',
	},
};

const TIES: Readonly<Record<TieKey, Sentences>> = {
	cheapest: { uk: 'дешевший проєкт', en: 'the cheaper project' },
	dearest: { uk: 'дорожчий проєкт', en: 'the dearer project' },
	'most-votes': { uk: 'більше голосів', en: 'more votes' },
	'fewest-votes': { uk: 'менше голосів', en: 'fewer votes' },
	'id-ascending': { uk: 'менший номер', en: 'the smaller id' },
	'id-descending': { uk: 'більший номер', en: 'the greater id' },
	'file-order': { uk: 'місце в переліку', en: 'the place in the list' },
	lot: { uk: 'жереб', en: 'the lot' },
};

const OPTIONS = {
	tie: {
		uk: 'Коли проєкти рівні, вирішує: {keys}.',
		en: 'Ties are decided by: {keys}.',
	},
	threshold: { uk: 'Найменша підтримка: {amount}.', en: 'Least support: {amount}.' },
	supportFloor: {
		uk: 'Підтримка має відповідати вартості: частка голосів, поділена на частку бюджету, не менша за 1/{amount}.',
		en: 'Support must be in proportion to cost: the share of votes over the share of the budget is at least 1/{amount}.',
	},
	exclusive: {
		uk: 'Щонайбільше один проєкт із кожної групи: {sets}.',
		en: 'At most one project of each group: {sets}.',
	},
	cap: {
		uk: 'Не більше ніж {amount} на «{category}».',
		en: 'No more than {amount} for “{category}”.',
	},
	leftover: {
		uk: 'Що залишилося поза межами, витрачають за кількістю голосів.',
		en: 'What the caps leave over is spent by number of votes.',
	},
	share: {
		uk: 'Додають, якщо залишалося щонайменше {amount} вартості.',
		en: 'It is completed if at least {amount} of its cost is left.',
	},
	reserve: { uk: 'Резерв: {amount}.', en: 'Reserve: {amount}.' },
	cardinality: {
		uk: 'Кожен профінансований проєкт важить для прихильника однаково, хоч би скільки коштував.',
		en: 'Every funded project is worth the same to a supporter, whatever it costs.',
	},
	cost: {
		uk: 'Профінансований проєкт важить для прихильника стільки, скільки коштує.',
		en: 'A funded project is worth to a supporter what it costs.',
	},
	completion: {
		uk: 'Частку збільшують крок за кроком на {increment}, поки витрачене не перевищить бюджет (варіант {completion}).',
		en: 'The share is raised step by step by {increment} until more than the budget would be spent (variant {completion}).',
	},
	utilitarian: {
		uk: 'Решту витрачають за кількістю голосів.',
		en: 'The rest is spent by number of votes.',
	},
	comparison: {
		uk: 'Якщо більше учасників воліли б підсумок за кількістю голосів, діє він (порівняння {comparison}).',
		en: 'If more voters prefer the outcome by number of votes, that one stands (comparison {comparison}).',
	},
} satisfies Record<string, Sentences>;

/** The rule first, then what its options add, then how ties are decided. @throws RangeError for a rule that there is not */
export function ruleSentences(name: string, options: CountOptions): Sentences[] {
	if (!Object.hasOwn(RULES, name)) throw new RangeError(`no rule is called ${name}`);
	const rule = RULES[name as BudgetRuleName];
	const shares = name === 'equal-shares' ? sharesSentences(options) : [];
	return [
		rule,
		...shares,
		...amountSentences(options),
		...groupSentences(options),
		tieSentence(options),
	];
}

function sharesSentences(options: CountOptions): Sentences[] {
	const {
		utility = 'cost',
		completion = 'add1',
		increment = '1',
		utilitarian,
		comparison,
	} = options;
	return [
		OPTIONS[utility],
		...(completion === 'none'
			? []
			: [fillSentences(OPTIONS.completion, { increment, completion })]),
		...(utilitarian ? [OPTIONS.utilitarian] : []),
		...(comparison === undefined || comparison === 'none'
			? []
			: [fillSentences(OPTIONS.comparison, { comparison })]),
	];
}

const amountSentences = (options: CountOptions): Sentences[] =>
	(['threshold', 'supportFloor', 'share', 'reserve'] as const).flatMap((name) => {
		const amount = options[name];
		return amount === undefined ? [] : [fillSentences(OPTIONS[name], { amount })];
	});

function groupSentences({ exclusive = [], caps = [], leftover }: CountOptions): Sentences[] {
	const sets = exclusive.map((ids) => ids.join(', ')).join('; ');
	return [
		...(exclusive.length === 0 ? [] : [fillSentences(OPTIONS.exclusive, { sets })]),
		...caps.map((cap) => fillSentences(OPTIONS.cap, cap)),
		...(leftover ? [OPTIONS.leftover] : []),
	];
}

function tieSentence({ tie = DEFAULT_TIE_KEYS }: CountOptions): Sentences {
	const keys = tieKeyNames(tie);
	const { uk, en } = OPTIONS.tie;
	return { uk: uk.replace('{keys}', keys.uk), en: en.replace('{keys}', keys.en) };
}

/** Names of what decides ties, in its order, as one text a language. */
export const tieKeyNames = (keys: readonly TieKey[]): Sentences => ({
	uk: keys.map((key) => TIES[key].uk).join(', '),
	en: keys.map((key) => TIES[key].en).join(', '),
});
