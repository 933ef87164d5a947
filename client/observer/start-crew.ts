/** Starts the workers that verify. */
import { startTeam, type Crew } from '../crew.ts';
import { countHelpers } from './ballot-tasks.ts';
import type { TASKS } from './tasks.ts';

export const startCrew = (): Crew<typeof TASKS> =>
	startTeam(
		// Written in one piece: that is how the bundler finds the worker's module.
		() => new Worker(new URL('./observer.worker.ts', import.meta.url), { type: 'module' }),
		countHelpers(),
	);
