/** Texts of the calendar of working days. */
import type { Catalogue } from './language.ts';

const uk = {
	title: 'Робочі дні',
	lead: 'Строки розгляду, доопрацювання й оскарження рахують у робочих днях. Ось за яким календарем.',
	martialLaw:
		'Діє воєнний стан: святкові дні є робочими, дні не переносять (Закон 2136-IX, ст. 6). Вихідні — субота й неділя.',
	peace:
		'Святкові дні є вихідними. Свято, що випало на вихідний, звільняє наступний робочий день (КЗпП, ст. 67).',
	holidays: 'Святкові дні',
	holidaysHint:
		'у рядку: день | назва. День — місяць і число (08-24), easter (Великдень) або easter+49 (стільки днів після нього)',
	moved: 'Перенесені робочі дні',
	movedHint:
		'у рядку: робочий день, що стає вихідним | вихідний, який відпрацюють (2027-03-05 | 2027-03-13)',
	movedDay: (off: string, worked: string) => `${off} — вихідний, відпрацьовують ${worked}`,
	on: (day: string) => {
		const [first = '', after] = day.split('+');
		if (first === 'easter')
			return after === undefined ? 'за церковним календарем' : `${after} днів після Великодня`;
		return day.split('-').reverse().join('.');
	},
	next: (days: number) => `Незвичні дні в наступні ${days} днів`,
	free: 'вихідний',
	worked: 'робочий',
	nothing: 'Таких немає: вихідні — лише суботи й неділі.',
	edit: 'Змінити календар',
	martialLawOn: 'діє воєнний стан: святкові дні робочі',
	running: 'Строки, що вже почалися, не зміняться.',
	save: 'Зберегти',
	saved: 'Календар збережено.',
	conflict: 'Тим часом календар змінила інша людина. Збережіть ще раз, щоб ваш текст його замінив.',
};

const en: typeof uk = {
	title: 'Working days',
	lead: 'Terms of review, revision and appeal are counted in working days. This is the calendar.',
	martialLaw:
		'Martial law is in force: public holidays are working days, and no day is moved (Law 2136-IX, art. 6). Saturday and Sunday are free.',
	peace:
		'Public holidays are days off. One that falls on a weekend frees the next working day (Labour Code, art. 67).',
	holidays: 'Public holidays',
	holidaysHint:
		'on a line: day | name. A day is a month and a number (08-24), easter, or easter+49 (so many days after it)',
	moved: 'Moved working days',
	movedHint:
		'on a line: a working day that becomes free | the day off that is worked (2027-03-05 | 2027-03-13)',
	movedDay: (off, worked) => `${off} is free, ${worked} is worked in its place`,
	on: (day) => {
		const [first = '', after] = day.split('+');
		if (first === 'easter')
			return after === undefined ? 'by the church’s calendar' : `${after} days after Easter`;
		return day.split('-').reverse().join('.');
	},
	next: (days) => `Unusual days of the next ${days}`,
	free: 'free',
	worked: 'worked',
	nothing: 'There are none: only Saturdays and Sundays are free.',
	edit: 'Change the calendar',
	martialLawOn: 'martial law is in force: public holidays are working days',
	running: 'Terms that have begun keep their end.',
	save: 'Save',
	saved: 'The calendar is saved.',
	conflict:
		'Somebody else has changed the calendar meanwhile. Save once more to put yours in its place.',
};

export const calendar: Catalogue<typeof uk> = { uk, en };
