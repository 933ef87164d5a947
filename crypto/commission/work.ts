/** What a member of a commission computes at each step, from its own secret and what the others said. Spec: SPEC §4, §5. */
import { decodeText, encodeText, type Codec } from '../codec.ts';
import { decryptPartially, partialDecryptionCodec } from '../election/decryption.ts';
import type { Election } from '../election/definition.ts';
import type { Nest } from '../election/nest.ts';
import {
	makeShuffle,
	replaceShuffled,
	shuffleCodec,
	shuffledParts,
	type Mixed,
} from '../election/shuffle.ts';
import { proveStrongDecryption, strongDecryptionCodec } from '../election/strong-decryption.ts';
import { encryptedTallyCodec, type EncryptedTally } from '../election/tally.ts';
import { makeCertificate } from '../election/trustees/certificate.ts';
import {
	deriveChannelKeys,
	makeSeed,
	signedMessageCodec,
	type ChannelKeys,
} from '../election/trustees/channel.ts';
import { commitToCoefexps } from '../election/trustees/commitment.ts';
import { dealingCodec, makeDealing, type Dealing } from '../election/trustees/dealing.ts';
import { acceptShares } from '../election/trustees/member.ts';
import { makeTrusteeKey, trusteeKeyCodec } from '../election/trustees/single.ts';
import {
	signStatement,
	statementCodec,
	type StatementKind,
} from '../election/trustees/statement.ts';
import { routeDealings } from '../election/trustees/threshold.ts';
import { G, parseScalar, randomScalar, type Point, asSecret, type Secret } from '../group.ts';
import { sha256Hex } from '../hash.ts';

export type CeremonyStep = 'certificate' | 'commitment' | 'dealing' | 'key';

/** What a member must know of the commission's work to do its own. Members are told by their numbers. */
export type WorkState = {
	readonly member: number;
	readonly threshold: number;
	readonly members: readonly unknown[];
	/** The step of the ceremony that is waited for. */
	readonly step?: CeremonyStep;
	/** What was said at each step, in the order of members. */
	readonly said: Readonly<
		Record<CeremonyStep, readonly { readonly member: number; readonly text: string }[]>
	>;
	/** The encrypted tally, and the last shuffle, once there are any. */
	readonly tally?: string;
	readonly shuffle?: string;
};

/** Everything secret that a member keeps from the ceremony to the certificate; JSON carries it. */
export type MemberSecret = {
	readonly seed: string;
	/** Its dealing, made before it is published: the commitment is to this one. */
	readonly dealing?: string;
	/** Its share of the key, in decimal. */
	readonly share?: string;
};

export const makeMemberSecret = (): MemberSecret => ({ seed: makeSeed() });

const LARGE = { bytes: 400 * 1024 * 1024, depth: 32 };

function must<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
	if (result.ok) return result.value;
	throw new Error(JSON.stringify(result.error));
}
const read = <T>(codec: Codec<T>, text: string): T => must(decodeText(codec, text, LARGE));

const textsOf = (state: WorkState, step: keyof WorkState['said']): string[] =>
	state.said[step].map(({ text }) => text);

/**
 * The message of the step that is waited for, and the secret afterwards, which must be saved before the message is sent. What a secret
 * already holds is used again: a step that was saved and maybe sent can be repeated.
 */
