/** The phases of an edition of the participatory budget, and what people do in which. */
import type { Inside } from '../../services.ts';
import { ApiError } from '../../http/api-error.ts';
import { currentPhase, type Process } from '../../civic/process/processes.ts';

export const BUDGET_PHASES = [
	'submission',
	'review',
	'revision',
	'admission',
	'voting',
	'decision',
	'implementation',
] as const;
/** The documents that hold what the commission decided, and the order on the ballot. */
export const ADMISSION = 'admission';
export const LOT = 'lot';

export type BudgetPhase = (typeof BUDGET_PHASES)[number];

/** What is done with projects. */
export type BudgetAction =
	| 'submit'
	| 'publish'
	| 'support'
	| 'review'
	| 'revise'
	| 'appeal'
	| 'merge'
	| 'admit'
	| 'draw'
	| 'withdraw';

const BEFORE_ADMISSION: readonly BudgetPhase[] = ['submission', 'review', 'revision'];
const ALLOWED: Readonly<Record<BudgetAction, readonly BudgetPhase[]>> = {
	submit: ['submission'],
	publish: BEFORE_ADMISSION,
	support: BEFORE_ADMISSION,
	review: BEFORE_ADMISSION,
	revise: BEFORE_ADMISSION,
	merge: BEFORE_ADMISSION,
	appeal: [...BEFORE_ADMISSION, 'admission'],
	admit: ['admission'],
	draw: ['admission'],
	withdraw: [...BEFORE_ADMISSION, 'admission'],
};

export const isAllowed = (action: BudgetAction, phase: string | undefined): boolean =>
	(ALLOWED[action] as readonly (string | undefined)[]).includes(phase);

/** When a phase of a published edition begins, in POSIX seconds. */
export const beginOf = ({ schedule }: Pick<Process, 'schedule'>, phase: BudgetPhase): number =>
	schedule!.phases.find((one) => one.phase === phase)!.begins;

/** @throws ApiError edition.phase */
export function requirePhase(inside: Inside, edition: Process, action: BudgetAction): void {
	if (!isAllowed(action, currentPhase(inside, edition))) throw new ApiError('edition.phase');
}
