/**
 * How one ciphertext of a shuffled question carries a ballot: at most 30 bytes, one byte string for each ballot and no other. Spec: SPEC §3.21.
 */
import { MAX_BYTES } from '../election/questions/non-homomorphic.ts';
import { ok, problem, type Result } from '../result.ts';
import type { Carried, PotBallot } from './ballot.ts';

export interface Encoding {
	/** Whether every ballot that keeps the limits has its bytes. */
	fits(pot: Carried): boolean;
	/** How many bytes a ballot has. */
	length(pot: Carried): number;
	/** What each byte holds, in words. */
	labels(pot: Carried): string[];
	/** @throws RangeError for a ballot that does not fit. */
	encode(pot: Carried, ballot: PotBallot): number[];
	/** Codes: `spoiled.{encoding,unknown-project}`. All zeros are a blank ballot. */
	decode(pot: Carried, bytes: readonly number[]): Result<PotBallot>;
}

const malformed = (message: string) => problem('spoiled.encoding', '', message);
const unknown = () => problem('spoiled.unknown-project', '', 'a project that there is not');
const numbersFrom = (from: number, count: number, label: (n: number) => string): string[] =>
	Array.from({ length: count }, (_, i) => label(from + i));

/** A bit for each project, eight a byte, the first project in the highest bit of the first byte. */
const bitmap: Encoding = {
	fits: ({ kind, projects }) => kind === 'approval' && projects.length <= 8 * MAX_BYTES,
	length: ({ projects }) => Math.ceil(projects.length / 8),
	labels: (pot) =>
		numbersFrom(
			0,
			bitmap.length(pot),
			(i) => `projects ${8 * i + 1}–${Math.min(8 * i + 8, pot.projects.length)}`,
		),
	encode(pot, ballot) {
		const bytes = new Array<number>(bitmap.length(pot)).fill(0);
		for (const p of ballot.projects) bytes[p >> 3]! |= 128 >> (p & 7);
		return bytes;
	},
	decode(pot, bytes) {
		const projects = bytes.flatMap((byte, i) =>
			[0, 1, 2, 3, 4, 5, 6, 7].flatMap((bit) => (byte & (128 >> bit) ? [8 * i + bit] : [])),
		);
		return projects.some((p) => p >= pot.projects.length) ? unknown() : ok({ projects });
	},
};

/** Bytes of a project's number, which counts from 1; 0 stands for none. */
const numberWidth = ({ projects }: Carried): number => (projects.length <= 255 ? 1 : 2);

function encodeNumbers(pot: Carried, items: readonly number[][], width: number): number[] {
	const bytes = items.flat();
	const length = pot.limits.maxLength * width;
	if (bytes.length > length) throw new RangeError('more projects than the limits allow');
	return [...bytes, ...new Array<number>(length - bytes.length).fill(0)];
}

const numberBytes = (pot: Carried, project: number): number[] =>
	numberWidth(pot) === 1 ? [project + 1] : [(project + 1) >> 8, (project + 1) & 255];

/** Cuts the bytes into items, ends at the first of zeros, and reads each one's project number. */
function decodeNumbers(
	pot: Carried,
	bytes: readonly number[],
	width: number,
): Result<{ project: number; rest: readonly number[] }[]> {
	const items = Array.from({ length: bytes.length / width }, (_, i) =>
		bytes.slice(width * i, width * (i + 1)),
	);
	const end = items.findIndex((item) => item.every((b) => b === 0));
	const used = end < 0 ? items : items.slice(0, end);
	if (items.slice(used.length).some((item) => item.some((b) => b !== 0)))
		return malformed('something follows the end of the list');
	const read = used.map((item) => {
		const w = numberWidth(pot);
		const number = item.slice(0, w).reduce((n, b) => 256 * n + b, 0);
		return { project: number - 1, rest: item.slice(w) };
	});
	return read.some(({ project }) => project < 0 || project >= pot.projects.length)
		? unknown()
		: ok(read);
}

const isAscending = (projects: readonly number[]): boolean =>
	projects.every((p, i) => i === 0 || p > projects[i - 1]!);

