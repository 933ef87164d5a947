import { readFileSync } from 'node:fs';
import { utf8ToBytes } from '../../../crypto/bytes.ts';
import { hexToBytes } from '@noble/hashes/utils.js';

type Vectors = {
	firstEntries: string[];
	leafHashes: string[];
	roots: { size: number; root: string }[];
	inclusion: { index: number; size: number; proof: string[] }[];
	consistency: { old: number; size: number; proof: string[] }[];
	tiles: { path: string; size: number; bytes: number; sha256: string }[];
	tilePaths: { level: number; n: number; width: number; path: string }[];
	note: {
		logSeed: string;
		logVkey: string;
		witnessSeed: string;
		witnessVkey: string;
		witnessTime: number;
		checkpoint257: string;
		checkpoint600: string;
		cosignatureLine600: string;
		cosignedMessage600: string;
		addCheckpointBody: string;
		policy: string;
		proof300: string;
		specExampleNote: string;
		specExampleVkey: string;
	};
};

/** Test data made by golang.org/x/mod. */
export const vectors = JSON.parse(
	readFileSync(new URL('../../vectors/tlog/tlog-vectors.json', import.meta.url), 'utf8'),
) as Vectors;

/** Entry `i` of the log that the vectors are about. */
export function entryOf(i: number): Uint8Array {
	const first = vectors.firstEntries[i];
	return first === undefined ? utf8ToBytes(`entry ${i}`) : hexToBytes(first);
}
