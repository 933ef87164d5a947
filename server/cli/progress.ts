/** One line on a terminal that says what is being done. */
import type { Language } from '../../crypto/sentences.ts';
import type { Progress as Verifying } from '../../crypto/verify/options.ts';
import { PROGRESS_WORDS } from '../../crypto/verify/texts/report.ts';
import type { Stage } from './simulate/vote.ts';

/** What is being done, and how far it is; `total` where it is known. */
type Progress = Omit<Verifying, 'phase'> & { readonly phase: Verifying['phase'] | Stage };

const PHASES: Readonly<Record<Language, Readonly<Record<Progress['phase'], string>>>> = {
	uk: {
		...PROGRESS_WORDS.uk,
		issue: 'видаю жетони',
		cast: 'подаю бюлетені',
		shuffle: 'перемішую бюлетені',
		decrypt: 'розшифровую',
	},
	en: {
		...PROGRESS_WORDS.en,
		issue: 'issuing tokens',
		cast: 'casting ballots',
		shuffle: 'shuffling ballots',
		decrypt: 'decrypting',
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