const listLabels = (pot: Carried, width: number, parts: readonly string[]): string[] =>
	Array.from({ length: pot.limits.maxLength * width }, (_, i) => {
		const part = parts.length === width ? ` ${parts[i % width]!}` : '';
		return `choice ${Math.floor(i / width) + 1}${part}`.trim();
	});
const numberParts = (pot: Carried): string[] =>
	numberWidth(pot) === 1 ? ['number'] : ['number, high', 'number, low'];

/** The numbers of the approved projects, ascending. */
const numbers: Encoding = {
	fits: (pot) =>
		pot.kind === 'approval' && pot.projects.length < 65_536 && numbers.length(pot) <= MAX_BYTES,
	length: (pot) => pot.limits.maxLength * numberWidth(pot),
	labels: (pot) => listLabels(pot, numberWidth(pot), numberParts(pot)),
	encode: (pot, ballot) =>
		encodeNumbers(
			pot,
			ballot.projects.map((p) => numberBytes(pot, p)),
			numberWidth(pot),
		),
	decode(pot, bytes) {
		const read = decodeNumbers(pot, bytes, numberWidth(pot));
		if (!read.ok) return read;
		const projects = read.value.map((r) => r.project);
		return isAscending(projects) ? ok({ projects }) : malformed('the numbers do not ascend');
	},
};

/** The numbers of the ranked projects, best first. */
const ranking: Encoding = {
	...numbers,
	fits: (pot) =>
		pot.kind === 'ordinal' && pot.projects.length < 65_536 && numbers.length(pot) <= MAX_BYTES,
	decode(pot, bytes) {
		const read = decodeNumbers(pot, bytes, numberWidth(pot));
		return read.ok ? ok({ projects: read.value.map((r) => r.project) }) : read;
	},
};

const fewPoints = ({ limits }: Carried): boolean =>
	(limits.maxPoints ?? limits.maxSumPoints ?? Infinity) <= 255;

/** A byte for each project: its points. */
const points: Encoding = {
	fits: (pot) => pot.kind === 'points' && pot.projects.length <= MAX_BYTES && fewPoints(pot),
	length: ({ projects }) => projects.length,
	labels: (pot) => numbersFrom(1, pot.projects.length, (n) => `points of project ${n}`),
	encode(pot, { projects, points = [] }) {
		const bytes = new Array<number>(pot.projects.length).fill(0);
		projects.forEach((p, i) => (bytes[p] = points[i]!));
		return bytes;
	},
	decode(_pot, bytes) {
		const projects = bytes.flatMap((b, p) => (b > 0 ? [p] : []));
		return ok({ projects, points: projects.map((p) => bytes[p]!) });
	},
};

/** Project numbers, ascending, each followed by its points: for more projects than bytes. */
const numberedPoints: Encoding = {
	fits: (pot) =>
		pot.kind === 'points' &&
		pot.projects.length < 65_536 &&
		fewPoints(pot) &&
		numberedPoints.length(pot) <= MAX_BYTES,
	length: (pot) => pot.limits.maxLength * (numberWidth(pot) + 1),
	labels: (pot) => listLabels(pot, numberWidth(pot) + 1, [...numberParts(pot), 'points']),
	encode: (pot, { projects, points: given = [] }) =>
		encodeNumbers(
			pot,
			projects.map((p, i) => [...numberBytes(pot, p), given[i]!]),
			numberWidth(pot) + 1,
		),
	decode(pot, bytes) {
		const read = decodeNumbers(pot, bytes, numberWidth(pot) + 1);
		if (!read.ok) return read;
		const projects = read.value.map((r) => r.project);
		if (!isAscending(projects)) return malformed('the numbers do not ascend');
		const given = read.value.map((r) => r.rest[0]!);
		return given.includes(0)
			? malformed('a project with no points is listed')
			: ok({ projects, points: given });
	},
};

/** In the order in which they are tried. */
export const ENCODINGS = {
	bitmap,
	numbers,
	ranking,
	points,
	'numbered-points': numberedPoints,
} as const;
export type EncodingName = keyof typeof ENCODINGS;

/** The first encoding that fits; `undefined` when ballots are too long for one ciphertext. */
export const chooseEncoding = (pot: Carried): EncodingName | undefined =>
	(Object.keys(ENCODINGS) as EncodingName[]).find((name) => ENCODINGS[name].fits(pot));
