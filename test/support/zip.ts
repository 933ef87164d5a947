/** Packs files as a zip does: a header before each, a directory behind all. */
import { crc32, deflateRawSync } from 'node:zlib';

export function packZip(
	files: Iterable<readonly [name: string, content: Uint8Array]>,
	isDeflated = true,
): Buffer {
	const parts: Buffer[] = [];
	const directory: Buffer[] = [];
	let at = 0;
	for (const [name, content] of files) {
		const packed = isDeflated ? deflateRawSync(content) : Buffer.from(content);
		const path = Buffer.from(name);
		const facts = Buffer.alloc(26);
		facts.writeUInt16LE(20, 0);
		facts.writeUInt16LE(0x0800, 2);
		facts.writeUInt16LE(isDeflated ? 8 : 0, 4);
		facts.writeUInt32LE(crc32(content), 10);
		facts.writeUInt32LE(packed.length, 14);
		facts.writeUInt32LE(content.length, 18);
		facts.writeUInt16LE(path.length, 22);
		const place = Buffer.alloc(14);
		place.writeUInt32LE(at, 10);
		directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), facts, place, path);
		const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), facts, path, packed]);
		parts.push(local);
		at += local.length;
	}
	const listed = Buffer.concat(directory);
	const end = Buffer.alloc(22);
	end.write('PK\x05\x06', 'latin1');
	end.writeUInt32LE(listed.length, 12);
	end.writeUInt32LE(at, 16);
	return Buffer.concat([...parts, listed, end]);
}
