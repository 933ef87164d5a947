/** The page on which a visitor of a demo chooses whom to be. Readable without styles and scripts. */
import { ABILITIES, type SamplePerson } from './people.ts';

const TEXTS = {
	title: { uk: 'Вхід до демонстрації', en: 'Sign in to the demo' },
	lead: {
		uk: 'Це не справжній вхід: оберіть, ким ви будете. У справжній громаді тут Дія.Підпис, BankID або КЕП.',
		en: 'This is not a real sign-in: choose whom to be. In a real community people show who they are here.',
	},
} as const;

type Group = {
	readonly title: string;
	readonly titleEn: string;
	readonly has: (person: SamplePerson) => boolean;
};
const GROUPS: readonly Group[] = [
	{ title: 'Жителі: голосують', titleEn: 'Residents: they vote', has: (p) => p.roles.length === 0 },
	{
		title: 'Комісія: тримає ключ і рахує',
		titleEn: 'Commission: keeps the key and counts',
		has: (p) => p.roles.includes('commission'),
	},
	{
		title: 'Ті, хто готує голосування і стежить за ним',
		titleEn: 'Those who prepare the vote and watch over it',
		has: (p) => p.roles.length > 0 && !p.roles.includes('commission'),
	},
];

const escapeHtml = (text: string): string =>
	text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);

/** What a person can do: the last role of several says it all. */
const abilityOf = ({ roles }: SamplePerson) => roles.at(-1) ?? 'resident';

function itemOf(person: SamplePerson): string {
	const [name, ...role] = person.name.split(', ');
	const rest = role.length > 0 ? ` <small>${escapeHtml(role.join(', '))}</small>` : '';
	return `<li><button name="person" value="${escapeHtml(person.subject)}" aria-describedby="can-${abilityOf(person)}">${escapeHtml(name!)}${rest}</button></li>`;
}

/** What people with an ability can do, said once, and who they are. */
function partOf(ability: ReturnType<typeof abilityOf>, people: readonly SamplePerson[]): string {
	const { uk, en } = ABILITIES[ability];
	return `<p id="can-${ability}">${escapeHtml(uk)} <span lang="en">${escapeHtml(en)}</span></p>
<ul>
${people.map(itemOf).join('\n')}
</ul>`;
}

function sectionOf(people: readonly SamplePerson[], { title, titleEn, has }: Group): string {
	const parts = Map.groupBy(people.filter(has), abilityOf);
	if (parts.size === 0) return '';
	return `<h2>${title} <span lang="en">${titleEn}</span></h2>
${[...parts].map(([ability, members]) => partOf(ability, members)).join('\n')}`;
}

/** @param styles - path of sign-in.css @returns HTML */
export const signInPage = (
	people: readonly SamplePerson[],
	styles: string,
): string => `<!doctype html>
<html lang="uk">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${TEXTS.title.uk} · ${TEXTS.title.en}</title>
<link rel="stylesheet" href="${styles}">
<link rel="icon" href="data:,">
</head>
<body>
<main>
<h1>${TEXTS.title.uk} <span lang="en">${TEXTS.title.en}</span></h1>
<p>${TEXTS.lead.uk}</p>
<p lang="en">${TEXTS.lead.en}</p>
<form method="post">
${GROUPS.map((group) => sectionOf(people, group)).join('\n')}
</form>
</main>
</body>
</html>
`;
