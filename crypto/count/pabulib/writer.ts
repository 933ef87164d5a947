import type { PabulibFile, Table } from './file.ts';

/** What is written of a file. */
export type WrittenFile = Pick<
	PabulibFile,
	'meta' | 'projectTable' | 'voteTable' | 'newline' | 'endsWithNewline' | 'voters'
>;

const NEEDS_QUOTES = /[;"\r\n]/;

const encodeField = (field: string): string =>
	NEEDS_QUOTES.test(field) ? `"${field.replaceAll('"', '""')}"` : field;

/**
 * Writes a Pabulib file in its canonical form: fields quoted only when they must be. Spec: SPEC §9.3. What a strict reader
 * accepted without warnings is written as it was, up to needless quotes and empty lines at the end.
 * @throws RangeError if the rows of VOTES were not kept.
 */
export function encodePabulib(file: WrittenFile): string {
	if (file.voteTable.rows.length !== file.voters)
		throw new RangeError('the rows of VOTES were not kept');
	const lines: string[] = [];
	const section = (title: string, { columns, rows }: Table) => {
		lines.push(title);
		for (const row of [columns, ...rows]) lines.push(row.map(encodeField).join(';'));
	};
	section('META', { columns: ['key', 'value'], rows: [...file.meta] });
	section('PROJECTS', file.projectTable);
	section('VOTES', file.voteTable);
	return lines.join(file.newline) + (file.endsWithNewline ? file.newline : '');
}
