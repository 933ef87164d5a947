/** What a simulated vote came to. */
import { formatAmount } from '../../../crypto/count/reasons.ts';
import type { Language } from '../../../crypto/sentences.ts';
import { printable } from '../../../crypto/printable.ts';
import type { RuleChoice } from '../rule-options.ts';

export type Simulation = {
	readonly uuid: string;
	/** The folder of the record, and the archive in it. */
	readonly record: string;
	readonly archive: string;
	readonly mode: 'sum' | 'mix';
	readonly roll: number;
	/** Ballots cast, those that count, and what was in them. */
	readonly cast: number;
	readonly counted: number;
	/** Paper forms entered, where there are any. */
	readonly paper?: number;
	readonly valid: number;
	readonly blank: number;
	readonly spoiled: number;
	readonly rule: RuleChoice;
	readonly winners: readonly string[];
	readonly cost: string;
	readonly budget: string;
	/** The winners that the file records, when all its voters voted, and whether they are the same. */
	readonly recorded?: readonly string[];
	readonly asRecorded?: boolean;
	readonly seconds: number;
};

const WORDS = {
	uk: {
		votes: (s: Simulation) =>
			`Голосування ${s.uuid}: подано ${s.cast}, враховано ${s.counted}${s.paper === undefined ? '' : `, паперових ${s.paper}`}, дійсних ${s.valid}, порожніх ${s.blank}, зіпсованих ${s.spoiled}`,
		winners: 'Переможці',
		spent: (cost: string, budget: string) => `разом ${cost} із ${budget}`,
		recorded: {
			true: 'Саме ці переможці записані у файлі.',
			false: 'У файлі записані інші переможці',
		},
		took: (seconds: number) => `Тривало ${seconds} с. Перевірте:`,
	},
	en: {
		votes: (s: Simulation) =>
			`Vote ${s.uuid}: ${s.cast} cast, ${s.counted} counted${s.paper === undefined ? '' : `, ${s.paper} on paper`}, ${s.valid} valid, ${s.blank} blank, ${s.spoiled} spoiled`,
		winners: 'Winners',
		spent: (cost: string, budget: string) => `${cost} of ${budget} in total`,
		recorded: {
			true: 'These are the winners that the file records.',
			false: 'The file records other winners',
		},
		took: (seconds: number) => `It took ${seconds} s. Verify it:`,
	},
} as const;

/** The outcome, and how anybody verifies it, with this software and with that of others. */
export function formatSimulation(s: Simulation, language: Language): string {
	const words = WORDS[language];
	return [
		words.votes(s),
		`${words.winners}: ${s.winners.join(', ') || '—'} (${words.spent(formatAmount(s.cost), formatAmount(s.budget))})`,
		...(s.asRecorded === undefined ? [] : [words.recorded[`${s.asRecorded}`]]),
		words.took(s.seconds),
		...verifyLines(s),
		'',
	]
		.map(printable)
		.join('\n');
}

const verifyLines = ({ record }: Simulation): string[] => [
	`  npm run -s viche -- verify ${record}`,
	`  (cd ${record} && belenios-tool election verify)`,
	...['civic', 'ballot'].map(
		(kind) =>
			`  tlogcheck full -vkey "$(jq -r .registers.${kind}.key ${record}/record.json)" ${record}/register/${kind}`,
	),
];
