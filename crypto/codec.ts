/**
 * Codecs for the messages of the election protocol: one description gives the type, the strict check and the text.
 *
 * A text is accepted only in the one spelling that {@link encodeText} would give: fields in the declared order, none missing or
 * extra, no white space, canonical numbers and points. Error model: {@link decodeText} returns a Problem that names the field.
 */
import { encodePoint, parseCurvePoint, parsePoint, parseScalar } from './group.ts';
import type { CurvePoint, Point, Scalar } from './group.ts';
import { attempt, ProblemError, type Result } from './result.ts';

export type Codec<T> = {
	/** @throws ProblemError naming the place of what is wrong. */
	decode(value: unknown, place: string): T;
	encode(value: T): unknown;
	readonly optional?: true;
};
export type Infer<C> = C extends Codec<infer T> ? T : never;

const fail = (place: string, expected: string): never => {
	throw new ProblemError('wire.value', place, `expected ${expected}`);
};

/** A text for which `accept` gives a value. */
function textCodec<T>(
	expected: string,
	accept: (text: string) => T | undefined,
	encode: (value: T) => string,
): Codec<T> {
	return {
		decode: (value, place) =>
			(typeof value === 'string' ? accept(value) : undefined) ?? fail(place, expected),
		encode,
	};
}

/** A text of this form. */
export const matching = (expected: string, pattern: RegExp): Codec<string> =>
	textCodec(
		expected,
		(text) => (pattern.test(text) ? text : undefined),
		(text) => text,
	);

export const string: Codec<string> = textCodec(
	'a text',
	(text) => (text.isWellFormed() ? text : undefined),
	(text) => text,
);
export const hash256: Codec<string> = matching('64 lower-case hex digits', /^[0-9a-f]{64}$/);
export const hash256Base64: Codec<string> = matching(
	'a SHA-256 hash in unpadded base64',
	/^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]$/,
);
export const hexBytes: Codec<string> = matching('lower-case hex bytes', /^(?:[0-9a-f]{2})*$/);
/** The text of a point, not yet decoded. */
export const pointText: Codec<string> = matching(
	'64 lower-case hex digits of a point',
	/^[0-9a-f]{64}$/,
);
/** A point on the curve; its order is checked where it is used. */
export const curvePoint: Codec<CurvePoint> = textCodec(
	'a point of the curve',
	parseCurvePoint,
	encodePoint,
);
/** An element of the prime-order group. */
export const point: Codec<Point> = textCodec(
	'a point of the prime-order group',
	parsePoint,
	encodePoint,
);
export const scalar: Codec<Scalar> = textCodec(
	'a canonical scalar below the group order',
	parseScalar,
	String,
);
export const boolean: Codec<boolean> = {
	decode: (value, place) => (typeof value === 'boolean' ? value : fail(place, 'true or false')),
	encode: (value) => value,
};

/** A JSON number that is an integer in [min, max]. */
export const integer = (min: number, max: number = Number.MAX_SAFE_INTEGER): Codec<number> => ({
	decode: (value, place) =>
		typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
			? value
			: fail(place, `an integer from ${min} to ${max}`),
	encode: (value) => value,
});

const LARGEST_NUMBER = (1n << 30n) - 1n;
/** A natural number: a JSON number up to 2^30 − 1, decimal digits in a string above. */
export const natural: Codec<bigint> = {
	decode: (value, place) => {
		if (
			typeof value === 'number' &&
			Number.isInteger(value) &&
			value >= 0 &&
			value <= Number(LARGEST_NUMBER)
		)
			return BigInt(value);
		if (
			typeof value === 'string' &&
			/^[1-9][0-9]{0,75}$/.test(value) &&
			BigInt(value) > LARGEST_NUMBER
		)
			return BigInt(value);
		return fail(place, 'a natural number');
	},
	encode: (value) => (value <= LARGEST_NUMBER ? Number(value) : value.toString()),
};

export const literal = <const T extends string | number | boolean>(expected: T): Codec<T> => ({
	decode: (value, place) => (value === expected ? expected : fail(place, JSON.stringify(expected))),
	encode: (value) => value,
});

/** One of these texts. */
export const oneOf = <const T extends string>(...values: readonly T[]): Codec<T> => ({
	decode: (value, place) =>
		values.find((v) => v === value) ?? fail(place, `one of ${values.join(', ')}`),
	encode: (value) => value,
});

/** A list of min to max items. */
export const array = <T>(item: Codec<T>, min = 0, max = 10_000_000): Codec<T[]> => ({
	decode: (value, place) => {
		if (!Array.isArray(value)) return fail(place, 'a list');
		if (value.length < min || value.length > max)
			return fail(place, min === max ? `${min} items` : `${min} to ${max} items`);
		return value.map((v, i) => item.decode(v, `${place}[${i}]`));
	},
	encode: (value) => value.map((v) => item.encode(v)),
});

/** A list in which each place has its own type. */
export const tuple = <const C extends readonly Codec<unknown>[]>(
	...items: C
): Codec<{ [K in keyof C]: Infer<C[K]> }> => ({
	decode: (value, place) => {
		if (!Array.isArray(value) || value.length !== items.length)
			return fail(place, `a list of ${items.length}`);
		return items.map((c, i) => c.decode(value[i], `${place}[${i}]`)) as never;
	},
	encode: (value) => items.map((c, i) => c.encode(value[i])),
});

/** A field that may be left out. */
export const optional = <T>(codec: Codec<T>): Codec<T | undefined> => ({
	decode: (value, place) => codec.decode(value, place),
	encode: (value) => (value === undefined ? undefined : codec.encode(value)),
	optional: true,
});

