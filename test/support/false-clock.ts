/** Processes whose clock a test sets, by Debian's libfaketime. */
import { globSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { whereThereIs } from './where-there-is.ts';

const [LIBRARY] = globSync('/usr/lib/*/faketime/libfaketimeMT.so.1');

/** Tests with a false clock run where there is one; in CI a missing one fails them. */
export const withFalseClocks = whereThereIs(LIBRARY !== undefined);

export type FalseClock = {
	readonly environment: Readonly<Record<string, string>>;
	/** POSIX seconds. From there it goes on as clocks do. */
	readonly set: (now: number) => Promise<void>;
};

/** @param folder - where what the clock shows is written */
export function makeFalseClock(folder: string): FalseClock {
	if (LIBRARY === undefined) throw new Error('libfaketime is not installed');
	const file = join(folder, 'clock');
	return {
		environment: {
			LD_PRELOAD: LIBRARY,
			FAKETIME_TIMESTAMP_FILE: file,
			FAKETIME_NO_CACHE: '1',
			DONT_FAKE_MONOTONIC: '1',
		},
		set: (now) => {
			const ahead = Math.round(now - Date.now() / 1000);
			return writeFile(file, `${ahead < 0 ? '' : '+'}${ahead}\n`);
		},
	};
}
