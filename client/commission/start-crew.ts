/** Starts the worker of a member of the commission. */
import { Crew } from '../crew.ts';
import type { TASKS } from './tasks.ts';

export const startCrew = (): Crew<typeof TASKS> =>
	// Written in one piece: that is how the bundler finds the worker's module.
	new Crew(new Worker(new URL('./commission.worker.ts', import.meta.url), { type: 'module' }));
