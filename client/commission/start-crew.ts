/** Starts the worker of a member of the commission. */
import { startTeam, type Crew } from '../crew.ts';
import type { TASKS } from './tasks.ts';

export const startCrew = (): Crew<typeof TASKS> =>
	// Written in one piece: that is how the bundler finds the worker's module.
	startTeam(
		() => new Worker(new URL('./commission.worker.ts', import.meta.url), { type: 'module' }),
	);
