/** A record packed into one tar, read where it lies: only what is asked for is read. POSIX.1-2017 pax, and GNU's long names. */
import { parseUtf8, utf8ToBytes } from '../bytes.ts';
import { INDEX_FILE } from './record-files.ts';
import { SourceError, type OpenFile } from './source.ts';

/** Bytes of the pack from a place to another. */
export type ReadAt = (from: number, to: number) => Promise<Uint8Array>;
/** Where the content of a file lies. */
type Place = { readonly from: number; readonly to: number };

const BLOCK = 512;
/** As many files as a record of a whole country has, with room to spare. */
const MAX_FILES = 1_000_000;
/** A name longer than this is none of ours. */
const MAX_NAME_BYTES = 64 * 1024;
const CHUNK = 1 << 20;

/** The files of a record in a tar of `size` bytes, by their paths from where `record.json` lies. @throws SourceError */
export async function openTar(size: number, readAt: ReadAt): Promise<OpenFile> {
	const places = await indexTar(size, readAt);
	const folder = folderOf([...places.keys()]);
	if (folder === undefined) throw new SourceError('the tar holds no record.json');
	return (path) => {
		const place = places.get(folder + path);
		return Promise.resolve(place && chunksOf(place, readAt));
	};
}

/** The folder of the outermost record, with its slash; `undefined` where there is none. */
export const folderOf = (paths: readonly string[]): string | undefined =>
	paths
		.filter((path) => path === INDEX_FILE || path.endsWith(`/${INDEX_FILE}`))
		.map((path) => path.slice(0, -INDEX_FILE.length))
		.sort((a, b) => a.length - b.length)[0];

async function* chunksOf({ from, to }: Place, readAt: ReadAt): AsyncGenerator<Uint8Array> {
	for (let at = from; at < to; at += CHUNK) yield await readAt(at, Math.min(to, at + CHUNK));
}

async function indexTar(size: number, readAt: ReadAt): Promise<Map<string, Place>> {
	const places = new Map<string, Place>();
	let longName: string | undefined;
	for (let at = 0; at + BLOCK <= size;) {
		const header = parseHeader(await readAt(at, at + BLOCK));
		// Blocks of zeros end a tar; ours needs none.
		if (header === 'end') break;
		const from = at + BLOCK;
		const to = from + header.size;
		if (to > size) throw new SourceError('the tar is cut off');
		at = from + Math.ceil(header.size / BLOCK) * BLOCK;
		if (header.type === 'x' || header.type === 'L') {
			if (header.size > MAX_NAME_BYTES)
				throw new SourceError('the tar has a name that is too long');
			longName = readName(header.type, await readAt(from, to)) ?? longName;
			continue;
		}
		const name = (longName ?? header.name).replace(/^(?:\.\/)+/, '');
		longName = undefined;
		if (header.type !== '0' && header.type !== '\0') continue;
		if (places.has(name)) throw new SourceError(`the tar holds ${name} twice`);
		if (places.size === MAX_FILES) throw new SourceError('the tar holds too many files');
		places.set(name, { from, to });
	}
	return places;
}

type Header = { readonly name: string; readonly size: number; readonly type: string };

function parseHeader(block: Uint8Array): Header | 'end' {
	if (block.every((b) => b === 0)) return 'end';
	const text = (from: number, to: number) =>
		(parseUtf8(block.subarray(from, to)) ?? '').replace(/\0.*$/s, '');
	const sum = block.reduce((a, b, i) => a + (i >= 148 && i < 156 ? 32 : b), 0);
	const size = /^ *([0-7]{1,12}) *$/.exec(text(124, 136))?.[1];
	if (parseInt(text(148, 156), 8) !== sum || size === undefined)
		throw new SourceError('this is no tar, or a damaged one');
	const prefix = text(257, 262) === 'ustar' && block[262] === 0 ? text(345, 500) : '';
	const name = prefix === '' ? text(0, 100) : `${prefix}/${text(0, 100)}`;
	return { name, size: parseInt(size, 8), type: String.fromCharCode(block[156]!) };
}

/** The name of the next file, as an extended header says it; `undefined` where it speaks of other things. */
function readName(type: 'x' | 'L', content: Uint8Array): string | undefined {
	if (type === 'L') return (parseUtf8(content) ?? '').replace(/\0+$/, '');
	// Records of the form `LENGTH KEY=VALUE\n`, where LENGTH counts bytes.
	for (let at = 0; at < content.length;) {
		const rest = parseUtf8(content.subarray(at)) ?? '';
		const record = /^(\d{1,6}) ([^=]+)=/.exec(rest);
		const end = at + Number(record?.[1]);
		if (!record || end > content.length || Number(record[1]) === 0) return undefined;
		const start = at + utf8ToBytes(record[0]).length;
		if (record[2] === 'path') return parseUtf8(content.subarray(start, end - 1));
		at = end;
	}
	return undefined;
}
