/** Entries of the registers and the chain they form. Spec: SPEC §8.10, §8.11. */
import { bytesToHex, utf8ToBytes } from '../bytes.ts';
import { sha256 as defaultSha256, sha256Hex } from '../hash.ts';
import type { Result } from '../result.ts';
import { ProblemError, attempt, problem } from '../result.ts';
import { MAX_ENTRY_BYTES } from './bundle.ts';
import type { Json } from './canonical-json.ts';
import { encodeCanonicalJson, parseCanonicalJson } from './canonical-json.ts';
import type { Entry, RegisterKind } from './entry-schema.ts';
import { COMMON_FIELDS, SCHEMAS } from './entry-schema.ts';
import type { Sha256 } from './merkle.ts';
import type { VerifierKey } from './verifier-key.ts';
import { encodeVerifierKey } from './verifier-key.ts';

type Fields = Readonly<Record<string, (value: unknown) => boolean>>;

const own = <T>(table: Readonly<Record<string, T>>, key: unknown): T | undefined =>
	(typeof key === 'string' || typeof key === 'number') && Object.hasOwn(table, key)
		? table[key]
		: undefined;

/** @throws ProblemError entry.object, .type, .version, .missing-field, .field, .unknown-field */
function checkEntry(kind: RegisterKind, value: Json): void {
	if (typeof value !== 'object' || value === null || Array.isArray(value))
		throw new ProblemError('entry.object', '', 'an entry is an object');
	const { v, type, ...rest } = value as Readonly<Record<string, Json>>;
	const types: Readonly<Record<string, Readonly<Record<string, Fields>>>> = SCHEMAS[kind];
	const versions = own(types, type);
	if (versions === undefined)
		throw new ProblemError('entry.type', 'type', 'no such entry in this register');
	const schema = typeof v === 'number' ? own(versions, v) : undefined;
	if (schema === undefined)
		throw new ProblemError('entry.version', 'v', 'no such version of this entry');
	const fields: Fields = { ...COMMON_FIELDS, ...schema };
	for (const [name, isValid] of Object.entries(fields)) {
		if (!Object.hasOwn(rest, name))
			throw new ProblemError('entry.missing-field', name, 'the field is missing');
		if (!isValid(rest[name]))
			throw new ProblemError('entry.field', name, 'not a value of this field');
	}
	for (const name of Object.keys(rest))
		if (!Object.hasOwn(fields, name))
			throw new ProblemError('entry.unknown-field', name, 'the entry has no such field');
}

/** The bytes of an entry. @throws RangeError if it does not fit its register's schema. */
export function encodeEntry<K extends RegisterKind>(kind: K, entry: Entry<K>): Uint8Array {
	const checked = attempt(() => checkEntry(kind, entry));
	if (!checked.ok) throw new RangeError(`${checked.error.code} ${checked.error.place}`);
	return utf8ToBytes(encodeCanonicalJson(entry));
}

/**
 * Reads an entry of a register: canonical JSON of a known type and version with exactly its fields.
 * Codes: json.*, entry.object, .type, .version, .missing-field, .field, .unknown-field.
 */
export function parseEntry<K extends RegisterKind>(kind: K, bytes: Uint8Array): Result<Entry<K>> {
	const json = parseCanonicalJson(bytes, MAX_ENTRY_BYTES);
	if (!json.ok) return json;
	return attempt(() => {
		checkEntry(kind, json.value);
		return json.value as unknown as Entry<K>;
	});
}

/** What the first entry of a register names as the one before it: SHA-256 of domain, origin and verifier key, a line each. */
export const genesisHash = (key: VerifierKey): string =>
	sha256Hex(`viche/register/v1\n${key.name}\n${encodeVerifierKey(key)}\n`);

/** What the next entry names: SHA-256 of the bytes of this one, in hex. */
export const hashEntry = (entry: Uint8Array, sha256: Sha256 = defaultSha256): string =>
	bytesToHex(sha256(entry));

/** An entry without what its register adds: version and place in the chain. */
export type NewEntry<K extends RegisterKind> =
	Entry<K> extends infer E ? (E extends unknown ? Omit<E, 'prev' | 'v'> : never) : never;

/** The bytes of the entry that follows a head, and the head after it. @throws RangeError as {@link encodeEntry} */
export function chainEntry<K extends RegisterKind>(
	kind: K,
	head: ChainHead,
	entry: NewEntry<K>,
	sha256: Sha256 = defaultSha256,
): { readonly bytes: Uint8Array; readonly head: ChainHead } {
	const bytes = encodeEntry(kind, { ...entry, v: 1, prev: head.hash } as unknown as Entry<K>);
	return { bytes, head: { size: head.size + 1, hash: hashEntry(bytes, sha256) } };
}

/** Where a chain has been checked to. */
export type ChainHead = {
	/** How many entries were checked. */
	readonly size: number;
	/** The `prev` of the entry that follows. */
	readonly hash: string;
};

export type CheckedChain<K extends RegisterKind> = {
	readonly head: ChainHead;
	readonly entries: Entry<K>[];
};

/**
 * Reads entries that follow a chain's head and checks that each names the hash of the one before it.
 * Begin with `{ size: 0, hash: genesisHash(key) }`; go on with the head returned. The place of a problem names the entry.
 * Codes: those of {@link parseEntry}, chain.prev.
 */
export function verifyChain<K extends RegisterKind>(
	kind: K,
	head: ChainHead,
	entries: Iterable<Uint8Array>,
	sha256: Sha256 = defaultSha256,
): Result<CheckedChain<K>> {
	const checked: Entry<K>[] = [];
	let { size, hash } = head;
	for (const bytes of entries) {
		const entry = parseEntry(kind, bytes);
		if (!entry.ok) {
			const { code, place, message } = entry.error;
			return problem(code, place === '' ? `entry ${size}` : `entry ${size}: ${place}`, message);
		}
		if (entry.value.prev !== hash)
			return problem('chain.prev', `entry ${size}`, 'names another entry as the one before it');
		checked.push(entry.value);
		hash = hashEntry(bytes, sha256);
		size++;
	}
	return { ok: true, value: { head: { size, hash }, entries: checked } };
}
