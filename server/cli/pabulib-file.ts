/** Reads a .pb file in pieces: memory grows with distinct ballots, not with the file. */
import { createReadStream } from 'node:fs';
import {
	makePabulibReader,
	type ReadOptions,
	type ReadPabulib,
} from '../../crypto/count/pabulib/reader.ts';
import { InputError, inputError } from './input-error.ts';

/** @throws InputError that names what is wrong, line by line */
export async function readPabulibFile(path: string, options: ReadOptions): Promise<ReadPabulib> {
	const reader = makePabulibReader(options);
	const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
	try {
		for await (const chunk of createReadStream(path)) {
			reader.push(decoder.decode(chunk as Uint8Array, { stream: true }));
			if (reader.isStopped()) break;
		}
		if (!reader.isStopped()) reader.push(decoder.decode());
	} catch (e) {
		throw new InputError(`${path}: ${isNotText(e) ? 'not UTF-8 text' : (e as Error).message}`);
	}
	const read = reader.finish();
	if (!read.ok) throw inputError(path, read.error);
	return read.value;
}

const isNotText = (e: unknown): boolean =>
	e instanceof TypeError && 'code' in e && e.code === 'ERR_ENCODING_INVALID_ENCODED_DATA';
