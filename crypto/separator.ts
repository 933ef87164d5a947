/** Tables in text files, as spreadsheets write them: what stands between their cells. */

/**
 * What separates the cells of a whole table, told from its first line. Of the separators that the line has outside quotes, the one that
 * cells cannot hold without meaning it is preferred: `12 500,50` is one amount.
 */
export function separatorOf(text: string): '\t' | ';' | ',' {
	const [line = ''] = text.split(/\r?\n/, 1);
	const bare = line.replaceAll(/"[^"]*"/g, '');
	return (['\t', ';'] as const).find((separator) => bare.includes(separator)) ?? ',';
}
