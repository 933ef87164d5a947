/** R10: what two persons decided about a vote against its plan stands in the civic register, in words. Spec: SPEC §10.4. */
import {
	array,
	decodeText,
	hash256,
	integer,
	literal,
	object,
	optional,
	string,
	type Codec,
	type Infer,
} from '../codec.ts';
import { sha256Hex } from '../hash.ts';
import { encodeCanonicalJson, type Json } from '../register/canonical-json.ts';
import { ProblemError } from '../result.ts';
import type { Manifest } from './record.ts';
import type { PlacedEntry } from './register.ts';
import type { CheckLog, Journal } from './report.ts';

/**
 * What is decided about a vote: its roll, anew or by one person who asked to be on it; to open it, to close it before the date, to annul
 * it; that all paper ballots are entered; or a member gives its reason not to sign the result.
 */
export const DECISIONS = [
	'roll',
	'enrol',
	'open',
	'close-early',
	'annul',
	'paper',
	'dissent',
] as const;
export type DecisionKind = (typeof DECISIONS)[number];

const kind: Codec<DecisionKind> = {
	decode: (value, place) => {
		const found = DECISIONS.find((known) => known === value);
		if (found === undefined) throw new ProblemError('wire.value', place, 'no such decision');
		return found;
	},
	encode: (value) => value,
};

/** By which rule of age, place and basis a roll was made; a list that is empty means all. */
const eligibilityCodec = object(
	{
		/** Full years, on the day. */
		minAge: integer(0, 150),
		/** YYYY-MM-DD: the day on which age is counted. */
		on: string,
		/** Codes of territories, or beginnings of them. */
		territories: array(string, 0, 1000),
		/** How people belong to the community: registered, displaced, living there. */
		bases: array(string, 0, 100),
	},
	'sorted',
);
export type Eligibility = Infer<typeof eligibilityCodec>;

const decisionCodec = object(
	{
		format: literal('viche-decision/v1'),
		vote: string,
		kind,
		reason: string,
		at: integer(0),
		member: optional(integer(1, 100)),
		/** Size and root of the roll as it is from then on. */
		people: optional(integer(0)),
		root: optional(hash256),
		eligibility: optional(eligibilityCodec),
	},
	'sorted',
);
export type Decision = Omit<Infer<typeof decisionCodec>, 'format'>;

/** The text whose SHA-256 the register holds. */
export const encodeDecision = (decision: Decision): string =>
	encodeCanonicalJson(decisionCodec.encode({ format: 'viche-decision/v1', ...decision }) as Json);

/** Decisions after which the roll is another. */
const isAboutRoll = ({ kind }: Pick<Decision, 'kind'>): boolean =>
	kind === 'roll' || kind === 'enrol';

/** Whether a decision names a roll where it is about one, and only there. */
const isWhole = (decision: Decision): boolean =>
	[decision.people, decision.root].every((part) => (part !== undefined) === isAboutRoll(decision));

const NOTES = {
	roll: 'decision.roll',
	enrol: 'decision.enrol',
	open: 'decision.open',
	'close-early': 'decision.close-early',
	annul: 'decision.annul',
	paper: 'decision.paper',
	dissent: 'decision.dissent',
} as const;

export type Decided = Decision & { readonly index: number };

/** Decisions of the register whose text the record has. `roll`: what the manifest commits to, where there is one. */
export function checkDecisions(
	journal: Journal,
	uuid: string,
	entries: readonly PlacedEntry<'civic'>[],
	texts: readonly string[],
	roll?: Manifest['roll'],
): readonly Decided[] {
	const check = journal.check('R10');
	const left = new Map(texts.map((text) => [sha256Hex(text), text]));
	const decided: Decided[] = [];
	for (const { index, entry } of entries) {
		if (entry.type !== 'decision') continue;
		check.count();
		const place = `civic entry ${index}`;
		const text = left.get(entry.hash);
		left.delete(entry.hash);
		const read = text === undefined ? undefined : decodeText(decisionCodec, text);
		if (!read) check.unproved('decision.not-published', { place, detail: entry.hash });
		else if (!read.ok || !isWhole(read.value))
			check.error('decision.malformed', { place, detail: read.ok ? '' : read.error.message });
		else if (read.value.vote !== uuid || read.value.at !== entry.at)
			check.error('decision.other-text', { place });
		else {
			const details = { place, detail: read.value.reason };
			check.note(NOTES[read.value.kind], details);
			decided.push({ ...read.value, index });
		}
	}
	for (const hash of left.keys()) check.error('decision.unregistered', { detail: hash });
	if (roll) checkRoll(check, decided, roll);
	return decided;
}

/** The roll that was decided last is the roll of the vote. */
function checkRoll(check: CheckLog, decided: readonly Decided[], roll: Manifest['roll']): void {
	const last = decided.findLast(isAboutRoll);
	if (last && (last.people !== roll.count || last.root !== roll.root))
		check.error('decision.other-roll', { place: `civic entry ${last.index}` });
}
