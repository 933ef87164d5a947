/** The edge: headers, health, API, public files, sign-in, pages. Wiring only. */
import express, {
	type Express,
	type NextFunction,
	type Request,
	type Response,
	type Router,
} from 'express';
import helmet from 'helmet';
import type { Endpoint } from './endpoint.ts';
import type { Services } from '../services.ts';
import { makeApi, sendProblem, type IsOwn, type WhoIs } from './api.ts';
import type { Limits } from './limits.ts';
import { makeMetrics } from './metrics.ts';
import { makePublicFiles } from './public-files.ts';

export type AppOptions = {
	readonly services: Services;
	readonly endpoints: readonly Endpoint[];
	readonly whoIs: WhoIs;
	readonly isOwn: IsOwn;
	readonly sessionCookie: string;
	/** Sign-in and sign-out, and whatever else answers before the pages. */
	readonly routers: readonly Router[];
	readonly limits: Limits;
	/** How many proxies of our own stand before the server: what they say of the address is believed. */
	readonly proxies: number;
	/** Renders pages; without it only API and files are served. */
	readonly pages?: (request: Request, response: Response, next: NextFunction) => void;
	/** Hears of faults of the server, never of refusals. */
	readonly onFault: (e: unknown) => void;
};

export function makeApp(options: AppOptions): Express {
	const { services, onFault } = options;
	const app = express();
	const metrics = makeMetrics();
	app.disable('x-powered-by');
	app.set('trust proxy', options.proxies);
	app.use(metrics.measure);
	app.use(
		helmet({
			// Pages bring their own policy; what is not a page may load nothing.
			contentSecurityPolicy: false,
			// Forms must say where they come from.
			referrerPolicy: { policy: 'same-origin' },
			strictTransportSecurity: { maxAge: 31_536_000 },
		}),
	);
	app.get('/healthz', (_, response) => {
		response.type('text/plain').send('ok\n');
	});
	app.get('/readyz', async (_, response) => {
		await services.civic.head();
		await services.box.head();
		response.type('text/plain').send('ok\n');
	});
	app.get('/metrics', metrics.show);
	app.use('/api/v1', contentPolicy("default-src 'none'; frame-ancestors 'none'"), makeApi(options));
	app.use(makePublicFiles(services));
	for (const router of options.routers) app.use(router);
	if (options.pages) app.use(options.pages);
	app.use(sendProblem(onFault));
	return app;
}

const contentPolicy = (policy: string) => (_: Request, response: Response, next: NextFunction) => {
	response.set('Content-Security-Policy', policy);
	next();
};
