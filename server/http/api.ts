/** Mounts endpoints: guard, check, handle, answer; and their OpenAPI document. */
import express, { Router, type NextFunction, type Request, type Response } from 'express';
import type { z } from 'zod';
import { createDocument, type ZodOpenApiPathsObject } from 'zod-openapi';
import type { Services } from '../services.ts';
import { ApiError, toProblem } from './api-error.ts';
import type { Access, Endpoint, Person } from './endpoint.ts';
import type { Limits } from './limits.ts';

/** Who is calling, by the cookie that the request carries. */
export type WhoIs = (cookie: string | undefined) => Promise<Person | undefined>;
/** Whether a request that changes something comes from our own pages. */
export type IsOwn = (request: Pick<Request, 'method' | 'headers'>) => boolean;

export type ApiOptions = {
	readonly services: Services;
	readonly endpoints: readonly Endpoint[];
	readonly whoIs: WhoIs;
	readonly isOwn: IsOwn;
	/** Name of the session cookie: requests that must be anonymous may not carry it. */
	readonly sessionCookie: string;
	readonly limits: Limits;
	/** Hears of faults of the server, never of refusals. */
	readonly onFault: (e: unknown) => void;
};

/** Shuffles of large votes are long; everything else is small. */
const MAX_BODY = 128 * 1024 * 1024;
/** For so long after signing in staff may act. */
export const FRESH_SECONDS = 3600;

export function makeApi(options: ApiOptions): Router {
	const router = Router();
	router.use((_, response, next) => {
		response.set('Cache-Control', 'no-store');
		next();
	});
	router.use(express.json({ limit: MAX_BODY, type: 'application/json', strict: true }));
	const document = documentOf(options.endpoints);
	router.get('/openapi.json', (_, response) => {
		response.json(document);
	});
	for (const endpoint of options.endpoints)
		router[endpoint.method](endpoint.path, (request, response) =>
			answer(options, endpoint, request, response),
		);
	router.use(() => {
		throw new ApiError('not-found');
	});
	router.use(sendProblem(options.onFault));
	return router;
}

async function answer(
	{ services, whoIs, isOwn, sessionCookie, limits }: ApiOptions,
	endpoint: Endpoint,
	request: Request,
	response: Response,
): Promise<void> {
	if (endpoint.method !== 'get') {
		if (!isOwn(request)) throw new ApiError('request.cross-site');
		await limits.consume(endpoint.access === 'anonymous' ? 'cast' : 'write', request.ip);
		if (Number(request.headers['content-length'] ?? 0) > 0 && !request.is('application/json'))
			throw new ApiError('request.not-json');
	}
	const person = await guard(endpoint.access, request.headers.cookie, whoIs, sessionCookie);
	if (person && endpoint.method !== 'get' && endpoint.access !== 'signed-in')
		requireFresh(person, services.now());
	const params = parse(endpoint.params, request.params);
	const body = parse(endpoint.body, request.body ?? {});
	const ifMatch = /^"([0-9a-f]{64})"$/.exec(request.headers['if-match'] ?? '')?.[1];
	const now = services.now();
	const result = await endpoint.handle({ services, params, body, now, person, ifMatch });
	if (hasVersion(result)) response.set('ETag', `"${result.version}"`);
	response.json(result);
}

const hasVersion = (result: unknown): result is { readonly version: string } =>
	typeof result === 'object' && result !== null && 'version' in result;

/** @throws ApiError session.missing, session.forbidden, request.with-session */
async function guard(
	access: Access,
	cookie: string | undefined,
	whoIs: WhoIs,
	sessionCookie: string,
): Promise<Person | undefined> {
	if (access === 'public') return undefined;
	if (access === 'anonymous') {
		if (cookie?.includes(`${sessionCookie}=`)) throw new ApiError('request.with-session');
		return undefined;
	}
	const person = await whoIs(cookie);
	if (!person) throw new ApiError('session.missing');
	if (access !== 'signed-in' && !access.some((role) => person.roles.includes(role)))
		throw new ApiError('session.forbidden');
	return person;
}

/** What staff decide, they decide having shown lately who they are. @throws ApiError session.step-up */
function requireFresh({ signedInAt }: Person, now: number): void {
	if (now - signedInAt > FRESH_SECONDS) throw new ApiError('session.step-up');
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data;
	const fields = Object.fromEntries(
		parsed.error.issues.map((issue) => [issue.path.join('.'), issue.message]),
	);
	throw new ApiError('request.malformed', {}, fields);
}

/** The last word on every error. */
export const sendProblem =
	(onFault: (e: unknown) => void) =>
	// Express knows error handlers by their four parameters.
	(e: unknown, _request: Request, response: Response, _next: NextFunction): void => {
		const error = toApiError(e);
		if (error.status >= 500) onFault(e);
		if (error.fields?.['retryAfter'] !== undefined)
			response.set('Retry-After', error.fields['retryAfter']);
		response.status(error.status).type('application/problem+json').json(toProblem(error));
	};

export function toApiError(e: unknown): ApiError {
	if (e instanceof ApiError) return e;
	const type = e instanceof Error && 'type' in e ? e.type : undefined;
	if (type === 'entity.too.large') return new ApiError('request.too-large');
	const status = e instanceof Error && 'status' in e ? Number(e.status) : 500;
	return new ApiError(status >= 400 && status < 500 ? 'request.malformed' : 'internal');
}

function documentOf(endpoints: readonly Endpoint[]): unknown {
	const paths: ZodOpenApiPathsObject = {};
	for (const { method, path, summary, access, body } of endpoints) {
		const name = path.replaceAll(/:(\w+)/g, '{$1}');
		const parameters = [...path.matchAll(/:(\w+)/g)].map(([, parameter]) => ({
			name: parameter!,
			in: 'path' as const,
			required: true,
			schema: { type: 'string' as const },
		}));
		const who = typeof access === 'string' ? access : access.join(', ');
		paths[name] = {
			...paths[name],
			[method]: {
				summary,
				description: `Who may: ${who}`,
				parameters,
				...(method === 'get'
					? {}
					: { requestBody: { content: { 'application/json': { schema: body } } } }),
				responses: {
					'200': { description: 'Done' },
					default: { description: 'Refused', content: { 'application/problem+json': {} } },
				},
			},
		};
	}
	return createDocument({
		openapi: '3.1.0',
		info: { title: 'Viche', version: '1' },
		servers: [{ url: '/api/v1' }],
		paths,
	});
}
