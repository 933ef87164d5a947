/**
 * Acknowledgements: what the server signs when it takes a ballot, before the ballot is published. Spec: SPEC §8.13.
 * One whose ballot never appears in the closed register proves that the server dropped it.
 */
import { bytesToHex, equalBytes, parseHex, utf8ToBytes } from '../bytes.ts';
import { sha256 as defaultSha256 } from '../hash.ts';
import type { Result } from '../result.ts';
import { ProblemError, attempt, ok, problem } from '../result.ts';
import type { Checkpoint } from './checkpoint.ts';
import { encodeCanonicalJson, parseCanonicalJson } from './canonical-json.ts';
import { parseEntry } from './entry.ts';
import { COMMON_FIELDS } from './entry-schema.ts';
import type { Hash, Sha256 } from './merkle.ts';
import { GrowingTree, HASH_BYTES, isSize, leafHash } from './merkle.ts';
import type { SignEd25519, Signer, VerifierKey, VerifyEd25519 } from './verifier-key.ts';
import { isKeyName, signEd25519, verifyEd25519 } from './verifier-key.ts';

export type Acknowledgement = {
	/** Name of the ballot register. */
	readonly origin: string;
	readonly vote: string;
	/** Hash of the ballot, lower-case hex. */
	readonly ballot: string;
	/** Size and root of the register as last published before the ballot was taken. */
	readonly size: number;
	readonly root: Hash;
};

const MAX_ACKNOWLEDGEMENT_BYTES = 4096;

const fieldsOf = ({ origin, vote, ballot, size, root }: Acknowledgement) => ({
	v: 1,
	origin,
	vote,
	ballot,
	size,
	root: bytesToHex(root),
});

// The zero byte keeps the message apart from every note that the register's key signs.
const messageOf = (ack: Acknowledgement): Uint8Array =>
	utf8ToBytes(`viche/ack/v1\0${encodeCanonicalJson(fieldsOf(ack))}`);

const isAcknowledgement = ({ origin, vote, ballot, size, root }: Acknowledgement): boolean =>
	isKeyName(origin) &&
	COMMON_FIELDS.object(vote) &&
	parseHex(ballot)?.length === HASH_BYTES &&
	isSize(size) &&
	root.length === HASH_BYTES;

/**
 * Signs an acknowledgement as the register, whose name is the signer's. @returns canonical JSON
 * @throws RangeError if a field cannot be written
 */
export function makeAcknowledgement(
	statement: Omit<Acknowledgement, 'origin'>,
	register: Signer,
	sign: SignEd25519 = signEd25519,
): string {
	const ack = { ...statement, origin: register.name };
	if (!isAcknowledgement(ack)) throw new RangeError('not a statement to acknowledge');
	const signature = bytesToHex(sign(messageOf(ack), register.seed));
	return encodeCanonicalJson({ ...fieldsOf(ack), signature });
}

/** Reads an acknowledgement and verifies its signature. Codes: json.*, ack.malformed, ack.origin, ack.signature. */
export function openAcknowledgement(
	input: Uint8Array | string,
	register: VerifierKey,
	verify: VerifyEd25519 = verifyEd25519,
): Result<Acknowledgement> {
	const json = parseCanonicalJson(input, MAX_ACKNOWLEDGEMENT_BYTES);
	if (!json.ok) return json;
	return attempt(() => {
		const fields = (json.value ?? {}) as Readonly<Record<string, unknown>>;
		const text = (name: string) => (typeof fields[name] === 'string' ? fields[name] : '');
		const ack: Acknowledgement = {
			origin: text('origin'),
			vote: text('vote'),
			ballot: text('ballot'),
			size: typeof fields['size'] === 'number' ? fields['size'] : -1,
			root: parseHex(text('root')) ?? new Uint8Array(0),
		};
		const signature = parseHex(text('signature'));
		// Writing what was read and comparing covers missing, additional and mistyped fields alike.
		const rewritten = { ...fieldsOf(ack), signature: text('signature') };
		if (
			!isAcknowledgement(ack) ||
			signature?.length !== 64 ||
			encodeCanonicalJson(rewritten) !== encodeCanonicalJson(json.value)
		)
			throw new ProblemError('ack.malformed', '', 'not an acknowledgement');
		if (ack.origin !== register.name)
			throw new ProblemError('ack.origin', 'origin', 'made by another register');
		if (!verify(signature, messageOf(ack), register.publicKey))
			throw new ProblemError('ack.signature', 'signature', 'not by the key of the register');
		return ack;
	});
}

/**
 * What became of an acknowledged ballot:
 * published at an index, pending (the vote is open), omitted (it closed without the ballot), fork (the register had
 * another root at the acknowledged size), rollback (the register is smaller than it was then). The last three are
 * evidence against the server when the checkpoint is the latest.
 */
export type Judgement =
	| { readonly verdict: 'published'; readonly index: number }
	| { readonly verdict: 'pending' | 'omitted' | 'fork' | 'rollback' };

/**
 * Judges an opened acknowledgement by all entries of the register under an opened checkpoint.
 * Codes: ack.origin, ack.entries (the entries do not hash to the checkpoint), and those of parseEntry.
 */
export function judgeAcknowledgement(
	ack: Acknowledgement,
	checkpoint: Checkpoint,
	entries: Iterable<Uint8Array>,
	sha256: Sha256 = defaultSha256,
): Result<Judgement> {
	if (ack.origin !== checkpoint.origin)
		return problem('ack.origin', '', 'made by another register');
	const tree = new GrowingTree(sha256);
	let rootThen: Hash | undefined;
	let published: number | undefined;
	let closed = false;
	for (const bytes of entries) {
		if (tree.size === ack.size) rootThen = tree.root();
		const parsed = parseEntry('ballot', bytes);
		if (!parsed.ok) return parsed;
		const entry = parsed.value;
		if (!closed && entry.object === ack.vote) {
			if (entry.type === 'ballot' && entry.ballot === ack.ballot) published ??= tree.size;
			closed = entry.type === 'close';
		}
		tree.append(leafHash(bytes, sha256));
	}
	if (tree.size === ack.size) rootThen = tree.root();
	if (tree.size !== checkpoint.size || !equalBytes(tree.root(), checkpoint.root))
		return problem('ack.entries', '', 'the entries are not those of the checkpoint');
	if (rootThen === undefined) return ok({ verdict: 'rollback' });
	if (!equalBytes(rootThen, ack.root)) return ok({ verdict: 'fork' });
	if (published !== undefined) return ok({ verdict: 'published', index: published });
	return ok({ verdict: closed ? 'omitted' : 'pending' });
}
