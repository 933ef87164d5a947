/** An outcome as people read it in a terminal. */
import type { CountResult } from '../../crypto/count/outcome.ts';
import type { PabulibFile } from '../../crypto/count/pabulib/file.ts';
import { formatAmount, reasonsOf } from '../../crypto/count/reasons.ts';
import type { Language } from '../../crypto/sentences.ts';
import { printable } from '../../crypto/printable.ts';

const WORDS = {
	uk: {
		rule: 'Правило',
		winners: 'Переможці',
		losers: 'Не перемогли',
		spent: (cost: string, budget: string) => `Разом ${cost} із ${budget}`,
		tie: (at: string, between: string, by: string) =>
			`Рівність (${at}): ${between}; вирішило: ${by}`,
		recorded: 'Так само вирішило місто.',
		other: (ids: string) => `Місто записало інших переможців: ${ids}`,
	},
	en: {
		rule: 'Rule',
		winners: 'Winners',
		losers: 'Did not win',
		spent: (cost: string, budget: string) => `${cost} of ${budget} in total`,
		tie: (at: string, between: string, by: string) => `Tie (${at}): ${between}; decided by ${by}`,
		recorded: 'The city recorded the same winners.',
		other: (ids: string) => `The city recorded other winners: ${ids}`,
	},
} as const;

/** Winners in the order of choice, then the others, each with the reason; ties; what the file records. */
export function formatCount(file: PabulibFile, result: CountResult, language: Language): string {
	const words = WORDS[language];
	const names = new Map(file.projects.map(({ id, name }) => [id, name]));
	const reasons = reasonsOf(result, [...names.keys()]);
	const lineOf = ({ id, text }: (typeof reasons)[number], place?: number) => {
		const name = names.get(id);
		const title = `${place === undefined ? '' : `${place}. `}${id}${name === undefined ? '' : ` ${name}`}`;
		return [`  ${title}`, `      ${text[language]}`];
	};
	const won = reasons.filter((r) => r.won);
	const lost = reasons.filter((r) => !r.won);
	return [
		`${words.rule}: ${result.rule} ${JSON.stringify(result.options)}`,
		`${words.winners} (${won.length}):`,
		...won.flatMap((r, i) => lineOf(r, i + 1)),
		`${words.losers} (${lost.length}):`,
		...lost.flatMap((r) => lineOf(r)),
		...result.ties.map((t) => words.tie(t.at, t.between.join(', '), t.by.join(', '))),
		words.spent(formatAmount(result.cost), formatAmount(result.budget)),
		...recordedLine(file, result, language),
		'',
	]
		.map(printable)
		.join('\n');
}

/** The ids that the city recorded as winners by the rule; `undefined` when the file does not say. */
export function recordedWinners(file: PabulibFile): string[] | undefined {
	const recorded = file.projects.filter((p) => p.selected !== undefined);
	if (recorded.length === 0) return undefined;
	return recorded.filter((p) => p.selected === 1).map((p) => p.id);
}

function recordedLine(file: PabulibFile, { winners }: CountResult, language: Language): string[] {
	const recorded = recordedWinners(file);
	if (!recorded) return [];
	const words = WORDS[language];
	return [isSameSet(recorded, winners) ? words.recorded : words.other(recorded.join(', '))];
}

/** Whether two lists have the same ids, in any order. */
export const isSameSet = (a: readonly string[], b: readonly string[]): boolean =>
	a.length === b.length && new Set([...a, ...b]).size === a.length;
