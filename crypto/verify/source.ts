/**
 * Where the bytes come from: the caller opens files, the verifier only reads. Nothing that a source serves is trusted; sizes are
 * bounded here.
 */
import { parseUtf8 } from '../bytes.ts';
import { problem, ok, type Result } from '../result.ts';

/** A file, from its first byte; it can be opened again. `undefined`: there is no such file. A rejection: it cannot be read. */
export type OpenFile = (path: string) => Promise<AsyncIterable<Uint8Array> | undefined>;

/** The files of a record, by paths relative to it. */
export type RecordSource = { readonly open: OpenFile };

/** The bytes of one file, read from the beginning each time it is called. */
export type OpenBytes = () => AsyncIterable<Uint8Array>;

/** The bytes of a file of a record; none when there is no such file. */
export const reopening = ({ open }: RecordSource, path: string): OpenBytes =>
	async function* () {
		const chunks = await open(path);
		if (chunks) yield* chunks;
	};

/** Thrown by sources when a file is there but cannot be read; anything else that they throw is a bug. */
export class SourceError extends Error {
	constructor(message: string) {
		super(message);
		this.name = 'SourceError';
	}
}

/** Reads a whole file of at most `limit` bytes. Codes: `record.{missing,unreadable,too-long}`; the place is the path. */
export async function readFile(
	{ open }: RecordSource,
	path: string,
	limit: number,
): Promise<Result<Uint8Array>> {
	try {
		const chunks = await open(path);
		if (!chunks) return problem('record.missing', path, 'there is no such file');
		return await collect(chunks, path, limit);
	} catch (e) {
		if (e instanceof SourceError) return problem('record.unreadable', path, e.message);
		throw e;
	}
}

async function collect(
	chunks: AsyncIterable<Uint8Array>,
	path: string,
	limit: number,
): Promise<Result<Uint8Array>> {
	const parts: Uint8Array[] = [];
	let length = 0;
	for await (const chunk of chunks) {
		length += chunk.length;
		if (length > limit) return problem('record.too-long', path, `longer than ${limit} bytes`);
		parts.push(chunk);
	}
	return ok(join(parts, length));
}

function join(parts: readonly Uint8Array[], length: number): Uint8Array {
	const whole = new Uint8Array(length);
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}

/** Reads a text. Codes as {@link readFile}, `record.utf8`. */
export async function readTextFile(
	source: RecordSource,
	path: string,
	limit: number,
): Promise<Result<string>> {
	const bytes = await readFile(source, path, limit);
	if (!bytes.ok) return bytes;
	const text = parseUtf8(bytes.value);
	return text === undefined ? problem('record.utf8', path, 'not well-formed UTF-8') : ok(text);
}
