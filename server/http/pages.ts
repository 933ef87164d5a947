/** Pages: rendered by the built client, with what the server hands to them. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { NextFunction, Request, Response } from 'express';
import type { PageServices, VotePage } from '../api/contract.ts';
import { findEntry, listEntries, viewRegister } from '../register/browse.ts';
import { makeAccountReader, meOf } from '../identity/account.ts';
import { listDatasets } from '../open-data/catalogue.ts';
import type { Services } from '../services.ts';
import { listVotes } from '../votes/list.ts';
import { findVotePage } from '../votes/pages.ts';
import { MOST_BYTES } from '../civic/file/check.ts';
import { ApiError } from './api-error.ts';
import type { WhoIs } from './api.ts';
import { makeApiPage } from './api-page.ts';
import type { Endpoint } from './endpoint.ts';

/** Bytes of a form without a file, and with one. */
const USUAL_FORM = 512 * 1024;
const MOST_FORM = MOST_BYTES + USUAL_FORM;

type Handler = (request: Request, response: Response, next: NextFunction) => void;

/** Where the built client finds its services: it is a bundle of its own and imports nothing of the server. */
const PLACE = Symbol.for('viche.page');

export type PageOptions = {
	readonly services: Services;
	readonly whoIs: WhoIs;
	readonly isDemo: boolean;
	/** Whether people may sign in by e-mail. */
	readonly hasMail: boolean;
	/** Where people reach the platform. */
	readonly origin: string;
	/** Who made the map, where the server has one. */
	readonly mapBy: string | undefined;
	readonly callsOf: (request: Request) => PageServices['call'];
	/** What the page for developers tells of. */
	readonly endpoints: readonly Endpoint[];
};

/** Loads the built client. @throws Error where it has not been built */
export async function loadPages({
	services,
	whoIs,
	isDemo,
	hasMail,
	origin,
	mapBy,
	callsOf,
	endpoints,
}: PageOptions): Promise<Handler> {
	const storage = new AsyncLocalStorage<PageServices>();
	Object.assign(globalThis, { [PLACE]: storage });
	// Read by the handler when it is loaded; headers of these names are set below on every request, whatever the client sent.
	Object.assign(process.env, {
		PROTOCOL_HEADER: 'x-kit-proto',
		HOST_HEADER: 'x-kit-host',
		BODY_SIZE_LIMIT: String(MOST_FORM),
	});
	const build = new URL('../../build/handler.js', import.meta.url).href;
	const { handler } = (await import(build)) as { handler: Handler };
	const { protocol, host } = new URL(origin);
	const readAccount = makeAccountReader(services);
	const api = makeApiPage(endpoints);
	return (request, response, next) => {
		request.headers['x-kit-proto'] = protocol.slice(0, -1);
		request.headers['x-kit-host'] = host;
		whoIs(request.headers.cookie)
			.then((person) => {
				if (!person && isLong(request)) throw new ApiError('request.too-large');
				const call = callsOf(request);
				const page: PageServices = {
					me: person && meOf(person),
					account: async () => person && (await readAccount(person)),
					isDemo,
					hasMail,
					mapBy,
					community: services.community,
					registers: {
						civic: services.civic.verifierKey,
						ballot: services.box.verifierKey,
					},
					policy: services.witnessing?.text,
					votes: () => listVotes(services),
					vote: async (id) => (await findVotePage(services, id)) ?? (await findDraft(call, id)),
					datasets: () => listDatasets(services),
					register: (kind) => viewRegister(services, kind),
					entries: (kind, filter) => listEntries(services, kind, filter),
					entry: (kind, index) => findEntry(services, kind, index),
					call,
					api,
				};
				storage.run(page, () => {
					handler(request, response, next);
				});
			})
			.catch(next);
	};
}

/** Only who has signed in sends files. */
const isLong = ({ headers }: Request): boolean =>
	headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > USUAL_FORM;

/** A draft is there for those who work on it, by the rules of the API. */
async function findDraft(call: PageServices['call'], id: string): Promise<VotePage | undefined> {
	const found = await call<VotePage>('get', '/staff/votes/:id', { id });
	return found.ok ? found.value : undefined;
}
