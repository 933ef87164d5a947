/** The events of an archive, and the data that each of them refers to. Spec: SPEC §6.2. */
import {
	hash256,
	integer,
	literal,
	object,
	optional,
	string,
	type Codec,
	type Infer,
} from '../../codec.ts';
import { ProblemError } from '../../result.ts';

export const EVENT_TYPES = [
	'Setup',
	'Ballot',
	'EndBallots',
	'EncryptedTally',
	'Shuffle',
	'EndShuffles',
	'PartialDecryption',
	'Result',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

const typeCodec: Codec<EventType> = {
	decode: (value, place) => {
		const type = EVENT_TYPES.find((t) => t === value);
		if (type) return type;
		throw new ProblemError('archive.event-type', place, 'not a type of event');
	},
	encode: (type) => type,
};

/** A link of the chain: the hash of the event before it, its number, what happened, and the hash of what belongs to it. */
export const eventCodec = object({
	parent: optional(hash256),
	height: integer(0),
	type: typeCodec,
	payload: optional(hash256),
});
export type Event = Infer<typeof eventCodec>;

/** The first record of an archive. */
export const headerCodec = object({ version: literal(1), timestamp: string });

/** What a Setup event refers to: hashes of the election's texts. */
export const setupCodec = object({
	election: hash256,
	trustees: hash256,
	credentials: hash256,
	credentials_certificate: optional(hash256),
});

/** What a Shuffle or PartialDecryption event refers to: whose it is, and the hash of its text. */
export const ownedCodec = object({ owner: integer(1), payload: hash256 });

/** An event with the texts that belong to it. `hash` is that of the event's own text. */
export type ArchiveEvent = { readonly height: number; readonly hash: string } & (
	| {
			readonly type: 'Setup';
			readonly election: string;
			readonly trustees: string;
			readonly credentials: string;
			readonly certificate?: string;
	  }
	| { readonly type: 'Ballot'; readonly text: string; readonly ballotHash: string }
	| { readonly type: 'EndBallots' | 'EndShuffles' }
	| { readonly type: 'EncryptedTally'; readonly text: string; readonly sized: string }
	| {
			readonly type: 'Shuffle' | 'PartialDecryption';
			readonly owner: number;
			readonly text: string;
	  }
	| { readonly type: 'Result'; readonly text: string }
);

/** How far an archive has come: the type of its last event, or that it has none. */
export type ArchiveState = EventType | 'Empty';

/** Which events may follow which: one setup, one run of ballots, one tally, one result. */
export const FOLLOWS: Readonly<Record<ArchiveState, readonly EventType[]>> = {
	Empty: ['Setup'],
	Setup: ['Ballot', 'EndBallots'],
	Ballot: ['Ballot', 'EndBallots'],
	EndBallots: ['EncryptedTally'],
	EncryptedTally: ['Shuffle', 'EndShuffles', 'PartialDecryption'],
	Shuffle: ['Shuffle', 'EndShuffles'],
	EndShuffles: ['PartialDecryption'],
	PartialDecryption: ['PartialDecryption', 'Result'],
	Result: [],
};
