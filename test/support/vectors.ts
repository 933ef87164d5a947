import { readFileSync } from 'node:fs';
import { bigIntToBytesLE } from '../../crypto/bytes.ts';
import type { RandomBytes } from '../../crypto/random.ts';

const ROOT = new URL('../vectors/', import.meta.url);

export const readVector = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
export const readJsonVector = (path: string): unknown => JSON.parse(readVector(path));

/** A source of randomness that plays recorded scalars back: `randomScalar` reads 64 bytes, least significant first. */
export function recordedScalars(scalars: readonly string[]): RandomBytes & { left(): number } {
	let next = 0;
	const rng = (length: number) => {
		const scalar = scalars[next++];
		if (scalar === undefined) throw new Error('more randomness drawn than recorded');
		return bigIntToBytesLE(BigInt(scalar), length);
	};
	return Object.assign(rng, { left: () => scalars.length - next });
}
