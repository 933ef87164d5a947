/** Texts of the result of a vote: who won, why, and what it means. */
import type { BudgetRuleName } from '../../crypto/count/rules.ts';
import type { Catalogue } from './language.ts';
import type { Forms } from './format.ts';

const uk = {
	contents: 'У цьому підсумку',
	winners: 'Переможці',
	losers: 'Не пройшли',
	why: 'Чому',
	withdrawn: 'Знято з голосування',
	ranOut: (name: string, left: string) =>
		`Тут гроші скінчилися: лишалося ${left}, а на «${name}» цього замало.`,
	cheaper: 'Нижче — проєкти, на які решти ще вистачило.',
	sharesRanOut: (left: string) =>
		`Тут у прихильників кожного з решти проєктів уже не було на нього грошей. Нерозподіленими лишалися ${left}.`,
	rest: 'Нижче — проєкти, на які пішла решта, за кількістю голосів.',
	rounds: 'Раунд за раундом',
	roundsLead: (endowment: string) =>
		`Кожен виборець розпоряджався однаковою часткою — ${endowment}. У кожному раунді прихильники купують той проєкт, за який найбільша плата з людини найменша у відношенні до вартості, тобто в якого найбільше дієвих голосів.`,
	effective:
		'Дієві голоси — скільки прихильників оплатили б проєкт, якби всі платили як ті, хто заплатив найбільше.',
	round: 'Раунд',
	project: 'Проєкт',
	cost: 'Вартість',
	votes: 'Голоси',
	effectiveVotes: 'Дієві голоси',
	payment: 'Плата',
	inFull: 'заплатили порівну',
	allLeft: 'віддали, що лишалося',
	without: 'уже не мали грошей',
	each: (amount: string) => `по ${amount}`,
	legend: 'Смуга показує всіх прихильників проєкту; риска — дієві голоси.',
	asTable: 'Ті самі дані таблицею',
	asList: 'Ті самі дані переліком',
	supportersMoney: (left: string, cost: string) =>
		`Із грошей прихильників лишилося ${left}; риска — вартість ${cost}.`,
	kept: 'Порівняння з підсумком за кількістю голосів',
	keptText: (shares: string, greedy: string) =>
		`Рівні частки більше до вподоби ${shares}, підсумок за кількістю голосів — ${greedy}. Діє той, за який більше.`,
	voterForms: { one: 'виборцю', few: 'виборцям', many: 'виборцям' } as Forms,
	voters: 'Що отримали виборці',
	nothingOf: (without: string, all: string, share: string) =>
		`Жодного з обраних проєктів не отримали ${without} із ${all} тих, хто щось обрав (${share}).`,
	average: (mean: string) => `У середньому на виборця припадає ${mean} обраних ним переможців.`,
	got: 'Скільки обраних проєктів пройшло',
	none: 'жодного',
	orMore: (number: number) => `${number} і більше`,
	people: 'Виборців',
	share: 'Частка',
	totalsOnly:
		'Бюлетені цього конкурсу склали зашифрованими: відомо, скільки голосів має кожен проєкт, але ніхто не знає, що обрано разом. Тому сказати точно, скільки виборців лишилося ні з чим, неможливо нікому.',
	bounds: (least: string, most: string, all: string) =>
		`З підсумків випливає: жодного з обраних проєктів не отримали щонайменше ${least} і щонайбільше ${most} із ${all} тих, хто щось обрав.`,
	votesOfWinners: (votes: string, all: string, share: string) =>
		`Переможцям віддано ${votes} із ${all} голосів (${share}).`,
	others: 'Що дало б інше правило',
	othersLead: 'Ті самі бюлетені, порахувані інакше. Діє лише оголошене правило.',
	notComparable:
		'Рівні частки й метод Фраґмена порівняти неможливо: вони мають знати, хто що обрав разом.',
	rule: 'Правило',
	thisRule: 'це правило',
	funded: 'Переможців',
	spent: 'Витрачено',
	withoutAny: 'Ні з чим',
	inMean: 'У середньому обраних',
	same: 'Переможці ті самі.',
	would: 'Пройшли б',
	wouldNot: 'Не пройшли б',
	ruleNames: {
		greedy: 'найбільше голосів',
		'greedy-no-skip': 'найбільше голосів, без пропусків',
		'greedy-threshold': 'найбільше голосів із порогом',
		'greedy-top-up': 'найбільше голосів із доплатою',
		'greedy-per-cost': 'найбільше голосів на гривню',
		phragmen: 'метод Фраґмена',
		'equal-shares': 'рівні частки',
	} satisfies Record<BudgetRuleName, string> as Readonly<Record<string, string>>,
	map: 'Де ці проєкти',
	mapLabel: 'Мапа проєктів; те саме переліком під нею',
	mapHint: 'Кружечки з номерами — переможці, порожні — решта.',
	metres: (number: string) => `${number} м`,
	kilometres: (number: string) => `${number} км`,
	data: 'Дані',
	dataNames: {
		csv: 'Проєкти й підсумок (CSV)',
		json: 'Усе про цей конкурс (JSON)',
		geojson: 'Проєкти на мапі (GeoJSON)',
		pb: 'Бюлетені й проєкти (Pabulib)',
	},
	noBallots:
		'Файлу Pabulib немає: бюлетені склали зашифрованими, жодного з них ніхто не розшифровував.',
	allData: 'Усі дані й ліцензія',
};

