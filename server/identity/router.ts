/** Sign-in and sign-out: the only routes that set a cookie. */
import { and, eq, gt, lt } from 'drizzle-orm';
import express, { Router, type NextFunction, type Request, type Response } from 'express';
import { ApiError } from '../http/api-error.ts';
import type { Limits } from '../http/limits.ts';
import { decide, type Services } from '../services.ts';
import { makeBindingCookie, type SessionCookie } from './cookies.ts';
import { makeEmailSignIn } from './email-router.ts';
import type { Mailer } from './mailer.ts';
import { ownPath } from './own-path.ts';
import { enrol } from './people.ts';
import { makeChecks, type Checks, type Provider } from './provider.ts';
import { beginSession, endOtherSessions, endSession, findPerson } from './sessions.ts';

export type SignInOptions = {
	readonly services: Services;
	readonly provider: Provider;
	/** Sends codes; without it people sign in at the provider only. */
	readonly mailer: Mailer | undefined;
	readonly cookie: SessionCookie;
	readonly limits: Limits;
	/** Where people reach the platform. */
	readonly origin: string;
	/** Hears why a sign-in failed, or a letter was not sent. */
	readonly onRefusal: (e: unknown) => void;
};

/** A sign-in that was begun ends within so many seconds or not at all. */
const SIGN_IN_SECONDS = 600;
const BACK = '/sign-in/callback';

export function makeSignIn(options: SignInOptions): Router {
	const { services, mailer, cookie } = options;
	const router = Router();
	router.use(['/sign-in', '/sign-out'], (_, response, next) => {
		response.set('Cache-Control', 'no-store');
		next();
	});
	addProviderSignIn(router, options);
	if (mailer) router.use(makeEmailSignIn({ ...options, mailer }));
	// People come here by links: they get a page, not a document for programs.
	router.use('/sign-in', (e: unknown, _: Request, response: Response, next: NextFunction) => {
		if (e instanceof ApiError && e.code === 'sign-in.failed')
			response.redirect(303, '/sign-in/failed');
		else next(e);
	});
	router.post('/sign-out', express.urlencoded({ limit: 1024 }), async (request, response) => {
		await signOut(services, cookie, request, response);
	});
	return router;
}

/** Without mail there is nothing to choose from: the way to the provider begins at once. */
function addProviderSignIn(
	router: Router,
	{ services, provider, mailer, cookie, limits, origin, onRefusal }: SignInOptions,
): void {
	const binding = makeBindingCookie(cookie, 'sign-in', SIGN_IN_SECONDS);
	const begin = async (request: Request, response: Response) => {
		await limits.consume('sign-in', request.ip);
		const checks = makeChecks();
		const again = request.query['again'] !== undefined;
		const where = await refusing(onRefusal, () =>
			provider.begin(`${origin}${BACK}`, checks, again),
		);
		await keepChecks(services, checks, ownPath(request.query['return']));
		response.set('Set-Cookie', binding.keep(checks.state));
		response.redirect(303, where.href);
	};
	router.get(mailer ? '/sign-in/provider' : ['/sign-in', '/sign-in/provider'], begin);
	router.get(BACK, async (request, response) => {
		const state = binding.read(request.headers.cookie);
		// Whatever address the request was made to: the provider knows only ours.
		const callback = new URL(BACK, origin);
		callback.search = /\?.*/.exec(request.originalUrl)?.[0] ?? '';
		const begun = await takeChecks(services, callback.searchParams.get('state'), state);
		const claims = await refusing(onRefusal, () => provider.complete(callback, begun.checks));
		const account = await enrol(services, claims);
		const before = cookie.read(request.headers.cookie);
		const token = await beginSession(services, account, before);
		response.set('Set-Cookie', [cookie.keep(token), binding.forget]);
		response.redirect(303, begun.returnTo);
	});
}

/** Ends this session, or with `others` every other session of the person. */
async function signOut(
	services: Services,
	cookie: SessionCookie,
	request: Request<unknown, unknown, { others?: unknown } | undefined>,
	response: Response,
): Promise<void> {
	const token = cookie.read(request.headers.cookie);
	if (request.body?.others !== undefined) {
		const person = token === undefined ? undefined : await findPerson(services, token);
		if (person) await endOtherSessions(services, person);
		response.redirect(303, '/account');
		return;
	}
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
