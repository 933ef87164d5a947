/** Petitions as data: all of them as a table, and who signed one, written piece by piece. */
import { toKyivTime } from '../../crypto/kyiv-time.ts';
import type { PetitionSummary } from '../api/contract.ts';
import { listSignatories, publishedPetitions } from '../instruments/petition/find.ts';
import type { Inside } from '../services.ts';
import { encodeCsv } from './csv.ts';

const HEAD = ['number', 'id', 'title', 'status', 'topic', 'signed', 'needed', 'ends', 'due'];

/** Published petitions, a row each: names of columns in English, as programs read them. */
export async function petitionTable(inside: Inside): Promise<string[][]> {
	const petitions = await publishedPetitions(inside);
	return [HEAD, ...petitions.map(rowOf)];
}

const time = (at: number | undefined): string => (at === undefined ? '' : toKyivTime(at));

const rowOf = ({ number, id, title, status, topic, collection, due }: PetitionSummary) => [
	...[String(number), id, title, status, topic],
	...[String(collection?.signed ?? 0), String(collection?.needed ?? '')],
	...[time(collection?.ends), time(due)],
];

/** Who signed, as far as the rules make it public. @throws ApiError not-found */
export async function* signatoryCsv(
	inside: Inside,
	id: string,
	separator: ',' | ';',
): AsyncGenerator<string> {
	let after: number | undefined;
	let head: readonly (readonly string[])[] = [['entry', 'at', 'name']];
	do {
		const { signatories, next } = await listSignatories(inside, id, after);
		const rows = signatories.map(({ entry, at, name = '' }) => [
			String(entry),
			toKyivTime(at),
			name,
		]);
		const text = encodeCsv([...head, ...rows], separator);
		yield head.length > 0 ? text : text.slice(1);
		[after, head] = [next, []];
	} while (after !== undefined);
}
