import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eq } from 'drizzle-orm';
import { ENDPOINTS } from '../../server/api/endpoints.ts';
import { createCommunity, openCommunity } from '../../server/community.ts';
import type { Role } from '../../server/db/schema.ts';
import type { Store } from '../../server/db/store.ts';
import { makeApp } from '../../server/http/app.ts';
import { makeLimits } from '../../server/http/limits.ts';
import type { Services } from '../../server/services.ts';
import { workHere } from '../../server/work/jobs.ts';

/** A clock that a test sets. */
export type Clock = { now: number };

/** The platform on a store, with registers, answering on a port of this machine. */
export type RunningPlatform = {
	readonly services: Services;
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

export const MASTER_KEY = new Uint8Array(32).fill(5);
const COMMUNITY = { host: 'viche.test', name: 'Громада', country: 'Україна' };

export async function startPlatform(
	store: Store,
	clock: Clock,
	fresh = true,
	limits = makeLimits(1000),
): Promise<RunningPlatform> {
	const parts = { store, masterKey: MASTER_KEY, work: workHere, now: () => clock.now };
	const services = fresh ? await createCommunity(parts, COMMUNITY) : await openCommunity(parts);
	const faults: unknown[] = [];
	const app = makeApp({
		services,
		endpoints: ENDPOINTS,
		whoIs: (cookie) => personOf(store, clock.now, /session=([\w-]+)/.exec(cookie ?? '')?.[1]),
		isOwn: () => true,
		sessionCookie: 'session',
		limits,
		proxies: 0,
		routers: [],
		onFault: (e) => faults.push(e),
	});
	const server = createServer(app);
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return {
		services,
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

async function personOf({ db, t }: Store, now: number, account: string | undefined) {
	if (account === undefined) return undefined;
	const [found] = await db.select().from(t.accounts).where(eq(t.accounts.id, account));
	if (!found) return undefined;
	const roles = await db.select().from(t.roles).where(eq(t.roles.account, account));
	return { account, name: found.name, signedInAt: now, roles: roles.map((r) => r.role) };
}

/** A person who can sign in; their identity is `identity of ID`. */
export const addPerson = (store: Store, id: string, ...roles: readonly Role[]): Promise<void> =>
	store.tx(async (db) => {
		const { t } = store;
		await db.insert(t.accounts).values({ id, identity: identityOf(id), name: id, createdAt: 0 });
		for (const role of roles) await db.insert(t.roles).values({ account: id, role });
	});

export const identityOf = (id: string): string => `identity of ${id}`;
