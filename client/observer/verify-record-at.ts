import type { Progress } from '../../crypto/verify/options.ts';
import type { Begin } from './running.ts';
import { startCrew } from './start-crew.ts';

/** Verifies the record in a folder of the web, on other threads. @param record - its address */
export const verifyRecordAt =
	(record: string): Begin =>
	(trust, onProgress) => {
		const crew = startCrew();
		const input = { record, ...(trust === undefined ? {} : { trust }) };
		return {
			report: crew.run('verify', input, (p) => onProgress(p as Progress)),
			stop: () => crew.stop(),
		};
	};
