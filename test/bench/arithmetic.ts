/** The group of edwards25519: the WebAssembly kernel, the same in BigInt, and noble. Public values but for the constant-time ones. */
import { pippenger } from '@noble/curves/abstract/curve.js';
import { ed25519 } from '@noble/curves/ed25519.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { embedBytes } from '../../crypto/election/questions/non-homomorphic.ts';
import {
	asSecret,
	encodePoint,
	G,
	isMember,
	multiply,
	multiplyPublic,
	parseCurvePoint,
	parsePoint,
	randomScalar,
	sumOfProductsPublic,
	type CurvePoint,
	type Point,
	type Scalar,
} from '../../crypto/group.ts';
import { WITHOUT_KERNEL, type Bench, type Group } from './group.ts';
import type { Variant } from './measure.ts';

type NoblePoint = InstanceType<typeof ed25519.Point>;
/** A point as both libraries have it, and its text. */
type Item = {
	readonly text: string;
	readonly point: Point;
	readonly noble: NoblePoint;
	readonly scalar: Scalar;
};

/** Noble writes the bytes the other way round. */
const readNoble = (text: string): NoblePoint => ed25519.Point.fromBytes(hexToBytes(text).reverse());
const encodeNoble = (point: NoblePoint): string => bytesToHex(point.toBytes().reverse());

function makeItem(): Item {
	const text = encodePoint(G.multiply(randomScalar()));
	return { text, point: parsePoint(text)!, noble: readNoble(text), scalar: randomScalar() };
}

/** A library's result; comparisons encode it. */
type Made = CurvePoint | NoblePoint;
const encode = (made: Made): string =>
	made instanceof ed25519.Point ? encodeNoble(made) : encodePoint(made);

const baseline = true as const;
const each =
	(work: (item: Item) => Made) =>
	(items: readonly Item[]): Made[] =>
		items.map(work);
/** With the kernel and without. */
const ours = <R, I = Item>(run: (items: readonly I[]) => R): Variant<I, R>[] => [
	{ name: 'kernel', run },
	{ name: 'BigInt', run, ...WITHOUT_KERNEL },
];

export const arithmetic: Group = {
	name: 'arithmetic',
	run: async (bench) => {
		const items = Array.from({ length: bench.size(100, 3) }, makeItem);
		await benchMultiplying(bench, items);
		await benchReading(bench, items);
		for (const length of [bench.size(256, 8), bench.size(4096, 40)])
			await bench.compare({
				title: `sum of ${length} products`,
				unit: 'product',
				items: Array.from({ length }, makeItem),
				trials: [items],
				factsOf: encode,
				variants: [
					{
						name: 'noble',
						run: (some): Made =>
							pippenger(
								ed25519.Point,
								some.map((i) => i.noble),
								some.map((i) => i.scalar),
							),
						baseline,
					},
					...ours((some): Made =>
						sumOfProductsPublic(
							some.map((i) => i.point),
							some.map((i) => i.scalar),
						),
					),
				],
			});
	},
};

async function benchMultiplying(bench: Bench, items: readonly Item[]): Promise<void> {
	const products = { unit: 'product', items, trials: [items.slice(0, 2)] };
	const factsOf = (made: readonly Made[]) => made.map(encode);
	await bench.compare({
		...products,
		factsOf,
		title: 'multiply the base point',
		variants: [
			{ name: 'noble', run: each((i) => ed25519.Point.BASE.multiplyUnsafe(i.scalar)), baseline },
			...ours(each((i) => G.multiplyPublic(i.scalar))),
			{ name: 'secret, constant time', run: each((i) => G.multiply(asSecret(i.scalar))) },
		],
	});
	await bench.compare({
		...products,
		factsOf,
		title: 'multiply any point',
		variants: [
			{ name: 'noble', run: each((i) => i.noble.multiplyUnsafe(i.scalar)), baseline },
			...ours(each((i) => multiplyPublic(i.point, i.scalar))),
			{ name: 'secret, constant time', run: each((i) => multiply(i.point, asSecret(i.scalar))) },
		],
	});
}

async function benchReading(bench: Bench, items: readonly Item[]): Promise<void> {
	const points = { unit: 'point', items, trials: [items.slice(0, 2)] };
	await bench.compare({
		...points,
		title: 'decode a point',
		factsOf: (made: readonly Made[]) => made.map(encode),
		variants: [
			{ name: 'noble', run: each((i) => readNoble(i.text)), baseline },
			...ours(each((i) => parseCurvePoint(i.text)!)),
		],
	});
	await bench.compare({
		...points,
		title: 'check the order of a point',
		variants: [
			{ name: 'noble', run: (some) => some.map((i) => i.noble.isTorsionFree()), baseline },
			...ours((some) => some.map((i) => isMember(i.point))),
		],
	});
	const bytes = items.map((_, i) => Array.from({ length: 30 }, (_, j) => (41 * i + j) % 256));
	await bench.compare({
		title: 'carry 30 bytes in a point',
		unit: 'point',
		items: bytes,
		trials: [bytes.slice(0, 2)],
		factsOf: (made: readonly Made[]) => made.map(encode),
		variants: [
			{ name: 'noble', run: (some): Made[] => some.map(embedByNoble), baseline },
			...ours<Made[], readonly number[]>((some) => some.map(embedBytes)),
		],
	});
}

/** The first number with these bytes on top, and 14 bits below, that is the text of a member. */
function embedByNoble(bytes: readonly number[]): NoblePoint {
	const top = bytes.reduce((n, b) => n * 256n + BigInt(b), 0n);
	for (let z = top << 14n; ; z++) {
		try {
			const point = readNoble(z.toString(16).padStart(64, '0'));
			if (point.isTorsionFree()) return point;
		} catch {
			// not on the curve
		}
	}
}
