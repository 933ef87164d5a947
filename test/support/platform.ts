import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eq } from 'drizzle-orm';
import { ENDPOINTS } from '../../server/api/endpoints.ts';
import { makeProtocolFiles } from '../../server/certify/protocol/files.ts';
import { makeFiles } from '../../server/civic/file/router.ts';
import { createCommunity, openCommunity } from '../../server/community.ts';
import type { Role } from '../../server/db/schema.ts';
import type { Store } from '../../server/db/store.ts';
import { ApiError } from '../../server/http/api-error.ts';
import { makeApp } from '../../server/http/app.ts';
import type { Endpoint } from '../../server/http/endpoint.ts';
import { makeLimits } from '../../server/http/limits.ts';
import { makeSessionCookie } from '../../server/identity/cookies.ts';
import { refusalsOf } from '../../server/http/refusals.ts';
import { makeOpenData } from '../../server/open-data/router.ts';
import { Feeder } from '../../server/register/feeder.ts';
import type { Services } from '../../server/services.ts';
import { workHere } from '../../server/work/jobs.ts';

/** A clock that a test sets. */
export type Clock = { now: number };

/** The platform on a store, with registers, answering on a port of this machine. */
export type RunningPlatform = {
	readonly services: Services;
	/** Where witnesses watch the registers. */
	readonly feeder?: Feeder;
	readonly url: string;
	/** What the server failed with. A call fails with the first of them; a test that expects it takes it away. */
	readonly faults: unknown[];
	/** Calls the API as this account, or as nobody. */
	readonly call: (
		account: string | undefined,
		method: string,
		path: string,
		body?: unknown,
		headers?: Readonly<Record<string, string>>,
	) => Promise<{ readonly status: number; readonly body: Record<string, unknown> }>;
	readonly close: () => Promise<void>;
};

/** Where people would reach it. */
export const ORIGIN = 'http://localhost';
export const MASTER_KEY = new Uint8Array(32).fill(5);
const COMMUNITY = { host: 'viche.test', name: 'Громада', country: 'Україна' };

/** @param witnessPolicy - where witnesses watch the registers; its feeder does nothing by itself */
export async function startPlatform(
	store: Store,
	clock: Clock,
	fresh = true,
	limits = makeLimits(1000),
	witnessPolicy?: string,
): Promise<RunningPlatform> {
	const now = () => clock.now;
	const parts = { store, masterKey: MASTER_KEY, work: workHere, now, witnessPolicy };
	const services = fresh ? await createCommunity(parts, COMMUNITY) : await openCommunity(parts);
	const faults: unknown[] = [];
	const { witnessing } = services;
	const log = { warn: () => undefined, fatal: () => undefined };
	const feeder = witnessing && new Feeder(services, witnessing, { timeoutMs: 2000, log });
	const whoIs = (cookie: string | undefined) =>
		personOf(store, clock.now, /session=([\w-]+)/.exec(cookie ?? '')?.[1]);
	const app = makeApp({
		services,
		endpoints: ENDPOINTS.map((endpoint) => kept(endpoint, faults)),
		whoIs,
		isOwn: () => true,
		cookie: makeSessionCookie(ORIGIN),
		origin: ORIGIN,
		staffAssurance: 'high',
		limits,
		feeder,
		proxies: 0,
		routers: [
			makeProtocolFiles(services, ORIGIN),
			makeOpenData(services, ORIGIN),
			makeFiles(services, whoIs),
		],
		onFault: (e) => faults.push(e),
	});
	const server = createServer(app);
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return {
		services,
		...(feeder ? { feeder } : {}),
		url,
		faults,
		call: async (account, method, path, body, headers = {}) => {
			const response = await fetch(`${url}/api/v1${path}`, {
				method,
				headers: {
					...headers,
					...(account === undefined ? {} : { cookie: `session=${account}` }),
					...(body === undefined ? {} : { 'content-type': 'application/json' }),
				},
				...(body === undefined ? {} : { body: JSON.stringify(body) }),
			});
			if (faults.length > 0) throw faults[0];
			return { status: response.status, body: (await response.json()) as Record<string, unknown> };
		},
		close: async () => {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}

/** The same endpoint; an answer that is not of its schema, or a refusal that it does not declare, is a fault. */
const kept = (endpoint: Endpoint, faults: unknown[]): Endpoint => ({
	...endpoint,
	handle: async (call) => {
		const name = `${endpoint.method} ${endpoint.path}`;
		try {
			const answer = await endpoint.handle(call);
			const read = endpoint.answer.safeParse(JSON.parse(JSON.stringify(answer)));
			if (!read.success) faults.push(new Error(`${name}: ${read.error.message}`));
			return answer;
		} catch (e) {
			if (e instanceof ApiError && !refusalsOf(endpoint).includes(e.code))
				faults.push(new Error(`${name} refuses with ${e.code}, which it does not declare`));
			throw e;
		}
	},
});

async function personOf({ db, t }: Store, now: number, account: string | undefined) {
	if (account === undefined) return undefined;
	const [found] = await db.select().from(t.accounts).where(eq(t.accounts.id, account));
	if (!found) return undefined;
	const roles = await db.select().from(t.roles).where(eq(t.roles.account, account));
	const session = `session of ${account}`;
	const known = { account, name: found.name, signedInAt: now, session };
	return { ...known, assurance: 'high' as const, roles: roles.map((r) => r.role) };
}

/** A person who can sign in; their identity is `identity of ID`. */
export const addPerson = (store: Store, id: string, ...roles: readonly Role[]): Promise<void> =>
	store.tx(async (db) => {
		const { t } = store;
		await db.insert(t.accounts).values({ id, identity: identityOf(id), name: id, createdAt: 0 });
		for (const role of roles) await db.insert(t.roles).values({ account: id, role });
	});

export const identityOf = (id: string): string => `identity of ${id}`;
