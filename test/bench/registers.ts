/** Registers: entries appended, roots, proofs made from tiles and verified. */
import { randomBytes } from 'node:crypto';
import { bytesToHex } from '../../crypto/bytes.ts';
import { sha256 as ourSha256 } from '../../crypto/hash.ts';
import { signCheckpoint } from '../../crypto/register/checkpoint.ts';
import { GrowingTree, rootOfLeaves, type Hash, type Sha256 } from '../../crypto/register/merkle.ts';
import { TileWriter } from '../../crypto/register/tiles.ts';
import { makeRegister } from '../support/registers.ts';
import type { Bench, Group } from './group.ts';
import { benchProofs, platformSha256 } from './register-proofs.ts';

const GROUP = 256;
/** About what a ballot's entry has. */
const ENTRY_BYTES = 300;
const { signer } = makeRegister('bench');

export const registers: Group = {
	name: 'registers',
	run: async (bench) => {
		await benchAppending(bench);
		await benchRoots(bench);
		await benchProofs(bench);
	},
};

/** Appends entries and makes, after every group, the partial tiles and a signed checkpoint. @returns the last checkpoint */
function append(entries: readonly Uint8Array[], group: number, sha256: Sha256): string {
	const writer = new TileWriter(sha256);
	let checkpoint = '';
	for (let at = 0; at < entries.length; at += group) {
		for (const entry of entries.slice(at, at + group)) writer.append(entry);
		writer.partials();
		checkpoint = signCheckpoint({ size: writer.size, root: writer.root() }, signer);
	}
	return checkpoint;
}

async function benchAppending(bench: Bench): Promise<void> {
	const entries = Array.from({ length: bench.size(50_000, 600) }, () => randomBytes(ENTRY_BYTES));
	const few = entries.slice(0, 300);
	await bench.compare({
		title: `append an entry of ${ENTRY_BYTES} bytes and sign`,
		unit: 'entry',
		items: entries,
		trials: [few],
		variants: [
			{ name: 'one by one', run: (some) => append(some, 1, platformSha256), items: few },
			{ name: `in groups of ${GROUP}`, run: (some) => append(some, GROUP, platformSha256) },
			{ name: `in groups of ${GROUP}, our SHA-256`, run: (some) => append(some, GROUP, ourSha256) },
		],
	});
}

/** The roots of a log at these sizes, hashed from scratch each time. */
const rootsFromScratch = (leaves: readonly Hash[], sizes: readonly number[]): string[] =>
	sizes.map((size) => bytesToHex(rootOfLeaves(leaves.slice(0, size), platformSha256)));

/** The same while the log grows. */
function rootsWhileGrowing(leaves: readonly Hash[], sizes: readonly number[]): string[] {
	const tree = new GrowingTree(platformSha256);
	return sizes.map((size) => {
		for (const leaf of leaves.slice(tree.size, size)) tree.append(leaf);
		return bytesToHex(tree.root());
	});
}

async function benchRoots(bench: Bench): Promise<void> {
	const count = bench.size(256, 4);
	const leaves = Array.from({ length: count * GROUP }, () => randomBytes(32));
	const sizes = Array.from({ length: count }, (_, i) => (i + 1) * GROUP);
	await bench.compare({
		title: `root after each ${GROUP} of ${leaves.length} entries`,
		unit: 'root',
		items: sizes,
		trials: [[1, 2, 255, 256, 700]],
		variants: [
			{
				name: 'from scratch',
				run: (some) => rootsFromScratch(leaves, some),
				items: sizes.filter((_, i) => i % (count / 4) === count >> 3),
			},
			{ name: 'while it grows', run: (some) => rootsWhileGrowing(leaves, some) },
		],
	});
}
