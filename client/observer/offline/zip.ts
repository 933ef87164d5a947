/** A record in a zip: what people pack whose system knows no other way. PKWARE APPNOTE §4.3; stored or deflated, up to 4 GB. */
import { parseUtf8 } from '../../../crypto/bytes.ts';
import { folderOf } from '../../../crypto/verify/packed.ts';
import { SourceError, type OpenFile } from '../../../crypto/verify/source.ts';

type Member = { readonly method: number; readonly size: number; readonly header: number };

/** Signatures of a file's header, of its entry in the directory, and of the directory's end. */
const [LOCAL, ENTRY, END] = [0x04034b50, 0x02014b50, 0x06054b50];
/** The end of the directory, with the longest comment behind it. */
const TAIL = 22 + 0xffff;

const viewOf = async (file: Blob, from: number, to: number): Promise<DataView> =>
	new DataView(await file.slice(from, to).arrayBuffer());

export const isZip = async (file: Blob): Promise<boolean> =>
	file.size >= 22 && (await viewOf(file, 0, 4)).getUint32(0, true) === LOCAL;

/** The files of a record in a zip, by their paths from where `record.json` lies. @throws SourceError */
export async function openZip(file: Blob): Promise<OpenFile> {
	const members = await readDirectory(file);
	const folder = folderOf([...members.keys()]);
	if (folder === undefined) throw new SourceError('the zip holds no record.json');
	return (path) => {
		const member = members.get(folder + path);
		return Promise.resolve(member && readMember(file, member));
	};
}

async function readDirectory(file: Blob): Promise<Map<string, Member>> {
	const start = Math.max(0, file.size - TAIL);
	const tail = await viewOf(file, start, file.size);
	let end = tail.byteLength - 22;
	while (end >= 0 && tail.getUint32(end, true) !== END) end--;
	if (end < 0) throw new SourceError('this is no zip, or a damaged one');
	const from = tail.getUint32(end + 16, true);
	const directory = await viewOf(file, from, from + tail.getUint32(end + 12, true));
	const members = new Map<string, Member>();
	for (let at = 0; at + 46 <= directory.byteLength;) {
		if (directory.getUint32(at, true) !== ENTRY)
			throw new SourceError('the directory of the zip is damaged');
		const length = directory.getUint16(at + 28, true);
		const name = parseUtf8(new Uint8Array(directory.buffer, at + 46, length)) ?? '';
		if (members.has(name)) throw new SourceError(`the zip holds ${name} twice`);
		members.set(name, {
			method: directory.getUint16(at + 10, true),
			size: directory.getUint32(at + 20, true),
			header: directory.getUint32(at + 42, true),
		});
		at += 46 + length + directory.getUint16(at + 30, true) + directory.getUint16(at + 32, true);
	}
	return members;
}

async function* readMember(
	file: Blob,
	{ method, size, header }: Member,
): AsyncGenerator<Uint8Array> {
	const local = await viewOf(file, header, header + 30);
	if (local.byteLength < 30 || local.getUint32(0, true) !== LOCAL)
		throw new SourceError('a file of the zip is damaged');
	const from = header + 30 + local.getUint16(26, true) + local.getUint16(28, true);
	const packed = file.slice(from, from + size).stream();
	if (method !== 0 && method !== 8) throw new SourceError('the zip is packed in an unknown way');
	const content =
		method === 0 ? packed : packed.pipeThrough(new DecompressionStream('deflate-raw'));
	const reader = content.getReader();
	for (;;) {
		const { done, value } = await reader.read().catch(() => {
			throw new SourceError('a file of the zip is damaged');
		});
		if (done) return;
		yield value;
	}
}
