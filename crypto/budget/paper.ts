/** Paper ballots of a pot: what two persons read from the forms, and what of it is published and counted. Spec: SPEC §10.10. */
import { bytesToHex, parseHex } from '../bytes.ts';
import {
	array,
	hexBytes,
	integer,
	matching,
	object,
	optional,
	string,
	type Infer,
} from '../codec.ts';
import type { Problem } from '../result.ts';
import type { PotBallot } from './ballot.ts';
import { ENCODINGS } from './encoding.ts';
import { findSpoil, type Pot } from './pot.ts';

/** Forms of one batch, at most: a box is counted in batches that two persons can go through again. */
export const MAX_FORMS = 500;
export const MAX_BATCHES = 10_000;

/** A form whose marks cannot be read for a pot. */
export const UNREADABLE = 'spoiled.unreadable';

const count = integer(0, MAX_FORMS);
const reason = matching('why a form is spoiled', /^spoiled\.[a-z-]{1,40}$/);

export const paperPartCodec = object(
	{
		pot: string,
		blank: count,
		/** Why forms are spoiled, a code each, in order. */
		spoiled: array(reason, 0, MAX_FORMS),
		/** Where ballots are added up: how many valid forms list each project, in the pot's order. */
		totals: optional(array(count, 0, 10_000)),
		/** Where ballots are shuffled: the bytes of each valid form in hex, in order. */
		ballots: optional(array(hexBytes, 0, MAX_FORMS)),
	},
	'sorted',
);
/** What the forms of a batch say for one pot. Neither order nor number says which form it was. */
export type PaperPart = Infer<typeof paperPartCodec>;

/** What is marked on a form for a pot; `undefined` where that cannot be read. */
export type Marks = PotBallot | undefined;

/** @param forms - the marks of each form for this pot, whether they keep its limits or not */
export function paperPartOf(pot: Pot, forms: readonly Marks[]): PaperPart {
	const spoiled: string[] = [];
	const valid: PotBallot[] = [];
	let blank = 0;
	for (const marks of forms) {
		if (marks?.projects.length === 0) blank++;
		else {
			const spoil = marks ? findSpoil(pot, marks) : UNREADABLE;
			if (spoil !== undefined) spoiled.push(spoil);
			else valid.push(marks!);
		}
	}
	const part = { pot: pot.id, blank, spoiled: spoiled.sort() };
	const { carried } = pot;
	if (carried !== 'sum') {
		const bytesOf = (ballot: PotBallot) =>
			bytesToHex(Uint8Array.from(ENCODINGS[carried].encode(pot, ballot)));
		return { ...part, ballots: valid.map(bytesOf).sort() };
	}
	const listing = (p: number) => valid.filter(({ projects }) => projects.includes(p)).length;
	return { ...part, totals: pot.projects.map((_, p) => listing(p)) };
}

/** How many forms are valid and name a project. */
export const validForms = ({ blank, spoiled }: PaperPart, forms: number): number =>
	forms - blank - spoiled.length;

/** What is wrong with a part of so many forms. Codes: `paper.{pot,forms,shape,totals,ballot,order}`. */
export function checkPaperPart(pot: Pot, part: PaperPart, forms: number): Problem | undefined {
	const wrong: Wrong = (code, message) => ({ code, place: pot.id, message });
	if (part.pot !== pot.id) return wrong('paper.pot', `the part of pot ${part.pot} stands here`);
	const valid = validForms(part, forms);
	if (valid < 0) return wrong('paper.forms', 'more blank and spoiled forms than forms');
	if (!isSorted(part.spoiled)) return wrong('paper.order', 'reasons are not in order');
	const { totals, ballots } = part;
	if ((totals === undefined) === (ballots === undefined) || (pot.carried === 'sum') === !totals)
		return wrong(
			'paper.shape',
			'totals where ballots are added up, ballots where they are shuffled',
		);
	return totals
		? findTotalsFault(pot, totals, valid, wrong)
		: findBallotsFault(pot, ballots!, valid, wrong);
}

type Wrong = (code: string, message: string) => Problem;

const isSorted = (texts: readonly string[]): boolean =>
	texts.every((text, i) => i === 0 || texts[i - 1]! <= text);

/** Each of the valid forms lists a project at most once, and as many projects as the limits allow. */
function findTotalsFault(
	{ projects, limits }: Pot,
	totals: readonly number[],
	valid: number,
	wrong: Wrong,
): Problem | undefined {
	if (totals.length !== projects.length)
		return wrong('paper.shape', 'not a total for every project');
	const marks = totals.reduce((sum, total) => sum + total, 0);
	const least = Math.max(limits.minLength, 1) * valid;
	return totals.some((total) => total > valid) || marks > limits.maxLength * valid || marks < least
		? wrong('paper.totals', 'so many valid forms cannot have these totals')
		: undefined;
}

function findBallotsFault(
	pot: Pot,
	ballots: readonly string[],
	valid: number,
	wrong: Wrong,
): Problem | undefined {
	if (ballots.length !== valid) return wrong('paper.forms', 'not as many ballots as valid forms');
	if (!isSorted(ballots)) return wrong('paper.order', 'ballots are not in order');
	const invalid = ballots.find((hex) => !isValidBallot(pot, hex));
	return invalid === undefined ? undefined : wrong('paper.ballot', `${invalid} is no valid ballot`);
}

function isValidBallot(pot: Pot, hex: string): boolean {
	if (pot.carried === 'sum') return false;
	const encoding = ENCODINGS[pot.carried];
	const bytes = bytesOf(hex);
	const ballot = bytes.length === encoding.length(pot) ? encoding.decode(pot, bytes) : undefined;
	return (
		ballot?.ok === true &&
		ballot.value.projects.length > 0 &&
		findSpoil(pot, ballot.value) === undefined
	);
}

/** The bytes of a published ballot. */
export const bytesOf = (hex: string): number[] => [...parseHex(hex)!];

/** One batch as the count of a pot takes it. */
export type PotPaper = { readonly forms: number; readonly part: PaperPart };
