/** Starts the platform as the configuration says, and stops it in good order. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Router } from 'express';
import type { Logger } from 'pino';
import { ENDPOINTS } from './api/endpoints.ts';
import { startCadence } from './ballots/cadence.ts';
import { openCommunity } from './community.ts';
import { ConfigError, type Config } from './config.ts';
import { openPostgres } from './db/postgres.ts';
import { openSqlite } from './db/sqlite.ts';
import type { Store } from './db/store.ts';
import { makeApp } from './http/app.ts';
import { makeLimits } from './http/limits.ts';
import { loadPages } from './http/pages.ts';
import { isOwnFor, makeSessionCookie } from './identity/cookies.ts';
import { makeProvider, providerSchema, type Provider } from './identity/provider.ts';
import { makeSignIn } from './identity/router.ts';
import { findPerson } from './identity/sessions.ts';
import { readMasterKey } from './master-key.ts';
import type { Services } from './services.ts';
import { JobPool } from './work/job-pool.ts';

export type Serving = { readonly url: string; readonly stop: () => Promise<void> };

/** Headers and whole requests must arrive within so many milliseconds. */
const TIMEOUTS = {
	headersTimeout: 15_000,
	requestTimeout: 120_000,
	connectionsCheckingInterval: 5_000,
};

export async function serve(config: Config, log: Logger): Promise<Serving> {
	const onFault = (e: unknown) => log.error({ err: e }, 'fault');
	const pool = new JobPool(Math.max(1, availableParallelism() - 1));
	const store = await openStore(config, pool);
	const masterKey = readMasterKey(config.dataFolder, config.masterKey);
	const now = () => Math.floor(Date.now() / 1000);
	const services = await openCommunity({ store, masterKey, work: pool.work, now });
	const server = createServer(TIMEOUTS);
	await once(server.listen(config.port), 'listening');
	const url = config.origin ?? `http://localhost:${(server.address() as AddressInfo).port}`;
	const closeApp = await mountApp(server, services, config, url, log);
	const stopCadence = startCadence(services, config.cadenceMs, onFault);
	return {
		url,
		stop: async () => {
			server.close();
			server.closeIdleConnections();
			await stopCadence();
			await Promise.race([once(server, 'close'), once(AbortSignal.timeout(10_000), 'abort')]);
			server.closeAllConnections();
			closeApp();
			await pool.close();
			await store.close();
		},
	};
}

async function openStore(config: Config, pool: JobPool): Promise<Store> {
	if (config.databaseUrl !== undefined) return await openPostgres(config.databaseUrl);
	const path = join(config.dataFolder, 'viche.sqlite');
	if (config.demo) {
		const { prepareDemo } = await import('./demo/prepare.ts');
		await prepareDemo(config.dataFolder, path, pool.work, config.demoVoters);
	}
	return openSqlite(path);
}

/** @returns what stops everything that the app has started */
async function mountApp(
	server: Server,
	services: Services,
	config: Config,
	origin: string,
	log: Logger,
): Promise<() => void> {
	const cookie = makeSessionCookie(origin);
	const isOwn = isOwnFor(origin);
	const whoIs = async (header: string | undefined) => {
		const token = cookie.read(header);
		return token === undefined ? undefined : await findPerson(services, token);
	};
	const identity = await openIdentity(config, services, whoIs, origin);
	const onRefusal = (e: unknown) =>
		log.warn({ reason: e instanceof Error ? e.message : '' }, 'sign-in refused');
	const { provider } = identity;
	const limits = makeLimits();
	const app = makeApp({
		services,
		endpoints: ENDPOINTS,
		whoIs,
		isOwn,
		sessionCookie: cookie.name,
		limits,
		proxies: config.proxies,
		routers: [
			...identity.routers,
			makeSignIn({ services, provider, cookie, isOwn, limits, origin, onRefusal }),
		],
		pages: await loadPages({ services, whoIs, isDemo: config.demo, origin }),
		onFault: (e) => log.error({ err: e }, 'fault'),
	});
	server.on('request', app);
	return identity.close;
}

type Identity = {
	readonly provider: Provider;
	readonly routers: readonly Router[];
	readonly close: () => void;
};

async function openIdentity(
	{ demo, providerFile }: Config,
	services: Services,
	whoIs: Parameters<typeof loadPages>[0]['whoIs'],
	origin: string,
): Promise<Identity> {
	if (demo) {
		const { startDemoProvider } = await import('./demo/provider-process.ts');
		const { makeDemoKeys } = await import('./demo/demo-keys.ts');
		const started = await startDemoProvider(origin);
		return { ...started, routers: [started.router, makeDemoKeys(services, whoIs)] };
	}
	const settings = providerSchema.safeParse(JSON.parse(readFileSync(providerFile!, 'utf8')));
	if (!settings.success) throw new ConfigError(`${providerFile}: ${settings.error.message}`);
	return { provider: makeProvider(settings.data), routers: [], close: () => undefined };
}
