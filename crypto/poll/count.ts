/** The outcome of a question by its rule. Spec: SPEC §12.3. */
import type { LotSeed } from '../count/lot.ts';
import {
	countApproval,
	countPlurality,
	type ApprovalExplanation,
} from '../count/votes/approval.ts';
import type { Grouped } from '../count/votes/ballots.ts';
import type { ContestInput } from '../count/votes/contest.ts';
import {
	countMajorityJudgment,
	type JudgmentExplanation,
} from '../count/votes/majority-judgment.ts';
import type { VoteCount } from '../count/votes/outcome.ts';
import { parseRanks } from '../count/votes/ranks.ts';
import { countSchulze, type SchulzeExplanation } from '../count/votes/schulze.ts';
import { countScore, type ScoreExplanation } from '../count/votes/score.ts';
import { countStv, type StvExplanation } from '../count/votes/stv.ts';
import { problem, type Result } from '../result.ts';
import { findSpoil, numbersOf, type Marks } from './marks.ts';
import type { PollQuestion } from './question.ts';

export type QuestionExplanation =
	| ApprovalExplanation
	| ScoreExplanation
	| JudgmentExplanation
	| SchulzeExplanation
	| StvExplanation;
export type QuestionCount = VoteCount<QuestionExplanation>;

export type Electorate = {
	/** Of the lot that ends every tie. */
	readonly seed: LotSeed;
	/** How many people may take part, where that is known. */
	readonly electorate?: number;
};

/**
 * Counts the answers to a question. Every answer must be one: see {@link findSpoil}.
 * Codes: `poll.spoiled`, those of counting (SPEC §9.10).
 */
export function countQuestion(
	question: PollQuestion,
	answers: readonly Grouped<Marks>[],
	{ seed, electorate }: Electorate,
): Result<QuestionCount> {
	const spoiled = answers.findIndex(({ ballot }) => findSpoil(question, ballot) !== undefined);
	if (spoiled >= 0) return problem('poll.spoiled', `answers[${spoiled}]`, 'not an answer');
	const { seats, quorum, rule } = question;
	const options = question.options.map(({ id }) => id);
	const contest: ContestInput = {
		options,
		seats,
		seed,
		...(electorate === undefined ? {} : { electorate }),
		...(quorum === undefined ? {} : { quorum }),
	};
	const read = <B>(ballotOf: (marks: Marks) => B): Grouped<B>[] =>
		answers.map(({ ballot, voters }) => ({ ballot: ballotOf(ballot), voters }));
	const choices = () => read((marks) => options.filter((_, i) => marks[i]! > 0));
	const rankings = () =>
		read((marks) => {
			const ranking = parseRanks(options, marks);
			return ranking.ok ? ranking.value : [];
		});
	switch (rule.name) {
		case 'plurality':
			return countPlurality(contest, choices(), majorityOf(rule));
		case 'approval':
			return countApproval(contest, choices(), { mostChoices: rule.most, ...majorityOf(rule) });
		case 'score': {
			const { lowest, highest, by } = rule;
			return countScore(contest, numbersOf(answers, lowest), { lowest, highest, by });
		}
		case 'points': {
			const scale = { lowest: 0, highest: rule.total, by: 'sum' } as const;
			return countScore(contest, numbersOf(answers, 1), scale);
		}
		case 'majority-judgment':
			return countMajorityJudgment(contest, numbersOf(answers, 0), rule.grades);
		case 'schulze':
			return countSchulze(contest, rankings());
		case 'stv':
			return countStv(contest, rankings(), { decimals: rule.decimals });
	}
}

const majorityOf = <M>({ majority }: { readonly majority?: M }): { readonly majority?: M } =>
	majority === undefined ? {} : { majority };

/** Equal answers together, in the order in which each is met first. */
export function groupAnswers(answers: Iterable<Marks>): Grouped<Marks>[] {
	const groups = new Map<string, { readonly ballot: Marks; voters: number }>();
	for (const ballot of answers) {
		const key = ballot.join();
		const group = groups.get(key);
		if (group) group.voters++;
		else groups.set(key, { ballot, voters: 1 });
	}
	return [...groups.values()];
}
