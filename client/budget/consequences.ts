/** What follows from the terms of an edition, before anybody has handed anything in. Money is exact. */
import { countWorkingDays, isWorkingDay, type Calendar } from '../../crypto/working-days.ts';
import { dateOf, dayOf } from '../../crypto/kyiv-time.ts';
import type { EditionDraft } from '../../server/api/contract.ts';
import { PHASES } from './forms.ts';

export type Warning =
	| 'short-vote'
	| 'short-submission'
	| 'weekend-end'
	| 'over-budget'
	| 'one-winner'
	| 'ballot-larger'
	| 'no-revision';

export type PotConsequences = {
	readonly title: string;
	/** Of all money, in tenths of a per cent. */
	readonly share: number;
	/** Projects that win, if there are enough of the dearest, or of the cheapest. */
	readonly winners: {
		readonly least: bigint;
		/** Nothing where projects may cost nothing: there may be any number of them. */
		readonly most: bigint | undefined;
	};
	/** What a ballot holds, as it is typed. */
	readonly ballot: string;
	readonly most: string;
	readonly points: string;
	readonly warnings: readonly Warning[];
};
export type PhaseConsequences = {
	readonly phase: string;
	readonly days: number;
	readonly workingDays: number;
	readonly warnings: readonly Warning[];
};

const SHORTEST_VOTE = 10;
const SHORTEST_SUBMISSION = 10;

/** Kopecks of what is typed, as `12 500,50`; nothing for what is no amount. */
function kopecksOf(typed: string): bigint | undefined {
	const match = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(typed.replace(/\s/g, '').replace(',', '.'));
	return match ? BigInt(match[1]! + (match[2] ?? '').padEnd(2, '0')) : undefined;
}

/** Of pots whose amounts can be read. */
export function consequencesOfPots({ pots }: Pick<EditionDraft, 'pots'>): PotConsequences[] {
	const read = pots.flatMap((pot) => {
		const [budget, minCost, maxCost] = [pot.budget, pot.minCost, pot.maxCost].map(kopecksOf);
		return budget && minCost !== undefined && maxCost ? [{ pot, budget, minCost, maxCost }] : [];
	});
	const all = read.reduce((sum, { budget }) => sum + budget, 0n);
	return read.map(({ pot, budget, minCost, maxCost }) => {
		const winners = {
			least: budget / maxCost,
			most: minCost > 0n ? budget / minCost : undefined,
		};
		const { ballot = 'approval', most = '3', points = '' } = pot;
		const isLarger =
			winners.most !== undefined && /^\d{1,3}$/.test(most) && BigInt(most) > winners.most;
		return {
			...{ title: pot.title, share: Number((budget * 1000n) / all), winners },
			...{ ballot, most, points },
			warnings: [
				...(maxCost > budget ? (['over-budget'] as const) : []),
				...(winners.least === 1n ? (['one-winner'] as const) : []),
				...(isLarger ? (['ballot-larger'] as const) : []),
			],
		};
	});
}

/** Of phases whose dates can be read. */
export function consequencesOfPhases(
	{ begins, ends, revisionDays }: Pick<EditionDraft, 'begins' | 'ends' | 'revisionDays'>,
	calendar: Calendar,
): PhaseConsequences[] {
	const dates = [...PHASES.map((phase) => begins[phase]), ends];
	return PHASES.flatMap((phase, i) => {
		const [from, until] = [dates[i]!, dates[i + 1]!];
		const [first, end] = [dayOf(from), dayOf(until)];
		if (first === undefined || end === undefined || end <= first) return [];
		const workingDays = countWorkingDays(from, until, calendar);
		const days = end - first;
		const warnings: Warning[] = [];
		if (phase === 'voting' && days < SHORTEST_VOTE) warnings.push('short-vote');
		if (phase === 'submission' && workingDays < SHORTEST_SUBMISSION)
			warnings.push('short-submission');
		if (phase === 'revision' && workingDays < Number(revisionDays)) warnings.push('no-revision');
		if (['submission', 'voting'].includes(phase) && !isWorkingDay(dateOf(end - 1), calendar))
			warnings.push('weekend-end');
		return [{ phase, days, workingDays, warnings }];
	});
}
