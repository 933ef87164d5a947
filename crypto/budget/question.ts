/** Pots as questions of an election, filled-in ballots as choices. Spec: SPEC §3.22. */
import type { Choice, Question } from '../election/questions/index.ts';
import { ENCODINGS } from './encoding.ts';
import type { PotBallot } from './ballot.ts';
import type { Pot } from './pot.ts';

/** One question a pot, in their order. Sums have a blank option, so that nobody must choose. */
export const questionsOf = (pots: readonly Pot[]): Question[] =>
	pots.map((pot): Question => {
		const question = pot.title;
		if (pot.carried === 'sum')
			return {
				answers: pot.projects.map((p) => `${p.id}: ${p.name}`),
				blank: true,
				min: Math.max(1, pot.limits.minLength),
				max: pot.limits.maxLength,
				question,
			};
		return {
			type: 'NonHomomorphic',
			value: { answers: ENCODINGS[pot.carried].labels(pot), question },
			extra: { method: 'viche/budget/v1', pot: pot.id, encoding: pot.carried },
		};
	});

/** The choices that carry ballots, one a pot; a ballot without projects is blank. @throws RangeError for one that does not fit. */
export const choicesOf = (pots: readonly Pot[], ballots: readonly PotBallot[]): Choice[] =>
	pots.map((pot, i) => {
		const ballot = ballots[i]!;
		if (pot.carried !== 'sum') return ENCODINGS[pot.carried].encode(pot, ballot);
		const chosen = new Set(ballot.projects);
		return [Number(chosen.size === 0), ...pot.projects.map((_, p) => Number(chosen.has(p)))];
	});
