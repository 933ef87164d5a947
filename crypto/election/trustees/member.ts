/**
 * Step 5 of the key ceremony: a member checks what all have dealt, adds its shares up, and publishes the key that belongs to its
 * share. Steps are pure functions; between them a member keeps its seed only. Spec: SPEC §4.4.
 */
import { array, decodeText, encodeText, object, scalar, string, type Infer } from '../../codec.ts';
import {
	encodePoint,
	equalPoints,
	G,
	IDENTITY,
	modOrder,
	type Point,
	type Scalar,
	asSecret,
	type Secret,
} from '../../group.ts';
import { proofCodec } from '../../proofs/schnorr.ts';
import { randomBytes } from '../../random.ts';
import { err, ok, type Result } from '../../result.ts';
import { MAX_MEMBERS, type Ceremony, type Certificate } from './certificate.ts';
import {
	readAddressed,
	receiveMessage,
	sendMessage,
	signedMessageCodec,
	signText,
	type ChannelKeys,
	type SignedMessage,
} from './channel.ts';
import { checkCommitments } from './commitment.ts';
import { blame, complaint, complaintsOf, valuesOf, type Complaint } from './complaint.ts';
import {
	checkOwnCertificate,
	polynomialContentCodec,
	inputSizeComplaint,
	readDealings,
	shareCodec,
	type DealOptions,
	type ReadDealings,
} from './dealing.ts';
import { evaluateInExponent } from './polynomial.ts';
import { makeTrusteeKey, trusteeKeyCodec } from './single.ts';

/** What the server hands to a member in step 4: its own polynomial back, its shares and everybody's coefficients. */
export const memberInputCodec = object({
	polynomial: string,
	secrets: array(string, 1, MAX_MEMBERS),
	coefexps: array(signedMessageCodec, 1, MAX_MEMBERS),
	signatures: array(proofCodec, 1, MAX_MEMBERS),
});
export type MemberInput = Infer<typeof memberInputCodec>;

/** What a member gives back in step 5: its share encrypted to itself, and the public key of the share. */
export const memberOutputCodec = object({ private_key: string, public_key: trusteeKeyCodec });
export type MemberOutput = Infer<typeof memberOutputCodec>;

const keyShareCodec = object({ decryption_key: scalar });

/** Who a member is: its place, its keys and the certificates that all members agreed on. */
export type Member = {
	readonly ceremony: Ceremony;
	readonly index: number;
	readonly keys: ChannelKeys;
	readonly certs: readonly SignedMessage[];
	/** What all members committed to before they dealt (SPEC §4.5); left out only in a ceremony with members who cannot. */
	readonly commitments?: readonly string[];
};

/**
 * Step 5. All complaints are returned, not only the first. Codes: those of steps 2 and 3, `channel.*`, `wire.*`,
 * `ceremony.{input-size,commitment,own-certificate,own-polynomial,share}`. Secret: the share in the result.
 */
export function acceptShares(
	member: Member,
	input: MemberInput,
	{ cipher = 'gcm', rng = randomBytes }: DealOptions = {},
): Result<{ output: MemberOutput; secret: Secret }, Complaint[]> {
	const dealings = readInput(member, input);
	if (!dealings.ok) return dealings;
	const { index, keys } = member;
	const { certificates, coefexps } = dealings.value;
	const own = checkOwnPolynomial(member, input.polynomial, coefexps[index - 1]!);
	const shares = certificates.map((certificate, i) =>
		openShare(member, i + 1, certificate, input.secrets[i]!, coefexps[i]!),
	);
	const complaints = [...own, ...complaintsOf(shares)];
	if (complaints.length > 0) return err(complaints);
	const secret = asSecret(modOrder(valuesOf(shares).reduce((sum, s) => sum + s, 0n)));
	const content = encodeText(keyShareCodec, { decryption_key: secret });
	const public_key = makeTrusteeKey(secret, rng);
	const signature = signText(keys.signing, encodePoint(public_key.public_key), rng);
	const private_key = sendMessage(keys.signing, keys.encryption, content, cipher, rng);
	return ok({ output: { private_key, public_key: { ...public_key, signature } }, secret });
}