export function takeStep(
	state: WorkState,
	secret: MemberSecret,
): { readonly text: string; readonly secret: MemberSecret } {
	const { member, threshold, members } = state;
	const ceremony = { size: members.length, threshold };
	if (threshold === members.length) {
		const share = secret.share === undefined ? randomScalar() : shareOf(secret);
		return {
			text: encodeText(trusteeKeyCodec, makeTrusteeKey(share)),
			secret: { ...secret, share: String(share) },
		};
	}
	const keys = must(deriveChannelKeys(secret.seed));
	const certs = () => textsOf(state, 'certificate').map((t) => read(signedMessageCodec, t));
	switch (state.step) {
		case 'certificate':
			return {
				text: encodeText(signedMessageCodec, makeCertificate(ceremony, member, keys)),
				secret,
			};
		case 'commitment': {
			const made = secret.dealing ?? encodeText(dealingCodec, deal(state, keys, certs()));
			const text = commitToCoefexps(certs(), member, read(dealingCodec, made).coefexps);
			return { text, secret: { ...secret, dealing: made } };
		}
		case 'dealing':
			if (secret.dealing === undefined)
				throw new Error('the dealing that was committed to is missing');
			return { text: secret.dealing, secret };
		case 'key': {
			const dealings = textsOf(state, 'dealing').map((t) => read(dealingCodec, t));
			const accepted = accept(state, keys, certs(), dealings);
			const text = encodeText(trusteeKeyCodec, accepted.output.public_key);
			return { text, secret: { ...secret, share: String(accepted.secret) } };
		}
		case undefined:
			throw new Error('nothing is waited for');
	}
}

const deal = (
	{ member, threshold, members }: WorkState,
	keys: ChannelKeys,
	certs: Parameters<typeof makeDealing>[3],
): Dealing => must(makeDealing({ size: members.length, threshold }, member, keys, certs));

const accept = (
	state: WorkState,
	keys: ChannelKeys,
	certs: Parameters<typeof commitToCoefexps>[0],
	dealings: readonly Dealing[],
) =>
	must(
		acceptShares(
			{
				ceremony: { size: state.members.length, threshold: state.threshold },
				index: state.member,
				keys,
				certs,
				commitments: textsOf(state, 'commitment'),
			},
			routeDealings(dealings)[state.member - 1]!,
		),
	);

/** The key that a member signs with: its share where it holds a key alone, else that of its channel. */
export function signingKeyOf({ members, threshold }: WorkState, secret: MemberSecret): Secret {
	if (threshold === members.length) return shareOf(secret);
	return must(deriveChannelKeys(secret.seed)).signing;
}

/** @throws Error where the secret has none yet */
export function shareOf({ share }: MemberSecret): Secret {
	const scalar = share === undefined ? undefined : parseScalar(share);
	if (scalar === undefined) throw new Error('the share of the key is missing');
	return asSecret(scalar);
}

/** Signs the SHA-256 of a text as the member. */
export function sign(
	state: WorkState,
	secret: MemberSecret,
	election: Election,
	kind: StatementKind,
	text: string,
): string {
	const claim = { kind, owner: state.member, payload: sha256Hex(text) };
	return encodeText(
		statementCodec,
		signStatement(election.fingerprint, claim, signingKeyOf(state, secret)),
	);
}

const tallyOf = (state: WorkState): EncryptedTally =>
	read(encryptedTallyCodec, state.tally!) as EncryptedTally;

function mixedOf(state: WorkState, election: Election): Mixed {
	if (state.shuffle === undefined) return shuffledParts(election, tallyOf(state));
	return read(shuffleCodec, state.shuffle).ciphertexts as unknown as Mixed;
}

/** Shuffles what the member before left. The order is forgotten. */
export const shuffle = (state: WorkState, election: Election): string =>
	encodeText(shuffleCodec, makeShuffle(election, mixedOf(state, election)).shuffle);

/** Decrypts with the member's share, with the proofs of the archive and the strong one. */
export function decrypt(
	state: WorkState,
	secret: MemberSecret,
	election: Election,
): { readonly text: string; readonly strong: string } {
	const share = shareOf(secret);
	const key = G.multiply(share);
	const tally = replaceShuffled(election, tallyOf(state), mixedOf(state, election));
	const decryption = { fingerprint: election.fingerprint, tally };
	const partial = decryptPartially(decryption, key, share);
	const factors = partial.decryption_factors as Nest<Point>;
	const strong = proveStrongDecryption({ ...decryption, owner: state.member, key, factors }, share);
	return {
		text: encodeText(partialDecryptionCodec, partial),
		strong: encodeText(strongDecryptionCodec, strong),
	};
}
