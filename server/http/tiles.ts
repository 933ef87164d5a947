/**
 * Pieces of the map, fetched by the server from where the operator says: no resident's browser ever speaks with whoever draws the map,
 * and the policy of the pages stays as strict as without one.
 */
import { Router } from 'express';

const MAX_BYTES = 1024 * 1024;
const PATIENCE_MS = 10_000;
const FOR_A_WEEK = 'public, max-age=604800';
/** Pictures that cannot hold a script. */
const TYPES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/webp']);
const MAX_ZOOM = 19;

/** @param template - an address with {z}, {x} and {y} */
export function makeTiles(template: string): Router {
	const router = Router();
	router.get('/tiles/:z/:x/:y', async (request, response) => {
		const tile = readTile(request.params);
		const picture = tile && (await fetchTile(template, tile));
		if (!picture) response.status(404).type('text/plain').send('not found\n');
		else
			response
				.set({ 'Content-Type': picture.type, 'Cache-Control': FOR_A_WEEK })
				.send(picture.bytes);
	});
	return router;
}

type Tile = { readonly z: number; readonly x: number; readonly y: number };

function readTile(params: Readonly<Record<'z' | 'x' | 'y', string>>): Tile | undefined {
	const [z, x, y] = [params.z, params.x, params.y].map((text) =>
		/^\d{1,6}$/.test(text) ? Number(text) : NaN,
	) as [number, number, number];
	const across = 2 ** z;
	return z <= MAX_ZOOM && x < across && y < across ? { z, x, y } : undefined;
}

/** @returns `undefined` where there is no picture to be had */
async function fetchTile(
	template: string,
	tile: Tile,
): Promise<{ readonly type: string; readonly bytes: Buffer } | undefined> {
	const url = template.replace(/\{([zxy])\}/g, (_, name: keyof Tile) => String(tile[name]));
	try {
		const answer = await fetch(url, {
			redirect: 'error',
			signal: AbortSignal.timeout(PATIENCE_MS),
			headers: { 'User-Agent': 'Viche (participatory budgeting)' },
		});
		const type = answer.headers.get('content-type')?.split(';')[0] ?? '';
		if (!answer.ok || !TYPES.has(type) || !answer.body) return undefined;
		const chunks: Uint8Array[] = [];
		let length = 0;
		for await (const chunk of answer.body as AsyncIterable<Uint8Array>) {
			length += chunk.length;
			if (length > MAX_BYTES) return undefined;
			chunks.push(chunk);
		}
		return { type, bytes: Buffer.concat(chunks) };
	} catch {
		return undefined;
	}
}
