/** The sample people of a demo community. */
import type { Role } from '../db/schema.ts';

/** Subjects of sample people are numbers of this kind. */
export const DOMAIN = 'demo';

export type SamplePerson = {
	/** Their subject at the demo's sign-in. */
	readonly subject: string;
	readonly name: string;
	readonly roles: readonly Role[];
};

const resident = (subject: string, name: string): SamplePerson => ({ subject, name, roles: [] });

export const COMMISSION: readonly SamplePerson[] = [
	{ subject: 'commission-1', name: 'Олена Мельник, член комісії', roles: ['commission'] },
	{ subject: 'commission-2', name: 'Тарас Бойко, член комісії', roles: ['commission'] },
	{ subject: 'commission-3', name: 'Ірина Савчук, член комісії', roles: ['commission'] },
];

export const RESIDENTS: readonly SamplePerson[] = [
	resident('resident-1', 'Марія Коваль'),
	resident('resident-2', 'Андрій Шевчук'),
	resident('resident-3', 'Софія Ткаченко'),
	resident('resident-4', 'Петро Лисенко'),
	resident('resident-5', 'Надія Гончар'),
];

export const PEOPLE: readonly SamplePerson[] = [
	...RESIDENTS,
	...COMMISSION,
	{ subject: 'secretary', name: 'Галина Руденко, секретар ради', roles: ['secretary'] },
	{ subject: 'administrator', name: 'Юрій Кравець, адміністратор', roles: ['administrator'] },
];
