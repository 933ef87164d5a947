/** One line on a terminal that says what the verifier is busy with. */
import type { Language } from '../../crypto/sentences.ts';
import type { Progress } from '../../crypto/verify/options.ts';

const PHASES: Readonly<Record<Language, Readonly<Record<Progress['phase'], string>>>> = {
	uk: {
		registers: 'читаю реєстри',
		ballots: 'перевіряю бюлетені',
		tally: 'додаю бюлетені',
		shuffles: 'перевіряю перемішування',
		decryption: 'перевіряю розшифрування',
		count: 'рахую голоси',
	},
	en: {
		registers: 'reading registers',
		ballots: 'checking ballots',
		tally: 'adding ballots',
		shuffles: 'checking shuffles',
		decryption: 'checking decryptions',
		count: 'counting',
	},
};

export type ProgressLine = {
	readonly show: (progress: Progress) => void;
	/** Takes the line away. */
	readonly clear: () => void;
};

/** Writes only to a terminal: a file of progress lines helps nobody. */
export function progressLine(
	stream: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>,
	language: Language,
): ProgressLine {
	if (!stream.isTTY) return { show: () => undefined, clear: () => undefined };
	const put = (text: string) => stream.write(`\r\u001b[K${text}`);
	return {
		show: ({ phase, done, total }) =>
			put(`${PHASES[language][phase]}: ${done}${total === undefined ? '' : ` / ${total}`}`),
		clear: () => put(''),
	};
}
