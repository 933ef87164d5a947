/** Starts the demo's identity provider and lets it answer under the platform's own address. */
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request as ask } from 'node:http';
import { Router, type Request, type Response } from 'express';
import { makeProvider, type Provider } from '../identity/provider.ts';
import { providerSchema } from '../identity/provider-settings.ts';
import { DOMAIN } from './people.ts';

const MOUNTED_AT = '/demo-id';

export type DemoProvider = {
	readonly provider: Provider;
	/** Passes requests on to the process. */
	readonly router: Router;
	readonly close: () => void;
};

/** @param origin - where people reach the platform */
export async function startDemoProvider(origin: string): Promise<DemoProvider> {
	const clientId = 'viche';
	const clientSecret = randomBytes(32).toString('hex');
	const child = fork(new URL('./provider.ts', import.meta.url), [origin], {
		env: { ...process.env, DEMO_CLIENT_ID: clientId, DEMO_CLIENT_SECRET: clientSecret },
		stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
	});
	const started = once(child, 'message') as Promise<[{ port: number }]>;
	const failed = once(child, 'exit').then(() => {
		throw new Error('the identity provider of the demo did not start');
	});
	const [{ port }] = await Promise.race([started, failed]);
	failed.catch(() => undefined);
	const inside = `http://127.0.0.1:${port}`;
	const provider = makeProvider(
		providerSchema.parse({
			issuer: `${origin}${MOUNTED_AT}`,
			clientId,
			clientSecret,
			scope: 'openid profile',
			// Visitors try one person after another.
			parameters: { prompt: 'login' },
			claims: { domain: DOMAIN, subject: 'sub', name: ['name'] },
		}),
		// The platform reaches the process directly, wherever people reach the platform.
		(url, options) =>
			fetch(url.replace(origin, inside), {
				...options,
				headers: { ...options.headers, ...forwarded(origin) },
			}),
	);
	return {
		provider,
		router: proxyTo(port, origin),
		close: () => {
			if (child.connected) child.disconnect();
		},
	};
}

const forwarded = (origin: string): Record<string, string> => {
	const { protocol, host } = new URL(origin);
	return { 'x-forwarded-proto': protocol.slice(0, -1), 'x-forwarded-host': host };
};

function proxyTo(port: number, origin: string): Router {
	const router = Router();
	router.use(MOUNTED_AT, (request: Request, response: Response, next) => {
		const { method, originalUrl: path } = request;
		const headers = { ...request.headers, ...forwarded(origin) };
		const passed = ask({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
			response.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(response);
		});
		passed.on('error', next);
		request.pipe(passed);
	});
	return router;
}
