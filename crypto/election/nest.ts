/**
 * Lists in lists: the encrypted tally, decryption factors, their proofs and the result share one shape, one part a question.
 */
import type { Codec } from '../codec.ts';

export type Nest<T> = T | readonly Nest<T>[];

const isList = <T>(nest: Nest<T>): nest is readonly Nest<T>[] => Array.isArray(nest);

/** The leaves, in reading order. */
export function leaves<T>(nest: Nest<T>): T[] {
	return isList(nest) ? nest.flatMap((n) => leaves(n)) : [nest];
}

export function mapNest<T, U>(nest: Nest<T>, map: (leaf: T) => U): Nest<U> {
	return isList(nest) ? nest.map((n) => mapNest(n, map)) : map(nest);
}

/** Puts items, one for each leaf in reading order, into the shape of the nest. */
export function fillNest<T, U>(shape: Nest<T>, items: readonly U[]): Nest<U> {
	const next = items[Symbol.iterator]();
	return mapNest(shape, () => next.next().value as U);
}

/** Whether both have the same lists with the same lengths. */
export function sameShape<T, U>(a: Nest<T>, b: Nest<U>): boolean {
	if (!isList(a) || !isList(b)) return isList(a) === isList(b);
	return a.length === b.length && a.every((n, i) => sameShape(n, b[i]!));
}

/** Lists of leaves, nested as deep as the text has them (its depth is bounded before it is parsed). */
export const nestCodec = <T>(leaf: Codec<T>): Codec<Nest<T>> => ({
	decode: (value, place) =>
		Array.isArray(value)
			? value.map((v, i) => nestCodec(leaf).decode(v, `${place}[${i}]`))
			: leaf.decode(value, place),
	encode: (nest) => mapNest(nest, (l) => leaf.encode(l)),
});

/** Where each leaf stands below `place`, in reading order: `place[0][2]`. */
export function leafPlaces<T>(nest: Nest<T>, place: string): string[] {
	return isList(nest) ? nest.flatMap((n, i) => leafPlaces(n, `${place}[${i}]`)) : [place];
}
