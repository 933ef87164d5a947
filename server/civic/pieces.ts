/** Long lists as JSON, written piece by piece as they are asked for. */

/**
 * @param head - everything before the items, `[` included @param tail - everything after them
 * @param readPage - items after an entry of the register, in order; none at the end
 */
export async function* listInPieces<T extends { readonly entry: number }>(
	head: string,
	readPage: (after: number) => Promise<readonly T[]>,
	encode: (item: T) => string,
	tail: string,
): AsyncGenerator<string> {
	yield head;
	for (let after = -1, isFirst = true; ;) {
		const page = await readPage(after);
		const last = page.at(-1);
		if (!last) break;
		yield (isFirst ? '' : ',') + page.map(encode).join(',');
		[after, isFirst] = [last.entry, false];
	}
	yield tail;
}
