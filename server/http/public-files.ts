/** Registers and records as static files that anybody may mirror. Spec: SPEC §8.7, §10.1; c2sp.org/tlog-tiles. */
import { extname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Router, type Request, type Response } from 'express';
import { eq } from 'drizzle-orm';
import { makeRecord } from '../certify/record.ts';
import { pollFile } from '../instruments/poll/record.ts';
import { collectionFile } from '../civic/signature/record.ts';
import { packRecord } from '../certify/record-tar.ts';
import type { Services } from '../services.ts';
import { publicStepsOf } from '../votes/public-steps.ts';
import { requireVote } from '../votes/votes.ts';
import { Kept } from './kept.ts';

const FOREVER = 'public, max-age=31536000, immutable';
const SHORTLY = 'public, max-age=5';
const PLAIN = 'text/plain; charset=utf-8';
/** As many records stay in memory. */
const KEPT_RECORDS = 4;
const TILE = /^tile\/(?:entries|[0-5]?\d)\/(?:x\d{3}\/)*\d{3}(?:\.p\/\d{1,3})?$/;

export function makePublicFiles(services: Services): Router {
	const router = Router();
	router.use(['/register', '/record', '/collections', '/poll-records'], (_, response, next) => {
		response.set('Access-Control-Allow-Origin', '*');
		next();
	});
	const sendRegister = registerSender(services);
	router.get('/register/policy', (_, response) => {
		const { witnessing } = services;
		send(response, witnessing && Buffer.from(witnessing.text), PLAIN, SHORTLY);
	});
	router.get('/register/:kind/*path', (request, response) =>
		sendRegister(request.params.kind, pathOf(request), response),
	);
	router.get('/record/:vote/register/:kind/*path', (request, response) =>
		sendRegister(request.params.kind, pathOf(request), response),
	);
	const records = recordReader(services);
	router.get('/record/:vote.tar', async (request, response) => {
		const files = await records(request.params.vote);
		if (files === 'pending') sayPending(response);
		else if (files) await sendPacked(services, request.params.vote, files, response);
		else send(response, undefined, '', SHORTLY);
	});
	router.get(
		'/record/:vote/*path',
		async (request: Request<{ vote: string; path: string[] }>, response) => {
			const files = await records(request.params.vote);
			const path = pathOf(request);
			if (files === 'pending') sayPending(response);
			else send(response, files?.get(path), typeOf(path), SHORTLY);
		},
	);
	router.get('/collections/:object/register/:kind/*path', (request, response) =>
		sendRegister(request.params.kind, pathOf(request), response),
	);
	router.get('/poll-records/:object/register/:kind/*path', (request, response) =>
		sendRegister(request.params.kind, pathOf(request), response),
	);
	const inside = () => ({ ...services, db: services.store.db });
	router.get('/collections/:object/:file', async ({ params: { object, file } }, response) => {
		await sendPieces(response, file, await collectionFile(inside(), object, file));
	});
	router.get('/poll-records/:object/:file', async ({ params: { object, file } }, response) => {
		await sendPieces(response, file, await pollFile(inside(), object, file));
	});
	return router;
}

async function sendPieces(
	response: Response,
	file: string,
	pieces: AsyncIterable<string> | Iterable<string> | undefined,
): Promise<void> {
	if (!pieces) {
		send(response, undefined, '', SHORTLY);
		return;
	}
	response.set({ 'Content-Type': typeOf(file), 'Cache-Control': SHORTLY });
	// A reader who goes away in the middle is no fault of ours.
	await pipeline(pieces, response).catch(() => response.destroy());
}

const pathOf = (request: { readonly params: { readonly path: unknown } }): string =>
	[request.params.path].flat().join('/');

const registerSender =
	({ civic, box }: Services) =>
	async (kind: string, path: string, response: Response): Promise<void> => {
		const register = kind === 'civic' ? civic : kind === 'ballot' ? box : undefined;
		if (path === 'checkpoint') {
			const file = await register?.file(path);
			if (register && !file) sayPending(response);
			else send(response, file, PLAIN, SHORTLY);
		} else {
			const file = TILE.test(path) ? await register?.file(path) : undefined;
			send(response, file, 'application/octet-stream', FOREVER);
		}
	};

/** Types by which proxies and browsers know what can be compressed. */
const TYPES: Readonly<Record<string, string>> = {
	'.json': 'application/json',
	'.bel': 'application/x-tar',
	'.pb': PLAIN,
};
const typeOf = (path: string): string => TYPES[extname(path)] ?? 'application/octet-stream';

/** What is there but waits for the witnesses of the registers. */
function sayPending(response: Response): void {
	response.status(503).set({ 'Retry-After': '2', 'Cache-Control': 'no-store' });
	response.type('text/plain').send('pending: not enough witnesses have cosigned this yet\n');
}

/** Sends a file, or the one range of it that is asked for. RFC 9110 §14. */
function send(
	response: Response,
	bytes: Uint8Array | undefined,
	type: string,
	caching: string,
): void {
	if (!bytes) {
		response.status(404).type('text/plain').send('not found\n');
		return;
	}
	const { length } = bytes;
	response.set({ 'Content-Type': type, 'Cache-Control': caching, 'Accept-Ranges': 'bytes' });
	const ranges = response.req.range(length);
	if (ranges === -1) {
		response.status(416).set('Content-Range', `bytes */${length}`).end();
		return;
	}
	const isOne = Array.isArray(ranges) && ranges.type === 'bytes' && ranges.length === 1;
	const [range] = isOne ? ranges : [];
	if (range) {
		response.status(206).set('Content-Range', `bytes ${range.start}-${range.end}/${length}`);
		response.send(Buffer.from(bytes.subarray(range.start, range.end + 1)));
	} else response.send(Buffer.from(bytes));
}

/** Sends a record and its registers as one tar, piece by piece. */
async function sendPacked(
	services: Services,
	id: string,
	files: ReadonlyMap<string, Uint8Array>,
	response: Response,
): Promise<void> {
	const { civic, box, store } = services;
	const { closed } = await requireVote(services, store.db, id);
	const registers = [
		['register/civic', civic],
		['register/ballot', box],
	] as const;
	response
		.set({ 'Content-Type': 'application/x-tar', 'Cache-Control': SHORTLY })
		.attachment(`${id}.tar`);
	const packed = packRecord({ folder: id, files, registers, at: closed!.at });
	// A reader who goes away in the middle is no fault of ours.
	await pipeline(packed, response).catch(() => response.destroy());
}

/** Reads records, keeping those that were asked for last in the state in which they are. */
function recordReader(services: Services) {
	const records = new Kept<ReadonlyMap<string, Uint8Array>>(KEPT_RECORDS);
	return async (id: string): Promise<ReadonlyMap<string, Uint8Array> | 'pending' | undefined> => {
		const { db, t } = services.store;
		const [vote] = await db.select().from(t.votes).where(eq(t.votes.id, id));
		if (!vote) return undefined;
		const inside = { ...services, db };
		const { hashes, isPending } = await publicStepsOf(inside, vote);
		if (!hashes) return isPending ? 'pending' : undefined;
		/*
		 * A record changes with each step that becomes public. To make it takes long, and needs no transaction: after the close rows are
		 * only added, and the hashes, read before them, say which of them it shows.
		 */
		return records.get(`${id} ${hashes.size}`, async () =>
			makeRecord(inside, await requireVote(services, db, id), hashes),
		);
	};
}
