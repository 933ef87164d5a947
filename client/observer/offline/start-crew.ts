/** Starts the workers whose script the file itself carries. */
import { startTeam, type Crew } from '../../crew.ts';
import { countHelpers } from '../ballot-tasks.ts';
import type { TASKS } from './tasks.ts';

export function startCrew(): Crew<typeof TASKS> {
	const script = document.getElementById('worker')!.textContent;
	const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
	const crew = startTeam<typeof TASKS>(() => new Worker(url), countHelpers());
	URL.revokeObjectURL(url);
	return crew;
}
