/** Figures for operators, in the format of Prometheus: requests by route and status, and the process itself. Nothing about people. */
import type { NextFunction, Request, Response } from 'express';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import { addFeederMetrics } from '../register/feeder-metrics.ts';
import type { Feeder } from '../register/feeder.ts';

export type Metrics = {
	readonly measure: (request: Request, response: Response, next: NextFunction) => void;
	/** Answers on this machine only. */
	readonly show: (request: Request, response: Response, next: NextFunction) => void;
};

const LOOPBACK = /^(?:::1|(?:::ffff:)?127\.)/;

/** @param feeder - whose figures are shown too, where witnesses watch the registers */
export function makeMetrics(feeder: Feeder | undefined): Metrics {
	const registry = new Registry();
	if (feeder) addFeederMetrics(registry, feeder);
	collectDefaultMetrics({ register: registry });
	const labelNames = ['method', 'route', 'status'] as const;
	const requests = new Counter({
		name: 'viche_http_requests_total',
		help: 'Requests answered',
		labelNames,
		registers: [registry],
	});
	const durations = new Histogram({
		name: 'viche_http_request_seconds',
		help: 'Time until the answer was sent',
		labelNames: ['method', 'route'],
		buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10],
		registers: [registry],
	});
	return {
		measure: (request, response, next) => {
			const stop = durations.startTimer();
			response.on('finish', () => {
				const { method } = request;
				const route = routeOf(request);
				stop({ method, route });
				requests.inc({ method, route, status: response.statusCode });
			});
			next();
		},
		show: (request, response, next) => {
			const isLocal = LOOPBACK.test(request.socket.remoteAddress ?? '');
			if (!isLocal || request.headers['x-forwarded-for'] !== undefined) {
				next();
				return;
			}
			registry.metrics().then((text) => response.type(registry.contentType).send(text), next);
		},
	};
}

/** The pattern of the route, never its path: that may name a ballot. */
function routeOf(request: Request): string {
	const route = request.route as { readonly path?: unknown } | undefined;
	return typeof route?.path === 'string' ? `${request.baseUrl}${route.path}` : 'page';
}