const en: typeof uk = {
	contents: 'In this result',
	winners: 'Funded',
	losers: 'Not funded',
	why: 'Why',
	withdrawn: 'Withdrawn',
	ranOut: (name, left) =>
		`Here the money ran out: ${left} was left, which is not enough for “${name}”.`,
	cheaper: 'Below are projects that the rest still sufficed for.',
	sharesRanOut: (left) =>
		`Here the supporters of every other project no longer had the money for it. ${left} was not spent.`,
	rest: 'Below are projects that the rest went to, by number of votes.',
	rounds: 'Round by round',
	roundsLead: (endowment) =>
		`Every voter had the same share: ${endowment}. In each round supporters buy the project whose largest payment is the smallest in proportion to its cost: the one with most effective votes.`,
	effective:
		'Effective votes: how many supporters would pay for the project if all paid as those who paid most.',
	round: 'Round',
	project: 'Project',
	cost: 'Cost',
	votes: 'Votes',
	effectiveVotes: 'Effective votes',
	payment: 'Payment',
	inFull: 'paid alike',
	allLeft: 'gave what they had left',
	without: 'had no money left',
	each: (amount) => `${amount} each`,
	legend: 'The bar shows all supporters of the project; the line is the effective votes.',
	asTable: 'The same as a table',
	asList: 'The same as a list',
	supportersMoney: (left, cost) =>
		`Of the supporters’ money ${left} was left; the line is the cost, ${cost}.`,
	kept: 'Comparison with the outcome by number of votes',
	keptText: (shares, greedy) =>
		`Equal shares is preferred by ${shares}, the outcome by number of votes by ${greedy}. The one with more stands.`,
	voterForms: { one: 'voter', many: 'voters' },
	voters: 'What voters got',
	nothingOf: (without, all, share) =>
		`${without} of ${all} people who chose something got none of their projects (${share}).`,
	average: (mean) => `A voter has ${mean} winners of their choice on average.`,
	got: 'How many of their projects are funded',
	none: 'none',
	orMore: (number) => `${number} or more`,
	people: 'Voters',
	share: 'Share',
	totalsOnly:
		'Ballots for this pot were added up under encryption: how many votes each project has is known, but nobody knows what was chosen together. So nobody can say exactly how many voters were left with nothing.',
	bounds: (least, most, all) =>
		`It follows from the totals that at least ${least} and at most ${most} of ${all} people who chose something got none of their projects.`,
	votesOfWinners: (votes, all, share) => `Winners got ${votes} of ${all} votes (${share}).`,
	others: 'What another rule would have given',
	othersLead: 'The same ballots counted otherwise. Only the announced rule counts.',
	notComparable:
		'Equal shares and Phragmén cannot be compared: they must know what was chosen together.',
	rule: 'Rule',
	thisRule: 'this rule',
	funded: 'Funded',
	spent: 'Spent',
	withoutAny: 'With nothing',
	inMean: 'Of their choice, on average',
	same: 'The same projects win.',
	would: 'Would be funded',
	wouldNot: 'Would not be funded',
	ruleNames: {
		greedy: 'most votes',
		'greedy-no-skip': 'most votes, nothing skipped',
		'greedy-threshold': 'most votes with a threshold',
		'greedy-top-up': 'most votes with a top-up',
		'greedy-per-cost': 'most votes per unit of money',
		phragmen: 'Phragmén',
		'equal-shares': 'equal shares',
	},
	map: 'Where these projects are',
	mapLabel: 'Map of projects; the same as a list below it',
	mapHint: 'Circles with numbers are winners, empty ones the others.',
	metres: (number) => `${number} m`,
	kilometres: (number) => `${number} km`,
	data: 'Data',
	dataNames: {
		csv: 'Projects and outcome (CSV)',
		json: 'All about this pot (JSON)',
		geojson: 'Projects on a map (GeoJSON)',
		pb: 'Ballots and projects (Pabulib)',
	},
	noBallots:
		'There is no Pabulib file: ballots were added up under encryption, and none of them was ever decrypted.',
	allData: 'All data and the licence',
};

export const result: Catalogue<typeof uk> = { uk, en };
