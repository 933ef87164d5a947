/**
 * The strict tar of Belenios archives: blocks of 512 bytes, no end blocks, every header byte determined by name, size and time.
 * Spec: SPEC §6.1.
 */
import { concatBytes, equalBytes, parseUtf8, utf8ToBytes } from '../../bytes.ts';
import { problem, type Problem } from '../../result.ts';

const BLOCK = 512;
/** Longer records are refused: a text that long could not be handled whole. */
const MAX_RECORD = 400 * 1024 * 1024;
const MAX_TIME = 8 ** 11;

export type TarRecord = {
	readonly name: string;
	readonly content: Uint8Array;
	/** Seconds since 1970. */
	readonly time: number;
};

const octal = (n: number, digits: number): string => n.toString(8).padStart(digits, '0');
const padding = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK;

function encodeHeader(name: string, size: number, time: number): Uint8Array {
	const header = new Uint8Array(BLOCK);
	const put = (at: number, text: string) => header.set(utf8ToBytes(text), at);
	put(0, name);
	put(100, '0000644');
	put(108, '0000000');
	put(116, '0000000');
	put(124, octal(size, 11));
	put(136, octal(time, 11));
	put(148, ' '.repeat(8));
	put(156, '0');
	const sum = header.reduce((a, b) => a + b, 0);
	put(148, `${octal(sum, 6)}\0 `);
	return header;
}

/** A record with header and padding. @throws RangeError for a name over 100 bytes or a time that does not fit. */
export function encodeTarRecord({ name, content, time }: TarRecord): Uint8Array {
	if (utf8ToBytes(name).length > 100 || time < 0 || time >= MAX_TIME || content.length > MAX_RECORD)
		throw new RangeError('the record does not fit its header');
	return concatBytes(
		encodeHeader(name, content.length, time),
		content,
		new Uint8Array(padding(content.length)),
	);
}

type Header = { readonly name: string; readonly size: number; readonly time: number };

function parseHeader(header: Uint8Array): Header | undefined {
	const text = (from: number, to: number) => parseUtf8(header.subarray(from, to)) ?? '';
	const name = text(0, 100).replace(/\0+$/, '');
	const [size, time] = [text(124, 135), text(136, 147)];
	if (!/^[0-7]{11}$/.test(size) || !/^[0-7]{11}$/.test(time) || name.includes('\0'))
		return undefined;
	const parsed = { name, size: parseInt(size, 8), time: parseInt(time, 8) };
	return equalBytes(encodeHeader(name, parsed.size, parsed.time), header) ? parsed : undefined;
}

/** Cuts a stream of bytes into records; holds one record at a time. */
export class TarReader {
	#chunks: Uint8Array[] = [];
	#held = 0;
	#header: Header | undefined;
	#offset = 0;

	/** The records that are complete with this chunk. A problem ends the reading: what follows has no meaning. */
	*push(chunk: Uint8Array): Generator<TarRecord, Problem | undefined> {
		this.#chunks.push(chunk);
		this.#held += chunk.length;
		for (;;) {
			if (!this.#header) {
				if (this.#held < BLOCK) return undefined;
				const header = parseHeader(this.#take(BLOCK));
				if (!header) return this.#fail('archive.header', 'not the header of a record');
				if (header.size > MAX_RECORD)
					return this.#fail('archive.record-size', 'the record is too large');
				this.#header = header;
			}
			const { name, size, time } = this.#header;
			if (this.#held < size + padding(size)) return undefined;
			const content = this.#take(size);
			if (this.#take(padding(size)).some((b) => b !== 0))
				return this.#fail('archive.padding', 'the padding of a record is not zero');
			this.#header = undefined;
			yield { name, content, time };
		}
	}

	/** A problem if the stream ended inside a record. */
	finish(): Problem | undefined {
		return this.#header || this.#held > 0
			? this.#fail('archive.truncated', 'the archive ends inside a record')
			: undefined;
	}

	#take(length: number): Uint8Array {
		if (this.#chunks.length > 1 && this.#chunks[0]!.length < length)
			this.#chunks = [concatBytes(...this.#chunks)];
		const first = this.#chunks[0] ?? new Uint8Array();
		const taken = first.subarray(0, length);
		if (first.length === length) this.#chunks.shift();
		else if (this.#chunks.length > 0) this.#chunks[0] = first.subarray(length);
		this.#held -= length;
		this.#offset += length;
		return taken;
	}

	#fail(code: string, message: string): Problem {
		return problem(code, `byte ${this.#offset}`, message).error;
	}
}
