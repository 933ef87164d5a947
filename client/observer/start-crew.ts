/** Starts the worker that verifies. */
import { Crew } from '../crew.ts';
import type { TASKS } from './tasks.ts';

export const startCrew = (): Crew<typeof TASKS> =>
	// Written in one piece: that is how the bundler finds the worker's module.
	new Crew(new Worker(new URL('./observer.worker.ts', import.meta.url), { type: 'module' }));
