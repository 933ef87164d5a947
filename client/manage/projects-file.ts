/** Projects and pots from files: tables as spreadsheets write them, and Pabulib files. */
import { potOf } from '../../crypto/budget/from-pabulib.ts';
import type { Pot } from '../../crypto/budget/pot.ts';
import { readProjectTable, type ProjectTable } from '../../crypto/budget/project-table.ts';
import { parsePabulib } from '../../crypto/count/pabulib/reader.ts';
import type { Problem } from '../../crypto/result.ts';
import { separatorOf } from '../../crypto/separator.ts';

/** Reads a table of projects; `undefined` where its columns cannot be told. The parser is fetched when it is needed. */
export async function readTable(text: string): Promise<ProjectTable | undefined> {
	const { parse } = await import('csv-parse/browser/esm/sync');
	let rows: string[][];
	try {
		rows = parse(text, {
			bom: true,
			delimiter: separatorOf(text),
			relaxColumnCount: true,
			skipEmptyLines: true,
			trim: true,
		});
	} catch {
		return undefined;
	}
	return readProjectTable(rows);
}

/** The pot of a Pabulib file, without its votes; or what is wrong with the file, for people who know the format. */
export function readPabulibPot(
	text: string,
	id: string,
): { readonly pot: Pot } | { readonly problems: readonly string[] } {
	const read = parsePabulib(text, { mode: 'tolerant', keepVotes: false });
	if (!read.ok) return { problems: read.error.map(sayProblem) };
	const pot = potOf(read.value.file, { id });
	return pot.ok ? { pot: pot.value } : { problems: pot.error.map(sayProblem) };
}

const sayProblem = ({ place, message }: Problem): string =>
	place === '' ? message : `${place}: ${message}`;
