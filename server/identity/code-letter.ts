/** The letter that brings a code. It has no link: whoever forges it cannot lead anybody anywhere. */
import type { Language } from '../../crypto/sentences.ts';
import type { Letter } from './mailer.ts';

type Values = {
	readonly code: string;
	readonly community: string;
	/** Name of the platform's site. */
	readonly host: string;
	readonly minutes: number;
};

const LETTERS: Readonly<Record<Language, (values: Values) => Letter>> = {
	uk: ({ code, community, host, minutes }) => ({
		subject: `Код для входу: ${community}`,
		text: `Ваш код для входу на ${host}:

${code}

Введіть його там, де просили код, у тому самому браузері. Код діє ${minutes} хвилин і лише один раз.
Не кажіть його нікому: працівники громади ніколи про нього не питають.
Якщо ви не просили коду, нічого не робіть.
`,
	}),
	en: ({ code, community, host, minutes }) => ({
		subject: `Code to sign in: ${community}`,
		text: `Your code to sign in at ${host}:

${code}

Enter it where you asked for it, in the same browser. It is good for ${minutes} minutes and once only.
Tell it to nobody: the community's staff never ask for it.
If you did not ask for a code, do nothing.
`,
	}),
};

export const codeLetter = (language: Language, values: Values): Letter => LETTERS[language](values);
