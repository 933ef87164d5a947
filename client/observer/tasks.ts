/** Verifies a published record on another thread. */
import type { Report as Verified } from '../../crypto/verify/report.ts';
import { parseTrust } from '../../crypto/verify/trust.ts';
import { verifyLiveRecord } from '../../crypto/verify/live.ts';
import type { Crew, Report } from '../crew.ts';
import { BALLOT_TASKS, engineOf } from './ballot-tasks.ts';
import { filesBelow } from './files-below.ts';

export const TASKS = {
	...BALLOT_TASKS,
	/** `record`: the address of the record's folder; `trust`: the text of a trust file, or nothing. */
	verify: async (
		{ record, trust }: { record: string; trust?: string },
		report: Report,
		helpers: readonly Crew<never>[],
	): Promise<Verified> => {
		const known = trust === undefined ? undefined : parseTrust(trust);
		if (known && !known.ok) throw new Error('trust.malformed');
		const openAnew = () => ({ open: filesBelow(record) });
		return (
			await verifyLiveRecord(openAnew, known?.value, {
				onProgress: report,
				engine: engineOf(helpers),
			})
		).report;
	},
};
