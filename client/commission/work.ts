/** What a member of a commission computes at each step, from its own secret and what the others said. Spec: SPEC §4, §5. */
import { decodeText, encodeText, type Codec } from '../../crypto/codec.ts';
import { decryptPartially, partialDecryptionCodec } from '../../crypto/election/decryption.ts';
import type { Election } from '../../crypto/election/definition.ts';
import type { Nest } from '../../crypto/election/nest.ts';
import {
	makeShuffle,
	replaceShuffled,
	shuffleCodec,
	shuffledParts,
	type Mixed,
} from '../../crypto/election/shuffle.ts';
import {
	proveStrongDecryption,
	strongDecryptionCodec,
} from '../../crypto/election/strong-decryption.ts';
import { encryptedTallyCodec, type EncryptedTally } from '../../crypto/election/tally.ts';
import { makeCertificate } from '../../crypto/election/trustees/certificate.ts';
import {
	deriveChannelKeys,
	makeSeed,
	signedMessageCodec,
	type ChannelKeys,
} from '../../crypto/election/trustees/channel.ts';
import { commitToCoefexps } from '../../crypto/election/trustees/commitment.ts';
import { dealingCodec, makeDealing, type Dealing } from '../../crypto/election/trustees/dealing.ts';
import { acceptShares } from '../../crypto/election/trustees/member.ts';
import { makeTrusteeKey, trusteeKeyCodec } from '../../crypto/election/trustees/single.ts';
import {
	signStatement,
	statementCodec,
	type StatementKind,
} from '../../crypto/election/trustees/statement.ts';
import { routeDealings } from '../../crypto/election/trustees/threshold.ts';
import { G, parseScalar, randomScalar, type Point, type Scalar } from '../../crypto/group.ts';
import { sha256Hex } from '../../crypto/hash.ts';
import type { CommissionState } from '../../server/api/contract.ts';

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

const textsOf = (state: CommissionState, step: keyof CommissionState['said']): string[] =>
	state.said[step].map(({ text }) => text);

/** The message of the step that is waited for, and the secret afterwards, which must be saved before the message is sent. */
export function takeStep(
	state: CommissionState,
	secret: MemberSecret,
): { readonly text: string; readonly secret: MemberSecret } {
	const { member, threshold, members } = state;
	const ceremony = { size: members.length, threshold };
	if (threshold === members.length) {
		const share = randomScalar();
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
			const dealing = must(makeDealing(ceremony, member, keys, certs()));
			const text = commitToCoefexps(certs(), member, dealing.coefexps);
			return { text, secret: { ...secret, dealing: encodeText(dealingCodec, dealing) } };
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

const accept = (
	state: CommissionState,
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
function signingKey({ members, threshold }: CommissionState, secret: MemberSecret): Scalar {
	if (threshold === members.length) return shareOf(secret);
	return must(deriveChannelKeys(secret.seed)).signing;
}

function shareOf({ share }: MemberSecret): Scalar {
	const scalar = share === undefined ? undefined : parseScalar(share);
	if (scalar === undefined) throw new Error('the share of the key is missing');
	return scalar;
}

/** Signs the SHA-256 of a text as the member. */
export function sign(
	state: CommissionState,
	secret: MemberSecret,
	election: Election,
	kind: StatementKind,
	text: string,
): string {
	const claim = { kind, owner: state.member, payload: sha256Hex(text) };
	return encodeText(
		statementCodec,
		signStatement(election.fingerprint, claim, signingKey(state, secret)),
	);
}

const tallyOf = (state: CommissionState): EncryptedTally =>
	read(encryptedTallyCodec, state.tally!) as EncryptedTally;

function mixedOf(state: CommissionState, election: Election): Mixed {
	if (state.shuffle === undefined) return shuffledParts(election, tallyOf(state));
	return read(shuffleCodec, state.shuffle).ciphertexts as unknown as Mixed;
}

/** Shuffles what the member before left. The order is forgotten. */
export const shuffle = (state: CommissionState, election: Election): string =>
	encodeText(shuffleCodec, makeShuffle(election, mixedOf(state, election)).shuffle);

/** Decrypts with the member's share, with the proofs of the archive and the strong one. */
export function decrypt(
	state: CommissionState,
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
