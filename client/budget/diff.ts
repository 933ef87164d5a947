/** What was added to and removed from a text, word by word. Pure. */

export type Piece = { readonly kind: 'same' | 'added' | 'removed'; readonly text: string };

/** Beyond so many pairs of words the middle is shown as exchanged whole. */
const MOST_PAIRS = 4_000_000;

/** What no line is broken at, such as an amount of money, is one word. */
const wordsOf = (text: string): string[] => text.match(/[ \t\n]+|[^ \t\n]+/g) ?? [];

/** Pieces which, without the removed, are the new text, and without the added the old. */
export function compareTexts(before: string, after: string): Piece[] {
	const [old, now] = [wordsOf(before), wordsOf(after)];
	let head = 0;
	while (head < old.length && head < now.length && old[head] === now[head]) head++;
	let tail = 0;
	const most = Math.min(old.length, now.length) - head;
	while (tail < most && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail++;
	return join([
		...same(old.slice(0, head)),
		...middle(old.slice(head, old.length - tail), now.slice(head, now.length - tail)),
		...same(old.slice(old.length - tail)),
	]);
}

const same = (words: readonly string[]): Piece[] => words.map((text) => ({ kind: 'same', text }));

/** By the longest common subsequence. */
function middle(old: readonly string[], now: readonly string[]): Piece[] {
	const removed = old.map((text): Piece => ({ kind: 'removed', text }));
	const added = now.map((text): Piece => ({ kind: 'added', text }));
	if (old.length * now.length > MOST_PAIRS) return [...removed, ...added];
	const width = now.length + 1;
	const longest = new Uint32Array((old.length + 1) * width);
	for (let i = old.length - 1; i >= 0; i--)
		for (let j = now.length - 1; j >= 0; j--)
			longest[i * width + j] =
				old[i] === now[j]
					? longest[(i + 1) * width + j + 1]! + 1
					: Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!);
	const pieces: Piece[] = [];
	let [i, j] = [0, 0];
	while (i < old.length && j < now.length)
		if (old[i] === now[j]) {
			pieces.push({ kind: 'same', text: old[i]! });
			i++;
			j++;
		} else if (longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!)
			pieces.push(removed[i++]!);
		else pieces.push(added[j++]!);
	return [...pieces, ...removed.slice(i), ...added.slice(j)];
}

/** Neighbours of one kind as one piece. */
function join(pieces: readonly Piece[]): Piece[] {
	const joined: Piece[] = [];
	for (const piece of pieces) {
		const last = joined.at(-1);
		if (last?.kind === piece.kind)
			joined[joined.length - 1] = { kind: last.kind, text: last.text + piece.text };
		else joined.push(piece);
	}
	return joined;
}
