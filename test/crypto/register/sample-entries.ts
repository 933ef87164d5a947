import { bytesToHex } from '../../../crypto/bytes.ts';
import { sha256Hex, sha256Text } from '../../../crypto/hash.ts';
import { encodeEntry, genesisHash, hashEntry } from '../../../crypto/register/entry.ts';
import type { Entry, RegisterKind } from '../../../crypto/register/entry-schema.ts';
import { ED25519_KEY, verifierKeyOf } from '../../../crypto/register/verifier-key.ts';

export const register = { name: 'demo.example/ballots', seed: sha256Text('register') };
export const registerKey = verifierKeyOf(register, ED25519_KEY);
export const genesis = { size: 0, hash: genesisHash(registerKey) };

const h = sha256Hex;
const at = 1_800_000_000;
const object = 'pb-2027';

/** One entry of every type. */
export const samples = {
	civic: [
		{ v: 1, type: 'process', object, hash: h('process'), at },
		{ v: 1, type: 'phase', object, phase: 'submission', at },
		{ v: 1, type: 'document', object, document: 'rules', version: 2, hash: h('rules'), at },
		{ v: 1, type: 'roll', object, count: 1000, root: h('roll'), at },
		{ v: 1, type: 'ceremony', object, member: 1, step: 'public-key', hash: h('key'), at },
		{ v: 1, type: 'manifest', object, hash: h('manifest'), at },
		{ v: 1, type: 'issuance', object, position: 0, c: h('person'), request: h('blinded') },
		{ v: 1, type: 'signature', object, c: h('signer'), nullifier: h('token') },
		{ v: 1, type: 'withdrawal', object, ref: 7 },
		{ v: 1, type: 'answer', object, c: h('answer'), nullifier: h('person') },
		{ v: 1, type: 'sealed', object, c: h('bid') },
		{ v: 1, type: 'paper', object, batch: 1, ballots: 50, hash: h('sheet'), at },
		{ v: 1, type: 'close', object, ballots: 700, size: 900, root: h('root'), at },
		{ v: 1, type: 'tally', object, part: 'result', hash: h('result'), at },
		{
			v: 1,
			type: 'certificate',
			object,
			member: 1,
			result: h('result'),
			verdict: 'certified',
			signature: bytesToHex(new Uint8Array(64)),
			at,
		},
		{
			v: 1,
			type: 'attestation',
			object,
			register: 'ballot',
			size: 900,
			root: h('root'),
			opened: 899,
			redacted: 1,
			hash: h('report'),
			at,
		},
		{ v: 1, type: 'redaction', object, ref: 6, basis: 'request', by: 'secretary' },
		{ v: 1, type: 'decision', object, hash: h('decision'), at },
	],
	ballot: [
		{ v: 1, type: 'ballot', object, ballot: h('b1'), nullifier: h('t1'), c: h('c1') },
		{ v: 1, type: 'audited', object, ballot: h('b2'), c: h('c2') },
		{ v: 1, type: 'close', object, ballots: 1, audited: 1 },
		{ v: 1, type: 'redaction', object, ref: 0, basis: 'retention', by: 'secretary' },
	],
} as const satisfies { [K in RegisterKind]: readonly Unchained<Entry<K>>[] };

/** An entry before it is given its place in the chain. */
export type Unchained<E> = E extends unknown ? Omit<E, 'prev'> : never;

/** The bytes of a chain of entries, from the genesis on. */
export function chain<K extends RegisterKind>(
	kind: K,
	entries: readonly Unchained<Entry<K>>[],
): Uint8Array[] {
	let prev = genesis.hash;
	return entries.map((entry) => {
		const bytes = encodeEntry(kind, { ...entry, prev } as unknown as Entry<K>);
		prev = hashEntry(bytes);
		return bytes;
	});
}
