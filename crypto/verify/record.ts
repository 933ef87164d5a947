/**
 * The files of a published record: one codec each, for who writes them and who reads them. Spec: SPEC §10.1–§10.3.
 *
 * Manifest and result are canonical JSON (§8.9), because their hashes are signed; the other files are ordered JSON (§1.2).
 */
import { MAX_BATCHES } from '../budget/paper.ts';
import { potCodec } from '../budget/pot.ts';
import { bigIntToBytesLE, bytesToBigIntLE, bytesToHex, parseHex } from '../bytes.ts';
import {
	array,
	decodeText,
	encodeText,
	hash256,
	integer,
	literal,
	object,
	optional,
	pointText,
	string,
} from '../codec.ts';
import type { Codec, Infer } from '../codec.ts';
import type { CountResult } from '../count/outcome.ts';
import { strongDecryptionCodec } from '../election/strong-decryption.ts';
import { statementCodec, type Statement } from '../election/trustees/statement.ts';
import { ORDER } from '../group.ts';
import type { Proof } from '../proofs/schnorr.ts';
import { encodeCanonicalJson, parseCanonicalJson, type Json } from '../register/canonical-json.ts';
import { attempt, ProblemError, type Result } from '../result.ts';
import { batchProofCodec, writtenTokenCodec } from '../token/batch.ts';
import { issuerCodec } from '../token/issuer.ts';

const SEGMENT = '[A-Za-z0-9_-][A-Za-z0-9._-]*';
const PATH = new RegExp(`^${SEGMENT}(?:/${SEGMENT})*$`);
/** A path inside the record. */
const path: Codec<string> = {
	decode: (value, place) => {
		if (typeof value === 'string' && value.length <= 200 && PATH.test(value)) return value;
		throw new ProblemError('record.path', place, 'not a path inside the record');
	},
	encode: (value) => value,
};

const registerPlaceCodec = object({ path, key: string });

/** record.json: where everything is. */
export const recordCodec = object({
	format: literal('viche-record/v1'),
	uuid: string,
	archive: path,
	hints: optional(path),
	manifest: path,
	ceremony: path,
	tokens: path,
	decryptions: path,
	openings: path,
	result: path,
	registers: object({ civic: registerPlaceCodec, ballot: registerPlaceCodec }),
	decisions: optional(path),
	pabulib: optional(array(path, 0, 1000)),
	analysis: optional(path),
	paper: optional(path),
});
export type RecordIndex = Infer<typeof recordCodec>;

const memberCodec = object({ index: integer(1, 100), name: string, key: pointText }, 'sorted');

const manifestCodec = object(
	{
		format: literal('viche-manifest/v1'),
		uuid: string,
		title: string,
		pots: array(potCodec, 1, 200),
		trustees: hash256,
		commission: object(
			{ threshold: integer(1, 100), members: array(memberCodec, 1, 100) },
			'sorted',
		),
		issuer: issuerCodec,
		roll: object({ count: integer(0), root: hash256 }, 'sorted'),
		registers: object({ civic: string, ballot: string }, 'sorted'),
		lot: literal('ballot-register-root'),
		dates: object({ opens: integer(0), closes: integer(0) }, 'sorted'),
		/** Who wants to can vote on paper. */
		paper: optional(literal(1)),
	},
	'sorted',
);
/** manifest.json: what a vote is. */
export type Manifest = Infer<typeof manifestCodec>;

/** A message of the key ceremony as it was sent. */
const messageCodec = object({ member: integer(1, 100), step: string, text: string });

/** ceremony.json: what the commission sent each other in public, and its signatures on the parameters. */
export const ceremonyCodec = object({
	format: literal('viche-ceremony/v1'),
	messages: array(messageCodec, 0, 10_000),
	signatures: array(statementCodec, 0, 100),
});
export type Ceremony = Infer<typeof ceremonyCodec>;

/** tokens.json: every redeemed token, in the order of the archive's credentials, and the proof of all. */
export const tokensCodec = object({
	format: literal('viche-tokens/v1'),
	tokens: array(writtenTokenCodec),
	proof: batchProofCodec,
});
export type Tokens = Infer<typeof tokensCodec>;

