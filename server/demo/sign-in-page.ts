/** The page on which a visitor of a demo chooses whom to be. Readable without styles and scripts. */
import type { SamplePerson } from './people.ts';

const TEXTS = {
	title: { uk: 'Вхід до демонстрації', en: 'Sign in to the demo' },
	lead: {
		uk: 'Це не справжній вхід: оберіть, ким ви будете. У справжній громаді тут Дія.Підпис, BankID або КЕП.',
		en: 'This is not a real sign-in: choose whom to be. In a real community people show who they are here.',
	},
} as const;

const escapeHtml = (text: string): string =>
	text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);

/** @returns HTML */
export const signInPage = (people: readonly SamplePerson[]): string => `<!doctype html>
<html lang="uk">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${TEXTS.title.uk} · ${TEXTS.title.en}</title>
</head>
<body>
<main>
<h1>${TEXTS.title.uk}</h1>
<p>${TEXTS.lead.uk}</p>
<p lang="en">${TEXTS.lead.en}</p>
<form method="post">
<ul>
${people
	.map(
		({ subject, name }) =>
			`<li><button name="person" value="${escapeHtml(subject)}">${escapeHtml(name)}</button></li>`,
	)
	.join('\n')}
</ul>
</form>
</main>
</body>
</html>
`;
