/** Texts of the page of open data. */
import type { Catalogue } from './language.ts';

const uk = {
	title: 'Відкриті дані',
	lead: 'Усе, що тут оприлюднено про голосування, можна взяти, перерахувати й використати без дозволу.',
	licence: 'Дані можна вільно використовувати, назвавши громаду як джерело:',
	notPersonal:
		'Персональних даних у них немає. Де дані походять з іншого джерела, це сказано в назві, і діє його ліцензія.',
	all: 'Для програм',
	rss: 'Новини голосувань і результатів (RSS)',
	calendar: 'Календар голосувань (ICS)',
	dcat: 'Каталог для порталів відкритих даних (DCAT-AP, JSON-LD)',
	list: 'Перелік голосувань (JSON)',
	formats: 'Формати',
	formatNames: {
		csv: 'CSV',
		json: 'JSON',
		geojson: 'GeoJSON',
		pb: 'Pabulib (.pb)',
		protocol: 'протокол (JSON)',
		record: 'запис голосування (.tar)',
	} as Readonly<Record<string, string>>,
	formatTexts: {
		csv: 'Проєкти з голосами, підсумком і причиною, для таблиць. UTF-8 з позначкою; розділювач — кома, а з ?separator=semicolon наприкінці адреси — крапка з комою.',
		json: 'Умови конкурсу, підсумок з поясненням кожного кроку, порівняння з іншими правилами.',
		geojson: 'Проєкти, місце яких відоме, для мап.',
		pb: 'Проєкти й бюлетені у форматі бібліотеки Pabulib, щоб перерахувати іншими програмами. Лише там, де бюлетені перемішали й розшифрували; де їх склали зашифрованими, окремих бюлетенів не знає ніхто.',
		protocol: 'Протокол про результати голосування.',
		record: 'Усе, з чого перевіряють підрахунок: архів бюлетенів, докази, обидва реєстри.',
	} as Readonly<Record<string, string>>,
	votes: 'Голосування',
	whole: 'Про все голосування',
};

const en: typeof uk = {
	title: 'Open data',
	lead: 'Everything that is published here about votes may be taken, counted again and used without asking.',
	licence: 'The data may be used freely if the community is named as their source:',
	notPersonal:
		'There are no personal data in them. Where data come from another source the name says so, and its licence holds.',
	all: 'For programs',
	rss: 'News of votes and results (RSS)',
	calendar: 'Calendar of votes (ICS)',
	dcat: 'Catalogue for portals of open data (DCAT-AP, JSON-LD)',
	list: 'List of votes (JSON)',
	formats: 'Formats',
	formatNames: {
		csv: 'CSV',
		json: 'JSON',
		geojson: 'GeoJSON',
		pb: 'Pabulib (.pb)',
		protocol: 'protocol (JSON)',
		record: 'record of the vote (.tar)',
	},
	formatTexts: {
		csv: 'Projects with votes, outcome and reason, for spreadsheets. UTF-8 with a byte order mark; separated by commas, with ?separator=semicolon behind the address by semicolons.',
		json: 'Terms of the pot, outcome with an explanation of every step, comparison with other rules.',
		geojson: 'Projects whose place is known, for maps.',
		pb: 'Projects and ballots in the format of the Pabulib library, to count them with other software. Only where ballots were shuffled and decrypted; where they were added up under encryption nobody knows single ballots.',
		protocol: 'The protocol of results.',
		record: 'Everything that a count is verified from: archive of ballots, proofs, both registers.',
	},
	votes: 'Votes',
	whole: 'The whole vote',
};

export const openData: Catalogue<typeof uk> = { uk, en };
