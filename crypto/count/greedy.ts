import type { Instance } from './instance.ts';
import { costOf, scoresOf, votesOf } from './instance.ts';
import type { Settings } from './options.ts';
import type { GreedyDecision, GreedyExplanation, GreedyStep } from './outcome.ts';
import { barrierOf, perCost, rankProjects } from './ranking.ts';
import type { Rational } from './rational.ts';
import {
	ZERO,
	add,
	compare,
	formatRational,
	isLess,
	multiply,
	smaller,
	subtract,
} from './rational.ts';
import type { Tie, TieOrder } from './ties.ts';

/** A rule's outcome before it is dressed as a `CountResult`. */
export type Counted<E> = {
	/** Indexes in the order of choice. */
	readonly winners: readonly number[];
	readonly ties: readonly Tie[];
	readonly explanation: E;
};

/** What happens at a project that does not fit: try the next, stop, or complete it from the reserve if enough is left. */
export type AtTheEnd = 'skip' | 'stop' | 'top-up';

type Turn = {
	readonly decision: GreedyDecision;
	readonly fromReserve?: Rational;
	readonly because?: string;
};

type Purse = {
	left: Rational;
	/** `undefined`: as much as the topped-up project needs. */
	reserve: Rational | undefined;
	/** The ranking reached a project that does not fit. */
	stopped: boolean;
	/** The reserve reached a project that it cannot pay. */
	closed: boolean;
	readonly spentBy: Map<string, Rational>;
	readonly funded: number[];
};

/**
 * Goes through the projects from the highest score down. Spec: SPEC §9.5.
 * @param already - projects funded before, e.g. by equal shares; they are not ranked, their cost is spent
 */
export function countGreedy(
	instance: Instance,
	settings: Settings,
	tieOrder: TieOrder,
	atTheEnd: AtTheEnd,
	byCost = false,
	already: readonly number[] = [],
): Counted<GreedyExplanation> {
	const votes = votesOf(instance);
	const scores = scoresOf(instance, settings.reading);
	const key = byCost ? perCost(instance, scores) : scores;
	const barrier = (p: number) => barrierOf(instance, settings, p, scores[p]!, votes[p]!);
	const open = instance.projects.map((_, p) => p).filter((p) => !already.includes(p));
	const { order, ties } = rankProjects(
		open.filter((p) => !barrier(p)),
		key,
		tieOrder,
	);
	const purse: Purse = {
		left: subtract(instance.budget, costOf(instance, already)),
		reserve: settings.reserve,
		stopped: false,
		closed: atTheEnd !== 'top-up',
		spentBy: new Map(),
		funded: [],
	};
	const describe = (p: number, left: Rational, turn: Turn): GreedyStep => ({
		id: instance.projects[p]!.id,
		votes: votes[p]!,
		score: formatRational(scores[p]!),
		key: formatRational(key[p]!),
		cost: formatRational(instance.projects[p]!.cost),
		left: formatRational(left),
		decision: turn.decision,
		...(turn.fromReserve && { fromReserve: formatRational(turn.fromReserve) }),
		...(turn.because !== undefined && { because: turn.because }),
	});
	const steps = order.map((p) => {
		const { left } = purse;
		return describe(p, left, takeTurn(instance, settings, purse, atTheEnd, p));
	});
	const ranOutAt = steps.find(
		(s) => s.decision === 'does-not-fit' || s.fromReserve !== undefined,
	)?.id;
	if (settings.leftover) spendLeftover(instance, settings, purse, order, steps);
	for (const p of open) {
		const why = barrier(p);
		if (why) steps.push(describe(p, purse.left, { decision: why }));
	}
	const explanation: GreedyExplanation = {
		kind: 'greedy',
		steps,
		...(ranOutAt !== undefined && { ranOutAt }),
		left: formatRational(purse.left),
	};
	return { winners: purse.funded, ties, explanation };
}

function takeTurn(
	instance: Instance,
	settings: Settings,
	purse: Purse,
	atTheEnd: AtTheEnd,
	p: number,
): Turn {
	if (purse.stopped) {
		const fromReserve = purse.closed ? undefined : fundFromReserve(instance, purse, p);
		return fromReserve ?? { decision: 'after-the-end' };
	}
	const rival = rivalOf(settings, purse.funded, p);
	if (rival !== undefined) return { decision: 'excluded', because: instance.projects[rival]!.id };
	const { cost } = instance.projects[p]!;
	const cap = fullCap(instance, settings, purse, p);
	if (cap !== undefined) return { decision: 'over-cap', because: cap };
	if (compare(cost, purse.left) <= 0) return fund(instance, purse, p);
	if (atTheEnd === 'skip') return { decision: 'does-not-fit' };
	purse.stopped = true;
	return atTheEnd === 'top-up' ? topUp(instance, settings, purse, p) : { decision: 'does-not-fit' };
}

function fund(instance: Instance, purse: Purse, p: number): Turn {
	const { cost, categories } = instance.projects[p]!;
	purse.left = subtract(purse.left, cost);
	for (const category of categories)
		purse.spentBy.set(category, add(purse.spentBy.get(category) ?? ZERO, cost));
	purse.funded.push(p);
	return { decision: 'funded' };
}

/** Poznań: the first project that does not fit is funded too when enough of its cost is left. */
function topUp(instance: Instance, settings: Settings, purse: Purse, p: number): Turn {
	const { cost } = instance.projects[p]!;
	const enough = !isLess(purse.left, multiply(settings.share, cost));
	purse.reserve ??= enough ? subtract(cost, purse.left) : ZERO;
	return fundFromReserve(instance, purse, p) ?? { decision: 'does-not-fit' };
}

/** After the end, the reserve funds the next in the ranking as long as each can be paid. */
function fundFromReserve(instance: Instance, purse: Purse, p: number): Turn | undefined {
	const { cost } = instance.projects[p]!;
	const reserve = purse.reserve ?? ZERO;
	if (isLess(add(purse.left, reserve), cost)) {
		purse.reserve = ZERO;
		purse.closed = true;
		return undefined;
	}
	const own = smaller(purse.left, cost);
	const fromReserve = subtract(cost, own);
	purse.left = subtract(purse.left, own);
	purse.reserve = subtract(reserve, fromReserve);
	purse.funded.push(p);
	return { decision: 'funded-from-reserve', fromReserve };
}

const rivalOf = (settings: Settings, funded: readonly number[], p: number): number | undefined =>
	funded.find((q) => settings.exclusive.some((set) => set.has(p) && set.has(q)));

function fullCap(
	instance: Instance,
	settings: Settings,
	purse: Purse,
	p: number,
): string | undefined {
	const { cost, categories } = instance.projects[p]!;
	return settings.caps.find(
		({ category, amount }) =>
			categories.includes(category) &&
			isLess(amount, add(purse.spentBy.get(category) ?? ZERO, cost)),
	)?.category;
}

/** Amsterdam: what the caps left over funds further projects by score, without caps. */
function spendLeftover(
	instance: Instance,
	settings: Settings,
	purse: Purse,
	order: readonly number[],
	steps: GreedyStep[],
): void {
	for (const [i, p] of order.entries()) {
		if (purse.funded.includes(p) || rivalOf(settings, purse.funded, p) !== undefined) continue;
		if (isLess(purse.left, instance.projects[p]!.cost)) continue;
		const left = formatRational(purse.left);
		fund(instance, purse, p);
		steps[i] = { ...steps[i]!, left, decision: 'funded-from-leftover' };
	}
}
