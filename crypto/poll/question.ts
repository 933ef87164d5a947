/** A question of a poll: its options, what an answer may hold, and the rule that counts it. Spec: SPEC §12.1. */
import {
	array,
	integer,
	literal,
	matching,
	object,
	oneOf,
	optional,
	string,
	variants,
	type Codec,
	type Infer,
} from '../codec.ts';
import { BASES, type Majority } from '../count/votes/turnout.ts';
import type { Decimals } from '../count/votes/stv-rounds.ts';

/** Marks are small, so that one byte carries each. */
export const MAX_MARK = 255;
const MAX_OPTIONS = 50;

const share = matching('a share such as 1/2', /^\d{1,3}(?:\/\d{1,3}|\.\d{1,6})?$/);
const base = oneOf(...BASES);
const majority: Codec<Majority> = {
	decode: (value, place) =>
		typeof value === 'object' && value !== null && 'atLeast' in value
			? object({ atLeast: share, of: base }, 'sorted').decode(value, place)
			: object({ moreThan: share, of: base }, 'sorted').decode(value, place),
	encode: (value) => value,
};
const decimals: Codec<Decimals> = {
	decode: (value, place) => (value === 'exact' ? value : integer(0, 20).decode(value, place)),
	encode: (value) => value,
};

/** How a question is answered and counted. Spec: SPEC §12.1. */
const ruleCodec = variants('name', {
	/** One option. */
	plurality: object({ name: literal('plurality'), majority: optional(majority) }, 'sorted'),
	/** At most `most` options. */
	approval: object(
		{ name: literal('approval'), most: integer(1, MAX_OPTIONS), majority: optional(majority) },
		'sorted',
	),
	/** A number on a scale for each option; no more steps than marks. */
	score: object(
		{
			name: literal('score'),
			lowest: integer(-100, 100),
			highest: integer(-100, 100),
			by: oneOf('sum', 'mean'),
		},
		'sorted',
	),
	/** At most `total` points shared out among the options. */
	points: object({ name: literal('points'), total: integer(1, MAX_MARK) }, 'sorted'),
	/** A grade for each option; `grades` from the worst. */
	'majority-judgment': object(
		{ name: literal('majority-judgment'), grades: array(string, 2, 10) },
		'sorted',
	),
	/** A ranking, in which options may share a place. */
	schulze: object({ name: literal('schulze') }, 'sorted'),
	/** A ranking without shared places. */
	stv: object({ name: literal('stv'), decimals }, 'sorted'),
});
export type PollRule = Infer<typeof ruleCodec>;
export type RuleName = PollRule['name'];

export const RULE_NAMES = [
	'plurality',
	'approval',
	'score',
	'points',
	'majority-judgment',
	'schulze',
	'stv',
] as const satisfies readonly RuleName[];

const id = matching('an id', /^[a-z0-9][a-z0-9-]{0,31}$/);

export const questionCodec = object(
	{
		id,
		title: string,
		options: array(object({ id, name: string, about: optional(string) }, 'sorted'), 2, MAX_OPTIONS),
		rule: ruleCodec,
		/** How many options win. */
		seats: integer(1, MAX_OPTIONS),
		/** Share of the electorate that must take part. */
		quorum: optional(share),
	},
	'sorted',
);
export type PollQuestion = Infer<typeof questionCodec>;

/** Whether the outcome needs to be told how many people may take part. */
export const needsElectorate = ({ quorum, rule }: PollQuestion): boolean =>
	quorum !== undefined || ('majority' in rule && rule.majority?.of === 'electorate');
