/** The commission and its key ceremony: everybody keeps a secret, and only what is published leaves. */
import { encodeText } from '../../../crypto/codec.ts';
import { makeCertificate } from '../../../crypto/election/trustees/certificate.ts';
import {
	deriveChannelKeys,
	makeSeed,
	signedMessageCodec,
} from '../../../crypto/election/trustees/channel.ts';
import { commitToCoefexps } from '../../../crypto/election/trustees/commitment.ts';
import { makeDealing } from '../../../crypto/election/trustees/dealing.ts';
import { acceptShares } from '../../../crypto/election/trustees/member.ts';
import { makeTrusteeKey, trusteeKeyCodec } from '../../../crypto/election/trustees/single.ts';
import { assembleThreshold, routeDealings } from '../../../crypto/election/trustees/threshold.ts';
import {
	parseTrustees,
	trusteesCodec,
	type TrusteeEntry,
	type Trustees,
} from '../../../crypto/election/trustees/trustees.ts';
import { randomScalar, type Secret } from '../../../crypto/group.ts';
import type { Ceremony } from '../../../crypto/verify/record.ts';
import { expect } from '../../work/jobs.ts';

/** What a member keeps. Secret. */
export type MemberSecrets = { readonly signing: Secret; readonly decryption: Secret };

export type Commission = {
	readonly threshold: number;
	readonly trusteesText: string;
	readonly trustees: Trustees;
	readonly messages: Ceremony['messages'];
	/** By the member's place, owner number minus one. */
	readonly secrets: readonly MemberSecrets[];
};

/** Holds the key ceremony: each member alone where all must decrypt, else together for any `threshold` of them. */
export function holdCeremony(size: number, threshold: number): Commission {
	const held = threshold === size ? makeSingles(size) : makeGroup(size, threshold);
	const trusteesText = encodeText(trusteesCodec, held.entries);
	const trustees = expect(parseTrustees(trusteesText), 'trustees');
	return { threshold, trusteesText, trustees, messages: held.messages, secrets: held.secrets };
}

type Held = {
	entries: TrusteeEntry[];
	messages: Ceremony['messages'];
	secrets: MemberSecrets[];
};

function makeSingles(size: number): Held {
	const secrets = Array.from({ length: size }, () => randomScalar());
	const keys = secrets.map((secret, i) => ({ ...makeTrusteeKey(secret), name: memberName(i + 1) }));
	return {
		entries: keys.map((key) => ['Single', key] as const),
		messages: keys.map((key, i) => ({
			member: i + 1,
			step: 'key',
			text: encodeText(trusteeKeyCodec, key),
		})),
		secrets: secrets.map((secret) => ({ signing: secret, decryption: secret })),
	};
}

export const memberName = (member: number): string => `Commission member ${member}`;

function makeGroup(size: number, threshold: number): Held {
	const ceremony = { size, threshold };
	const places = Array.from({ length: size }, (_, i) => i + 1);
	const keys = places.map(() => expect(deriveChannelKeys(makeSeed()), 'seed'));
	const certs = places.map((i) => makeCertificate(ceremony, i, keys[i - 1]!));
	const dealings = places.map((i) =>
		expect(makeDealing(ceremony, i, keys[i - 1]!, certs), 'dealing'),
	);
	const commitments = dealings.map((d, i) => commitToCoefexps(certs, i + 1, d.coefexps));
	const inputs = routeDealings(dealings);
	const accepted = places.map((index) =>
		expect(
			acceptShares(
				{ ceremony, index, keys: keys[index - 1]!, certs, commitments },
				inputs[index - 1]!,
			),
			'shares',
		),
	);
	const outputs = accepted.map((a) => a.output);
	const parameters = expect(assembleThreshold(ceremony, certs, dealings, outputs), 'threshold');
	const say = (step: string, texts: readonly string[]) =>
		texts.map((text, i) => ({ member: i + 1, step, text }));
	return {
		entries: [['Pedersen', parameters]],
		messages: [
			...say(
				'certificate',
				certs.map((c) => encodeText(signedMessageCodec, c)),
			),
			...say('commitment', commitments),
			...say(
				'coefficients',
				dealings.map((d) => encodeText(signedMessageCodec, d.coefexps)),
			),
			...say(
				'key',
				outputs.map((o) => encodeText(trusteeKeyCodec, o.public_key)),
			),
		],
		secrets: accepted.map((a, i) => ({ signing: keys[i]!.signing, decryption: a.secret })),
	};
}
