import { useKernel } from '../../crypto/curve/arithmetic.ts';
import type { LoadLine } from './load/drive.ts';
import type { Comparison } from './measure.ts';

/** What a group is given: how large to be, and who measures. */
export type Bench = {
	/** The size to use: the first in a full run, the second in a quick one. */
	readonly size: (full: number, quick: number) => number;
	readonly compare: <Item, Result>(comparison: Comparison<Item, Result>) => Promise<void>;
	/** Takes down how a server kept up: nothing is compared there. */
	readonly report: (line: LoadLine) => void;
	/** Takes down something else that was measured, in a sentence. */
	readonly note: (sentence: string) => void;
};

/** Measurements that belong together. */
export type Group = { readonly name: string; readonly run: (bench: Bench) => Promise<void> };

/** For a variant that does its arithmetic in BigInt. */
export const WITHOUT_KERNEL = {
	before: () => useKernel(false),
	after: () => useKernel(true),
};
