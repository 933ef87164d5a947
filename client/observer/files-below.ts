/** The files of a record, fetched from an address. */
import { SourceError, type OpenFile } from '../../crypto/verify/source.ts';

/** Files that never change; of all others only the present state will do. */
const TILE = /(?:^|\/)tile\//;

/** Files below an address, as the server gives them to everybody. */
export const filesBelow =
	(base: string): OpenFile =>
	async (path) => {
		let answer: Response;
		try {
			answer = await fetch(new URL(path, base), {
				credentials: 'omit',
				cache: TILE.test(path) ? 'default' : 'no-cache',
			});
		} catch (e) {
			throw new SourceError(e instanceof Error ? e.message : path);
		}
		if (answer.status === 404) return undefined;
		if (!answer.ok || !answer.body) throw new SourceError(`${path}: status ${answer.status}`);
		return readAll(answer.body);
	};

async function* readAll(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
	const reader = body.getReader();
	for (;;) {
		const { done, value } = await reader.read().catch((e: unknown) => {
			throw new SourceError(e instanceof Error ? e.message : '');
		});
		if (done) return;
		yield value;
	}
}

/** The same files, each fetched once: what is read later is what was verified. */
export function fetchedOnce(open: OpenFile): OpenFile {
	const kept = new Map<string, Promise<Uint8Array[] | undefined>>();
	return async (path) => {
		const chunks = kept.get(path) ?? open(path).then((file) => file && Array.fromAsync(file));
		kept.set(path, chunks);
		const all = await chunks;
		return all && again(all);
	};
}

async function* again(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
	for (const chunk of chunks) yield await Promise.resolve(chunk);
}
