/** The published record of a collection of signatures, written piece by piece: there may be very many. Spec: SPEC §13.3. */
import {
	collectionRecordCodec,
	type CollectionRecord,
} from '../../../crypto/collection/collection.ts';
import { encodeRecordFile } from '../../../crypto/verify/record.ts';
import type { Inside } from '../../services.ts';
import { listInPieces } from '../pieces.ts';
import { findCollection, signaturesOf } from './signatures.ts';

const PAGE = 1000;

/** A file of the record as the published register covers it; nothing where there is none. */
export async function collectionFile(
	inside: Inside,
	object: string,
	name: string,
): Promise<AsyncIterable<string> | Iterable<string> | undefined> {
	const found = await findCollection(inside, object);
	const published = await inside.civic.published(inside.db);
	if (!found || !published) return undefined;
	switch (name) {
		case 'record.json':
			return [encodeRecordFile(collectionRecordCodec, indexOf(inside, object))];
		case 'terms.json':
			return [found.terms];
		case 'signatures.json':
			return signaturesText(inside, object, published.size);
		default:
			return undefined;
	}
}

const indexOf = ({ civic }: Inside, object: string): CollectionRecord => ({
	format: 'viche-collection-record/v1',
	object,
	terms: 'terms.json',
	signatures: 'signatures.json',
	register: { path: 'register/civic', key: civic.verifierKey },
});

const signaturesText = (inside: Inside, object: string, before: number): AsyncGenerator<string> =>
	listInPieces(
		`{"format":"viche-signatures/v1","object":${JSON.stringify(object)},"signatures":[`,
		(after) => signaturesOf(inside, object, { after, before, most: PAGE }),
		({ entry, opening, at, name }) =>
			JSON.stringify({ entry, r: opening, at, ...(name === null ? {} : { name }) }),
		']}',
	);
