/** Sign-in and sign-out: the only routes that set a cookie. */
import { and, eq, gt, lt } from 'drizzle-orm';
import express, { Router, type NextFunction, type Request, type Response } from 'express';
import { ApiError } from '../http/api-error.ts';
import type { IsOwn } from '../http/api.ts';
import type { Limits } from '../http/limits.ts';
import { decide, type Services } from '../services.ts';
import type { SessionCookie } from './cookies.ts';
import { enrol } from './people.ts';
import { makeChecks, type Checks, type Provider } from './provider.ts';
import { beginSession, endSession } from './sessions.ts';

export type SignInOptions = {
	readonly services: Services;
	readonly provider: Provider;
	readonly cookie: SessionCookie;
	readonly isOwn: IsOwn;
	readonly limits: Limits;
	/** Where people reach the platform. */
	readonly origin: string;
	/** Hears why a sign-in failed. */
	readonly onRefusal: (e: unknown) => void;
};

/** A sign-in that was begun ends within so many seconds or not at all. */
const SIGN_IN_SECONDS = 600;
const BACK = '/sign-in/callback';

/** A path of our own, whatever was asked for. */
const ownPath = (wish: unknown): string =>
	typeof wish === 'string' && /^\/(?![/\\])[^\s\\]{0,500}$/.test(wish) ? wish : '/';

export function makeSignIn({
	services,
	provider,
	cookie,
	isOwn,
	limits,
	origin,
	onRefusal,
}: SignInOptions): Router {
	const router = Router();
	const binding = bindingCookie(cookie);
	router.use(['/sign-in', '/sign-out'], (_, response, next) => {
		response.set('Cache-Control', 'no-store');
		next();
	});
	router.get('/sign-in', async (request, response) => {
		await limits.consume('sign-in', request.ip);
		const checks = makeChecks();
		const again = request.query['again'] !== undefined;
		const where = await refusing(onRefusal, () =>
			provider.begin(`${origin}${BACK}`, checks, again),
		);
		await keepChecks(services, checks, ownPath(request.query['return']));
		response.set('Set-Cookie', binding.keep(checks.state));
		response.redirect(303, where.href);
	});
	router.get(BACK, async (request, response) => {
		const state = binding.read(request.headers.cookie);
		const callback = new URL(request.originalUrl, origin);
		const begun = await takeChecks(services, callback.searchParams.get('state'), state);
		const claims = await refusing(onRefusal, () => provider.complete(callback, begun.checks));
		const account = await enrol(services, claims);
		const before = cookie.read(request.headers.cookie);
		const token = await beginSession(services, account, before);
		response.set('Set-Cookie', [cookie.keep(token), binding.forget]);
		response.redirect(303, begun.returnTo);
	});
	// People come here by links: they get a page, not a document for programs.
	router.use('/sign-in', (e: unknown, _: Request, response: Response, next: NextFunction) => {
		if (e instanceof ApiError && e.status < 429) response.redirect(303, '/sign-in/failed');
		else next(e);
	});
	router.post('/sign-out', express.urlencoded({ limit: 1024 }), async (request, response) => {
		await signOut(services, cookie, isOwn, request, response);
	});
	return router;
}

async function signOut(
	services: Services,
	cookie: SessionCookie,
	isOwn: IsOwn,
	request: Request,
	response: Response,
): Promise<void> {
	if (!isOwn(request)) throw new ApiError('request.cross-site');
	const token = cookie.read(request.headers.cookie);
	if (token !== undefined) await endSession(services, token);
	response.set('Set-Cookie', cookie.forget).redirect(303, '/');
}

/** What the provider refuses is told to nobody but the log. @throws ApiError sign-in.failed */
async function refusing<T>(onRefusal: (e: unknown) => void, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (e) {
		onRefusal(e);
		throw new ApiError('sign-in.failed');
	}
}

/** Binds a sign-in to the browser that began it, so that nobody can be signed in as somebody else. */
function bindingCookie({ name, forget }: SessionCookie) {
	const binding = name.replace('session', 'sign-in');
	const attributes = forget.slice(forget.indexOf('Path='));
	const pattern = new RegExp(`(?:^|; ?)${binding}=([A-Za-z0-9_-]{43})(?:;|$)`);
	return {
		read: (header: string | undefined) => pattern.exec(header ?? '')?.[1],
		keep: (state: string) => `${binding}=${state}; Max-Age=${SIGN_IN_SECONDS}; ${attributes}`,
		forget: `${binding}=; Max-Age=0; ${attributes}`,
	};
}

const keepChecks = (services: Services, { state, nonce, verifier }: Checks, returnTo: string) =>
	decide(services, async ({ db, store: { t }, now }) => {
		await db.delete(t.signIns).where(lt(t.signIns.expiresAt, now()));
		const expiresAt = now() + SIGN_IN_SECONDS;
		await db.insert(t.signIns).values({ state, nonce, verifier, returnTo, expiresAt });
	});

/** Each sign-in that was begun ends once. @throws ApiError sign-in.failed */
async function takeChecks(
	services: Services,
	state: string | null,
	bound: string | undefined,
): Promise<{ readonly checks: Checks; readonly returnTo: string }> {
	if (state === null || state !== bound) throw new ApiError('sign-in.failed');
	const [begun] = await decide(services, async ({ db, store: { t }, now }) =>
		db
			.delete(t.signIns)
			.where(and(eq(t.signIns.state, state), gt(t.signIns.expiresAt, now())))
			.returning(),
	);
	if (!begun) throw new ApiError('sign-in.failed');
	return { checks: begun, returnTo: begun.returnTo };
}
