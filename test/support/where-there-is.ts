import type { Test } from 'uvu';

/** Tests that need something of the machine run where it is; in CI they run all the same, and fail where it is missing. */
export const whereThereIs =
	(isThere: boolean) =>
	(test: Test) =>
	(title: string, run: () => Promise<void>): void => {
		if (process.env['CI'] !== undefined || isThere) test(title, run);
		else test.skip(title, run);
	};
