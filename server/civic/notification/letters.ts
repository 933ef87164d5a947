/** Letters: a code that confirms an address, and what has happened. */
import type { Language, Sentences } from '../../../crypto/sentences.ts';
import type { Letter } from '../../identity/mailer.ts';

const CONFIRMATIONS: Readonly<Record<Language, (code: string, community: string) => Letter>> = {
	uk: (code, community) => ({
		subject: `Код, щоб отримувати листи: ${community}`,
		text: `Хтось, мабуть ви, просить надсилати на цю адресу сповіщення: ${community}.

${code}

Введіть цей код на сторінці «Сповіщення». Він діє пів години.
Якщо ви цього не просили, нічого не робіть: без коду листів не буде.
`,
	}),
	en: (code, community) => ({
		subject: `Code to receive letters: ${community}`,
		text: `Somebody, probably you, asks for notifications to this address: ${community}.

${code}

Enter this code on the page “Notifications”. It is good for half an hour.
If you did not ask for it, do nothing: without the code no letters will come.
`,
	}),
};

/** @param code - eight digits. Secret */
export const confirmationLetter = (language: Language, code: string, community: string): Letter =>
	CONFIRMATIONS[language](`${code.slice(0, 4)} ${code.slice(4)}`, community);

type News = { readonly text: Sentences; readonly url: string };

/** @param stop - the address that stops these letters */
export function newsLetter(
	language: Language,
	community: string,
	news: readonly News[],
	more: number,
	stop: string,
): Letter {
	const lines = news.map(({ text, url }) => `${text[language]}\n${url}\n`);
	const words = {
		uk: {
			subject: news.length === 1 ? news[0]!.text.uk : `Новини: ${community}`,
			more: `І ще сповіщень: ${more}. Усі вони на сторінці «Сповіщення».\n`,
			stop: 'Більше не надсилати листів (без входу):',
		},
		en: {
			subject: news.length === 1 ? news[0]!.text.en : `News: ${community}`,
			more: `And ${more} more. All of them are on the page “Notifications”.\n`,
			stop: 'Stop these letters (without signing in):',
		},
	}[language];
	return {
		subject: words.subject.slice(0, 150),
		text: `${[...lines, ...(more > 0 ? [words.more] : [])].join('\n')}\n--\n${words.stop}\n${stop}\n`,
		stop,
	};
}
