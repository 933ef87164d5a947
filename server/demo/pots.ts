/** Pots of the demo community: made up for it, as a community of ten thousand might have them. Amounts are in hryvnias. */
import { chooseEncoding } from '../../crypto/budget/encoding.ts';
import type { Limits } from '../../crypto/budget/ballot.ts';
import type { Pot } from '../../crypto/budget/pot.ts';

type SketchedProject = {
	readonly name: string;
	readonly cost: string;
	readonly summary: string;
	readonly category: string;
	/** In words, and where it is one spot also in degrees, north and east. */
	readonly at: readonly [string] | readonly [string, string, string];
};
type Sketch = {
	readonly id: string;
	readonly title: string;
	readonly budget: string;
	readonly limits: Limits;
	readonly projects: readonly SketchedProject[];
};

const base = ({ id, title, budget, limits, projects }: Sketch) => ({
	v: 1 as const,
	id,
	title,
	currency: 'UAH',
	budget,
	limits,
	kind: 'approval' as const,
	projects: projects.map(({ name, cost, summary, category, at: [label, lat, lon] }, i) => ({
		id: String(i + 1),
		name,
		cost,
		categories: [category],
		withdrawn: false,
		summary,
		place: { label, ...(lat !== undefined && lon !== undefined && { lat, lon }) },
	})),
});

const MOST_VOTES = { name: 'greedy', options: { tie: ['lot' as const] } };
const EQUAL_SHARES = {
	name: 'equal-shares',
	options: { completion: 'add1' as const, tie: ['lot' as const] },
};

/** Ballots are added up under encryption. */
const summed = (sketch: Sketch, rule: Pot['rule']): Pot => ({
	...base(sketch),
	rule,
	carried: 'sum',
});

/** Ballots are shuffled and decrypted whole. */
function mixed(sketch: Sketch, rule: Pot['rule']): Pot {
	const pot = base(sketch);
	const encoding = chooseEncoding(pot);
	if (!encoding) throw new RangeError(`${sketch.id}: such ballots do not fit`);
	return { ...pot, rule, carried: encoding };
}

/** Up to three large projects by approval, and small ones for as much as there is. */
export const OPEN_POTS: readonly Pot[] = [
	summed(
		{
			id: 'large',
			title: 'Великі проєкти',
			budget: '2000000',
			limits: { minLength: 0, maxLength: 3 },
			// prettier-ignore
			projects: [
				{ name: 'Сучасний спортивний майданчик біля ліцею № 2', cost: '780000', category: 'спорт', at: ['вул. Шкільна, 14', '49.42418', '25.60577'], summary: 'Гумове покриття, ворота, кільця, тренажери й освітлення. Удень майданчик належить ліцею, після четвертої — всім.' },
				{ name: 'Пандус і підйомник у центральній бібліотеці', cost: '640000', category: 'доступність', at: ['вул. Соборна, 3', '49.42033', '25.61142'], summary: 'Люди на кріслах колісних і батьки з візочками потраплять у всі зали: пандус при вході, підйомник на другий поверх, тактильна плитка.' },
				{ name: 'Освітлення набережної від мосту до парку', cost: '920000', category: 'вулиці', at: ['набережна між мостом і парком', '49.41786', '25.61598'], summary: 'Сорок вісім світлодіодних ліхтарів уздовж річки, кілометр двісті метрів. Світло тьмяніє вночі, щоб не заважати птахам.' },
				{ name: 'Дощовий сад і лавки на площі Ринок', cost: '450000', category: 'довкілля', at: ['площа Ринок', '49.42107', '25.60986'], summary: 'Замість частини асфальту — рослини, що вбирають воду під час злив. Навколо — дванадцять лавок у затінку.' },
				{ name: 'Інклюзивний дитячий майданчик на Сонячній', cost: '860000', category: 'доступність', at: ['вул. Сонячна, 20', '49.42752', '25.61875'], summary: 'Гойдалка для крісла колісного, сенсорна стінка, м’яке покриття й огорожа. Діти з інвалідністю гратимуться разом з усіма.' },
				{ name: 'Велодоріжка від вокзалу до лікарні', cost: '990000', category: 'вулиці', at: ['від вокзалу до лікарні', '49.41532', '25.60411'], summary: 'Два кілометри відокремленої доріжки з розміткою і сімома безпечними переїздами.' },
			],
		},
		MOST_VOTES,
	),
	mixed(
		{
			id: 'small',
			title: 'Малі проєкти',
			budget: '300000',
			limits: { minLength: 0, maxLength: 8, maxSumCost: '300000' },
			// prettier-ignore
			projects: [
				{ name: 'Шафи для обміну книжками у п’яти селах', cost: '45000', category: 'культура', at: ['п’ять сіл громади'], summary: 'По одній заскленій шафі біля старостатів: візьми книжку, залиш книжку.' },
				{ name: 'Годівниці та шпаківні в міському парку', cost: '28000', category: 'довкілля', at: ['міський парк', '49.41694', '25.61927'], summary: 'Шістдесят годівниць і сорок шпаківень, які зроблять учні на уроках праці.' },
				{ name: 'Дефібрилятор у будинку культури', cost: '95000', category: 'здоров’я', at: ['будинок культури, вул. Соборна, 11', '49.42141', '25.61320'], summary: 'Прилад на стіні у фоє, доступний під час усіх подій, і навчання для двадцяти людей.' },
				{ name: 'Курси домедичної допомоги для мешканців', cost: '60000', category: 'здоров’я', at: ['амбулаторії громади'], summary: 'Вісім занять із сертифікованим інструктором, двісті місць, безоплатно.' },
				{ name: 'Велопарковки біля шкіл', cost: '84000', category: 'вулиці', at: ['ліцеї № 1, № 2 і № 4', '49.42280', '25.60702'], summary: 'По двадцять місць під навісом біля кожного з трьох ліцеїв.' },
				{ name: 'Кіно просто неба: екран і проєктор', cost: '99000', category: 'культура', at: ['літня естрада в парку', '49.41748', '25.62058'], summary: 'Надувний екран, проєктор і звук. Щоп’ятниці влітку — український фільм, вхід вільний.' },
				{ name: 'Питні фонтанчики в парку', cost: '76000', category: 'здоров’я', at: ['міський парк, головна алея', '49.41729', '25.61880'], summary: 'Три фонтанчики з питною водою, один — на висоті для дітей, і миски для собак.' },
				{ name: 'Мурал про історію громади', cost: '88000', category: 'культура', at: ['вул. Шкільна, 2', '49.42296', '25.60889'], summary: 'Стіна площею сто квадратних метрів. Ескіз оберуть мешканці з трьох.' },
			],
		},
		MOST_VOTES,
	),
];

