/** A verification that is under way, on another thread. */
import type { Progress } from '../../crypto/verify/options.ts';
import type { Report } from '../../crypto/verify/report.ts';

export type Running = { readonly report: Promise<Report>; readonly stop: () => void };

/** Begins to verify. @param trust - the text of a trust file */
export type Begin = (
	trust: string | undefined,
	onProgress: (progress: Progress) => void,
) => Running;
