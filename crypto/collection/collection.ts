/** Signatures that people give for something in public: for a project, for a petition. Spec: SPEC §13. */
import { utf8ToBytes } from '../bytes.ts';
import {
	array,
	hash256,
	integer,
	literal,
	object,
	oneOf,
	optional,
	string,
	type Infer,
} from '../codec.ts';
import { encodeCanonicalJson, parseCanonicalJson, type Json } from '../register/canonical-json.ts';
import { attempt, type Result } from '../result.ts';

/** The document that holds the terms, and the phases between which signatures stand. */
export const TERMS = 'collection';
export const COLLECTING = 'collecting';
export const REACHED = 'reached';
export const NOT_REACHED = 'not-reached';
/** The end of a collection that went on after its number was reached. */
export const ENDED = 'ended';

const termsCodec = object(
	{
		format: literal('viche-collection/v1'),
		/** What is signed. */
		object: string,
		/** The text that people see when they sign: SHA-256, hex. */
		text: hash256,
		/** How many signatures are needed. */
		needed: integer(1, 100_000_000),
		/** POSIX seconds: none is taken from then on. */
		ends: integer(0),
		/** Whether the list of those who signed is public, and how it names them. */
		names: oneOf('none', 'initials', 'full'),
		/** Whether people sign on until then, once enough have signed. */
		goesOn: optional(literal(true)),
		/** Whether a signature can be taken back until enough have signed. */
		withdrawal: optional(literal(true)),
	},
	'sorted',
);
export type CollectionTerms = Omit<Infer<typeof termsCodec>, 'format'>;

const MAX_TERMS_BYTES = 10_000;

/** The text whose SHA-256 the register holds. */
export const encodeCollectionTerms = (terms: CollectionTerms): string =>
	encodeCanonicalJson(termsCodec.encode({ format: 'viche-collection/v1', ...terms }) as Json);

/** Codes: `json.*`, `wire.*`. */
export function parseCollectionTerms(text: string): Result<CollectionTerms> {
	const json = parseCanonicalJson(text, MAX_TERMS_BYTES);
	return json.ok ? attempt(() => termsCodec.decode(json.value, '')) : json;
}

/** What is said by signing; the name only where the list has it. */
export type SignatureText = {
	/** POSIX seconds, by the server's clock. */
	readonly at: number;
	readonly name?: string | undefined;
};

/** What the commitment of a signature's entry commits to. */
export const signaturePayload = (object: string, { at, name }: SignatureText): Uint8Array =>
	utf8ToBytes(encodeCanonicalJson({ at, object, ...(name === undefined ? {} : { name }) }));

/** signatures.json: what opens each signature, in the order of their entries, but for those that were erased. */
export const signaturesCodec = object({
	format: literal('viche-signatures/v1'),
	object: string,
	signatures: array(
		object({ entry: integer(0), r: hash256, at: integer(0), name: optional(string) }),
		0,
		100_000_000,
	),
});
export type Signatures = Infer<typeof signaturesCodec>;

/** record.json of a collection: where everything of its record is. */
export const collectionRecordCodec = object({
	format: literal('viche-collection-record/v1'),
	object: string,
	terms: string,
	signatures: string,
	register: object({ path: string, key: string }),
});
export type CollectionRecord = Infer<typeof collectionRecordCodec>;
