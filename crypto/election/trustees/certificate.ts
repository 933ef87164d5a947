/** Steps 1 and 2 of the key ceremony: every member certifies its keys, everybody checks all certificates. Spec: SPEC §4.4. */
import {
	decodeText,
	encodeText,
	integer,
	literal,
	object,
	point,
	type Infer,
} from '../../codec.ts';
import { encodePoint, isIdentity } from '../../group.ts';
import { randomBytes, type RandomBytes } from '../../random.ts';
import { err, ok, type Result } from '../../result.ts';
import { signMessage, verifyMessage, type ChannelKeys, type SignedMessage } from './channel.ts';
import { blame, complaint, complaintsOf, valuesOf, type Complaint } from './complaint.ts';

/** `size` members, of whom any `threshold` can decrypt. */
export type Ceremony = { readonly size: number; readonly threshold: number };

export const MAX_MEMBERS = 100;

const certificateCodec = object({
	context: object({
		group: literal('Ed25519'),
		size: integer(1, MAX_MEMBERS),
		threshold: integer(1, MAX_MEMBERS),
		index: integer(1, MAX_MEMBERS),
	}),
	verification: point,
	encryption: point,
});
export type Certificate = Infer<typeof certificateCodec>;

/** Whether a ceremony can be held: 0 < threshold < size ≤ 100. */
export const isCeremony = ({ size, threshold }: Ceremony): boolean =>
	Number.isInteger(size) &&
	Number.isInteger(threshold) &&
	0 < threshold &&
	threshold < size &&
	size <= MAX_MEMBERS;

/** Step 1: the certificate of member `index`. @throws RangeError for an impossible ceremony or index. */
export function makeCertificate(
	{ size, threshold }: Ceremony,
	index: number,
	{ signing, verification, encryption }: ChannelKeys,
	rng: RandomBytes = randomBytes,
): SignedMessage {
	if (!isCeremony({ size, threshold }) || !Number.isInteger(index) || index < 1 || index > size)
		throw new RangeError('0 < threshold < size ≤ 100 and 1 ≤ index ≤ size must hold');
	const context = { group: 'Ed25519' as const, size, threshold, index };
	const message = encodeText(certificateCodec, { context, verification, encryption });
	return signMessage(signing, message, rng);
}

/**
 * Step 2: reads the certificates of all members in order.
 * Codes: `wire.*`, `ceremony.{size,context,identity-key,certificate-signature,duplicate-key}`.
 */
export function readCertificates(
	ceremony: Ceremony,
	certificates: readonly SignedMessage[],
): Result<Certificate[], Complaint[]> {
	if (!isCeremony(ceremony) || certificates.length !== ceremony.size)
		return err([sizeComplaint(ceremony, certificates.length)]);
	const read = certificates.map((certificate, i) => readCertificate(ceremony, i + 1, certificate));
	const values = valuesOf(read);
	const complaints = complaintsOf(read);
	return complaints.length > 0 ? err(complaints) : rejectDuplicates(values);
}

const sizeComplaint = ({ size, threshold }: Ceremony, found: number): Complaint => ({
	code: 'ceremony.size',
	place: 'certs',
	message: `${found} certificates for a ceremony of ${threshold} out of ${size}`,
});

/** Reads the certificate of one member. Codes as {@link readCertificates}. */
export function readCertificate(
	{ size, threshold }: Ceremony,
	index: number,
	signed: SignedMessage,
): Result<Certificate, Complaint[]> {
	const place = `certs[${index - 1}]`;
	const reject = (code: string, message: string) => err([complaint(index, code, place, message)]);
	const read = decodeText(certificateCodec, signed.message);
	if (!read.ok) return err([blame(index, `${place}.message`, read.error)]);
	const { context, verification, encryption } = read.value;
	if (context.size !== size || context.threshold !== threshold || context.index !== index)
		return reject('ceremony.context', 'the certificate is for another ceremony or place in it');
	if (isIdentity(verification) || isIdentity(encryption))
		return reject('ceremony.identity-key', 'the identity is no key');
	if (!verifyMessage(verification, signed))
		return reject('ceremony.certificate-signature', 'the certificate is not signed by its own key');
	return ok(read.value);
}

function rejectDuplicates(certificates: Certificate[]): Result<Certificate[], Complaint[]> {
	const seen = new Set<string>();
	const complaints = certificates.flatMap(({ verification, encryption }, i) => {
		const keys = [encodePoint(verification), encodePoint(encryption)];
		const known = keys.some((k) => seen.has(k));
		for (const key of keys) seen.add(key);
		return known
			? [complaint(i + 1, 'ceremony.duplicate-key', `certs[${i}]`, 'a key stands here again')]
			: [];
	});
	return complaints.length > 0 ? err(complaints) : ok(certificates);
}