function readInput(
	{ ceremony, index, keys, certs, commitments }: Member,
	{ secrets, coefexps, signatures }: MemberInput,
): Result<ReadDealings, Complaint[]> {
	if (secrets.length !== ceremony.size) return err([inputSizeComplaint]);
	const dealings = readDealings(ceremony, certs, coefexps, signatures);
	if (!dealings.ok) return dealings;
	const own = checkOwnCertificate(dealings.value.certificates, index, keys);
	if (own) return err([own]);
	const late = commitments ? checkCommitments(certs, commitments, coefexps) : [];
	return late.length > 0 ? err(late) : dealings;
}

/** The coefficients that stand under a member's name must be those it has dealt: no older ones, no mixture. */
function checkOwnPolynomial(
	{ keys }: Member,
	envelope: string,
	coefexps: readonly Point[],
): Complaint[] {
	const received = receiveMessage(keys, keys.verification, envelope);
	const content = received.ok
		? decodeText(polynomialContentCodec, received.value.message)
		: received;
	if (!content.ok) return [{ ...content.error, place: 'polynomial' }];
	const { polynomial } = content.value;
	const same =
		polynomial.length === coefexps.length &&
		polynomial.every((a, t) => a !== 0n && equalPoints(G.multiply(asSecret(a)), coefexps[t]!));
	if (same) return [];
	const message = 'the coefficients under this name belong to another polynomial';
	return [{ code: 'ceremony.own-polynomial', place: 'polynomial', message }];
}

function openShare(
	{ index, keys }: Member,
	sender: number,
	{ verification }: Certificate,
	envelope: string,
	coefexps: readonly Point[],
): Result<Scalar, Complaint[]> {
	const place = `secrets[${sender - 1}]`;
	const received = receiveMessage(keys, verification, envelope);
	if (!received.ok) return err([blame(sender, place, received.error)]);
	const { message, signed } = received.value;
	const share = decodeText(shareCodec, message);
	if (!share.ok) return err([{ ...blame(sender, place, share.error), evidence: signed }]);
	if (isShare(share.value.secret, coefexps, index)) return ok(share.value.secret);
	const wrong = 'the share does not lie on the polynomial it published';
	return err([{ ...complaint(sender, 'ceremony.share', place, wrong), evidence: signed }]);
}

/** s·G = Σ at^t·A_t. Secret: s. */
const isShare = (share: Scalar, coefexps: readonly Point[], at: number): boolean =>
	equalPoints(
		share === 0n ? IDENTITY : G.multiply(asSecret(share)),
		evaluateInExponent(coefexps, at),
	);

/**
 * Whether a complaint is justified: the accused signed, for this accuser, something that is no share of the polynomial it published.
 * Shows the one false share to everybody and nothing else. Holds within one ceremony only: keys are new in every one.
 */
export function verifyShareComplaint(
	{ certificates, coefexps }: ReadDealings,
	accuser: number,
	{ accused, evidence }: Complaint,
): boolean {
	const from = certificates[(accused ?? 0) - 1];
	const to = certificates[accuser - 1];
	if (accused === undefined || accused === accuser || !evidence || !from || !to) return false;
	const message = readAddressed(from.verification, to.encryption, evidence);
	if (!message.ok) return false;
	const share = decodeText(shareCodec, message.value);
	return !share.ok || !isShare(share.value.secret, coefexps[accused - 1]!, accuser);
}

/** Opens `private_key` of a member's output: its share of the election's secret. Codes: `wire.*`, `channel.*`. Secret: all. */
export function openKeyShare(keys: ChannelKeys, envelope: string): Result<Secret> {
	const received = receiveMessage(keys, keys.verification, envelope);
	if (!received.ok) return received;
	const content = decodeText(keyShareCodec, received.value.message);
	return content.ok ? ok(asSecret(content.value.decryption_key)) : content;
}
