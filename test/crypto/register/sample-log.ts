import { hash } from 'node:crypto';
import { utf8ToBytes } from '../../../crypto/bytes.ts';
import type { Hash } from '../../../crypto/register/merkle.ts';
import type { FetchFile } from '../../../crypto/register/tile-reader.ts';
import { logFiles } from '../../../crypto/register/tiles.ts';

/** The platform's SHA-256, faster than the default. */
export const platformSha256 = (bytes: Uint8Array): Uint8Array => hash('sha256', bytes, 'buffer');

export type SampleLog = { files: Map<string, Uint8Array>; size: number; root: Hash };

/** A log of `size` entries `entry 0`, `entry 1`, … with entry `changed`, if given, different. */
export function sampleLog(size: number, changed?: number): SampleLog {
	const files = new Map<string, Uint8Array>();
	const entries = Array.from({ length: size }, (_, i) =>
		utf8ToBytes(`entry ${i}${i === changed ? ' changed' : ''}`),
	);
	const generator = logFiles(entries, platformSha256);
	for (;;) {
		const next = generator.next();
		if (next.done) return { files, size, root: next.value.root() };
		files.set(next.value.path, next.value.bytes);
	}
}

/** Serves the files of a log, and remembers which were asked for. */
export function serve(files: ReadonlyMap<string, Uint8Array>): {
	fetch: FetchFile;
	asked: string[];
} {
	const asked: string[] = [];
	return {
		asked,
		fetch: (path) => {
			asked.push(path);
			return Promise.resolve(files.get(path));
		},
	};
}
