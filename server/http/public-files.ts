/** Registers and records as static files that anybody may mirror. Spec: SPEC §8.7, §10.1; c2sp.org/tlog-tiles. */
import { Router, type Request, type Response } from 'express';
import { eq } from 'drizzle-orm';
import { makeRecord } from '../certify/record.ts';
import { decide, type Services } from '../services.ts';
import { hasRecord } from '../votes/pages.ts';

const FOREVER = 'public, max-age=31536000, immutable';
const SHORTLY = 'public, max-age=5';
/** As many records stay in memory. */
const KEPT_RECORDS = 4;
const TILE = /^tile\/(?:entries|[0-5]?\d)\/(?:x\d{3}\/)*\d{3}(?:\.p\/\d{1,3})?$/;

export function makePublicFiles(services: Services): Router {
	const router = Router();
	router.use(['/register', '/record'], (_, response, next) => {
		response.set('Access-Control-Allow-Origin', '*');
		next();
	});
	const sendRegister = registerSender(services);
	router.get('/register/:kind/*path', (request, response) =>
		sendRegister(request.params.kind, pathOf(request), response),
	);
	router.get('/record/:vote/register/:kind/*path', (request, response) =>
		sendRegister(request.params.kind, pathOf(request), response),
	);
	const records = recordReader(services);
	router.get(
		'/record/:vote/*path',
		async (request: Request<{ vote: string; path: string[] }>, response) => {
			const files = await records(request.params.vote);
			send(response, files?.get(pathOf(request)), 'application/octet-stream', SHORTLY);
		},
	);
	return router;
}

const pathOf = (request: { readonly params: { readonly path: unknown } }): string =>
	[request.params.path].flat().join('/');

const registerSender =
	({ civic, box }: Services) =>
	async (kind: string, path: string, response: Response): Promise<void> => {
		const register = kind === 'civic' ? civic : kind === 'ballot' ? box : undefined;
		if (path === 'checkpoint')
			send(response, await register?.file(path), 'text/plain; charset=utf-8', SHORTLY);
		else {
			const file = TILE.test(path) ? await register?.file(path) : undefined;
			send(response, file, 'application/octet-stream', FOREVER);
		}
	};

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
	response.set({ 'Content-Type': type, 'Cache-Control': caching }).send(Buffer.from(bytes));
}

/** Reads records, keeping those that were asked for last; what has a record never changes but for its certificates, which are elsewhere. */
function recordReader(services: Services) {
	const kept = new Map<string, Promise<Map<string, Uint8Array> | undefined>>();
	return (id: string): Promise<Map<string, Uint8Array> | undefined> => {
		const known = kept.get(id);
		if (known) return known;
		const made = readRecord(services, id);
		kept.set(id, made);
		void made.then(
			(files) => files ?? kept.delete(id),
			() => kept.delete(id),
		);
		for (const [old] of [...kept].slice(0, -KEPT_RECORDS)) kept.delete(old);
		return made;
	};
}

const readRecord = (services: Services, id: string): Promise<Map<string, Uint8Array> | undefined> =>
	decide(services, async (inside) => {
		const { t } = inside.store;
		const [vote] = await inside.db.select().from(t.votes).where(eq(t.votes.id, id));
		return vote && hasRecord(vote) ? makeRecord(inside, vote) : undefined;
	});
