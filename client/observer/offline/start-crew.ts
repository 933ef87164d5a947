/** Starts the worker whose script the file itself carries. */
import { Crew } from '../../crew.ts';
import type { TASKS } from './tasks.ts';

export function startCrew(): Crew<typeof TASKS> {
	const script = document.getElementById('worker')!.textContent;
	const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
	const crew = new Crew<typeof TASKS>(new Worker(url));
	URL.revokeObjectURL(url);
	return crew;
}
