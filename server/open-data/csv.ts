/** Tables for spreadsheets. RFC 4180, with a byte order mark, without which some read Cyrillic as something else. */

const BOM = '\uFEFF';
/** What spreadsheets take for a formula; a plain number is none. */
const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^-?\d+(?:\.\d+)?$/;

/** Whoever opens the file must see the text that people wrote, and run nothing of it. */
const harmless = (cell: string): string =>
	FORMULA.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell;

const quoted = (cell: string): string =>
	/[",;\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

/** @param separator - a semicolon for spreadsheets that take a comma for the decimal sign */
export const encodeCsv = (
	rows: readonly (readonly string[])[],
	separator: ',' | ';' = ',',
): string =>
	BOM +
	rows.map((row) => `${row.map((cell) => quoted(harmless(cell))).join(separator)}\r\n`).join('');
