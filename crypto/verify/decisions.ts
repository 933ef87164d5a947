/** R10: what two persons decided about a vote against its plan stands in the civic register, in words. Spec: SPEC §10.4. */
import {
	decodeText,
	encodeText,
	integer,
	literal,
	object,
	string,
	type Codec,
	type Infer,
} from '../codec.ts';
import { sha256Hex } from '../hash.ts';
import { ProblemError } from '../result.ts';
import type { PlacedEntry } from './register.ts';
import type { Journal } from './report.ts';

/** What can be decided about a vote against its plan: to close before the date, to annul it. */
export const DECISIONS = ['close-early', 'annul'] as const;
export type DecisionKind = (typeof DECISIONS)[number];

const kind: Codec<DecisionKind> = {
	decode: (value, place) => {
		const found = DECISIONS.find((known) => known === value);
		if (found === undefined) throw new ProblemError('wire.value', place, 'no such decision');
		return found;
	},
	encode: (value) => value,
};

const decisionCodec = object(
	{
		format: literal('viche-decision/v1'),
		vote: string,
		kind,
		reason: string,
		at: integer(0),
	},
	'sorted',
);
export type Decision = Omit<Infer<typeof decisionCodec>, 'format'>;

/** The text whose SHA-256 the register holds. */
export const encodeDecision = (decision: Decision): string =>
	encodeText(decisionCodec, { format: 'viche-decision/v1', ...decision });

/** Decisions of the register whose text the record has; `texts` is undefined when the record names no such file. */
export function checkDecisions(
	journal: Journal,
	uuid: string,
	entries: readonly PlacedEntry<'civic'>[],
	texts: readonly string[],
): readonly (Decision & { readonly index: number })[] {
	const check = journal.check('R10');
	const left = new Map(texts.map((text) => [sha256Hex(text), text]));
	const decided: (Decision & { readonly index: number })[] = [];
	for (const { index, entry } of entries) {
		if (entry.type !== 'decision') continue;
		check.count();
		const place = `civic entry ${index}`;
		const text = left.get(entry.hash);
		left.delete(entry.hash);
		const read = text === undefined ? undefined : decodeText(decisionCodec, text);
		if (!read) check.unproved('decision.not-published', { place, detail: entry.hash });
		else if (!read.ok || read.value.vote !== uuid || read.value.at !== entry.at)
			check.error('decision.other-text', { place });
		else {
			const details = { place, detail: read.value.reason };
			if (read.value.kind === 'annul') check.note('decision.annul', details);
			else check.note('decision.close-early', details);
			decided.push({ ...read.value, index });
		}
	}
	for (const hash of left.keys()) check.error('decision.unregistered', { detail: hash });
	return decided;
}
