/** Texts of the page that counts an earlier edition anew. */
import type { Catalogue } from './language.ts';

const uk = {
	title: 'Що дало б наше правило',
	lead: 'Візьміть бюлетені минулого року, порахуйте їх за правилом, яке обираєте, і подивіться, хто переміг би й чому.',
	file: 'Файл Pabulib (.pb) із бюлетенями',
	fileHint:
		'Його дає сторінка «Відкриті дані» і бібліотека pabulib.org. Файл рахує ваш браузер, нікуди його не надсилаючи.',
	ownRule: 'За правилом, названим у файлі',
	count: 'Порахувати',
	counting: 'Рахуємо…',
	rehearsal: 'Це проба, а не результат голосування.',
	asRecorded: 'Переможці ті самі, що записані у файлі.',
	otherwise: 'Порівняно з тим, що записано у файлі',
	added: 'Пройшли б тепер',
	removed: 'Не пройшли б тепер',
};

const en: typeof uk = {
	title: 'What would our rule have given',
	lead: 'Take last year’s ballots, count them by the rule that you consider, and see who would have won and why.',
	file: 'A Pabulib file (.pb) with ballots',
	fileHint:
		'The page “Open data” has it, and so has the library pabulib.org. Your browser counts the file and sends it nowhere.',
	ownRule: 'By the rule that the file names',
	count: 'Count',
	counting: 'Counting…',
	rehearsal: 'This is a rehearsal, not the result of a vote.',
	asRecorded: 'The winners are those that the file records.',
	otherwise: 'Compared with what the file records',
	added: 'Would be funded now',
	removed: 'Would not be funded now',
};

export const dryRun: Catalogue<typeof uk> = { uk, en };
