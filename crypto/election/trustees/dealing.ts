/**
 * Step 3 of the key ceremony: every member deals. It publishes the coefficients of a secret polynomial as multiples of G, signs
 * them together with all certificates, and sends every member its share. Spec: SPEC §4.4; Pedersen 1991.
 */
import {
	array,
	decodeText,
	encodeText,
	object,
	point,
	scalar,
	string,
	type Infer,
} from '../../codec.ts';
import { encodePoints, equalPoints, G, isIdentity, type Point } from '../../group.ts';
import { sha256Base64 } from '../../hash.ts';
import { proofCodec, type Proof } from '../../proofs/schnorr.ts';
import { randomBytes, type RandomBytes } from '../../random.ts';
import { err, ok, type Result } from '../../result.ts';
import { MAX_MEMBERS, readCertificates, type Ceremony, type Certificate } from './certificate.ts';
import {
	sendMessage,
	signedMessageCodec,
	signMessage,
	signText,
	verifyMessage,
	verifyText,
	type ChannelKeys,
	type SignedMessage,
} from './channel.ts';
import { blame, complaint, complaintsOf, valuesOf, type Complaint } from './complaint.ts';
import type { Cipher } from './envelope.ts';
import { evaluate, randomPolynomial } from './polynomial.ts';

const coefexpsCodec = object({ coefexps: array(point, 1, MAX_MEMBERS) });
const certsCodec = object({ certs: array(signedMessageCodec) });
export const polynomialContentCodec = object({ polynomial: array(scalar, 1, MAX_MEMBERS) });
export const shareCodec = object({ secret: scalar });

/** What a member sends to the server in step 3; `polynomial` and `secrets` are envelopes. */
export const dealingCodec = object({
	polynomial: string,
	secrets: array(string, 1, MAX_MEMBERS),
	coefexps: signedMessageCodec,
	signature: proofCodec,
});
export type Dealing = Infer<typeof dealingCodec>;

/** How a member writes envelopes, and where randomness comes from. */
export type DealOptions = { readonly cipher?: Cipher; readonly rng?: RandomBytes };

/** The hash of all certificates in unpadded base64: names the ceremony in what members sign outside its wire format. */
export const ceremonyHash = (certs: readonly SignedMessage[]): string =>
	sha256Base64(encodeText(certsCodec, { certs: [...certs] }));

/** "certs_sig|" ‖ JSON {"certs":[…],"coefexps":[…]}: ties a member's coefficients to the certificates it has seen. */
function dealingText(certs: readonly SignedMessage[], coefexps: readonly Point[]): string {
	const head = encodeText(certsCodec, { certs: [...certs] }).slice(0, -1);
	return `certs_sig|${head},"coefexps":${JSON.stringify(encodePoints(coefexps))}}`;
}

/** Step 3 for member `index`. Complains as step 2 does, and with `ceremony.own-certificate` when its own is not the one it made. */
export function makeDealing(
	ceremony: Ceremony,
	index: number,
	keys: ChannelKeys,
	certs: readonly SignedMessage[],
	{ cipher = 'gcm', rng = randomBytes }: DealOptions = {},
): Result<Dealing, Complaint[]> {
	const certificates = readCertificates(ceremony, certs);
	if (!certificates.ok) return certificates;
	const own = checkOwnCertificate(certificates.value, index, keys);
	if (own) return err([own]);
	const polynomial = randomPolynomial(ceremony.threshold, rng);
	const coefexps = polynomial.map((a) => G.multiply(a));
	const send = (to: Point, message: string) => sendMessage(keys.signing, to, message, cipher, rng);
	return ok({
		polynomial: send(keys.encryption, encodeText(polynomialContentCodec, { polynomial })),
		secrets: certificates.value.map(({ encryption }, j) =>
			send(encryption, encodeText(shareCodec, { secret: evaluate(polynomial, j + 1) })),
		),
		coefexps: signMessage(keys.signing, encodeText(coefexpsCodec, { coefexps }), rng),
		signature: signText(keys.signing, dealingText(certs, coefexps), rng),
	});
}

/** A complaint when the certificate at a member's place is not its own: somebody stands in its place. */
export function checkOwnCertificate(
	certificates: readonly Certificate[],
	index: number,
	{ verification, encryption }: ChannelKeys,
): Complaint | undefined {
	const own = certificates[index - 1];
	if (own && equalPoints(own.verification, verification) && equalPoints(own.encryption, encryption))
		return undefined;
	return {
		code: 'ceremony.own-certificate',
		place: `certs[${index - 1}]`,
		message: 'the certificate at this place is not the one made here',
	};
}

/** The public part of a dealing, with the certificates it was made for. */
export type PublicDealing = {
	readonly certs: readonly SignedMessage[];
	readonly coefexps: SignedMessage;
	readonly signature: Proof;
};

/**
 * The coefficients, as multiples of G, that member `index` signed.
 * Codes: `wire.*`, `ceremony.{coefexps-signature,degree,identity-coefficient,dealing-signature}`.
 */
export function readCoefexps(
	{ threshold }: Ceremony,
	{ verification }: Certificate,
	index: number,
	{ certs, coefexps, signature }: PublicDealing,
): Result<Point[], Complaint[]> {
	const place = `coefexps[${index - 1}]`;
	const reject = (code: string, message: string, at = place) =>
		err([complaint(index, code, at, message)]);
	if (!verifyMessage(verification, coefexps))
		return reject('ceremony.coefexps-signature', 'the coefficients are not signed by it');
	const read = decodeText(coefexpsCodec, coefexps.message);
	if (!read.ok) return err([blame(index, `${place}.message`, read.error)]);
	const points = read.value.coefexps;
	if (points.length !== threshold)
		return reject('ceremony.degree', `${points.length} coefficients instead of ${threshold}`);
	if (points.some(isIdentity)) return reject('ceremony.identity-coefficient', 'one is zero');
	if (!verifyText(verification, dealingText(certs, points), signature))
		return reject(
			'ceremony.dealing-signature',
			'certificates and coefficients are not signed together by it',
			`signatures[${index - 1}]`,
		);
	return ok(points);
}

/** Certificates and coefficients of all members. */
export type ReadDealings = {
	readonly certificates: readonly Certificate[];
	readonly coefexps: readonly (readonly Point[])[];
};

/** Reads what all members have certified and dealt. Codes: those of steps 2 and 3, `ceremony.input-size`. */
export function readDealings(
	ceremony: Ceremony,
	certs: readonly SignedMessage[],
	coefexps: readonly SignedMessage[],
	signatures: readonly Proof[],
): Result<ReadDealings, Complaint[]> {
	const certificates = readCertificates(ceremony, certs);
	if (!certificates.ok) return certificates;
	if (coefexps.length !== ceremony.size || signatures.length !== ceremony.size)
		return err([inputSizeComplaint]);
	const read = certificates.value.map((certificate, i) =>
		readCoefexps(ceremony, certificate, i + 1, {
			certs,
			coefexps: coefexps[i]!,
			signature: signatures[i]!,
		}),
	);
	const complaints = complaintsOf(read);
	return complaints.length > 0
		? err(complaints)
		: ok({ certificates: certificates.value, coefexps: valuesOf(read) });
}

export const inputSizeComplaint: Complaint = {
	code: 'ceremony.input-size',
	place: '',
	message: 'not one item for every member',
};
