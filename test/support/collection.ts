/** Small collections of signatures and their records, made in memory. */
import { bytesToHex, utf8ToBytes } from '../../crypto/bytes.ts';
import { encodeText } from '../../crypto/codec.ts';
import {
	COLLECTING,
	collectionRecordCodec,
	encodeCollectionTerms,
	NOT_REACHED,
	REACHED,
	signaturePayload,
	signaturesCodec,
	TERMS,
	type CollectionTerms,
	type Signatures,
	type SignatureText,
} from '../../crypto/collection/collection.ts';
import { sha256Hex } from '../../crypto/hash.ts';
import { makeCommitment } from '../../crypto/register/commitment.ts';
import {
	chainEntries,
	makeRegister,
	uuid,
	writeRegister,
	type Files,
	type NewEntry,
} from './registers.ts';

export const collectionOf = (more: Partial<CollectionTerms> = {}): CollectionTerms => ({
	object: uuid,
	text: sha256Hex('Полагодьте міст'),
	needed: 2,
	ends: 1000,
	names: 'initials',
	...more,
});

export type CollectionEntries = NewEntry<'civic'>[];
/** What a dishonest platform does to what it publishes. */
export type Tampering = {
	readonly entries?: (entries: CollectionEntries) => unknown;
	readonly signatures?: (signatures: Signatures['signatures']) => unknown;
	readonly terms?: CollectionTerms;
	readonly files?: (files: Files) => unknown;
};

/** @param isEnded - whether the register says what came out */
export function makeCollectionRecord(
	terms: CollectionTerms,
	given: readonly SignatureText[],
	tampering: Tampering = {},
	isEnded = true,
): Files {
	const { signer, key, vkey } = makeRegister('civic');
	const hash = sha256Hex(encodeCollectionTerms(terms));
	const made = given.map((said) => makeCommitment('signature', signaturePayload(uuid, said)));
	const phase = given.length >= terms.needed ? REACHED : NOT_REACHED;
	const entries: CollectionEntries = [
		{ type: 'document', document: TERMS, version: 1, hash, at: 1 },
		{ type: 'phase', phase: COLLECTING, at: 2 },
		...made.map(({ c }, i) => ({ type: 'signature' as const, c, nullifier: sha256Hex(`${i}`) })),
		...(isEnded ? [{ type: 'phase' as const, phase, at: 900 }] : []),
	];
	const signatures: Signatures['signatures'] = given.map((said, i) => ({
		entry: 2 + i,
		r: bytesToHex(made[i]!.opening.r),
		...said,
	}));
	tampering.entries?.(entries);
	tampering.signatures?.(signatures);
	const files: Files = new Map();
	const put = (name: string, text: string) => files.set(name, utf8ToBytes(text));
	put('terms.json', encodeCollectionTerms(tampering.terms ?? terms));
	put(
		'signatures.json',
		encodeText(signaturesCodec, { format: 'viche-signatures/v1', object: uuid, signatures }),
	);
	put(
		'record.json',
		encodeText(collectionRecordCodec, {
			format: 'viche-collection-record/v1',
			object: uuid,
			terms: 'terms.json',
			signatures: 'signatures.json',
			register: { path: 'register/civic', key: vkey },
		}),
	);
	writeRegister(files, 'register/civic', signer, chainEntries('civic', key, entries));
	tampering.files?.(files);
	return files;
}
