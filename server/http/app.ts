/** The edge: headers, health, API, public files, sign-in, pages. Wiring only. */
import compression from 'compression';
import express, {
	type Express,
	type NextFunction,
	type Request,
	type Response,
	type Router,
} from 'express';
import helmet from 'helmet';
import type { Feeder } from '../register/feeder.ts';
import { ApiError } from './api-error.ts';
import { makeApi, sendProblem, type ApiOptions } from './api.ts';
import { makeMetrics } from './metrics.ts';
import { refuseForeign, type IsOwn } from './own-requests.ts';
import { makePublicFiles } from './public-files.ts';

export type AppOptions = ApiOptions & {
	readonly isOwn: IsOwn;
	/** Sign-in and sign-out, and whatever else answers before the pages. */
	readonly routers: readonly Router[];
	/** How many proxies of our own stand before the server: what they say of the address is believed. */
	readonly proxies: number;
	/** Renders pages; without it only API and files are served. */
	readonly pages?: (request: Request, response: Response, next: NextFunction) => void;
	/** Shows the registers to their witnesses, where there are any. */
	readonly feeder?: Feeder | undefined;
};

export function makeApp(options: AppOptions): Express {
	const { services, feeder, onFault } = options;
	const app = express();
	const metrics = makeMetrics(feeder);
	app.disable('x-powered-by');
	app.set('trust proxy', options.proxies);
	app.use(metrics.measure);
	app.use(refuseNul);
	app.use(
		helmet({
			// Pages bring their own policy; what is not a page may load nothing.
			contentSecurityPolicy: false,
			// Forms must say where they come from.
			referrerPolicy: { policy: 'same-origin' },
			strictTransportSecurity: { maxAge: 31_536_000 },
		}),
	);
	app.use(
		compression({
			filter: (request, response) =>
				!request.headers.range && compression.filter(request, response),
		}),
	);
	app.use(refuseForeign(options.isOwn));
	app.get('/healthz', (_, response) => {
		response.type('text/plain').send('ok\n');
	});
	app.get('/readyz', async (_, response) => {
		await services.civic.head();
		await services.box.head();
		if (feeder && feeder.contradictions.length > 0) {
			response.status(503).type('text/plain').send('a witness contradicts the registers\n');
			return;
		}
		response.type('text/plain').send('ok\n');
	});
	app.get('/metrics', metrics.show);
	app.use('/api/v1', contentPolicy("default-src 'none'; frame-ancestors 'none'"), makeApi(options));
	app.use(makePublicFiles(services));
	for (const router of options.routers) app.use(router);
	if (options.pages) app.use(keepPrivate, options.pages);
	app.use(sendProblem(onFault));
	return app;
}

/** Pages are each visitor's own. Files that never change say so themselves. */
const keepPrivate = (_: Request, response: Response, next: NextFunction) => {
	response.set('Cache-Control', 'private, no-cache');
	next();
};

/** No address of ours has one, and not every database can look for it. */
const refuseNul = ({ url }: Request, _: Response, next: NextFunction) => {
	next(url.includes('%00') ? new ApiError('request.malformed') : undefined);
};

const contentPolicy = (policy: string) => (_: Request, response: Response, next: NextFunction) => {
	response.set('Content-Security-Policy', policy);
	next();
};
