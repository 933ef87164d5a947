/**
 * What an observer brings along instead of believing the record. Spec: SPEC §10.6.
 */
import {
	array,
	decodeLooseText,
	encodeText,
	hash256,
	hash256Base64,
	integer,
	literal,
	object,
	optional,
	point,
	string,
	type Codec,
	type Infer,
} from '../codec.ts';
import { parsePolicy, type Policy } from '../register/policy.ts';
import { ED25519_KEY, parseVerifierKey, type VerifierKey } from '../register/verifier-key.ts';
import { ProblemError, type Result } from '../result.ts';

const registerKey: Codec<string> = {
	decode: (value, place) => {
		const key = typeof value === 'string' ? parseVerifierKey(value) : undefined;
		if (key?.ok === true && key.value.type === ED25519_KEY) return value as string;
		throw new ProblemError('wire.value', place, 'expected a verifier key of a register');
	},
	encode: (value) => value,
};

const policyText: Codec<string> = {
	decode: (value, place) => {
		const policy = typeof value === 'string' ? parsePolicy(value) : undefined;
		if (policy?.ok === true) return value as string;
		throw new ProblemError('wire.value', place, 'expected the text of a witness policy');
	},
	encode: (value) => value,
};

const trustCodec = object({
	format: literal('viche-trust/v1'),
	/** Fingerprint of election.json. */
	election: optional(hash256Base64),
	/** SHA-256 of manifest.json. */
	manifest: optional(hash256),
	registers: optional(object({ civic: optional(registerKey), ballot: optional(registerKey) })),
	/** Witnesses, and how many of them must have cosigned both registers. */
	policy: optional(policyText),
	/** Keys under which members sign, by their index in the manifest. */
	members: optional(array(object({ index: integer(1), key: point }), 1, 1000)),
	/** Signed checkpoints of either register that were seen before. */
	checkpoints: optional(array(string, 1, 10_000)),
});

/** Everything is optional; what is missing is taken from the record, and the report says so. */
export type Trust = Omit<Infer<typeof trustCodec>, 'format'>;

export const NO_TRUST: Trust = {};

/** Reads a trust file, which people may lay out as they like. Codes: `wire.*`. */
export const parseTrust = (text: string): Result<Trust> => decodeLooseText(trustCodec, text);

/** The text of a trust file. */
export const encodeTrust = (trust: Trust): string =>
	encodeText(trustCodec, { format: 'viche-trust/v1', ...trust });

/** The key of a register that is trusted, if any. */
export function trustedKey(trust: Trust, kind: 'civic' | 'ballot'): VerifierKey | undefined {
	const text = trust.registers?.[kind];
	return text === undefined ? undefined : readVerifierKey(text);
}

/** The witness policy, if any. */
export function trustedPolicy({ policy }: Trust): Policy | undefined {
	if (policy === undefined) return undefined;
	const parsed = parsePolicy(policy);
	if (!parsed.ok) throw new RangeError(`not a policy: ${parsed.error.message}`);
	return parsed.value;
}

function readVerifierKey(text: string): VerifierKey {
	const key = parseVerifierKey(text);
	if (!key.ok) throw new RangeError(`not a verifier key: ${key.error.message}`);
	return key.value;
}
