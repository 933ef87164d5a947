/** Projects from the rows of a table, as people keep them in spreadsheets. What cannot be used is named by its row. */
import { parseDecimal, ZERO, compare } from '../count/rational.ts';
import type { Problem } from '../result.ts';
import { withCard } from './card-columns.ts';
import type { PotProject } from './project.ts';

const COLUMNS = {
	id: /^(?:id|project_id|номер|№|код)$/i,
	name: /^(?:name|title|назва|про[єе]кт|project)$/i,
	cost: /^(?:cost|price|вартість|сума|кошторис)$/i,
	categories: /^(?:categor(?:y|ies)|категорі[яї])$/i,
	withdrawn: /^(?:withdrawn|знято)$/i,
	description: /^(?:summary|description|опис)$/i,
	address: /^(?:address|place|адреса|місце)$/i,
	latitude: /^(?:latitude|lat|широта)$/i,
	longitude: /^(?:longitude|lon|lng|довгота)$/i,
	url: /^(?:url|link|посилання)$/i,
} as const;
type Column = keyof typeof COLUMNS;

/** What columns mean where the table does not say, by how many there are. */
const UNNAMED: Readonly<Record<number, readonly Column[]>> = {
	2: ['name', 'cost'],
	3: ['id', 'name', 'cost'],
	4: ['id', 'name', 'cost', 'categories'],
};

export type ProjectTable = {
	readonly projects: readonly PotProject[];
	/**
	 * Rows that were left out, `place` their numbers from 1. Codes: `table.{name,cost,same-id}`; with `table.card` the project is
	 * there, but without what of its place, summary and address on the web has not the form that a pot wants.
	 */
	readonly problems: readonly Problem[];
};

/** @returns `undefined` where the columns cannot be told */
export function readProjectTable(rows: readonly (readonly string[])[]): ProjectTable | undefined {
	const [head = []] = rows;
	const named = head.map((cell) =>
		(Object.keys(COLUMNS) as Column[]).find((name) => COLUMNS[name].test(cell.trim())),
	);
	const hasHead = named.includes('name') && named.includes('cost');
	const columns = hasHead ? named : UNNAMED[head.length];
	if (!columns) return undefined;
	const projects = new Map<string, PotProject>();
	const problems: Problem[] = [];
	rows.slice(hasHead ? 1 : 0).forEach((row, i) => {
		const wrong = (code: string, message: string) =>
			problems.push({ code: `table.${code}`, place: String(i + (hasHead ? 2 : 1)), message });
		const cell = (column: string) => readCell(row[columns.indexOf(column as Column)]);
		const cost = amountOf(cell('cost'));
		const id = cell('id') || String(i + 1);
		if (cell('name') === '') wrong('name', 'the project has no name');
		else if (cost === undefined) wrong('cost', `${cell('cost')} is no cost`);
		else if (projects.has(id)) wrong('same-id', `another project has the id ${id}`);
		else {
			const project = projectOf(id, cost, cell);
			projects.set(id, project);
			if (isCardCut(project, cell)) wrong('card', 'a cell has not the form that it should');
		}
	});
	return { projects: [...projects.values()], problems };
}

/** An apostrophe that keeps a spreadsheet from taking a cell for a formula is none of the text. */
const readCell = (cell = ''): string => cell.trim().replace(/^'(?=[=+\-@])/, '');

function projectOf(id: string, cost: string, cell: (column: Column) => string): PotProject {
	const bare = {
		id,
		name: cell('name'),
		cost,
		categories: cell('categories')
			.split(',')
			.map((category) => category.trim())
			.filter((category) => category !== ''),
		withdrawn: /^(?:1|true|так|yes)$/i.test(cell('withdrawn')),
	};
	return withCard(bare, (column) => cell(column as Column));
}

/** Whether the row tells more than its project. */
function isCardCut({ place, summary, url }: PotProject, cell: (column: Column) => string): boolean {
	const pairs = [
		['description', summary],
		['address', place?.label],
		['latitude', place?.lat],
		['longitude', place?.lon],
		['url', url],
	] as const;
	return pairs.some(([column, kept]) => cell(column) !== '' && kept === undefined);
}

/** `12 500,50` as people write it; a cost is more than nothing. */
function amountOf(cell: string): string | undefined {
	const text = cell.replaceAll(/[\s\u00a0\u202f]/g, '').replace(',', '.');
	const value = parseDecimal(text);
	return value && compare(value, ZERO) > 0 ? text : undefined;
}