export const CLOSED_POT: Pot = mixed(
	{
		id: 'schools',
		title: 'Шкільний громадський бюджет',
		budget: '400000',
		limits: { minLength: 1, maxLength: 10 },
		// prettier-ignore
		projects: [
			{ name: 'Шкільне радіо', cost: '60000', category: 'медіа', at: ['ліцей № 1', '49.42251', '25.60633'], summary: 'Гучномовці на двох поверхах і мікшер. Ефір щоперерви готує шкільна редакція.' },
			{ name: 'Зона відпочинку з кріслами-мішками', cost: '48000', category: 'простір', at: ['ліцей № 2, третій поверх', '49.42405', '25.60561'], summary: 'Двадцять крісел-мішків, килим і полиця з настільними іграми у світлому кінці коридору.' },
			{ name: 'Сортування сміття на кожному поверсі', cost: '35000', category: 'довкілля', at: ['усі ліцеї'], summary: 'Контейнери для паперу, пластику й батарейок та договір на їх вивезення.' },
			{ name: 'Скеледром у спортзалі', cost: '140000', category: 'спорт', at: ['ліцей № 4', '49.42688', '25.61103'], summary: 'Стіна чотири на шість метрів, мати й страхування, навчання двох тренерів.' },
			{ name: 'Студія звукозапису', cost: '125000', category: 'медіа', at: ['ліцей № 1, актова зала', '49.42243', '25.60649'], summary: 'Ізольована кімната, мікрофони й комп’ютер: подкасти, гурти, аудіокнижки.' },
			{ name: 'Теплиця на подвір’ї', cost: '90000', category: 'довкілля', at: ['ліцей № 2, подвір’я', '49.42395', '25.60612'], summary: 'Сорок квадратних метрів під склом для уроків біології і для шкільної їдальні.' },
			{ name: 'Набори для робототехніки', cost: '110000', category: 'навчання', at: ['ліцей № 4', '49.42696', '25.61087'], summary: 'Дванадцять наборів і місце для гуртка, відкритого для учнів усіх шкіл.' },
			{ name: 'Стійки для велосипедів', cost: '30000', category: 'простір', at: ['ліцей № 1', '49.42262', '25.60613'], summary: 'Тридцять місць під камерою біля входу.' },
			{ name: 'Настільні ігри для перерв', cost: '15000', category: 'простір', at: ['усі ліцеї'], summary: 'Шахи, українські настільні ігри й столи для них у коридорах.' },
			{ name: 'Дзеркала й станок для танців', cost: '70000', category: 'спорт', at: ['ліцей № 2, мала зала', '49.42411', '25.60590'], summary: 'Дзеркальна стіна, станок і покриття, щоб гурток танцював не в коридорі.' },
		],
	},
	EQUAL_SHARES,
);

export const CEREMONY_POT: Pot = mixed(
	{
		id: 'culture',
		title: 'Культурний бюджет',
		budget: '250000',
		limits: { minLength: 1, maxLength: 6 },
		// prettier-ignore
		projects: [
			{ name: 'Фестиваль вуличної музики', cost: '80000', category: 'події', at: ['площа Ринок', '49.42107', '25.60986'], summary: 'Два дні, п’ять точок, двадцять гуртів. Заявки подає кожен.' },
			{ name: 'Реставрація старої афішної тумби', cost: '40000', category: 'спадщина', at: ['ріг Соборної й Шкільної', '49.42180', '25.60911'], summary: 'Тумбу 1912 року відновить реставраторка; афіші друкуватимуть на папері.' },
			{ name: 'Майстерня писанкарства', cost: '25000', category: 'навчання', at: ['будинок культури', '49.42141', '25.61320'], summary: 'Матеріали й майстриня для занять щонеділі від січня до Великодня.' },
			{ name: 'Документальний фільм про громаду', cost: '120000', category: 'спадщина', at: ['уся громада'], summary: 'Сорок хвилин розповідей людей із кожного села; фільм буде у вільному доступі.' },
			{ name: 'Літній театр у парку', cost: '95000', category: 'події', at: ['літня естрада в парку', '49.41748', '25.62058'], summary: 'Ремонт сцени й шість вистав обласних і аматорських театрів.' },
			{ name: 'Вечори поезії у бібліотеці', cost: '18000', category: 'події', at: ['вул. Соборна, 3', '49.42033', '25.61142'], summary: 'Десять вечорів із запрошеними поетами й відкритим мікрофоном.' },
		],
	},
	EQUAL_SHARES,
);
