import type { Counted } from '../greedy.ts';
import { countGreedy } from '../greedy.ts';
import type { Instance } from '../instance.ts';
import { scoresOf, votesOf } from '../instance.ts';
import type { Settings } from '../options.ts';
import type { SharesExplanation } from '../outcome.ts';
import type { Barrier } from '../ranking.ts';
import { barrierOf } from '../ranking.ts';
import { formatRational } from '../rational.ts';
import type { Result } from '../../result.ts';
import { ok, problem } from '../../result.ts';
import type { TieOrder } from '../ties.ts';
import { comparePreferences } from './comparison.ts';
import { completeShares } from './completion.ts';
import { SharesEngine } from './engine.ts';
import { explainRun } from './explain.ts';
import { makeProfile } from './profile.ts';

/**
 * Method of Equal Shares with completion and comparison. Spec: SPEC §9.6; Peters, Pierczyński, Skowron 2021.
 * Errors: `count.points-too-large`, `count.no-voters`, `count.too-many-runs`.
 */
export function countEqualShares(
	instance: Instance,
	settings: Settings,
	tieOrder: TieOrder,
): Result<Counted<SharesExplanation>> {
	if (instance.voters === 0)
		return problem('count.no-voters', 'ballots', 'equal shares needs voters to share among');
	const barriers = barriersOf(instance, settings);
	const made = makeProfile(instance, settings.reading, settings.utility, (p) => !barriers[p]);
	if (!made.ok) return made;
	const profile = made.value;
	const engine = new SharesEngine(profile, tieOrder.rank);
	const completing = completeShares(instance, settings, profile, engine);
	if (!completing.ok) return completing;
	const completed = completing.value;
	const { run } = completed;
	const ids = instance.projects.map((p) => p.id);
	const account = explainRun(profile, run, ids, (p) => barriers[p] !== undefined);
	const ties = run.ties.map(({ round, between }) => tieOrder.report(`round ${round + 1}`, between));
	const byScore: Settings =
		settings.reading === 'borda' ? { ...settings, reading: 'rank-points' } : settings;
	const rest = settings.utilitarian
		? countGreedy(instance, byScore, tieOrder, 'skip', false, run.winners)
		: undefined;
	const winners = [...run.winners, ...(rest?.winners ?? [])];
	const explanation: SharesExplanation = {
		kind: 'equal-shares',
		endowment: formatRational(run.ledger.endowment),
		rounds: account.rounds,
		rejected: account.rejected,
		barred: barriers.flatMap((why, p) => (why ? [{ id: ids[p]!, why }] : [])),
		unspent: formatRational(account.unspent),
		votersWithoutMoney: account.votersWithoutMoney,
		completion: {
			name: settings.completion,
			runs: completed.runs,
			firstEndowment: formatRational(completed.firstEndowment),
			ended: completed.ended,
			tiesMet: completed.tiesMet,
		},
		...(rest && { utilitarian: rest.explanation }),
	};
	const counted = { winners, ties: [...ties, ...(rest?.ties ?? [])], explanation };
	return ok(compareWithGreedy(instance, settings, tieOrder, counted));
}

function barriersOf(instance: Instance, settings: Settings): (Barrier | undefined)[] {
	const votes = votesOf(instance);
	const scores = scoresOf(instance, settings.reading);
	return votes.map((v, p) => barrierOf(instance, settings, p, scores[p]!, v));
}

/** Wieliczka: the greedy outcome replaces this one when strictly more voters prefer it. */
function compareWithGreedy(
	instance: Instance,
	settings: Settings,
	tieOrder: TieOrder,
	counted: Counted<SharesExplanation>,
): Counted<SharesExplanation> {
	if (settings.comparison === 'none') return counted;
	const byVotes: Settings = { ...settings, reading: 'approval' };
	const greedy = countGreedy(instance, byVotes, tieOrder, 'skip');
	const { forA, forB } = comparePreferences(
		instance,
		settings.comparison,
		greedy.winners,
		counted.winners,
	);
	const names = (winners: readonly number[]) => winners.map((p) => instance.projects[p]!.id);
	const replaced = forA > forB;
	return {
		winners: replaced ? greedy.winners : counted.winners,
		ties: [...counted.ties, ...greedy.ties],
		explanation: {
			...counted.explanation,
			comparison: {
				by: settings.comparison,
				greedy: names(greedy.winners),
				equalShares: names(counted.winners),
				votersForGreedy: forA,
				votersForEqualShares: forB,
				kept: replaced ? 'greedy' : 'equal-shares',
			},
		},
	};
}
