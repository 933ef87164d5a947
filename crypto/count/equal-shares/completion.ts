import type { Instance } from '../instance.ts';
import { costOf, fits } from '../instance.ts';
import type { Completion, Settings } from '../options.ts';
import type { Rational } from '../rational.ts';
import { add, divide, floor, fromInteger, isLess, rational, subtract } from '../rational.ts';
import type { Result } from '../../result.ts';
import { ok, problem } from '../../result.ts';
import type { SharesEngine, SharesRun } from './engine.ts';
import type { Profile } from './profile.ts';

/**
 * The published variants of add1, which are different rules. Spec: SPEC §9.6.
 * `add1`: from B/n, until no supported project fits into what is left. `add1-integral`: from ⌊B/n⌋, until no project
 * fits; no add1 when all projects fit into B. `add1-nonexhaustive`: from B/n, until a step overspends. `add1-pabulib`: B/n first, then from ⌊B/n⌋ + 1, until a step overspends.
 */
type Variant = {
	readonly firstIsIntegral: boolean;
	readonly stepsAreIntegral: boolean;
	readonly exhaustiveOver: 'supported' | 'all' | 'nothing';
};

const VARIANTS: Record<Exclude<Completion, 'none'>, Variant> = {
	add1: { firstIsIntegral: false, stepsAreIntegral: false, exhaustiveOver: 'supported' },
	'add1-nonexhaustive': {
		firstIsIntegral: false,
		stepsAreIntegral: false,
		exhaustiveOver: 'nothing',
	},
	'add1-integral': { firstIsIntegral: true, stepsAreIntegral: true, exhaustiveOver: 'all' },
	'add1-pabulib': { firstIsIntegral: false, stepsAreIntegral: true, exhaustiveOver: 'nothing' },
};

/** Over twenty times what any known election needs, in the smallest currency. */
const MOST_RUNS = 2_000_000;

export type Completed = {
	readonly run: SharesRun;
	readonly runs: number;
	readonly firstEndowment: Rational;
	readonly ended: 'not-run' | 'exhaustive' | 'overspent' | 'all-supported-funded';
	/** Rounds with a tie over all runs up to the one that decided. */
	readonly tiesMet: number;
};

/**
 * Runs equal shares with growing endowments as the completion says. The instance must have voters.
 * Errors: `count.too-many-runs` when the increment is so small that there is no end in sight.
 */
export function completeShares(
	instance: Instance,
	settings: Settings,
	profile: Profile,
	engine: SharesEngine,
): Result<Completed> {
	const { completion, increment } = settings;
	const fairShare = divide(instance.budget, fromInteger(instance.voters));
	const whole: Rational = rational(floor(fairShare));
	if (completion === 'none')
		return ok({ ...first(engine.run(fairShare), fairShare), ended: 'not-run' });
	const variant = VARIANTS[completion];
	const firstEndowment = variant.firstIsIntegral ? whole : fairShare;
	const inPlay = projectsInPlay(profile, variant);
	let run = engine.run(firstEndowment);
	let state = first(run, firstEndowment);
	if (variant.exhaustiveOver === 'all' && fits(costOf(instance, inPlay), instance.budget))
		return ok({ ...state, ended: 'not-run' });
	for (let endowment = variant.stepsAreIntegral ? whole : fairShare; ;) {
		const ended = endOf(instance, profile, variant, inPlay, run);
		if (ended) return ok({ ...state, ended });
		if (state.runs === MOST_RUNS)
			return problem('count.too-many-runs', 'increment', `no end after ${MOST_RUNS} runs`);
		endowment = add(endowment, increment);
		run = engine.run(endowment);
		if (isLess(instance.budget, costOf(instance, run.winners)))
			return ok({ ...state, runs: state.runs + 1, ended: 'overspent' });
		state = { ...state, run, runs: state.runs + 1, tiesMet: state.tiesMet + run.ties.length };
	}
}

const first = (run: SharesRun, firstEndowment: Rational) => ({
	run,
	runs: 1,
	firstEndowment,
	tiesMet: run.ties.length,
});

/** Projects that count when asked whether something still fits. */
function projectsInPlay(profile: Profile, variant: Variant): number[] {
	const all = Array.from({ length: profile.projects }, (_, p) => p);
	return variant.exhaustiveOver === 'all' ? all : all.filter((p) => profile.support[p]! > 0);
}

function endOf(
	instance: Instance,
	profile: Profile,
	variant: Variant,
	inPlay: readonly number[],
	run: SharesRun,
): 'exhaustive' | 'all-supported-funded' | undefined {
	const open = inPlay.filter((p) => run.ledger.roundOf[p]! < 0);
	const left = subtract(instance.budget, costOf(instance, run.winners));
	if (
		variant.exhaustiveOver !== 'nothing' &&
		!open.some((p) => fits(instance.projects[p]!.cost, left))
	)
		return 'exhaustive';
	return open.some((p) => profile.support[p]! > 0) ? undefined : 'all-supported-funded';
}
