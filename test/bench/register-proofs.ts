/** Inclusion and consistency proofs of a large log, made from its tiles and verified. */
import { createHash } from 'node:crypto';
import { bytesToHex, utf8ToBytes } from '../../crypto/bytes.ts';
import { sha256 as ourSha256 } from '../../crypto/hash.ts';
import { leafHash, type Hash, type Sha256 } from '../../crypto/register/merkle.ts';
import {
	verifyConsistency,
	verifyInclusion,
	type TreeHead,
} from '../../crypto/register/merkle-proof.ts';
import { TileReader } from '../../crypto/register/tile-reader.ts';
import { TileWriter, type TileFile } from '../../crypto/register/tiles.ts';
import { unwrap } from '../support/ceremony.ts';
import type { Bench } from './group.ts';

/** The platform's, which the server uses. */
export const platformSha256: Sha256 = (bytes) => createHash('sha256').update(bytes).digest();

const VERIFIERS = [
	['platform SHA-256', platformSha256],
	['our SHA-256', ourSha256],
] as const;

type Log = { readonly head: TreeHead; readonly files: ReadonlyMap<string, Uint8Array> };

const entryOf = (index: number): Uint8Array => utf8ToBytes(`entry ${index}`);

/** The tiles of a log; its entries are not kept. */
function makeLog(size: number): Log {
	const writer = new TileWriter(platformSha256);
	const files = new Map<string, Uint8Array>();
	const keep = (made: readonly TileFile[]) => {
		for (const { path, bytes } of made)
			if (!path.startsWith('tile/entries/')) files.set(path, bytes);
	};
	for (let index = 0; index < size; index++) keep(writer.append(entryOf(index)));
	keep(writer.partials());
	return { head: { size, root: writer.root() }, files };
}

const openLog = async ({ head, files }: Log): Promise<TileReader> =>
	unwrap(
		await TileReader.open(head, (path) => Promise.resolve(files.get(path)), {
			sha256: platformSha256,
		}),
	);

type Prove = (reader: TileReader, at: number) => Promise<Hash[]>;
const proveInclusion: Prove = async (reader, index) => unwrap(await reader.proveInclusion(index));
const proveConsistency: Prove = async (reader, size) => unwrap(await reader.proveConsistency(size));

export async function benchProofs(bench: Bench): Promise<void> {
	const size = bench.size(1_000_000, 3_000) + 77;
	const log = makeLog(size);
	const places = Array.from({ length: bench.size(500, 10) }, (_, i) => (i * 7_654_321) % size);
	await benchMaking(bench, log, 'an inclusion proof', places, proveInclusion);
	await benchMaking(bench, log, 'a consistency proof', places, proveConsistency);
	await benchVerifying(bench, log, places);
}

async function benchMaking(
	bench: Bench,
	log: Log,
	what: string,
	places: readonly number[],
	prove: Prove,
): Promise<void> {
	const reader = await openLog(log);
	const inTurn = async (some: readonly number[], open: () => Promise<TileReader> | TileReader) => {
		const proofs: Hash[][] = [];
		for (const place of some) proofs.push(await prove(await open(), place));
		return proofs;
	};
	await bench.compare({
		title: `make ${what}, ${log.head.size} entries`,
		unit: 'proof',
		items: places,
		trials: [places.slice(0, 5)],
		factsOf: (proofs: readonly (readonly Hash[])[]) => proofs.map((p) => p.map(bytesToHex)),
		variants: [
			{
				name: 'log opened anew, every tile checked',
				run: (some) => inTurn(some, () => openLog(log)),
				items: places.slice(0, 20),
			},
			{ name: 'log kept open', run: (some) => inTurn(some, () => reader) },
		],
	});
}

/** Proofs for one place; the leaf and the older head are what they are about. */
type Proven = {
	readonly index: number;
	readonly leaf: Hash;
	readonly inclusion: readonly Hash[];
	readonly older: TreeHead;
	readonly consistency: readonly Hash[];
};

async function proveAt(reader: TileReader, index: number): Promise<Proven> {
	return {
		index,
		leaf: leafHash(entryOf(index), platformSha256),
		inclusion: await proveInclusion(reader, index),
		older: { size: index, root: unwrap(await reader.readRoot(index)) },
		consistency: await proveConsistency(reader, index),
	};
}

async function benchVerifying(bench: Bench, log: Log, places: readonly number[]): Promise<void> {
	const { head } = log;
	const reader = await openLog(log);
	const proven: Proven[] = [];
	for (const index of places.slice(1)) proven.push(await proveAt(reader, index));
	const [first, second] = proven as [Proven, Proven];
	const swapped = { ...first, inclusion: second.inclusion, consistency: second.consistency };
	const measured = { unit: 'proof', items: proven, trials: [[first, swapped, second]] };
	await bench.compare({
		...measured,
		title: `verify an inclusion proof, ${head.size} entries`,
		variants: VERIFIERS.map(([name, sha256]) => ({
			name,
			run: (some: readonly Proven[]) =>
				some.map(
					({ index, leaf, inclusion: proof }) =>
						verifyInclusion({ index, size: head.size, leaf, proof, root: head.root }, sha256).ok,
				),
		})),
	});
	await bench.compare({
		...measured,
		title: `verify a consistency proof, ${head.size} entries`,
		variants: VERIFIERS.map(([name, sha256]) => ({
			name,
			run: (some: readonly Proven[]) =>
				some.map(
					({ older, consistency }) => verifyConsistency(older, head, consistency, sha256).ok,
				),
		})),
	});
}