/** decryptions.json: what binds the decryption, and who signed what. */
export const decryptionsCodec = object({
	format: literal('viche-decryptions/v1'),
	strong: array(strongDecryptionCodec, 0, 100),
	statements: array(statementCodec, 0, 1000),
});
export type Decryptions = Infer<typeof decryptionsCodec>;

const nullCodec: Codec<string | null> = {
	decode: (value, place) => (value === null ? null : hash256.decode(value, place)),
	encode: (value) => value,
};

/** decisions.json: texts of what was decided about the vote. */
export const decisionsCodec = object({
	format: literal('viche-decisions/v1'),
	decisions: array(string, 0, 100_000),
});

/** paper.json: texts of batches of paper ballots. */
export const paperCodec = object({
	format: literal('viche-paper-batches/v1'),
	batches: array(string, 0, MAX_BATCHES),
});

/** openings.json: for each entry of the ballot register the r of its commitment, or null. */
export const openingsCodec = object({
	format: literal('viche-openings/v1'),
	ballot: array(nullCodec),
});
export type Openings = Infer<typeof openingsCodec>;

/** The outcome of one pot. */
export type PotResult = {
	readonly id: string;
	readonly valid: number;
	readonly blank: number;
	readonly spoiled: readonly { readonly code: string; readonly bytes: string }[];
	/** How many valid ballots and forms list each project. */
	readonly totals: Readonly<Record<string, number>>;
	readonly count: CountResult;
};

/** result.json: all of it follows from archive, manifest and registers. */
export type VoteResult = {
	readonly format: 'viche-result/v1';
	readonly uuid: string;
	/** SHA-256 of the whole archive. */
	readonly archive: string;
	readonly ballotRegister: { readonly size: number; readonly root: string };
	/** Ballots in the archive, revotes included; those that count; tokens issued; persons on the roll. */
	readonly cast: number;
	readonly counted: number;
	readonly issued: number;
	readonly roll: number;
	/** What was voted on paper, where the manifest takes it. */
	readonly paper?: { readonly batches: number; readonly forms: number };
	/** The seed of every lot. */
	readonly lot: string;
	readonly pots: readonly PotResult[];
};

/** Files that are read as a whole are not longer. */
export const MAX_FILE_BYTES = 400 * 1024 * 1024;
const LIMITS = { bytes: MAX_FILE_BYTES, depth: 32 };

/** Reads a file of ordered JSON. */
export const parseRecordFile = <T>(codec: Codec<T>, text: string): Result<T> =>
	decodeText(codec, text, LIMITS);
export const encodeRecordFile = <T>(codec: Codec<T>, value: T): string => encodeText(codec, value);

/** The manifest's only text. */
export const encodeManifest = (manifest: Manifest): string =>
	encodeCanonicalJson(manifestCodec.encode(manifest) as Json);

/** Codes: `json.*`, `wire.*`, `pot.amount`. */
export function parseManifest(text: string): Result<Manifest> {
	const json = parseCanonicalJson(text, MAX_FILE_BYTES);
	return json.ok ? attempt(() => manifestCodec.decode(json.value, '')) : json;
}

/** The result's only text. */
export const encodeResult = (result: VoteResult): string => encodeCanonicalJson(result);

/** A signature of a statement as certificate entries hold it: challenge and response, 32 bytes each, least significant first. */
export const encodeSignature = ({ challenge, response }: Proof): string =>
	bytesToHex(bigIntToBytesLE(challenge, 32)) + bytesToHex(bigIntToBytesLE(response, 32));

/** `undefined` unless both are canonical scalars. */
export function parseSignature(text: string): Statement['signature'] | undefined {
	const bytes = parseHex(text);
	if (bytes?.length !== 64) return undefined;
	const challenge = bytesToBigIntLE(bytes.subarray(0, 32));
	const response = bytesToBigIntLE(bytes.subarray(32));
	return challenge < ORDER && response < ORDER ? { challenge, response } : undefined;
}
