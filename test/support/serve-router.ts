/** A router by itself, on a port of this machine. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express, { type Router } from 'express';

/** @returns how the address of a page is here, and what ends it */
export async function serveRouter(
	router: Router,
): Promise<{ readonly path: (url: string) => string; readonly close: () => void }> {
	const server = express().use(router).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		path: (url) => {
			const { pathname, search } = new URL(url);
			return `http://127.0.0.1:${port}${pathname}${search}`;
		},
		close: () => {
			server.closeAllConnections();
			server.close();
		},
	};
}
