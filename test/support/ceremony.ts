import { inspect } from 'node:util';
import { decodeText, type Codec } from '../../crypto/codec.ts';
import { makeCertificate, type Ceremony } from '../../crypto/election/trustees/certificate.ts';
import {
	deriveChannelKeys,
	makeSeed,
	signedMessageCodec,
	type ChannelKeys,
	type SignedMessage,
} from '../../crypto/election/trustees/channel.ts';
import {
	dealingCodec,
	makeDealing,
	type Dealing,
	type DealOptions,
} from '../../crypto/election/trustees/dealing.ts';
import {
	acceptShares,
	memberInputCodec,
	memberOutputCodec,
	type MemberInput,
	type MemberOutput,
} from '../../crypto/election/trustees/member.ts';
import {
	assembleThreshold,
	routeDealings,
	type ThresholdParameters,
} from '../../crypto/election/trustees/threshold.ts';
import { encodePoint, G, modOrder, type Scalar } from '../../crypto/group.ts';
import type { Result } from '../../crypto/result.ts';
import { readVector } from './vectors.ts';

/** The value of a result that must be good. */
export function unwrap<T>(result: Result<T, unknown>): T {
	if (!result.ok) throw new Error(inspect(result.error));
	return result.value;
}

/** All messages of a key ceremony and, since it is a test, all secrets. */
export type TestCeremony = {
	readonly ceremony: Ceremony;
	readonly keys: readonly ChannelKeys[];
	readonly certs: readonly SignedMessage[];
	readonly dealings: readonly Dealing[];
	readonly inputs: readonly MemberInput[];
	readonly outputs: readonly MemberOutput[];
	readonly secrets: readonly Scalar[];
	readonly parameters: ThresholdParameters;
};

/** Runs a ceremony among honest members. */
export function runCeremony(ceremony: Ceremony, options: DealOptions = {}): TestCeremony {
	const members = Array.from({ length: ceremony.size }, (_, i) => i + 1);
	const keys = members.map(() => unwrap(deriveChannelKeys(makeSeed(options.rng))));
	const certs = members.map((i) => makeCertificate(ceremony, i, keys[i - 1]!, options.rng));
	const dealings = members.map((i) =>
		unwrap(makeDealing(ceremony, i, keys[i - 1]!, certs, options)),
	);
	const inputs = routeDealings(dealings);
	const accepted = members.map((index) =>
		unwrap(
			acceptShares({ ceremony, index, keys: keys[index - 1]!, certs }, inputs[index - 1]!, options),
		),
	);
	const outputs = accepted.map((a) => a.output);
	const parameters = unwrap(assembleThreshold(ceremony, certs, dealings, outputs));
	const secrets = accepted.map((a) => a.secret);
	return { ceremony, keys, certs, dealings, inputs, outputs, secrets, parameters };
}

/** The files of a ceremony that belenios-tool took part in. */
export type RecordedCeremony = Pick<
	TestCeremony,
	'ceremony' | 'keys' | 'certs' | 'dealings' | 'inputs' | 'outputs'
> & { readonly privateKeys: readonly string[]; readonly texts: ReadonlyMap<string, string> };

/** Reads the ceremony in a folder of the Belenios vectors; `texts` holds its files by their last part, in the members' order. */
export function readCeremony(folder: string, ceremony: Ceremony): RecordedCeremony {
	const texts = new Map<string, string>();
	const read = (name: string) => {
		const text = readVector(`belenios/${folder}/${name}`).trimEnd();
		texts.set(name, text);
		return text;
	};
	const lines = <T>(codec: Codec<T>, name: string) =>
		read(name)
			.split('\n')
			.map((line) => unwrap(decodeText(codec, line)));
	const ids = Array.from({ length: ceremony.size }, (_, i) => read(`${i + 1}.trustee`));
	const each = <T>(codec: Codec<T>, extension: string) =>
		ids.map((id) => unwrap(decodeText(codec, read(`${id}.${extension}`))));
	return {
		ceremony,
		keys: ids.map((id) => unwrap(deriveChannelKeys(read(`${id}.key`)))),
		certs: lines(signedMessageCodec, 'certs.jsons'),
		dealings: lines(dealingCodec, 'polynomials.jsons'),
		inputs: each(memberInputCodec, 'vinput'),
		outputs: each(memberOutputCodec, 'voutput'),
		privateKeys: ids.map((id) => read(`${id}.dkey`)),
		texts,
	};
}

/** Another value of the same kind for a leaf of a message: the next number or scalar, another point, another text. */
export function alterLeaf(leaf: unknown): unknown {
	if (typeof leaf === 'number') return leaf === 1 ? 2 : leaf - 1;
	const text = String(leaf);
	if (/^[0-9a-f]{64}$/.test(text)) return OTHER_POINT;
	return /^[0-9]{60,}$/.test(text) ? String(modOrder(BigInt(text) + 1n)) : `${text} `;
}

const OTHER_POINT = encodePoint(G.multiplyPublic(123456789n));
