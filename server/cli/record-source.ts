/** Where the command line reads records and archives from: folders, files and URLs. */
import { createReadStream } from 'node:fs';
import { open, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { openTar } from '../../crypto/verify/packed.ts';
import { SourceError, type OpenFile } from '../../crypto/verify/source.ts';

/** A record has many files, an archive is one. */
export type Input =
	| { readonly kind: 'record'; readonly open: OpenFile }
	| { readonly kind: 'archive'; readonly open: () => AsyncIterable<Uint8Array> };

/** Larger than the largest vote known: 15 GB. */
const MAX_BYTES = 64 * 1024 ** 3;
/** Until an answer begins, and between its pieces. */
const TIMEOUT_MS = 30_000;

/** What a person named: a folder, tar or URL of a record, or a `.bel` file or URL. @throws SourceError when there is no such thing */
export async function openInput(name: string): Promise<Input> {
	if (/^https?:\/\//.test(name)) return openUrl(new URL(name));
	const found = await stat(name).catch((e: unknown) => {
		throw new SourceError(reason(name, e));
	});
	if (found.isDirectory()) return { kind: 'record', open: folderFiles(await realpath(name)) };
	if (found.isFile() && name.endsWith('.tar'))
		return { kind: 'record', open: await tarFiles(name) };
	if (found.isFile()) return { kind: 'archive', open: () => readPath(name) };
	throw new SourceError(`${name} is neither a folder nor a file`);
}

/** The same, when it is a record or an archive. @throws SourceError also when there is no record at all */
export async function openRecord(name: string): Promise<Input> {
	const input = await openInput(name);
	if (input.kind === 'archive') return input;
	const index = await input.open('record.json');
	if (!index) throw new SourceError(`${name} holds no record.json: this is no published record`);
	for await (const _ of index) break;
	return input;
}

const reason = (name: string, e: unknown): string =>
	`${name}: ${e instanceof Error ? e.message : String(e)}`;

/** Files of a folder, and nothing that a link in it leads to outside. */
const folderFiles =
	(folder: string): OpenFile =>
	async (path) => {
		let real: string;
		try {
			real = await realpath(join(folder, path));
		} catch (e) {
			if (isMissing(e)) return undefined;
			throw new SourceError(reason(path, e));
		}
		if (!real.startsWith(folder + sep)) throw new SourceError(`${path} leads out of the folder`);
		const file = await open(real).catch((e: unknown) => {
			throw new SourceError(reason(path, e));
		});
		const isFile = (await file.stat()).isFile();
		await file.close();
		if (!isFile) throw new SourceError(`${path} is no file`);
		return readPath(real);
	};

/** Files of a record that is packed into a tar. The file stays open as long as the command runs. */
async function tarFiles(name: string): Promise<OpenFile> {
	const { size } = await stat(name);
	// Opened for each read, so that nobody has to say when the last one was.
	return openTar(size, async (from, to) => {
		const file = await open(name);
		try {
			const { buffer, bytesRead } = await file.read(Buffer.alloc(to - from), 0, to - from, from);
			if (bytesRead < to - from) throw new SourceError(`${name}: the file became shorter`);
			return buffer;
		} finally {
			await file.close();
		}
	});
}

const isMissing = (e: unknown): boolean =>
	e instanceof Error && 'code' in e && (e.code === 'ENOENT' || e.code === 'ENOTDIR');

async function* readPath(path: string): AsyncGenerator<Uint8Array> {
	try {
		for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }))
			yield chunk as Uint8Array;
	} catch (e) {
		throw new SourceError(reason(path, e));
	}
}

function openUrl(url: URL): Input {
	if (url.pathname.endsWith('.bel')) {
		return {
			kind: 'archive',
			open: async function* () {
				const chunks = await download(url);
				if (!chunks) throw new SourceError(`${url.href}: not found`);
				yield* chunks;
			},
		};
	}
	const base = new URL(url);
	if (!base.pathname.endsWith('/')) base.pathname += '/';
	return { kind: 'record', open: (path) => download(new URL(path, base)) };
}

/** The body of an answer; `undefined` when there is no such file. @throws SourceError */
async function download(url: URL): Promise<AsyncIterable<Uint8Array> | undefined> {
	const abort = new AbortController();
	const answer = await inTime(url, abort, () => fetch(url, { signal: abort.signal }));
	if (answer.ok && answer.body) return readBody(url, answer.body, abort);
	await answer.body?.cancel();
	if (answer.status === 404 || answer.status === 410) return undefined;
	throw new SourceError(`${url.href}: status ${answer.status}`);
}

async function* readBody(
	url: URL,
	body: ReadableStream<Uint8Array>,
	abort: AbortController,
): AsyncGenerator<Uint8Array> {
	const reader = body.getReader();
	let length = 0;
	try {
		for (;;) {
			const { done, value } = await inTime(url, abort, () => reader.read());
			if (done) return;
			length += value.length;
			if (length > MAX_BYTES) throw new SourceError(`${url.href}: longer than ${MAX_BYTES} bytes`);
			yield value;
		}
	} finally {
		abort.abort();
	}
}

/** Waits for the network, but not longer than a person would. @throws SourceError */
async function inTime<T>(url: URL, abort: AbortController, wait: () => Promise<T>): Promise<T> {
	const timer = setTimeout(() => {
		abort.abort(new Error(`no answer for ${TIMEOUT_MS / 1000} seconds`));
	}, TIMEOUT_MS);
	try {
		return await wait();
	} catch (e) {
		throw new SourceError(reason(url.href, e instanceof Error && e.cause ? e.cause : e));
	} finally {
		clearTimeout(timer);
	}
}
