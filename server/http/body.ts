/** Bodies of requests: read when it is known who asks and how much they may send, and taken when they can be stored as they were sent. */
import express, { type Request, type RequestHandler, type Response } from 'express';
import { parseUtf8 } from '../../crypto/bytes.ts';
import { ApiError } from './api-error.ts';

/** RFC 8259: there is one encoding. */
const JSON_TYPE = /^application\/json[ \t]*(?:;[ \t]*charset="?utf-8"?[ \t]*)?$/i;
/** No document of ours nests deeper. */
const MAX_DEPTH = 32;

/**
 * @param limit - bytes at most; nothing is inflated, so that few bytes stay few
 * @returns what the JSON says; an empty object where there is no body
 * @throws ApiError request.not-json, request.malformed; of the reader as {@link toApiError} knows them
 */
export async function readBody(
	request: Request,
	response: Response,
	limit: number,
): Promise<unknown> {
	// Without a body there is no type; a length that is not said is a body all the same.
	const isSent =
		request.headers['transfer-encoding'] !== undefined ||
		Number(request.headers['content-length'] ?? 0) > 0;
	if (!isSent) return {};
	if (!JSON_TYPE.test(request.headers['content-type'] ?? ''))
		throw new ApiError('request.not-json');
	return parse(await readBytes(request, response, limit));
}

/** @throws ApiError request.malformed where a text in it could not be stored as it is, or it nests too deeply */
export function requireStorable(body: unknown): void {
	const fault = findFault(body, 0);
	if (fault !== undefined) throw new ApiError('request.malformed', {}, { body: fault });
}

async function readBytes(request: Request, response: Response, limit: number): Promise<Uint8Array> {
	const read: RequestHandler = express.raw({ limit, inflate: false, type: () => true });
	await new Promise<void>((resolve, reject) => {
		void read(request, response, (e?: Error | 'route' | 'router') => {
			if (e instanceof Error) reject(e);
			else resolve();
		});
	});
	return request.body as Uint8Array;
}

/** @throws ApiError request.malformed */
function parse(bytes: Uint8Array): unknown {
	const text = parseUtf8(bytes);
	try {
		if (text !== undefined) return JSON.parse(text);
	} catch {
		// Said below.
	}
	throw new ApiError('request.malformed', {}, { body: 'not JSON' });
}

/** Texts that no database and no hash would give back: they would be stored as others. */
const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes('\0');

function findFault(value: unknown, depth: number): string | undefined {
	if (typeof value === 'string') return isStorable(value) ? undefined : 'a text is not Unicode';
	if (typeof value !== 'object' || value === null) return undefined;
	if (depth === MAX_DEPTH) return 'nested too deeply';
	const parts: unknown[] = Array.isArray(value) ? value : Object.entries(value).flat();
	for (const part of parts) {
		const fault = findFault(part, depth + 1);
		if (fault !== undefined) return fault;
	}
	return undefined;
}
