/** Starts the platform as the configuration says, and stops it in good order. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { availableParallelism } from 'node:os';
import type { Router } from 'express';
import type { Logger } from 'pino';
import { ENDPOINTS } from './api/endpoints.ts';
import { startCadence } from './ballots/cadence.ts';
import { makeFiles } from './civic/file/router.ts';
import { startPost } from './civic/notification/post-office.ts';
import { makeUnsubscribe } from './civic/notification/router.ts';
import { makeProtocolFiles } from './certify/protocol/files.ts';
import { steadyClock } from './clock.ts';
import { openCommunity } from './community.ts';
import { ConfigError, type Config } from './config.ts';
import { openPostgres } from './db/postgres.ts';
import { databaseIn, openSqlite } from './db/sqlite.ts';
import type { Store } from './db/store.ts';
import { makeApp } from './http/app.ts';
import { makePageCalls, type ApiOptions } from './http/api.ts';
import { makeLimits, TIMEOUTS } from './http/limits.ts';
import { isOwnFor } from './http/own-requests.ts';
import { loadPages } from './http/pages.ts';
import { makeTiles } from './http/tiles.ts';
import { listPages, servePagesList, type PagesList } from './http/pages-list.ts';
import { makeSessionCookie } from './identity/cookies.ts';
import { makeMailer } from './identity/mailer.ts';
import { makeProvider, type Provider } from './identity/provider.ts';
import { providerSchema } from './identity/provider-settings.ts';
import { makeSignIn } from './identity/router.ts';
import { findPerson } from './identity/sessions.ts';
import { readMasterKey } from './master-key.ts';
import { makeOpenData } from './open-data/router.ts';
import { Feeder } from './register/feeder.ts';
import type { Services } from './services.ts';
import { registerPagesOfOpenVotes } from './votes/pages-entry.ts';
import { JobPool } from './work/job-pool.ts';
import { repeat } from './work/repeat.ts';

export type Serving = { readonly url: string; readonly stop: () => Promise<void> };

export async function serve(config: Config, log: Logger): Promise<Serving> {
	const onFault = (e: unknown) => log.error({ err: e }, 'fault');
	const pool = new JobPool(Math.max(1, availableParallelism() - 1));
	const store = await openStore(config, pool);
	const masterKey = readMasterKey(config.dataFolder, config.masterKey);
	const now = steadyClock(Date.now);
	const pages = listPages();
	const parallel = pool.size + 1;
	const witnessPolicy = readPolicyFile(config);
	const parts = { store, masterKey, work: pool.work, now, parallel, witnessPolicy };
	const opened = await openCommunity(parts);
	const services = { ...opened, pages: pages.hash, sendsMail: config.mail !== undefined };
	const feeder = makeFeeder(services, log);
	// Before anything is signed: whoever has seen more than is here would be shown a fork.
	await feeder?.compare();
	await registerPagesOfOpenVotes(services);
	const server = createServer(TIMEOUTS);
	server.on('request', sayStarting);
	await once(server.listen(config.port), 'listening');
	const url = config.origin ?? `http://localhost:${(server.address() as AddressInfo).port}`;
	const closeApp = await mountApp(server, services, config, pages, url, log, feeder);
	const stopCadence = startCadence(services, config.cadenceMs, onFault);
	const stopFeeding = feeder && repeat(() => feeder.feed(), config.witnessCadenceMs, onFault);
	return {
		url,
		stop: async () => {
			// Heard from now on: without connections it closes before the rest is done.
			const closed = once(server, 'close');
			server.close();
			server.closeIdleConnections();
			await stopCadence();
			await stopFeeding?.();
			await Promise.race([closed, once(AbortSignal.timeout(10_000), 'abort')]);
			server.closeAllConnections();
			await closeApp();
			await pool.close();
			await store.close();
		},
	};
}

/** @throws ConfigError */
function readPolicyFile({ witnessPolicyFile: path }: Config): string | undefined {
	if (path === undefined) return undefined;
	try {
		return readFileSync(path, 'utf8');
	} catch (e) {
		throw new ConfigError(`VICHE_WITNESS_POLICY: ${(e as Error).message}`);
	}
}

/** How long a witness may take to answer. */
const WITNESS_TIMEOUT_MS = 5000;

const makeFeeder = (services: Services, log: Logger): Feeder | undefined =>
	services.witnessing &&
	new Feeder(services, services.witnessing, { timeoutMs: WITNESS_TIMEOUT_MS, log });

async function openStore(config: Config, pool: JobPool): Promise<Store> {
	if (config.databaseUrl !== undefined) return await openPostgres(config.databaseUrl);
	const path = databaseIn(config.dataFolder);
	if (config.demo) {
		const { prepareDemo } = await import('./demo/prepare.ts');
		await prepareDemo(config.dataFolder, path, pool.work, config.demoVoters);
	}
	return openSqlite(path);
}

/** The port is open before the pages are there: who comes early is told to come again. */
const sayStarting: RequestListener = (_, response) => {
	response.writeHead(503, { 'Retry-After': '1', 'Content-Type': 'text/plain' }).end('starting\n');
};

/** @returns what stops everything that the app has started */
async function mountApp(
	server: Server,
	services: Services,
	config: Config,
	pages: PagesList,
	origin: string,
	log: Logger,
	feeder: Feeder | undefined,
): Promise<() => Promise<void>> {
	const cookie = makeSessionCookie(origin);
	const whoIs = async (header: string | undefined) => {
		const token = cookie.read(header);
		return token === undefined ? undefined : await findPerson(services, token);
	};
	const identity = await openIdentity(config, services, whoIs, origin);
	const onRefusal = (e: unknown) =>
		log.warn({ reason: e instanceof Error ? e.message : '' }, 'sign-in refused');
	const { provider } = identity;
	const { hostname: host } = new URL(origin);
	const mailer = config.mail && makeMailer({ ...config.mail, host });
	const limits = makeLimits();
	const api: ApiOptions = {
		services,
		endpoints: ENDPOINTS,
		whoIs,
		cookie,
		origin,
		staffAssurance: config.staffPasskey === 'required' ? 'passkey' : 'high',
		limits,
		onFault: (e) => log.error({ err: e }, 'fault'),
	};
	const callsOf = makePageCalls(api);
	const app = makeApp({
		...api,
		isOwn: isOwnFor(origin),
		feeder,
		proxies: config.proxies,
		routers: [
			servePagesList(pages),
			...(config.tiles ? [makeTiles(config.tiles.template)] : []),
			makeProtocolFiles(services, origin),
			makeOpenData(services, origin),
			makeUnsubscribe(services),
			makeFiles(services, whoIs),
			...identity.routers,
			makeSignIn({ services, provider, mailer, cookie, limits, origin, onRefusal }),
		],
		pages: await loadPages({
			services,
			whoIs,
			isDemo: config.demo,
			hasMail: mailer !== undefined,
			origin,
			mapBy: config.tiles?.by,
			callsOf,
			endpoints: ENDPOINTS,
		}),
	});
	server.off('request', sayStarting);
	server.on('request', app);
	const stopPost = mailer && startPost(services, mailer, origin, api.onFault);
	return async () => {
		identity.close();
		await stopPost?.();
		mailer?.close();
	};
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
