/**
 * JSON in one spelling only: RFC 8785, restricted to whole numbers from −(2^53 − 1) to 2^53 − 1. Spec: SPEC §8.9.
 * No white space, object keys in the order of their UTF-16 units, the shortest escapes.
 */
import type { Result } from '../result.ts';
import { ProblemError, attempt } from '../result.ts';
import { readText } from './text-input.ts';

export type Json =
	string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export const MAX_JSON_DEPTH = 16;

const tooDeep = `deeper than ${MAX_JSON_DEPTH} levels`;

/**
 * Writes a value in its only spelling.
 * @throws TypeError for anything but well-formed strings, safe integers, booleans, null, and plain arrays and objects
 * of these, at most 16 levels deep
 */
export const encodeCanonicalJson = (value: Json): string => write(value, MAX_JSON_DEPTH);

function write(value: unknown, depthLeft: number): string {
	if (value === null || typeof value === 'boolean') return String(value);
	if (typeof value === 'string') return writeString(value);
	if (typeof value === 'number') {
		if (!Number.isSafeInteger(value)) throw new TypeError('only safe integers are written');
		return String(value);
	}
	if (typeof value !== 'object') throw new TypeError(`a ${typeof value} is no JSON`);
	if (depthLeft === 0) throw new TypeError(tooDeep);
	if (Array.isArray(value))
		return `[${Array.from(value, (item) => write(item, depthLeft - 1)).join(',')}]`;
	const prototype: unknown = Object.getPrototypeOf(value);
	if (prototype !== Object.prototype && prototype !== null)
		throw new TypeError('only plain objects are written');
	const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
	return `{${members.map(([k, v]) => `${writeString(k)}:${write(v, depthLeft - 1)}`).join(',')}}`;
}

function writeString(text: string): string {
	if (!text.isWellFormed()) throw new TypeError('a lone surrogate is not text');
	return JSON.stringify(text);
}

/** Refuses numbers and strings that have no canonical spelling, and names where they are. */
function checkValues(value: unknown, place: string): void {
	if (typeof value === 'number' && !Number.isSafeInteger(value))
		throw new ProblemError('json.number', place, 'not a whole number within 2^53 - 1');
	if (typeof value === 'string' && !value.isWellFormed())
		throw new ProblemError('json.surrogate', place, 'a lone surrogate is not text');
	if (Array.isArray(value))
		for (const [i, item] of value.entries()) checkValues(item, `${place}[${i}]`);
	else if (typeof value === 'object' && value !== null)
		for (const [key, item] of Object.entries(value)) {
			checkValues(key, place);
			checkValues(item, place === '' ? key : `${place}.${key}`);
		}
}

/** Counts brackets outside strings, before a recursive parser meets them. */
function checkDepth(text: string): void {
	let depth = 0;
	let inString = false;
	for (let i = 0; i < text.length; i++) {
		const c = text[i];
		if (inString && c === '\\') i++;
		else if (c === '"') inString = !inString;
		else if (!inString && (c === '[' || c === '{') && ++depth > MAX_JSON_DEPTH)
			throw new ProblemError('json.depth', '', tooDeep);
		else if (!inString && (c === ']' || c === '}')) depth--;
	}
}

/**
 * Reads JSON that is spelt canonically; any other spelling of the same value (white space, key order, a duplicate key,
 * an escape too many, 1.0, −0) is rejected.
 * Codes: json.too-long, .utf8, .depth, .malformed, .number, .surrogate, .not-canonical.
 */
export const parseCanonicalJson = (input: Uint8Array | string, maxBytes: number): Result<Json> =>
	attempt(() => {
		const text = readText(input, maxBytes, 'json');
		checkDepth(text);
		const value = parseAny(text);
		checkValues(value, '');
		if (encodeCanonicalJson(value) !== text)
			throw new ProblemError('json.not-canonical', '', 'not the canonical spelling of its value');
		return value;
	});

function parseAny(text: string): Json {
	try {
		return JSON.parse(text) as Json;
	} catch {
		throw new ProblemError('json.malformed', '', 'not JSON');
	}
}
