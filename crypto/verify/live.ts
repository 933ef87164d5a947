/**
 * Verifies a record that may grow while it is read. Its files are read one after another; what is appended between two of them looks like
 * a contradiction. So nothing is held against a record before its registers stood still from the first file to the last. Spec: SPEC §10.5.
 */
import type { Report } from './report.ts';
import { equalBytes } from '../bytes.ts';
import { readFile, type RecordSource } from './source.ts';
import type { Trust } from './trust.ts';
import { verifyRecord, type RecordOptions } from './verify-record.ts';

/** How often a record is read that never stands still. */
const MAX_READINGS = 4;
const MAX_CHECKPOINT_BYTES = 65_536;

export type LiveReport<S extends RecordSource> = {
	readonly report: Report;
	/** The source of the reading that the report is about. */
	readonly source: S;
};

/**
 * @param openAnew - gives the record as it is now, each time it is called
 * @throws SourceError as {@link verifyRecord}
 */
export async function verifyLiveRecord<S extends RecordSource>(
	openAnew: () => S,
	trust?: Trust,
	options?: RecordOptions,
): Promise<LiveReport<S>> {
	for (let reading = 1; ; reading++) {
		const source = openAnew();
		const watch = watchCheckpoints(source);
		const report = await verifyRecord(watch.source, trust, options);
		const isClean = report.findings.every((f) => f.severity === 'note');
		if (isClean || reading === MAX_READINGS || !(await watch.hasMoved(openAnew())))
			return { report, source };
	}
}

/** The same source, and whether the checkpoints that were read from it are still those of the record. */
function watchCheckpoints(source: RecordSource) {
	const seen = new Map<string, Uint8Array | undefined>();
	const read = async (from: RecordSource, path: string): Promise<Uint8Array | undefined> => {
		const file = await readFile(from, path, MAX_CHECKPOINT_BYTES);
		return file.ok ? file.value : undefined;
	};
	return {
		source: {
			open: async (path: string) => {
				if (path.endsWith('/checkpoint') && !seen.has(path))
					seen.set(path, await read(source, path));
				const bytes = seen.get(path);
				return bytes === undefined ? source.open(path) : once(bytes);
			},
		},
		hasMoved: async (now: RecordSource): Promise<boolean> => {
			for (const [path, before] of seen) {
				const after = await read(now, path);
				if (before && after && !equalBytes(before, after)) return true;
			}
			return false;
		},
	};
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
	yield await Promise.resolve(bytes);
}
