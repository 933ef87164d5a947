/** election.json: what is voted on and under which key. Its bytes are kept as they are: their hash is in every ballot. Spec: SPEC §3.3. */
import {
	array,
	decodeLooseText,
	encodeText,
	literal,
	object,
	optional,
	point,
	string,
} from '../codec.ts';
import type { Codec, Infer } from '../codec.ts';
import { encodePoint, FixedBase, isIdentity } from '../group.ts';
import { sha256Base64, sha256Hex } from '../hash.ts';
import { randomBytes, type RandomBytes } from '../random.ts';
import { ok, problem, ProblemError, type Result } from '../result.ts';
import { BASE58, randomBase58 } from './base58.ts';
import { questionCodec } from './questions/index.ts';
import type { HomomorphicQuestion } from './questions/homomorphic.ts';

const UUID = new RegExp(`^[${BASE58}]{14,64}$`);
const uuid: Codec<string> = {
	decode: (value, place) => {
		if (typeof value === 'string' && UUID.test(value)) return value;
		throw new ProblemError('election.uuid', place, 'at least 14 characters of Base58');
	},
	encode: (value) => value,
};

const definitionCodec = object(
	{
		version: literal(1),
		description: string,
		name: string,
		group: literal('Ed25519'),
		public_key: point,
		questions: array(questionCodec, 1, 200),
		uuid,
		administrator: optional(string),
		credential_authority: optional(string),
	},
	'open',
);
export type Definition = Infer<typeof definitionCodec>;

/** An election as voters and verifiers use it. */
export type Election = {
	readonly definition: Definition;
	/** The very text that was published. */
	readonly text: string;
	/** Unpadded base64 SHA-256 of the text: what ballots and proofs are bound to. */
	readonly fingerprint: string;
	/** The same hash in hex: the name of the record in the archive. */
	readonly hash: string;
	readonly key: FixedBase;
	readonly keyText: string;
};

/** Reads election.json. Problems name the field. */
export function parseElection(text: string): Result<Election> {
	const definition = decodeLooseText(definitionCodec, text);
	if (!definition.ok) return definition;
	const { questions, public_key } = definition.value;
	const wrong = questions.findIndex((q) => !('type' in q) && !boundsFit(q));
	if (wrong >= 0)
		return problem(
			'election.bounds',
			`questions[${wrong}]`,
			'min ≤ max ≤ number of answers must hold',
		);
	if (isIdentity(public_key))
		return problem('election.key', 'public_key', 'the identity is no key: everybody could decrypt');
	return ok(makeElection(definition.value, text));
}

const boundsFit = ({ min, max, answers }: HomomorphicQuestion): boolean =>
	min <= max && max <= answers.length;

const makeElection = (definition: Definition, text: string): Election => ({
	definition,
	text,
	fingerprint: sha256Base64(text),
	hash: sha256Hex(text),
	key: new FixedBase(definition.public_key),
	keyText: encodePoint(definition.public_key),
});

/** The text of an election, with further fields of our own behind the protocol's: ballots commit to them as well. */
export function encodeElection(
	definition: Definition,
	extra: Record<string, unknown> = {},
): string {
	const text = encodeText(definitionCodec, definition);
	const more = JSON.stringify(extra);
	return more === '{}' ? text : `${text.slice(0, -1)},${more.slice(1)}`;
}

/** A new election's identifier. */
export const makeUuid = (rng: RandomBytes = randomBytes): string => randomBase58(14, rng);
