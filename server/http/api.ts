/** Mounts endpoints: guard, check, handle, answer; and their OpenAPI document. */
import { Router, type NextFunction, type Request, type Response } from 'express';
import type { z } from 'zod';
import { writeAct } from '../civic/journal/journal.ts';
import { failureOf } from '../db/failure.ts';
import { ASSURANCES, type Assurance } from '../db/schema.ts';
import type { SessionCookie } from '../identity/cookies.ts';
import type { Services } from '../services.ts';
import type { PageServices } from '../api/contract.ts';
import { ApiError, toProblem } from './api-error.ts';
import { readBody, requireStorable } from './body.ts';
import type { Endpoint, Person } from './endpoint.ts';
import { KeptAnswers } from './kept-answers.ts';
import type { Limits } from './limits.ts';
import { describeApi } from './openapi.ts';

/** Who is calling, by the cookie that the request carries. */
export type WhoIs = (cookie: string | undefined) => Promise<Person | undefined>;

export type ApiOptions = {
	readonly services: Services;
	readonly endpoints: readonly Endpoint[];
	readonly whoIs: WhoIs;
	/** Requests that must be anonymous may not carry it. */
	readonly cookie: SessionCookie;
	/** Where people reach the platform. */
	readonly origin: string;
	/** How surely it must be known who acts as staff. */
	readonly staffAssurance: Exclude<Assurance, 'low'>;
	readonly limits: Limits;
	/** Hears of faults of the server, never of refusals. */
	readonly onFault: (e: unknown) => void;
};

/** Bytes of a body where the endpoint does not say otherwise. */
const MAX_BODY = 64 * 1024;
/** Faults of a request that are named to the client. */
const NAMED_FAULTS = 20;
/** For so long after signing in staff may act. */
export const FRESH_SECONDS = 3600;

export function makeApi(options: ApiOptions): Router {
	const router = Router();
	router.use((_, response, next) => {
		response.set('Cache-Control', 'no-store');
		next();
	});
	const document = describeApi(options.endpoints);
	const kept = new KeptAnswers();
	router.get('/openapi.json', (_, response) => {
		response.json(document);
	});
	for (const endpoint of options.endpoints)
		router[endpoint.method](endpoint.path, (request, response) =>
			answer(options, kept, endpoint, request, response),
		);
	for (const path of new Set(options.endpoints.map((e) => e.path)))
		router.all(path, (_, response) => {
			response.set('Allow', allowedAt(options.endpoints, path));
			throw new ApiError('method');
		});
	router.use(() => {
		throw new ApiError('not-found');
	});
	router.use(sendProblem(options.onFault));
	return router;
}

const allowedAt = (endpoints: readonly Endpoint[], path: string): string =>
	endpoints
		.filter((e) => e.path === path)
		.map((e) => (e.method === 'get' ? 'GET, HEAD' : e.method.toUpperCase()))
		.join(', ');

async function answer(
	options: ApiOptions,
	kept: KeptAnswers,
	endpoint: Endpoint,
	request: Request,
	response: Response,
): Promise<void> {
	const { limits, cookie } = options;
	const isRead = endpoint.method === 'get';
	if (!isRead) await limits.consume(endpoint.access === 'anonymous' ? 'cast' : 'write', request.ip);
	const call = await check(options, endpoint, {
		cookie: request.headers.cookie,
		params: request.params,
		query: request.query,
		readBody: () =>
			isRead ? undefined : readBody(request, response, endpoint.maxBody ?? MAX_BODY),
		ifMatch: /^"([0-9a-f]{64})"$/.exec(request.headers['if-match'] ?? '')?.[1],
		// The draft of the header's standard writes it in quotes, most clients without.
		idempotencyKey: request.get('idempotency-key')?.replace(/^"(.*)"$/, '$1'),
		keepSession: (token) => void response.set('Set-Cookie', cookie.keep(token)),
	});
	if (endpoint.stateOf) {
		const state = [endpoint.path, call.params, await endpoint.stateOf(call)];
		await kept.send(response, JSON.stringify(state), () => endpoint.handle(call));
		return;
	}
	const result = await handle(endpoint, call);
	if (hasVersion(result)) response.set('ETag', `"${result.version}"`);
	response.json(result);
}

/** Drafts are typed and looked at, nothing is done by it. */
const NO_ACT = /\/(?:draft|roll-preview)$/;

/** Services that know what an official is doing, where one is. */
function withAct(
	services: Services,
	{ access, method, path }: Endpoint,
	person: Person | undefined,
	params: unknown,
): Services {
	const isStaff = Array.isArray(access) && method !== 'get' && !NO_ACT.test(path);
	if (!isStaff || !person) return services;
	const [object] = Object.values(params as Record<string, unknown>);
	const act = {
		...{ account: person.account, action: `${method.toUpperCase()} ${path}` },
		...{ object: typeof object === 'string' ? object : undefined, isWritten: false },
	};
	return { ...services, act };
}

/** Handles a call. What an official did outside of a decision is in the journal right after. */
async function handle(endpoint: Endpoint, call: CheckedCall): Promise<unknown> {
	const result = await endpoint.handle(call);
	const { act, store } = call.services;
	if (act && !act.isWritten) await store.tx((db) => writeAct(call.services, db, act));
	return result;
}

