import { readdirSync, readFileSync } from 'node:fs';
import { payloadsOf, readRecords } from '../interop/support/archive.ts';

const ROOT = new URL('../vectors/belenios/', import.meta.url);

/** What the archive of a test vector says about decryption; texts as they stand there. */
export type BelVector = {
	readonly election: string;
	readonly trustees: string;
	/** The tally that was decrypted: shuffled parts replaced by the last shuffle. */
	readonly tally: unknown[];
	readonly partials: readonly { readonly owner: number; readonly payload: string }[];
	readonly result: unknown[];
};

/** Reads the archive in a folder of the Belenios vectors. */
export function readBel(folder: string): BelVector {
	const directory = new URL(`${folder}/`, ROOT);
	const name = readdirSync(directory).find((n) => n.endsWith('.bel'));
	if (name === undefined) throw new Error(`no archive in ${folder}`);
	const bel = readFileSync(new URL(name, directory));
	const contents = new Map(readRecords(bel).map((r) => [r.name, r.content]));
	const payload = (hash: string) => contents.get(`${hash}.data.json`)!;
	const last = (type: string) => JSON.parse(payloadsOf(bel, type).at(-1) ?? '{}') as never;
	const setup = last('Setup') as { election: string; trustees: string };
	const owned = payloadsOf(bel, 'PartialDecryption').map(
		(text) => JSON.parse(text) as { owner: number; payload: string },
	);
	return {
		election: payload(setup.election),
		trustees: payload(setup.trustees),
		tally: mixedTally(
			payload((last('EncryptedTally') as { encrypted_tally: string }).encrypted_tally),
			payload((last('Shuffle') as { payload: string }).payload),
			payload(setup.election),
		),
		partials: owned.map(({ owner, payload: hash }) => ({ owner, payload: payload(hash) })),
		result: (last('Result') as { result: unknown[] }).result,
	};
}

function mixedTally(tally: string, shuffle: string | undefined, election: string): unknown[] {
	const parts = JSON.parse(tally) as unknown[];
	const { questions } = JSON.parse(election) as { questions: { type?: string }[] };
	const shuffled = shuffle ? (JSON.parse(shuffle) as { ciphertexts: unknown[] }).ciphertexts : [];
	return parts.map((part, i) =>
		questions[i]!.type === 'NonHomomorphic' && shuffled.length > 0 ? shuffled.shift() : part,
	);
}
