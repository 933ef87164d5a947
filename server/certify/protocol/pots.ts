/** A pot in the protocol: what could be chosen by which rule, and what came of each project. */
import { BARRIERS, reasonsOf } from '../../../crypto/count/reasons.ts';
import type { Exact, Explanation } from '../../../crypto/count/outcome.ts';
import {
	compare,
	formatRational,
	parseRational,
	subtract,
} from '../../../crypto/count/rational.ts';
import { ruleSentences } from '../../../crypto/count/rule-words.ts';
import type { Tie } from '../../../crypto/count/ties.ts';
import type { Pot } from '../../../crypto/budget/pot.ts';
import type { Sentences } from '../../../crypto/sentences.ts';
import type { PotResult } from '../../../crypto/verify/record.ts';

/** Amounts are exact, as text. */
export type ProtocolProject = {
	readonly id: string;
	readonly name: string;
	readonly cost: string;
	/** Valid ballots that list the project. */
	readonly votes: number;
	/** What the rule goes by, where it is not the number of votes: points, or effective votes of equal shares. */
	readonly support?: Exact;
	readonly outcome: 'funded' | 'not-funded' | 'withdrawn';
	readonly reason: Sentences;
};

export type ProtocolPot = Pick<Pot, 'id' | 'title' | 'currency' | 'budget' | 'kind' | 'limits'> & {
	readonly rule: Pot['rule'] & { readonly text: readonly Sentences[] };
	readonly ballots: {
		readonly valid: number;
		readonly blank: number;
		/** How many for each reason. */
		readonly spoiled: Readonly<Record<string, number>>;
	};
	/** In the order of choice, then the others by votes. */
	readonly projects: readonly ProtocolProject[];
	readonly ties: readonly Tie[];
	readonly spent: Exact;
	readonly rest: Exact;
};

export function potOf(pot: Pot, result: PotResult): ProtocolPot {
	const { id, title, currency, budget, kind, limits, rule } = pot;
	const { valid, blank, spoiled, count } = result;
	return {
		id,
		title,
		currency,
		budget,
		kind,
		limits,
		rule: { ...rule, text: ruleSentences(rule.name, rule.options) },
		ballots: { valid, blank, spoiled: tallied(spoiled.map(({ code }) => code)) },
		projects: projectsOf(pot, result),
		ties: count.ties,
		spent: count.cost,
		rest: formatRational(subtract(read(count.budget), read(count.cost))),
	};
}

const read = (exact: Exact) => parseRational(exact)!;

function tallied(codes: readonly string[]): Record<string, number> {
	const counts = new Map<string, number>();
	for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
	return Object.fromEntries([...counts].sort());
}

function projectsOf(pot: Pot, { totals, count }: PotResult): ProtocolProject[] {
	const support = new Map(supportIn(count.explanation));
	const rowOf = (
		id: string,
		outcome: ProtocolProject['outcome'],
		reason: Sentences,
	): ProtocolProject => {
		const { name, cost } = pot.projects.find((p) => p.id === id)!;
		const votes = totals[id] ?? 0;
		const by = support.get(id);
		const isOther = by !== undefined && by !== String(votes);
		return { id, name, cost, votes, ...(isOther ? { support: by } : {}), outcome, reason };
	};
	const standing = pot.projects.filter((p) => !p.withdrawn).map((p) => p.id);
	const told = reasonsOf(count, standing).map(({ id, won, text }) =>
		rowOf(id, won ? 'funded' : 'not-funded', text),
	);
	const lost = told.filter((p) => p.outcome === 'not-funded').sort(bySupport);
	const withdrawn = pot.projects
		.filter((p) => p.withdrawn)
		.map((p) => rowOf(p.id, 'withdrawn', BARRIERS.withdrawn));
	return [...told.filter((p) => p.outcome === 'funded'), ...lost, ...withdrawn];
}

const bySupport = (a: ProtocolProject, b: ProtocolProject): number =>
	compare(read(b.support ?? String(b.votes)), read(a.support ?? String(a.votes))) ||
	b.votes - a.votes;

/** What the rule went by for each project that it looked at. */
function supportIn(explanation: Explanation): (readonly [string, Exact])[] {
	switch (explanation.kind) {
		case 'greedy':
			return explanation.steps.map(({ id, score }) => [id, score] as const);
		case 'equal-shares':
			return explanation.rounds.map((r) => [r.id, r.effectiveVotes] as const);
		case 'phragmen':
			return [];
		case 'pots':
			return explanation.pots.flatMap(({ result }) => supportIn(result.explanation));
	}
}
