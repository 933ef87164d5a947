/**
 * Steps 4 and 6 of the key ceremony: the server hands the dealings round and puts the parameters of the group together, which
 * anybody checks. The server is trusted with nothing. Spec: SPEC §4.4.
 */
import { array, integer, object, type Infer } from '../../codec.ts';
import { encodePoint, equalPoints, sumPoints, type Point } from '../../group.ts';
import { proofCodec } from '../../proofs/schnorr.ts';
import { err, ok, type Result } from '../../result.ts';
import { MAX_MEMBERS, readCertificates, type Ceremony, type Certificate } from './certificate.ts';
import { signedMessageCodec, verifyText, type SignedMessage } from './channel.ts';
import { complaint, type Complaint } from './complaint.ts';
import {
	inputSizeComplaint,
	readCoefexps,
	readDealings,
	type Dealing,
	type ReadDealings,
} from './dealing.ts';
import type { MemberInput, MemberOutput } from './member.ts';
import { evaluateInExponent } from './polynomial.ts';
import { trusteeKeyCodec, verifyPossession, type TrusteeKey } from './single.ts';

/** What is published of a threshold group, one item a member in each list. */
export const thresholdCodec = object({
	threshold: integer(1, MAX_MEMBERS),
	certs: array(signedMessageCodec, 1, MAX_MEMBERS),
	coefexps: array(signedMessageCodec, 1, MAX_MEMBERS),
	signatures: array(proofCodec, 1, MAX_MEMBERS),
	verification_keys: array(trusteeKeyCodec, 1, MAX_MEMBERS),
});
export type ThresholdParameters = Infer<typeof thresholdCodec>;

/** A checked group: its share of the election key, and every member's certified keys. */
export type ThresholdGroup = ReadDealings & {
	readonly ceremony: Ceremony;
	readonly publicKey: Point;
	readonly verificationKeys: readonly TrusteeKey[];
};

/** What a dealing says in public is checked when it arrives; its shares only their recipients can open. */
export function checkDealing(
	ceremony: Ceremony,
	certs: readonly SignedMessage[],
	index: number,
	{ secrets, coefexps, signature }: Dealing,
): Complaint[] {
	const certificates = readCertificates(ceremony, certs);
	if (!certificates.ok) return certificates.error;
	const certificate = certificates.value[index - 1];
	if (!certificate) throw new RangeError('no such member');
	if (secrets.length !== ceremony.size)
		return [complaint(index, 'ceremony.shares', 'secrets', 'not one share for every member')];
	const read = readCoefexps(ceremony, certificate, index, { certs, coefexps, signature });
	return read.ok ? [] : read.error;
}

/** Step 4: what every member gets. @throws RangeError unless every dealing has a share for every member. */
export function routeDealings(dealings: readonly Dealing[]): MemberInput[] {
	if (dealings.some((d) => d.secrets.length !== dealings.length))
		throw new RangeError('a dealing without a share for every member');
	const coefexps = dealings.map((d) => d.coefexps);
	const signatures = dealings.map((d) => d.signature);
	return dealings.map(({ polynomial }, j) => ({
		polynomial,
		secrets: dealings.map((d) => d.secrets[j]!),
		coefexps,
		signatures,
	}));
}

/** Step 6: the parameters of the group. Complains as {@link readThreshold} does. */
export function assembleThreshold(
	{ threshold }: Ceremony,
	certs: readonly SignedMessage[],
	dealings: readonly Dealing[],
	outputs: readonly MemberOutput[],
): Result<ThresholdParameters, Complaint[]> {
	const parameters = {
		threshold,
		certs: [...certs],
		coefexps: dealings.map((d) => d.coefexps),
		signatures: dealings.map((d) => d.signature),
		verification_keys: outputs.map((o) => o.public_key),
	};
	const group = readThreshold(parameters);
	return group.ok ? ok(parameters) : group;
}

/**
 * Checks the parameters of a group: certificates, signed coefficients, and for every member that its key is the one that follows
 * from all coefficients, is known to it and is signed by it.
 * Codes: those of steps 2 and 3, `ceremony.{input-size,key,possession,key-signature}`.
 */
export function readThreshold(
	parameters: ThresholdParameters,
): Result<ThresholdGroup, Complaint[]> {
	const { threshold, certs, coefexps, signatures, verification_keys } = parameters;
	const ceremony = { size: certs.length, threshold };
	const dealings = readDealings(ceremony, certs, coefexps, signatures);
	if (!dealings.ok) return dealings;
	if (verification_keys.length !== ceremony.size) return err([inputSizeComplaint]);
	const sums = sumCoefficients(dealings.value.coefexps);
	const complaints = verification_keys.flatMap((key, i) =>
		checkKey(i + 1, dealings.value.certificates[i]!, key, evaluateInExponent(sums, i + 1)),
	);
	if (complaints.length > 0) return err(complaints);
	return ok({
		ceremony,
		...dealings.value,
		publicKey: sums[0]!,
		verificationKeys: verification_keys,
	});
}

/** Checks the key that a member gives in step 5 when it arrives. Codes as {@link readThreshold}. */
export function checkMemberKey(
	ceremony: Ceremony,
	certs: readonly SignedMessage[],
	dealings: readonly Dealing[],
	index: number,
	key: TrusteeKey,
): Complaint[] {
	const read = readDealings(
		ceremony,
		certs,
		dealings.map((d) => d.coefexps),
		dealings.map((d) => d.signature),
	);
	if (!read.ok) return read.error;
	const { certificates, coefexps } = read.value;
	const expected = evaluateInExponent(sumCoefficients(coefexps), index);
	return checkKey(index, certificates[index - 1]!, key, expected);
}

/** Σ_i A_i,t for every t: the coefficients of the polynomial that the group shares. */
const sumCoefficients = (coefexps: readonly (readonly Point[])[]): Point[] =>
	coefexps[0]!.map((_, t) => sumPoints(coefexps.map((a) => a[t]!)));

function checkKey(
	index: number,
	{ verification }: Certificate,
	key: TrusteeKey,
	expected: Point,
): Complaint[] {
	const reject = (code: string, field: string, message: string) => [
		complaint(index, code, `verification_keys[${index - 1}].${field}`, message),
	];
	if (!equalPoints(key.public_key, expected))
		return reject('ceremony.key', 'public_key', 'the key does not follow from the coefficients');
	if (!verifyPossession(key))
		return reject('ceremony.possession', 'pok', 'the proof of possession does not hold');
	if (!key.signature || !verifyText(verification, encodePoint(key.public_key), key.signature))
		return reject('ceremony.key-signature', 'signature', 'the key is not signed by it');
	return [];
}
