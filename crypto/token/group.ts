/**
 * The group of tokens: ristretto255 with SHA-512, as RFC 9497 §4.1 uses it. Spec: SPEC §7.1. Secret scalars go through noble's
 * multiplication; sums over public values through {@link sumOfProducts}.
 */
import { expand_message_xmd } from '@noble/curves/abstract/hash-to-curve.js';
import { ristretto255, ristretto255_hasher } from '@noble/curves/ed25519.js';
import { bytesToBigIntLE, bytesToHex, concatBytes, parseHex, utf8ToBytes } from '../bytes.ts';
import type { Codec } from '../codec.ts';
import { multiScalar } from '../curve/arithmetic.ts';
import type { Extended } from '../curve/point.ts';
import { decodeRistretto, elementOfUniformBytes, encodeRistretto } from '../curve/ristretto.ts';
import { modOrder, ORDER, type Scalar } from '../group.ts';
import { sha512 } from '../hash.ts';
import { ProblemError } from '../result.ts';

export const Element = ristretto255.Point;
export type Element = InstanceType<typeof ristretto255.Point>;

/** RFC 9497 §3.1: "OPRFV1-" ‖ mode 1 ‖ "-ristretto255-SHA512". */
const CONTEXT = concatBytes(
	utf8ToBytes('OPRFV1-'),
	Uint8Array.of(1),
	utf8ToBytes('-ristretto255-SHA512'),
);
const GROUP_DST = concatBytes(utf8ToBytes('HashToGroup-'), CONTEXT);
const SCALAR_DST = concatBytes(utf8ToBytes('HashToScalar-'), CONTEXT);
export const SEED_DST = concatBytes(utf8ToBytes('Seed-'), CONTEXT);

export const hashToScalar = (bytes: Uint8Array): Scalar =>
	ristretto255_hasher.hashToScalar(bytes, { DST: SCALAR_DST });

/** HashToGroup as a representative, in variable time: inputs of tokens are public once they are redeemed. */
export const hashToPoint = (bytes: Uint8Array): Extended =>
	elementOfUniformBytes(expand_message_xmd(bytes, GROUP_DST, 64, sha512));

/** HashToGroup for an element that secrets are multiplied with. */
export const hashToElement = (bytes: Uint8Array): Element =>
	Element.fromBytes(encodeRistretto(hashToPoint(bytes)));

export const encodeElement = (element: Element): string => bytesToHex(element.toBytes());

/** Lower-case hex of an element that is not the identity. */
export function parseElement(text: string): Element | undefined {
	const bytes = parseHex(text);
	if (bytes?.length !== 32) return undefined;
	try {
		const element = Element.fromBytes(bytes);
		return element.is0() ? undefined : element;
	} catch {
		return undefined;
	}
}

/** As {@link parseElement}, as a representative for {@link sumOfProducts}: many times as fast. */
export function parsePoint(text: string): Extended | undefined {
	const bytes = parseHex(text);
	if (bytes?.length !== 32 || bytes.every((b) => b === 0)) return undefined;
	return decodeRistretto(bytes);
}

/** Σ s_i·P_i over representatives, for public scalars. */
export const sumOfProducts = (points: readonly Extended[], scalars: readonly Scalar[]): Element =>
	Element.fromBytes(
		encodeRistretto(multiScalar([{ points, scalars: scalars.map(modOrder), bits: 253 }])),
	);

/** s·P for a public s, which may be 0. */
export const multiplyPublic = (element: Element, scalar: Scalar): Element =>
	element.multiplyUnsafe(modOrder(scalar));

export const encodeScalar = (scalar: Scalar): string => bytesToHex(Element.Fn.toBytes(scalar));

const hexCodec = <T>(
	expected: string,
	parse: (text: string) => T | undefined,
	encode: (value: T) => string,
): Codec<T> => ({
	decode: (value, place) => {
		const parsed = typeof value === 'string' ? parse(value) : undefined;
		if (parsed !== undefined) return parsed;
		throw new ProblemError('wire.value', place, `expected ${expected}`);
	},
	encode,
});

export const elementCodec: Codec<Element> = hexCodec(
	'an element of ristretto255 other than the identity',
	parseElement,
	encodeElement,
);
/** 32 bytes, least significant first, below ℓ. */
export const scalarCodec: Codec<Scalar> = hexCodec(
	'a canonical scalar',
	(text) => {
		const bytes = parseHex(text);
		const scalar = bytes?.length === 32 ? bytesToBigIntLE(bytes) : ORDER;
		return scalar < ORDER ? scalar : undefined;
	},
	encodeScalar,
);
