/** trustees.json: who holds the election's key together. Spec: SPEC §4.6. */
import { array, decodeText, literal, tuple, type Codec } from '../../codec.ts';
import { encodePoint, FixedBase, isIdentity, sumPoints, type Point } from '../../group.ts';
import { err, ok, ProblemError, type Problem, type Result } from '../../result.ts';
import { trusteeKeyCodec, verifyPossession, type TrusteeKey } from './single.ts';
import {
	readThreshold,
	thresholdCodec,
	type ThresholdGroup,
	type ThresholdParameters,
} from './threshold.ts';

export type TrusteeEntry =
	readonly ['Single', TrusteeKey] | readonly ['Pedersen', ThresholdParameters];

const singleCodec = tuple(literal('Single'), trusteeKeyCodec);
const thresholdEntryCodec = tuple(literal('Pedersen'), thresholdCodec);

const entryCodec: Codec<TrusteeEntry> = {
	decode: (value, place) => {
		const kind: unknown = Array.isArray(value) ? value[0] : undefined;
		if (kind === 'Single') return singleCodec.decode(value, place);
		if (kind === 'Pedersen') return thresholdEntryCodec.decode(value, place);
		throw new ProblemError('wire.value', place, 'expected ["Single", …] or ["Pedersen", …]');
	},
	encode: (entry) =>
		entry[0] === 'Single' ? singleCodec.encode([...entry]) : thresholdEntryCodec.encode([...entry]),
};
export const trusteesCodec: Codec<TrusteeEntry[]> = array(entryCodec, 1, 100);

/** Somebody who decrypts, with the number that partial decryptions carry. */
export type Owner = {
	/** Counts from 1 through the file; every member of a group takes one. */
	readonly owner: number;
	/** Index of the entry in the file. */
	readonly entry: number;
	/** The place in its group, from 1; none for a trustee who holds a key alone. */
	readonly member?: number;
	readonly name?: string;
	/** The key that factors are proved against. */
	readonly key: FixedBase;
	/** The key that statements are signed with: the certified one of a member, else the key itself. */
	readonly signingKey: Point;
};

/** Everybody of one entry must decrypt, or any `threshold` of them. */
export type Quorum = { readonly owners: readonly Owner[]; readonly threshold: number };

/** trustees.json, fully checked. */
export type Trustees = {
	readonly electionKey: Point;
	readonly quorums: readonly Quorum[];
	/** All owners in order: owner number o stands at index o − 1. */
	readonly owners: readonly Owner[];
};

/**
 * Reads trustees.json and checks everything in it.
 * Codes: `wire.*`, `trustee.{possession,unexpected-signature,duplicate-key}`, `trustees.identity-key`, `ceremony.*`.
 */
export function parseTrustees(text: string): Result<Trustees, Problem[]> {
	const entries = decodeText(trusteesCodec, text);
	return entries.ok ? readTrustees(entries.value) : err([entries.error]);
}

/** Checks entries; problems are placed as `[2].certs[0]`. */
export function readTrustees(entries: readonly TrusteeEntry[]): Result<Trustees, Problem[]> {
	const quorums: Quorum[] = [];
	const shares: Point[] = [];
	const problems: Problem[] = [];
	let first = 1;
	entries.forEach((entry, i) => {
		const read = entry[0] === 'Single' ? readSingle(entry[1]) : readThreshold(entry[1]);
		if (!read.ok) {
			problems.push(...read.error.map((p) => ({ ...p, place: `[${i}].${p.place}` })));
			return;
		}
		shares.push(read.value.publicKey);
		quorums.push(makeQuorum(read.value, i, first));
		first += quorums.at(-1)!.owners.length;
	});
	if (problems.length > 0) return err(problems);
	const electionKey = sumPoints(shares);
	const owners = quorums.flatMap((q) => q.owners);
	const wrong = [...duplicateKeys(owners), ...identityKey(electionKey)];
	return wrong.length > 0 ? err(wrong) : ok({ electionKey, quorums, owners });
}

type Single = { readonly publicKey: Point; readonly name?: string };

function readSingle(key: TrusteeKey): Result<Single, Problem[]> {
	const reject = (code: string, place: string, message: string) => err([{ code, place, message }]);
	if (!verifyPossession(key))
		return reject('trustee.possession', 'pok', 'the proof of possession does not hold');
	if (key.signature)
		return reject('trustee.unexpected-signature', 'signature', 'only members of a group sign');
	return ok({ publicKey: key.public_key, ...named(key) });
}

const named = ({ name }: { name?: string }): { name?: string } =>
	name === undefined ? {} : { name };

function makeQuorum(read: Single | ThresholdGroup, entry: number, first: number): Quorum {
	if (!('ceremony' in read)) {
		const { publicKey, ...rest } = read;
		const key = new FixedBase(publicKey);
		return { owners: [{ owner: first, entry, ...rest, key, signingKey: publicKey }], threshold: 1 };
	}
	const owners = read.verificationKeys.map((key, j) => ({
		owner: first + j,
		entry,
		member: j + 1,
		...named(key),
		key: new FixedBase(key.public_key),
		signingKey: read.certificates[j]!.verification,
	}));
	return { owners, threshold: read.ceremony.threshold };
}

function duplicateKeys(owners: readonly Owner[]): Problem[] {
	const seen = new Set<string>();
	return owners.flatMap(({ owner, entry, key }) => {
		const text = encodePoint(key.point);
		const known = seen.has(text);
		seen.add(text);
		const message = `trustee ${owner} has the key of another one`;
		return known ? [{ code: 'trustee.duplicate-key', place: `[${entry}]`, message }] : [];
	});
}

const identityKey = (key: Point): Problem[] =>
	isIdentity(key)
		? [{ code: 'trustees.identity-key', place: '', message: 'the keys cancel each other' }]
		: [];
