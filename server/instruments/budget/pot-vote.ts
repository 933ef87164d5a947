/** How people vote about a pot: what a ballot holds, and by which rule it is counted. */
import type { Limits } from '../../../crypto/budget/ballot.ts';
import { chooseEncoding } from '../../../crypto/budget/encoding.ts';
import { checkPot, countsByTotals, type Pot } from '../../../crypto/budget/pot.ts';
import type { PotProject } from '../../../crypto/budget/project.ts';
import type { FieldReader } from '../../civic/fields.ts';

/** `approval`: some projects; `knapsack`: as many as the pot's money pays; `points`: points shared out; `ranking`: in order. */
export const BALLOTS = ['approval', 'knapsack', 'points', 'ranking'] as const;
export type BallotForm = (typeof BALLOTS)[number];
/** Rules that need no numbers of their own. */
export const POT_RULES = [
	'greedy',
	'greedy-no-skip',
	'greedy-per-cost',
	'equal-shares',
	'phragmen',
] as const;
export type PotRule = (typeof POT_RULES)[number];

export type PotVote = {
	readonly ballot: BallotForm;
	/** Projects on a ballot that is not blank. */
	readonly least: number;
	readonly most: number;
	/** Points that a ballot shares out. */
	readonly points?: number;
	readonly rule: PotRule;
};

/** As it is typed; nothing was typed before pots could be voted on in several ways. */
export type PotVoteDraft = {
	readonly ballot?: string | undefined;
	readonly least?: string | undefined;
	readonly most?: string | undefined;
	readonly points?: string | undefined;
	readonly rule?: string | undefined;
};

/** Of terms that do not say. */
export const USUAL_VOTE: PotVote = { ballot: 'approval', least: 0, most: 3, rule: 'greedy' };

/** Projects of a pot that is only tried out. */
const SAMPLE = 20;
const KINDS = {
	approval: 'approval',
	knapsack: 'approval',
	points: 'points',
	ranking: 'ordinal',
} as const;

/** Reads what is typed about a pot of so much money; what is wrong is told to the reader. */
export function readPotVote(
	read: FieldReader,
	typed: PotVoteDraft,
	at: (field: string) => string,
	budget: string,
): PotVote {
	const { ballot = USUAL_VOTE.ballot, rule = USUAL_VOTE.rule } = typed;
	const { least = String(USUAL_VOTE.least), most = String(USUAL_VOTE.most), points = '' } = typed;
	const form = read.choice(at('ballot'), ballot, BALLOTS);
	const vote: PotVote = {
		ballot: form,
		least: read.whole(at('least'), least, 0, 100),
		most: read.whole(at('most'), most, 1, 100),
		...(form === 'points' ? { points: read.whole(at('points'), points, 1, 100) } : {}),
		rule: read.choice(at('rule'), rule, POT_RULES),
	};
	if (vote.least > vote.most) read.fault(at('least'), 'over-most-projects');
	// Every project that is chosen gets a point at least.
	if (vote.points !== undefined && vote.points < vote.least)
		read.fault(at('points'), `least ${vote.least}`);
	if (Object.keys(read.faults).length === 0 && !isPossible(vote, budget))
		read.fault(at('rule'), 'impossible');
	return vote;
}

/** Whether a pot can be voted on so at all. */
function isPossible(vote: PotVote, budget: string): boolean {
	const projects = Array.from({ length: Math.max(SAMPLE, vote.most) }, (_, i) => ({
		...{ id: String(i + 1), name: 'x', cost: budget, categories: [], withdrawn: false },
	}));
	const pot = makePot({ id: 'pot', title: 'x', budget }, vote, projects);
	return pot !== undefined && checkPot(pot).length === 0;
}

/** A pot of a vote; nothing where its ballots would fit into no ciphertext. */
export function makePot(
	{ id, title, budget }: Pick<Pot, 'id' | 'title' | 'budget'>,
	vote: PotVote,
	projects: readonly PotProject[],
): Pot | undefined {
	const base = {
		...{ v: 1 as const, id, title, budget, currency: 'UAH', kind: KINDS[vote.ballot] },
		limits: limitsOf(vote, budget, projects.length),
		rule: { name: vote.rule, options: { tie: ['lot' as const] } },
		projects: [...projects],
	};
	const carried = countsByTotals(base) ? 'sum' : chooseEncoding(base);
	return carried && { ...base, carried };
}

function limitsOf(
	{ ballot, least, most, points }: PotVote,
	budget: string,
	projects: number,
): Limits {
	const maxLength = Math.min(most, projects);
	return {
		minLength: Math.min(least, maxLength),
		maxLength,
		...(ballot === 'knapsack' ? { maxSumCost: budget } : {}),
		...(points === undefined ? {} : { minPoints: 1, maxPoints: points, maxSumPoints: points }),
	};
}
