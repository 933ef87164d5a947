/** Starts the booth's worker. */
import { startTeam, type Crew } from '../crew.ts';
import type { TASKS } from './tasks.ts';

export const startCrew = (): Crew<typeof TASKS> =>
	// Written in one piece: that is how the bundler finds the worker's module.
	startTeam(() => new Worker(new URL('./booth.worker.ts', import.meta.url), { type: 'module' }));
