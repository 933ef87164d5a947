/** Words of feeds and catalogue. */
import type { Language } from '../../crypto/sentences.ts';

const uk = {
	feed: (community: string) => `Голосування: ${community}`,
	feedAbout: (community: string) => `Голосування громади «${community}» та їхні підсумки`,
	opened: (title: string) => `Голосування: ${title}`,
	result: (title: string) => `Результат: ${title}`,
	pot: (title: string, budget: string, projects: string) => `${title}: ${budget}, ${projects}.`,
	outcome: (title: string, funded: number, projects: number, spent: string, budget: string) =>
		`${title}: переможців ${funded} з ${projects}, на них піде ${spent} з ${budget}.`,
	projectForms: { one: 'проєкт', few: 'проєкти', many: 'проєктів' },
	dataset: (title: string) => `${title}: проєкти, підсумок і пояснення`,
};

const en: typeof uk = {
	feed: (community) => `Votes: ${community}`,
	feedAbout: (community) => `Votes of the community “${community}” and what came of them`,
	opened: (title) => `Vote: ${title}`,
	result: (title) => `Result: ${title}`,
	pot: (title, budget, projects) => `${title}: ${budget}, ${projects}.`,
	outcome: (title, funded, projects, spent, budget) =>
		`${title}: ${funded} of ${projects} projects funded, for ${spent} of ${budget}.`,
	projectForms: { one: 'project', few: 'projects', many: 'projects' },
	dataset: (title) => `${title}: projects, outcome and explanation`,
};

export const OPEN_DATA_WORDS: Readonly<Record<Language, typeof uk>> = { uk, en };
