/** A token on its way, as each role has it done: by us and by noble's implementation of RFC 9497. Texts or bytes of the wire go in and out. */
import { ristretto255_oprf } from '@noble/curves/ed25519.js';
import { bytesToBigIntLE, bytesToHex, concatBytes, parseHex } from '../../crypto/bytes.ts';
import { decodeText, encodeText } from '../../crypto/codec.ts';
import {
	encodePoint,
	G,
	asSecret,
	invertScalar,
	randomScalar,
	type Secret,
} from '../../crypto/group.ts';
import { encodeElement, parseElement, scalarToBytes } from '../../crypto/token/group.ts';
import {
	combineShares,
	dealShare,
	makeDealing,
	readIssuer,
	type Issuer,
} from '../../crypto/token/issuer.ts';
import {
	blindToken,
	evaluateToken,
	evaluationsCodec,
	tokenInput,
	unblindToken,
	type Evaluation,
} from '../../crypto/token/token.ts';
import { unwrap } from '../support/ceremony.ts';
import type { Bench } from './group.ts';

export const UUID = 'TokenBench1234';
const { voprf } = ristretto255_oprf;
const NOBLE = { name: 'noble', baseline: true as const };

/** A single issuer and its key. */
export type SampleIssuer = { readonly issuer: Issuer; readonly share: Secret };

export function makeSampleIssuer(): SampleIssuer {
	const { dealing, secret } = makeDealing({ uuid: UUID, size: 1, threshold: 1 }, 1);
	const issuer = unwrap(readIssuer(UUID, { dealings: [dealing], threshold: 1 }));
	return { issuer, share: combineShares([dealShare(secret, 1)]) };
}

export const makeCredential = (): string => encodePoint(G.multiply(randomScalar()));

type Asked = { readonly credential: string; readonly request: string; readonly blind: Secret };

function ask(credential: string): Asked {
	const { request, blind } = blindToken(UUID, credential);
	return { credential, request: encodeElement(request), blind };
}

function askNoble(credential: string): Asked {
	const { blinded, blind } = voprf.blind(tokenInput(UUID, credential));
	return { credential, request: bytesToHex(blinded), blind: asSecret(bytesToBigIntLE(blind)) };
}

/** H(m), if the request is r·H(m). */
const unblind = ({ request, blind }: Asked): string =>
	encodeElement(parseElement(request)!.multiply(invertScalar(blind)));

/** What an issuer answers to requests in texts. */
export const evaluate = ({ issuer, share }: SampleIssuer, request: string): string =>
	encodeText(evaluationsCodec, [evaluateToken(issuer, 1, share, parseElement(request)!)]);

export const readAnswer = (answer: string): Evaluation[] =>
	unwrap(decodeText(evaluationsCodec, answer));

export async function benchIssuing(bench: Bench, sample: SampleIssuer): Promise<void> {
	const credentials = Array.from({ length: bench.size(30, 3) }, makeCredential);
	const asked = credentials.map(ask);
	await bench.compare({
		title: 'ask for a token',
		unit: 'token',
		items: credentials,
		trials: [credentials.slice(0, 2)],
		factsOf: (requests: readonly Asked[]) => requests.map(unblind),
		variants: [
			{ ...NOBLE, run: (some) => some.map(askNoble) },
			{ name: 'ours', run: (some) => some.map(ask) },
		],
	});
	const secretKey = scalarToBytes(sample.share);
	const publicKey = sample.issuer.key.toBytes();
	const evaluateByNoble = ({ request }: Asked): string =>
		bytesToHex(voprf.blindEvaluate(secretKey, publicKey, parseHex(request)!).evaluated);
	await bench.compare({
		title: 'issue a token',
		unit: 'token',
		items: asked,
		trials: [asked.slice(0, 2)],
		factsOf: (answers: readonly string[]) => answers.map((a) => /[0-9a-f]{64}/.exec(a)?.[0]),
		variants: [
			{ ...NOBLE, run: (some) => some.map(evaluateByNoble) },
			{ name: 'ours', run: (some) => some.map(({ request }) => evaluate(sample, request)) },
		],
	});
	await benchFinalizing(bench, sample, asked);
}

type Answered = Asked & { readonly answer: string; readonly noble: NobleAnswer };
type NobleAnswer = { readonly evaluated: Uint8Array; readonly proof: Uint8Array };

/** The same answer in two encodings. */
function answer(sample: SampleIssuer, asked: Asked): Answered {
	const text = evaluate(sample, asked.request);
	const { evaluated, proof } = readAnswer(text)[0]!;
	const { challenge, response } = proof;
	const bytes = concatBytes(scalarToBytes(challenge), scalarToBytes(response));
	return { ...asked, answer: text, noble: { evaluated: evaluated.toBytes(), proof: bytes } };
}

async function benchFinalizing(
	bench: Bench,
	sample: SampleIssuer,
	asked: readonly Asked[],
): Promise<void> {
	const items = asked.map((one) => answer(sample, one));
	const publicKey = sample.issuer.key.toBytes();
	const finalizesByNoble = ({ credential, request, blind, noble }: Answered): boolean => {
		const input = tokenInput(UUID, credential);
		const { evaluated, proof } = noble;
		try {
			const r = scalarToBytes(blind);
			return voprf.finalize(input, r, evaluated, parseHex(request)!, publicKey, proof).length > 0;
		} catch {
			return false;
		}
	};
	const finalizes = ({ credential, request, blind, answer: text }: Answered): boolean => {
		const blinded = { request: parseElement(request)!, blind };
		return unblindToken(sample.issuer, credential, blinded, readAnswer(text)).ok;
	};
	const swapped = { ...items[0]!, answer: items[1]!.answer, noble: items[1]!.noble };
	await bench.compare({
		title: 'finalise a token',
		unit: 'token',
		items,
		trials: [[items[0]!, swapped, items[1]!]],
		variants: [
			{ ...NOBLE, run: (some) => some.map(finalizesByNoble) },
			{ name: 'ours', run: (some) => some.map(finalizes) },
		],
	});
}
