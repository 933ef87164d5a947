/** Pots of the demo community: made up for it, as a community of ten thousand might have them. Amounts are in hryvnias. */
import { chooseEncoding } from '../../crypto/budget/encoding.ts';
import type { Limits } from '../../crypto/budget/ballot.ts';
import type { Pot } from '../../crypto/budget/pot.ts';

type Sketch = {
	readonly id: string;
	readonly title: string;
	readonly budget: string;
	readonly limits: Limits;
	/** Name and cost. */
	readonly projects: readonly (readonly [string, string])[];
};

const base = ({ id, title, budget, limits, projects }: Sketch) => ({
	v: 1 as const,
	id,
	title,
	currency: 'UAH',
	budget,
	limits,
	kind: 'approval' as const,
	projects: projects.map(([name, cost], i) => ({
		id: String(i + 1),
		name,
		cost,
		categories: [],
		withdrawn: false,
	})),
});

/** Most votes first while the money lasts; ballots are added up under encryption. */
const summed = (sketch: Sketch): Pot => ({
	...base(sketch),
	rule: { name: 'greedy', options: { tie: ['lot'] } },
	carried: 'sum',
});

/** Equal shares; ballots are shuffled and decrypted whole. */
function mixed(sketch: Sketch): Pot {
	const pot = base(sketch);
	const encoding = chooseEncoding(pot);
	if (!encoding) throw new RangeError(`${sketch.id}: such ballots do not fit`);
	const rule = { name: 'equal-shares', options: { completion: 'add1' as const, tie: ['lot' as const] } };
	return { ...pot, rule, carried: encoding };
}

export const OPEN_POTS: readonly Pot[] = [
	summed({
		id: 'large',
		title: 'Великі проєкти',
		budget: '2000000',
		limits: { minLength: 0, maxLength: 3 },
		projects: [
			['Сучасний спортивний майданчик біля ліцею № 2', '780000'],
			['Пандус і підйомник у центральній бібліотеці', '640000'],
			['Освітлення набережної від мосту до парку', '920000'],
			['Дощовий сад і лавки на площі Ринок', '450000'],
			['Інклюзивний дитячий майданчик на Сонячній', '860000'],
			['Велодоріжка від вокзалу до лікарні', '990000'],
		],
	}),
	summed({
		id: 'small',
		title: 'Малі проєкти',
		budget: '300000',
		limits: { minLength: 0, maxLength: 4 },
		projects: [
			['Шафи для обміну книжками у п’яти селах', '45000'],
			['Годівниці та шпаківні в міському парку', '28000'],
			['Дефібрилятор у будинку культури', '95000'],
			['Курси домедичної допомоги для мешканців', '60000'],
			['Велопарковки біля шкіл', '84000'],
			['Кіно просто неба: екран і проєктор', '99000'],
			['Питні фонтанчики в парку', '76000'],
			['Мурал про історію громади', '88000'],
		],
	}),
];

export const CLOSED_POT: Pot = mixed({
	id: 'schools',
	title: 'Шкільний громадський бюджет',
	budget: '400000',
	limits: { minLength: 1, maxLength: 10 },
	projects: [
		['Шкільне радіо', '60000'],
		['Зона відпочинку з кріслами-мішками', '48000'],
		['Сортування сміття на кожному поверсі', '35000'],
		['Скеледром у спортзалі', '140000'],
		['Студія звукозапису', '125000'],
		['Теплиця на подвір’ї', '90000'],
		['Набори для робототехніки', '110000'],
		['Стійки для велосипедів', '30000'],
		['Настільні ігри для перерв', '15000'],
		['Дзеркала й станок для танців', '70000'],
	],
});

export const CEREMONY_POT: Pot = mixed({
	id: 'culture',
	title: 'Культурний бюджет',
	budget: '250000',
	limits: { minLength: 1, maxLength: 6 },
	projects: [
		['Фестиваль вуличної музики', '80000'],
		['Реставрація старої афішної тумби', '40000'],
		['Майстерня писанкарства', '25000'],
		['Документальний фільм про громаду', '120000'],
		['Літній театр у парку', '95000'],
		['Вечори поезії у бібліотеці', '18000'],
	],
});
