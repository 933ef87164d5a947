/** The sample people of a demo community. */
import type { Sentences } from '../../crypto/sentences.ts';
import type { Role } from '../db/schema.ts';

/** Subjects of sample people are numbers of this kind. */
export const DOMAIN = 'demo';

export type SamplePerson = {
	/** Their subject at the demo's sign-in. */
	readonly subject: string;
	readonly name: string;
	readonly roles: readonly Role[];
};

/** What each can do, for visitors who choose whom to be. */
export const ABILITIES: Readonly<Record<Role | 'resident', Sentences>> = {
	resident: {
		uk: 'Бере право голосу, голосує, перевіряє свій бюлетень.',
		en: 'Takes the right to vote, votes, checks the ballot.',
	},
	author: {
		uk: 'Те саме, що мешканець, і подає проєкти.',
		en: 'The same as a resident, and proposes projects.',
	},
	moderator: {
		uk: 'Стежить за правилами обговорення.',
		en: 'Sees to it that discussions keep to the rules.',
	},
	expert: {
		uk: 'Оцінює, чи можна здійснити проєкт і скільки він коштує.',
		en: 'Judges whether a project can be carried out and what it costs.',
	},
	desk: {
		uk: 'Видає паперові бюлетені тим, хто прийшов, і вносить підраховані.',
		en: 'Hands paper forms out to those who come, and enters those that were counted.',
	},
	commission: {
		uk: 'Створює частку ключа, перемішує і розшифровує бюлетені, підписує результат або незгоду.',
		en: 'Makes a share of the key, shuffles and decrypts ballots, signs the result or dissents.',
	},
	chair: {
		uk: 'Те саме, що член комісії, і закриває голосування своєї комісії, коли його час минув.',
		en: 'The same as a member, and closes a vote of the commission when its time is over.',
	},
	secretary: {
		uk: 'Готує голосування, пропонує його відкрити та інші рішення, закриває, коли час минув.',
		en: 'Prepares a vote, proposes to open it and other decisions, closes it when its time is over.',
	},
	auditor: {
		uk: 'Бачить усе, що бачать працівники, і нічого не змінює.',
		en: 'Sees what staff see, and changes nothing.',
	},
	administrator: {
		uk: 'Підтверджує рішення, які запропонував секретар.',
		en: 'Confirms decisions that the secretary proposed.',
	},
};

const person = (subject: string, name: string, ...roles: readonly Role[]): SamplePerson => ({
	subject,
	name,
	roles,
});

export const COMMISSION: readonly SamplePerson[] = [
	person('commission-1', 'Олена Мельник, голова комісії', 'commission', 'chair'),
	person('commission-2', 'Тарас Бойко, член комісії', 'commission'),
	person('commission-3', 'Ірина Савчук, член комісії', 'commission'),
];

export const RESIDENTS: readonly SamplePerson[] = [
	person('resident-1', 'Марія Коваль'),
	person('resident-2', 'Андрій Шевчук'),
	person('resident-3', 'Софія Ткаченко'),
	person('resident-4', 'Петро Лисенко'),
	person('resident-5', 'Надія Гончар'),
];

export const SECRETARY = person('secretary', 'Галина Руденко, секретар ради', 'secretary');
export const ADMINISTRATOR = person(
	'administrator',
	'Юрій Кравець, адміністратор',
	'administrator',
);

export const DESK = person('desk', 'Ольга Приходько, працівниця ЦНАП', 'desk');

export const PEOPLE: readonly SamplePerson[] = [
	...RESIDENTS,
	/** On no roll. */
	person('newcomer', 'Ліна Яремчук, щойно переїхала'),
	...COMMISSION,
	SECRETARY,
	ADMINISTRATOR,
	person('author', 'Дмитро Гнатюк, автор проєкту', 'author'),
	person('moderator', 'Оксана Поліщук, модератор', 'moderator'),
	person('expert', 'Василь Демченко, експерт', 'expert'),
	DESK,
	person('auditor', 'Наталія Кравчук, аудитор', 'auditor'),
];
