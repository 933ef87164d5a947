/** The closed set of entries: which types each register has, in which versions, with which fields. Spec: SPEC §8.10. */

type Field<T> = (value: unknown) => value is T;

const matching =
	(pattern: RegExp): Field<string> =>
	(value): value is string =>
		typeof value === 'string' && pattern.test(value);

const oneOf =
	<const T extends string>(...allowed: readonly T[]): Field<T> =>
	(value): value is T =>
		(allowed as readonly unknown[]).includes(value);

/** A number of things, an index or a position. */
const count: Field<number> = (value): value is number =>
	typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
/** POSIX seconds. Only where an official acts: never with the acts of residents, never in the ballot register. */
const time = count;
/** SHA-256 or a commitment, in lower-case hex. */
const hash = matching(/^[0-9a-f]{64}$/);
const signature = matching(/^[0-9a-f]{128}$/);
/** A vote, process, document or official, by the id it has in the published record. */
const id = matching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);
const word = matching(/^[a-z][a-z0-9-]{0,63}$/);

const redaction = { ref: count, basis: oneOf('retention', 'request', 'court'), by: id };

/** Type → version → fields, beside `v`, `type`, `object` and `prev` that every entry has. */
export const SCHEMAS = {
	civic: {
		/** A process begins, under this definition and these parameters. */
		process: { 1: { hash, at: time } },
		/** A process enters a phase. */
		phase: { 1: { phase: word, at: time } },
		/** A version of a document is published. */
		document: { 1: { document: id, version: count, hash, at: time } },
		/** The roll of a vote: how many persons, and the Merkle root over their salted tags. */
		roll: { 1: { count, root: hash, at: time } },
		/** A message of a commission member in the key ceremony. */
		ceremony: { 1: { member: count, step: word, hash, at: time } },
		/** A vote opens under this manifest. */
		manifest: { 1: { hash, at: time } },
		/** A person has taken their token: `c` commits to who, `request` is the hash of the blinded token. */
		issuance: { 1: { position: count, c: hash, request: hash } },
		/** Somebody signs for something: a project, a petition. */
		signature: { 1: { c: hash, nullifier: hash } },
		/** The signature at entry `ref` is taken back. */
		withdrawal: { 1: { ref: count } },
		/** Somebody answers an open poll: `c` commits to the answer, `nullifier` is theirs in this poll. */
		answer: { 1: { c: hash, nullifier: hash } },
		/** Something is handed in sealed, to be opened later as a document. */
		sealed: { 1: { c: hash } },
		/** A batch of paper ballots and its signed sheet. */
		paper: { 1: { batch: count, ballots: count, hash, at: time } },
		/** A vote closes, with the ballot register at this size and root. */
		close: { 1: { ballots: count, size: count, root: hash, at: time } },
		/** A document of the tally: shuffle, partial decryption, result, proof of the tokens. */
		tally: { 1: { part: word, hash, at: time } },
		/** A commission member signs the result, or dissents. */
		certificate: {
			1: {
				member: count,
				result: hash,
				verdict: oneOf('certified', 'dissent'),
				signature,
				at: time,
			},
		},
		/** An observer has verified all openings under this checkpoint, before some are erased. */
		attestation: {
			1: {
				register: oneOf('civic', 'ballot'),
				size: count,
				root: hash,
				opened: count,
				redacted: count,
				hash,
				at: time,
			},
		},
		/** The opening of entry `ref` of this register is erased. */
		redaction: { 1: redaction },
		/** A council or another body decides. */
		decision: { 1: { hash, at: time } },
	},
	ballot: {
		/** A ballot is cast: its hash, the hash of the spent token, the commitment to the whole. */
		ballot: { 1: { ballot: hash, nullifier: hash, c: hash } },
		/** A ballot is opened to show that it was made honestly; it can no longer be cast. */
		audited: { 1: { ballot: hash, c: hash } },
		/** No ballot of this vote below counts. */
		close: { 1: { ballots: count, audited: count } },
		/** The opening of entry `ref` of this register is erased. */
		redaction: { 1: redaction },
	},
} as const;

export type RegisterKind = keyof typeof SCHEMAS;

/** Fields that every entry has. */
export const COMMON_FIELDS = { object: id, prev: hash } as const;

type Values<Fields> = {
	readonly [K in keyof Fields]: Fields[K] extends Field<infer T> ? T : never;
};
type EntryOf<Types> = {
	[T in keyof Types]: {
		[V in keyof Types[T]]: { readonly v: V; readonly type: T } & Values<typeof COMMON_FIELDS> &
			Values<Types[T][V]>;
	}[keyof Types[T]];
}[keyof Types];

export type CivicEntry = EntryOf<(typeof SCHEMAS)['civic']>;
export type BallotEntry = EntryOf<(typeof SCHEMAS)['ballot']>;
type Entries = { civic: CivicEntry; ballot: BallotEntry };
/** An entry of one register, or of any. */
export type Entry<K extends RegisterKind = RegisterKind> = Entries[K];
