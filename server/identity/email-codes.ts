/** One-time codes sent by e-mail: stored as keyed hashes, good for one browser, a few minutes and a few tries. */
import { createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { and, eq, gt, lt, lte, sql } from 'drizzle-orm';
import { decide, type Inside, type Services } from '../services.ts';
import type { Address } from './address.ts';
import { EMAIL_DOMAIN, enrolIdentity, identityOf } from './people.ts';
import { beginSessionInside } from './sessions.ts';

export const CODE_SECONDS = 600;
const TRIES = 5;
const DIGITS = 8;

/** @param binding - the secret of the browser */
const hashOf = ({ keys }: Services, purpose: string, ...parts: readonly string[]): string =>
	createHmac('sha256', keys.emailCode)
		.update(JSON.stringify([purpose, ...parts]))
		.digest('hex');

export type SentCode = {
	/** For the letter alone. Secret. */
	readonly code: string;
	/** For the browser's cookie alone. Secret. */
	readonly binding: string;
};

/** Makes a code for an address. Whether anybody has signed in by it before makes no difference. */
export const makeCode = (
	services: Services,
	{ address, masked: name }: Address,
	returnTo: string,
): Promise<SentCode> =>
	decide(services, async ({ db, store: { t }, keys, now }) => {
		const code = String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0');
		const binding = randomBytes(32).toString('base64url');
		await db.delete(t.emailCodes).where(lte(t.emailCodes.expiresAt, now()));
		await db.insert(t.emailCodes).values({
			binding: hashOf(services, 'binding', binding),
			identity: identityOf(keys, { domain: EMAIL_DOMAIN, subject: address }),
			name,
			codeHash: hashOf(services, 'code', binding, code),
			tries: 0,
			returnTo,
			expiresAt: now() + CODE_SECONDS,
		});
		return { code, binding };
	});

/** `wrong`: this browser may try again; `dead`: it may not. */
export type Attempt =
	| 'wrong'
	| 'dead'
	| { /** Of the session. Secret. */ readonly token: string; readonly returnTo: string };

/**
 * Tries a code. A try is counted before it is looked at, and a code that is right is gone with it.
 * @param before - the token of the session that the browser had
 */
export const tryCode = (
	services: Services,
	binding: string | undefined,
	code: string,
	before: string | undefined,
): Promise<Attempt> =>
	decide(services, async (inside): Promise<Attempt> => {
		if (binding === undefined) return 'dead';
		const { db, store, now } = inside;
		const { emailCodes } = store.t;
		const one = eq(emailCodes.binding, hashOf(services, 'binding', binding));
		const [sent] = await db
			.update(emailCodes)
			.set({ tries: sql`${emailCodes.tries} + 1` })
			.where(and(one, lt(emailCodes.tries, TRIES), gt(emailCodes.expiresAt, now())))
			.returning();
		if (!sent) return 'dead';
		const hash = hashOf(services, 'code', binding, code);
		if (!timingSafeEqual(Buffer.from(hash), Buffer.from(sent.codeHash)))
			return sent.tries < TRIES ? 'wrong' : 'dead';
		await db.delete(emailCodes).where(one);
		return { token: await signIn(inside, sent, before), returnTo: sent.returnTo };
	});

async function signIn(
	inside: Inside,
	{ identity, name }: { readonly identity: string; readonly name: string },
	before: string | undefined,
): Promise<string> {
	const account = await enrolIdentity(inside, identity, name);
	return await beginSessionInside(inside, account, before, 'low');
}
