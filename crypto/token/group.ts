/** The group of tokens: ristretto255 with SHA-512, as RFC 9497 §4.1 uses it. Spec: SPEC §7.1. */
import { expand_message_xmd } from '@noble/curves/abstract/hash-to-curve.js';
import { ristretto255_hasher } from '@noble/curves/ed25519.js';
import {
	bigIntToBytesLE,
	bytesToBigIntLE,
	bytesToHex,
	concatBytes,
	parseHex,
	utf8ToBytes,
} from '../bytes.ts';
import type { Codec } from '../codec.ts';
import {
	decodeRistretto,
	elementOfUniformBytes,
	encodeRistretto,
	equalRistretto,
} from '../curve/ristretto.ts';
import {
	add,
	G,
	IDENTITY,
	modOrder,
	multiply,
	multiplyPublic,
	ORDER,
	subtract,
	sumOfProductsPublic,
	type CurvePoint,
	type Point,
	type Scalar,
	type Open,
	type Secret,
} from '../group.ts';
import { sha512 } from '../hash.ts';
import { ProblemError } from '../result.ts';

/**
 * An element of ristretto255, by one of the points of edwards25519 that stand for it. Those differ by a point of order 4 at most, which
 * no operation of the group lets out of their class, so that they are multiplied and added as members are.
 */
export class Element {
	static readonly BASE = new Element(G.point);
	static readonly ZERO = new Element(IDENTITY);
	readonly #point: Point;
	#bytes: Uint8Array | undefined;

	/** @param bytes - its encoding, where that is known */
	constructor(representative: CurvePoint, bytes?: Uint8Array) {
		this.#point = representative as Point;
		this.#bytes = bytes;
	}

	add(other: Element): Element {
		return new Element(add(this.#point, other.#point));
	}

	subtract(other: Element): Element {
		return new Element(subtract(this.#point, other.#point));
	}

	/** s·P for a secret s. @throws RangeError unless 0 < s < ℓ. */
	multiply(secret: Secret): Element {
		return new Element(multiply(this.#point, secret));
	}

	/** s·P for a public s, which may be 0. */
	multiplyPublic<S extends Scalar>(scalar: Open<S>): Element {
		return new Element(multiplyPublic(this.#point, modOrder(scalar)));
	}

	/** s·B for a secret s. @throws RangeError unless 0 < s < ℓ. */
	static multiplyBase(secret: Secret): Element {
		return new Element(G.multiply(secret));
	}

	/** s·B for a public s. */
	static multiplyBasePublic<S extends Scalar>(scalar: Open<S>): Element {
		return new Element(G.multiplyPublic(modOrder(scalar)));
	}

	/** Σ s_i·P_i for public scalars, of at most `bits` bits. */
	static sumOfProductsPublic(
		elements: readonly Element[],
		scalars: readonly Scalar[],
		bits?: number,
	): Element {
		const points = elements.map((e) => e.#point);
		return new Element(sumOfProductsPublic(points, scalars.map(modOrder), bits));
	}

	equals(other: Element): boolean {
		return equalRistretto(this.#point, other.#point);
	}

	isZero(): boolean {
		return this.equals(Element.ZERO);
	}

	/** The canonical 32 bytes, computed once. Not to be changed. */
	toBytes(): Uint8Array {
		return (this.#bytes ??= encodeRistretto(this.#point));
	}
}

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

/** HashToGroup, in variable time: inputs of tokens are public once they are redeemed. */
export const hashToElement = (bytes: Uint8Array): Element =>
	new Element(elementOfUniformBytes(expand_message_xmd(bytes, GROUP_DST, 64, sha512)));

export const encodeElement = (element: Element): string => bytesToHex(element.toBytes());

/** Lower-case hex of an element that is not the identity. */
export function parseElement(text: string): Element | undefined {
	const bytes = parseHex(text);
	if (bytes?.length !== 32 || bytes.every((b) => b === 0)) return undefined;
	const point = decodeRistretto(bytes);
	return point && new Element(point, bytes);
}

/** 32 bytes, least significant first. */
export const scalarToBytes = (scalar: Scalar): Uint8Array => bigIntToBytesLE(scalar, 32);

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
	(scalar) => bytesToHex(scalarToBytes(scalar)),
);
