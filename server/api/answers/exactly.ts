import type { z } from 'zod';

/** The type with everything in it read-only, and intersections written out. */
type Frozen<T> = T extends (infer Item)[]
	? readonly Frozen<Item>[]
	: T extends readonly (infer Item)[]
		? readonly Frozen<Item>[]
		: T extends object
			? { readonly [Key in keyof T]: Frozen<T[Key]> }
			: T;

/** Types are the same if nothing can tell them apart, optional fields included. */
type IsSame<A, B> =
	// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- a type that nobody knows is what tells them apart
	(<X>() => X extends Frozen<A> ? 1 : 2) extends <X>() => X extends Frozen<B> ? 1 : 2
		? true
		: false;

/** Takes a schema only if its values are the type's, to the last optional field: neither can change alone. */
export const exactly =
	<T>() =>
	<S extends z.ZodType>(
		schema: S & (IsSame<T, z.infer<S>> extends true ? unknown : never),
	): z.ZodType<T> =>
		schema as unknown as z.ZodType<T>;
