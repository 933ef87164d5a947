/** Verifies chosen files on another thread, without any network. */
import { verifyArchive } from '../../../crypto/verify/archive.ts';
import type { Report as Verified } from '../../../crypto/verify/report.ts';
import { NO_TRUST, parseTrust } from '../../../crypto/verify/trust.ts';
import { verifyRecord } from '../../../crypto/verify/verify-record.ts';
import type { Crew, Report } from '../../crew.ts';
import { BALLOT_TASKS, engineOf } from '../ballot-tasks.ts';
import { openChosen, type Chosen } from './chosen.ts';

export const TASKS = {
	...BALLOT_TASKS,
	/** `trust`: the text of a trust file, or nothing. */
	verify: async (
		{ chosen, trust }: { chosen: readonly Chosen[]; trust?: string },
		report: Report,
		helpers: readonly Crew<never>[],
	): Promise<Verified> => {
		const known = trust === undefined ? undefined : parseTrust(trust);
		if (known && !known.ok) throw new Error('trust.malformed');
		const opened = await openChosen(chosen);
		const options = { onProgress: report, engine: engineOf(helpers) };
		return opened.kind === 'archive'
			? await verifyArchive(opened.open, known?.value ?? NO_TRUST, options)
			: await verifyRecord(opened, known?.value, options);
	},
};
