/** Sign-in by a code sent to an e-mail address: two forms that need no script. */
import express, { Router, type NextFunction, type Request, type Response } from 'express';
import { z } from 'zod';
import { ApiError } from '../http/api-error.ts';
import { parseAddress } from './address.ts';
import { codeLetter } from './code-letter.ts';
import { makeBindingCookie } from './cookies.ts';
import { CODE_SECONDS, makeCode, tryCode } from './email-codes.ts';
import type { Mailer } from './mailer.ts';
import { ownPath } from './own-path.ts';
import type { SignInOptions } from './router.ts';

const text = z.string().max(600).catch('');
const asking = z.object({
	address: text,
	return: text,
	language: z.enum(['uk', 'en']).catch('uk'),
});
const trying = z.object({ code: text });

export type EmailSignInOptions = SignInOptions & { readonly mailer: Mailer };

export function makeEmailSignIn(options: EmailSignInOptions): Router {
	const { services, cookie, limits, onRefusal } = options;
	const router = Router();
	const binding = makeBindingCookie(cookie, 'email-code', CODE_SECONDS);
	router.use(
		['/sign-in/email', '/sign-in/code'],
		express.urlencoded({ limit: 4096, extended: false }),
	);
	router.post('/sign-in/email', async (request, response) => {
		await limits.consume('mail', request.ip);
		const wish = asking.parse(request.body ?? {});
		const returnTo = ownPath(wish.return);
		const to = parseAddress(wish.address);
		if (!to) {
			response.redirect(303, `/sign-in?bad=address&return=${encodeURIComponent(returnTo)}`);
			return;
		}
		await limits.consume('mail-to', to.address);
		const sent = await makeCode(services, to, returnTo);
		// Not waited for: how long it takes, and whether it can be done, says something about the address.
		options.mailer.send(to, letterOf(options, wish.language, sent.code)).catch(onRefusal);
		response.set('Set-Cookie', binding.keep(sent.binding)).redirect(303, '/sign-in/code');
	});
	router.post('/sign-in/code', async (request, response) => {
		await limits.consume('sign-in', request.ip);
		const code = trying.parse(request.body ?? {}).code.replaceAll(/[\s\u2011-]/g, '');
		const { cookie: header } = request.headers;
		const result = await tryCode(services, binding.read(header), code, cookie.read(header));
		if (result === 'wrong') response.redirect(303, '/sign-in/code?bad=code');
		else if (result === 'dead')
			response.set('Set-Cookie', binding.forget).redirect(303, '/sign-in/failed?why=code');
		else {
			response.set('Set-Cookie', [cookie.keep(result.token), binding.forget]);
			response.redirect(303, result.returnTo);
		}
	});
	router.use('/sign-in', sayWait);
	return router;
}

const letterOf = ({ services, origin }: EmailSignInOptions, language: 'uk' | 'en', code: string) =>
	codeLetter(language, {
		code: `${code.slice(0, 4)} ${code.slice(4)}`,
		community: services.community.name,
		host: new URL(origin).host,
		minutes: CODE_SECONDS / 60,
	});

/** Whoever sent a form gets a page. */
function sayWait(e: unknown, request: Request, response: Response, next: NextFunction): void {
	if (e instanceof ApiError && e.code === 'request.too-many' && request.method === 'POST')
		response.redirect(303, '/sign-in/failed?why=wait');
	else next(e);
}