type Fields = Record<string, Codec<unknown>>;
type OptionalKeys<F> = { [K in keyof F]: undefined extends Infer<F[K]> ? K : never }[keyof F];
export type Struct<F> = { [K in Exclude<keyof F, OptionalKeys<F>>]: Infer<F[K]> } & {
	[K in OptionalKeys<F>]?: Exclude<Infer<F[K]>, undefined>;
};

/** `ordered`: these fields in this order; `sorted`: these fields in any order; `open`: further fields may stand anywhere. */
export type Form = 'ordered' | 'sorted' | 'open';

/** An object with these fields. */
export function object<F extends Fields>(fields: F, form: Form = 'ordered'): Codec<Struct<F>> {
	const names = Object.keys(fields);
	return {
		decode: (value, place) => {
			if (typeof value !== 'object' || value === null || Array.isArray(value))
				return fail(place, 'an object');
			const given = value as Record<string, unknown>;
			const known = names.filter((n) => !fields[n]!.optional || Object.hasOwn(given, n));
			if (form !== 'open') requireFields(Object.keys(given), known, place, form);
			const decoded: Record<string, unknown> = {};
			for (const name of known) {
				const at = place === '' ? name : `${place}.${name}`;
				if (!Object.hasOwn(given, name)) fail(at, 'this field');
				decoded[name] = fields[name]!.decode(given[name], at);
			}
			return decoded as Struct<F>;
		},
		encode: (value) => {
			const given = value as Record<string, unknown>;
			return Object.fromEntries(
				names.filter((n) => given[n] !== undefined).map((n) => [n, fields[n]!.encode(given[n])]),
			);
		},
	};
}

function requireFields(
	given: readonly string[],
	wanted: readonly string[],
	place: string,
	form: Form,
): void {
	const at = (name: string) => (place === '' ? name : `${place}.${name}`);
	for (const name of wanted)
		if (!given.includes(name))
			throw new ProblemError('wire.missing-field', at(name), `field ${name} is missing`);
	for (const name of given)
		if (!wanted.includes(name))
			throw new ProblemError('wire.unknown-field', at(name), `field ${name} is not known here`);
	given.forEach((name, i) => {
		if (form === 'ordered' && name !== wanted[i])
			throw new ProblemError('wire.field-order', at(name), `field ${name} is out of order`);
	});
}

/** How deep and how long a text may be; deeper nesting is refused before it is parsed. */
export type Limits = { readonly bytes: number; readonly depth: number };
const LIMITS: Limits = { bytes: 64 * 1024 * 1024, depth: 32 };

/** The text of a value. */
export const encodeText = <T>(codec: Codec<T>, value: T): string =>
	JSON.stringify(codec.encode(value));

/** Reads a text in its only accepted spelling. */
export const decodeText = <T>(codec: Codec<T>, text: string, limits: Limits = LIMITS): Result<T> =>
	attempt(() => {
		const value = parseJson(text, limits);
		if (JSON.stringify(value) !== text)
			throw new ProblemError(
				'wire.not-canonical',
				'',
				'white space, a repeated field or another spelling of a value',
			);
		return codec.decode(value, '');
	});

/** Reads a text that people may have laid out themselves: only its content has to fit. A repeated field is refused. */
export const decodeLooseText = <T>(
	codec: Codec<T>,
	text: string,
	limits: Limits = LIMITS,
): Result<T> => attempt(() => codec.decode(parseJson(text, limits), ''));

function parseJson(text: string, limits: Limits): unknown {
	if (text.length > limits.bytes)
		throw new ProblemError('wire.too-long', '', `longer than ${limits.bytes} bytes`);
	const fields = countFields(text, limits.depth);
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		throw new ProblemError('wire.not-json', '', 'not a JSON text');
	}
	if (fieldsOf(value) !== fields)
		throw new ProblemError('wire.duplicate-field', '', 'a field stands twice in one object');
	return value;
}

function fieldsOf(value: unknown): number {
	if (typeof value !== 'object' || value === null) return 0;
	const own = Array.isArray(value) ? 0 : Object.keys(value).length;
	return Object.values(value).reduce((n: number, v) => n + fieldsOf(v), own);
}

/** How many fields the text writes down; fewer in the parsed value mean that one was repeated. Refuses deep nesting on the way. */
function countFields(text: string, limit: number): number {
	let depth = 0;
	let fields = 0;
	let quoted = false;
	for (let i = 0; i < text.length; i++) {
		const c = text.charCodeAt(i);
		if (quoted) {
			if (c === 0x5c) i++;
			else if (c === 0x22) quoted = false;
		} else if (c === 0x22) quoted = true;
		else if (c === 0x5b || c === 0x7b) {
			if (++depth > limit)
				throw new ProblemError('wire.too-deep', '', `nested deeper than ${limit}`);
		} else if (c === 0x5d || c === 0x7d) depth--;
		else if (c === 0x3a) fields++;
	}
	return fields;
}

/** One of several kinds of objects, which a field of theirs names. */
export const variants = <C extends Record<string, Codec<object>>>(
	tag: string,
	codecs: C,
): Codec<Infer<C[keyof C]>> => {
	const find = (value: unknown): Codec<object> | undefined => {
		const name = typeof value === 'object' && value !== null && (value as never)[tag];
		return typeof name === 'string' && Object.hasOwn(codecs, name) ? codecs[name] : undefined;
	};
	return {
		decode: (value, place) =>
			(find(value)?.decode(value, place) as Infer<C[keyof C]> | undefined) ??
			fail(`${place}.${tag}`, `one of ${Object.keys(codecs).join(', ')}`),
		encode: (value) => find(value)!.encode(value),
	};
};
