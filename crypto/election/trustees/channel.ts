/** The keys of a member in the key ceremony, and signed and encrypted messages between members. Spec: SPEC §4.3. */
import { decodeText, encodeText, object, point, string, type Infer } from '../../codec.ts';
import { equalPoints, G, type Point, asSecret, type Secret } from '../../group.ts';
import { proofCodec, proveKnowledge, verifyKnowledge, type Proof } from '../../proofs/schnorr.ts';
import { randomBytes, type RandomBytes } from '../../random.ts';
import { ok, problem, type Result } from '../../result.ts';
import { hashTextToScalar } from '../../transcript.ts';
import { BASE58, randomBase58 } from '../base58.ts';
import { openEnvelope, sealEnvelope, type Cipher } from './envelope.ts';

const SEED = new RegExp(`^[${BASE58}]{22}$`);

/** The secret keys of a member, and the public ones that belong to them. */
export type ChannelKeys = {
	readonly signing: Secret;
	readonly decryption: Secret;
	readonly verification: Point;
	readonly encryption: Point;
};

export const signedMessageCodec = object({ message: string, signature: proofCodec });
export type SignedMessage = Infer<typeof signedMessageCodec>;

/** 22 Base58 characters (128.9 bits) from which a member's keys are derived. Secret; a new one for every ceremony. */
export const makeSeed = (rng: RandomBytes = randomBytes): string => randomBase58(22, rng);

/** sk = Hs("sk|" ‖ seed), dk = Hs("dk|" ‖ seed). Code `channel.seed` for what is no seed. */
export function deriveChannelKeys(seed: string): Result<ChannelKeys> {
	if (!SEED.test(seed)) return problem('channel.seed', '', 'a seed is 22 characters of Base58');
	const signing = asSecret(hashTextToScalar(`sk|${seed}`));
	const decryption = asSecret(hashTextToScalar(`dk|${seed}`));
	return ok({
		signing,
		decryption,
		verification: G.multiply(signing),
		encryption: G.multiply(decryption),
	});
}

const signaturePrefix = (message: string): string => `sigmsg|${message}|`;

/** A Schnorr signature over a text. Secret: the key. */
export const signText = (signing: Secret, message: string, rng: RandomBytes = randomBytes): Proof =>
	proveKnowledge(signaturePrefix(message), signing, rng);

export const verifyText = (verification: Point, message: string, signature: Proof): boolean =>
	verifyKnowledge(signaturePrefix(message), verification, signature);

export const signMessage = (
	signing: Secret,
	message: string,
	rng: RandomBytes = randomBytes,
): SignedMessage => ({ message, signature: signText(signing, message, rng) });

export const verifyMessage = (
	verification: Point,
	{ message, signature }: SignedMessage,
): boolean => verifyText(verification, message, signature);

const addressedCodec = object({ recipient: point, message: string });

/** Signs a text together with its recipient's key and encrypts both. */
export function sendMessage(
	signing: Secret,
	recipient: Point,
	message: string,
	cipher: Cipher = 'gcm',
	rng: RandomBytes = randomBytes,
): string {
	const addressed = encodeText(addressedCodec, { recipient, message });
	const signed = encodeText(signedMessageCodec, signMessage(signing, addressed, rng));
	return sealEnvelope(recipient, signed, cipher, rng);
}

/** A message that arrived, and what its sender signed: evidence against a sender who signed something false. */
export type Received = { readonly message: string; readonly signed: SignedMessage };

/**
 * Decrypts a message, and checks that this sender signed it for this recipient.
 * Codes: `wire.*`, `channel.decryption`, `channel.signature`, `channel.recipient`.
 */
export function receiveMessage(keys: ChannelKeys, sender: Point, text: string): Result<Received> {
	const opened = openEnvelope(keys.decryption, text);
	if (!opened.ok) return opened;
	const signed = decodeText(signedMessageCodec, opened.value);
	if (!signed.ok) return signed;
	const message = readAddressed(sender, keys.encryption, signed.value);
	return message.ok ? ok({ message: message.value, signed: signed.value }) : message;
}

/** The text that the sender signed for this recipient. */
export function readAddressed(
	sender: Point,
	recipient: Point,
	signed: SignedMessage,
): Result<string> {
	if (!verifyMessage(sender, signed))
		return problem('channel.signature', 'signature', 'not signed by the sender');
	const addressed = decodeText(addressedCodec, signed.message);
	if (!addressed.ok) return addressed;
	if (!equalPoints(addressed.value.recipient, recipient))
		return problem('channel.recipient', 'recipient', 'the message was meant for another member');
	return ok(addressed.value.message);
}
