/** The list of the files that make up the pages in a browser, in the format of sha256sum: who runs other files than these is found out. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Router } from 'express';

const BUILT = fileURLToPath(new URL('../../build/client', import.meta.url));
const LEFT_OUT = /\.(?:br|gz)$/;

export type PagesList = { readonly text: string; readonly hash: string };

/** Lists a folder of built files, sorted by path. The hash is SHA-256 of the text, in hex. */
export function listPages(folder = BUILT): PagesList {
	const files = readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((file) => file.isFile() && !LEFT_OUT.test(file.name))
		.map((file) => join(file.parentPath, file.name));
	const lines = files.map((path) => ({
		name: relative(folder, path).split(sep).join('/'),
		hash: sha256(readFileSync(path)),
	}));
	const text = lines
		.sort((a, b) => (a.name < b.name ? -1 : 1))
		.map(({ name, hash }) => `${hash}  ${name}\n`)
		.join('');
	return { text, hash: sha256(text) };
}

const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');

/** `/pages.sha256`: the list. */
export function servePagesList({ text }: PagesList): Router {
	const router = Router();
	router.get('/pages.sha256', (_, response) => {
		response.type('text/plain').send(text);
	});
	return router;
}
