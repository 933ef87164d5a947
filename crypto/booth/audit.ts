/**
 * Audits (Benaloh 2006): a sealed ballot is opened instead of cast, and anybody can check on another device that it held what the
 * voter chose. Spec: SPEC §3.25.
 */
import { choicesOf } from '../budget/question.ts';
import type { PotBallot } from '../budget/ballot.ts';
import { findSpoil, type Pot } from '../budget/pot.ts';
import { parseHex } from '../bytes.ts';
import {
	array,
	decodeText,
	encodeText,
	hash256,
	integer,
	literal,
	object,
	optional,
	string,
} from '../codec.ts';
import { holdsChoices, parseBallot } from '../election/ballot.ts';
import type { Election } from '../election/definition.ts';
import { ok, problem, type Result } from '../result.ts';
import { drawsOf } from './draws.ts';

const filledCodec = object({
	projects: array(integer(0, 10_000), 0, 10_000),
	points: optional(array(integer(0, 1_000_000), 0, 10_000)),
});
const openingCodec = object(
	{
		format: literal('viche-opening/v1'),
		ballot: string,
		filled: array(filledCodec, 1, 200),
		seed: hash256,
	},
	'sorted',
);
/** A ballot that was opened: its text, what it holds, and the seed of its encryption in hex. It must never be cast. */
export type BallotOpening = {
	readonly ballot: string;
	readonly filled: readonly PotBallot[];
	readonly seed: string;
};

/** The text of an opening's file. */
export function encodeOpening({ ballot, filled, seed }: BallotOpening): string {
	const parts = filled.map(({ projects, points }) => ({
		projects: [...projects],
		...(points === undefined ? {} : { points: [...points] }),
	}));
	return encodeText(openingCodec, { format: 'viche-opening/v1', ballot, filled: parts, seed });
}

/**
 * Checks that the ballot of an opening holds what the opening says. @returns what it holds
 * Codes: `wire.*`, `ballot.*`, `audit.{pots,choice,other-choice}`.
 */
export function verifyOpening(
	election: Election,
	pots: readonly Pot[],
	text: string,
): Result<readonly PotBallot[]> {
	const opening = decodeText(openingCodec, text);
	if (!opening.ok) return opening;
	const { filled, seed } = opening.value;
	const ballot = parseBallot(election, opening.value.ballot);
	if (!ballot.ok) return ballot;
	if (filled.length !== pots.length)
		return problem('audit.pots', 'filled', 'one part for each pot is needed');
	const isAllowed = filled.every((part, i) => isFilled(pots[i]!, part));
	if (!isAllowed) return problem('audit.choice', 'filled', 'not a ballot that the pot allows');
	const choices = choicesOf(pots, filled);
	return holdsChoices(election, ballot.value, choices, drawsOf(parseHex(seed)!))
		? ok(filled)
		: problem('audit.other-choice', 'ballot', 'the ballot holds something else');
}

/** A blank part, or one that keeps the pot's limits and names its projects. */
const isFilled = (pot: Pot, part: PotBallot): boolean =>
	part.projects.every((p) => p < pot.projects.length) &&
	(part.projects.length === 0 || findSpoil(pot, part) === undefined);
