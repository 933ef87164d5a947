/** Pages: rendered by the built client, with what the server hands to them. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { NextFunction, Request, Response } from 'express';
import type { PageServices } from '../api/contract.ts';
import type { Services } from '../services.ts';
import { findVotePage, listVotes } from '../votes/pages.ts';
import type { WhoIs } from './api.ts';

type Handler = (request: Request, response: Response, next: NextFunction) => void;

/** Where the built client finds its services: it is a bundle of its own and imports nothing of the server. */
const PLACE = Symbol.for('viche.page');

export type PageOptions = {
	readonly services: Services;
	readonly whoIs: WhoIs;
	readonly isDemo: boolean;
	/** Where people reach the platform. */
	readonly origin: string;
};

/** Loads the built client. @throws Error where it has not been built */
export async function loadPages({
	services,
	whoIs,
	isDemo,
	origin,
}: PageOptions): Promise<Handler> {
	const storage = new AsyncLocalStorage<PageServices>();
	Object.assign(globalThis, { [PLACE]: storage });
	// Read by the handler when it is loaded; headers of these names are set below on every request, whatever the client sent.
	Object.assign(process.env, { PROTOCOL_HEADER: 'x-kit-proto', HOST_HEADER: 'x-kit-host' });
	const build = new URL('../../build/handler.js', import.meta.url).href;
	const { handler } = (await import(build)) as { handler: Handler };
	const { protocol, host } = new URL(origin);
	return (request, response, next) => {
		request.headers['x-kit-proto'] = protocol.slice(0, -1);
		request.headers['x-kit-host'] = host;
		whoIs(request.headers.cookie)
			.then((person) => {
				const me = person && { name: person.name, roles: person.roles };
				const page: PageServices = {
					me,
					isDemo,
					community: services.community,
					registers: {
						civic: services.civic.verifierKey,
						ballot: services.box.verifierKey,
					},
					votes: () => listVotes(services),
					vote: (id) => findVotePage(services, id),
				};
				storage.run(page, () => {
					handler(request, response, next);
				});
			})
			.catch(next);
	};
}
