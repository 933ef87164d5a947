/** Answers that are the same for everybody until something changes: kept as they are sent, and not sent again to who has them. RFC 9110 §13. */
import { promisify } from 'node:util';
import { gzip as gzipWithCallback } from 'node:zlib';
import type { Response } from 'express';
import { bytesToHex } from '../../crypto/bytes.ts';
import { nativeSha256 } from '../register/native-sha256.ts';
import { Kept } from './kept.ts';

const gzip = promisify(gzipWithCallback);
/** As many stay in memory. */
const KEPT_ANSWERS = 16;

type Packed = { readonly tag: string; readonly plain: Buffer; readonly zipped: Buffer };

async function pack(answer: unknown): Promise<Packed> {
	const plain = Buffer.from(JSON.stringify(answer));
	// Weak: the same answer is sent zipped and not.
	const tag = `W/"${bytesToHex(nativeSha256(plain))}"`;
	return { tag, plain, zipped: await gzip(plain) };
}

export class KeptAnswers {
	readonly #kept = new Kept<Packed>(KEPT_ANSWERS);

	/** @param state - whose answer it is, and all that it is made from */
	async send(response: Response, state: string, make: () => Promise<unknown>): Promise<void> {
		const { tag, plain, zipped } = await this.#kept.get(state, async () => pack(await make()));
		response.set({ 'Cache-Control': 'public, no-cache', ETag: tag });
		response.vary('Accept-Encoding').type('json');
		if (response.req.acceptsEncodings('gzip', 'identity') === 'gzip')
			response.set('Content-Encoding', 'gzip').send(zipped);
		else response.send(plain);
	}
}
