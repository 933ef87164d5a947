/** Group elements whose discrete logarithms nobody knows, for the commitments of shuffles. Spec: SPEC §5.1. */
import { bytesToBigIntBE } from '../bytes.ts';
import { clearCofactor, decompressNumber, normalize, type Point } from '../group.ts';
import { sha256Text } from '../hash.ts';

/** 8 times the first curve point whose number is at least SHA-256("ggen|" ‖ index) / 4. */
function makeGenerator(index: number): Point {
	for (let z = bytesToBigIntBE(sha256Text(`ggen|${index}`)) >> 2n; ; z++) {
		const point = decompressNumber(z);
		if (point) return clearCofactor(point);
	}
}

const known: Point[] = [];

/** h_0 … h_(count−1). Kept once made. */
export function generators(count: number): readonly Point[] {
	const missing = Array.from({ length: Math.max(0, count - known.length) }, (_, i) =>
		makeGenerator(known.length + i),
	);
	for (const generator of normalize(missing)) known.push(generator);
	return known.slice(0, count);
}

/** h, generator number −1: the first link of the chain of commitments. */
export const H: Point = normalize([makeGenerator(-1)])[0]!;
