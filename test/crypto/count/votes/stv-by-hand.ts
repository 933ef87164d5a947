import type { RankedBallot } from '../../../../crypto/count/votes/ballots.ts';
import type { Vote } from './profiles.ts';

/** Values are whole hundred-thousandths of a vote. */
const VOTE = 100_000n;
type Paper = { readonly ranking: readonly string[]; value: bigint; at: string | undefined };

/**
 * SSI 2007/42, schedule 1, rules 45 to 52, one paper at a time: the votes of each candidate after each
 * stage, and who is elected, in order. Ties that
 * earlier stages leave go to who is listed first.
 */
export function recount({ options, seats, ballots }: Vote<RankedBallot>): {
	readonly stages: string[];
	readonly elected: string[];
} {
	const papers: Paper[] = ballots.flatMap(({ ballot, voters }) =>
		Array.from({ length: voters }, () => {
			const ranking = ballot.flat();
			return { ranking, value: VOTE, at: ranking[0] };
		}),
	);
	const valid = papers.filter(({ at }) => at !== undefined).length;
	const quota = (BigInt(Math.floor(valid / (seats + 1))) + 1n) * VOTE;
	const continuing = new Set(options);
	const elected: string[] = [];
	const transferred = new Set<string>();
	const stages: Map<string, bigint>[] = [];

	const votesOf = (id: string) =>
		transferred.has(id)
			? quota
			: papers.reduce((n, { at, value }) => (at === id ? n + value : n), 0n);
	const inOrder = (ids: Iterable<string>) =>
		[...ids].sort((a, b) => {
			for (const stage of stages.toReversed())
				if (stage.get(a) !== stage.get(b)) return stage.get(a)! > stage.get(b)! ? -1 : 1;
			return options.indexOf(a) - options.indexOf(b);
		});
	const move = (from: string, value: (paper: Paper) => bigint) => {
		for (const paper of papers.filter(({ at }) => at === from)) {
			const next = paper.ranking.slice(paper.ranking.indexOf(from) + 1);
			paper.value = value(paper);
			paper.at = next.find((id) => continuing.has(id));
		}
	};

	for (;;) {
		stages.push(new Map(options.map((id) => [id, votesOf(id)])));
		const now = stages.at(-1)!;
		for (const id of inOrder(continuing))
			if (now.get(id)! >= quota || continuing.size + elected.length <= seats) {
				continuing.delete(id);
				elected.push(id);
			}
		if (elected.length >= seats || continuing.size === 0) break;
		const surplus = inOrder(elected.filter((id) => now.get(id)! > quota))[0];
		if (surplus !== undefined) {
			const held = now.get(surplus)!;
			move(surplus, ({ value }) => ((held - quota) * value) / held);
			transferred.add(surplus);
		} else {
			const lowest = inOrder(continuing).at(-1)!;
			continuing.delete(lowest);
			move(lowest, ({ value }) => value);
		}
	}
	const row = (stage: Map<string, bigint>) =>
		options.map((id) => decimal(stage.get(id)!)).join(' ');
	return { stages: stages.map(row), elected };
}

function decimal(value: bigint): string {
	const digits = value.toString().padStart(6, '0');
	return `${digits.slice(0, -5)}.${digits.slice(-5)}`.replace(/\.?0+$/, '');
}