type RawCall = {
	readonly cookie: string | undefined;
	readonly params: unknown;
	readonly query?: unknown;
	/** Called when it is known who asks. */
	readonly readBody: () => unknown;
	readonly ifMatch?: string | undefined;
	readonly idempotencyKey?: string | undefined;
	readonly keepSession: (token: string) => void;
};

type CheckedCall = Parameters<Endpoint['handle']>[0];

/** Who may call is guarded, and what is sent is checked. */
async function check(
	options: ApiOptions,
	endpoint: Endpoint,
	{ cookie, params, query, readBody: read, ifMatch, idempotencyKey, keepSession }: RawCall,
): Promise<CheckedCall> {
	const { services, origin } = options;
	const person = await guard(options, endpoint, cookie);
	const body = (await read()) ?? {};
	requireStorable(body);
	const known = parse(endpoint.params, params);
	return {
		services: withAct(services, endpoint, person, known),
		params: known,
		body: parse(endpoint.body, body),
		query: endpoint.query && parse(endpoint.query, query),
		now: services.now(),
		person,
		ifMatch,
		idempotencyKey,
		origin,
		keepSession,
	};
}

/** A page that is being rendered signs nobody in. */
const keepNoSession = (): never => {
	throw new TypeError('this endpoint is for scripts');
};

/** Calls endpoints for a page that is being rendered: for the same person, by the same rules, without a way round by HTTP. */
export const makePageCalls =
	(options: ApiOptions) =>
	(request: Pick<Request, 'headers' | 'ip'>): PageServices['call'] =>
	async (method, path, params, sent, seen) => {
		const endpoint = options.endpoints.find((e) => e.method === method && e.path === path);
		if (!endpoint) throw new TypeError(`no endpoint ${method} ${path}`);
		try {
			if (method !== 'get') await options.limits.consume('write', request.ip);
			const call = {
				cookie: request.headers.cookie,
				params,
				// As by HTTP: a question has no body.
				...(method === 'get'
					? { query: sent ?? {}, readBody: () => undefined }
					: { readBody: () => sent }),
				ifMatch: seen,
				keepSession: keepNoSession,
			};
			const checked = await check(options, endpoint, call);
			return { ok: true, value: (await handle(endpoint, checked)) as never };
		} catch (e) {
			const error = toApiError(e);
			if (error.status >= 500) options.onFault(e);
			return { ok: false, error: toProblem(error) };
		}
	};

const hasVersion = (result: unknown): result is { readonly version: string } =>
	typeof result === 'object' && result !== null && 'version' in result;

/** @throws ApiError session.*, request.with-session */
async function guard(
	{ whoIs, cookie, services, staffAssurance }: ApiOptions,
	{ access, assurance, fresh, method }: Endpoint,
	header: string | undefined,
): Promise<Person | undefined> {
	if (access === 'public') return undefined;
	if (access === 'anonymous') {
		if (header?.includes(`${cookie.name}=`)) throw new ApiError('request.with-session');
		return undefined;
	}
	const isForStaff = access !== 'signed-in';
	const person = requireAssurance(await whoIs(header), isForStaff ? 'high' : (assurance ?? 'high'));
	if (isForStaff) {
		if (!access.some((role) => person.roles.includes(role)))
			throw new ApiError('session.forbidden');
		requireAssurance(person, assurance ?? staffAssurance);
	}
	if (fresh ?? (isForStaff && method !== 'get')) requireFresh(person, services.now());
	return person;
}

/** @throws ApiError session.missing, session.low, session.passkey */
export function requireAssurance(person: Person | undefined, least: Assurance): Person {
	if (!person) throw new ApiError('session.missing');
	if (ASSURANCES.indexOf(person.assurance) < ASSURANCES.indexOf(least))
		throw new ApiError(person.assurance === 'low' ? 'session.low' : 'session.passkey');
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
		parsed.error.issues
			.slice(0, NAMED_FAULTS)
			.map((issue) => [issue.path.join('.'), issue.message.slice(0, 200)]),
	);
	throw new ApiError('request.malformed', {}, fields);
}

/** The last word on every error. */
export const sendProblem =
	(onFault: (e: unknown) => void) =>
	// Express knows error handlers by their four parameters.
	(e: unknown, _request: Request, response: Response, _next: NextFunction): void => {
		if (response.headersSent) {
			onFault(e);
			response.destroy();
			return;
		}
		const error = toApiError(e);
		if (error.code === 'internal') onFault(e);
		if (error.fields?.['retryAfter'] !== undefined)
			response.set('Retry-After', error.fields['retryAfter']);
		response.status(error.status).type('application/problem+json').json(toProblem(error));
	};

export function toApiError(e: unknown): ApiError {
	if (e instanceof ApiError) return e;
	const failure = failureOf(e);
	if (failure !== undefined) return new ApiError(`storage.${failure}`, {}, { retryAfter: '5' });
	const type = e instanceof Error && 'type' in e ? e.type : undefined;
	if (type === 'entity.too.large') return new ApiError('request.too-large');
	const status = e instanceof Error && 'status' in e ? Number(e.status) : 500;
	if (status === 415) return new ApiError('request.not-json');
	return new ApiError(status >= 400 && status < 500 ? 'request.malformed' : 'internal');
}
