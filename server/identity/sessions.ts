/** Sessions: opaque, only their hashes are stored, made anew at every sign-in and whenever they gain in assurance. */
import { createHash, randomBytes } from 'node:crypto';
import { and, desc, eq, gt, lt, ne } from 'drizzle-orm';
import type { Assurance, Schema } from '../db/schema.ts';
import { ApiError } from '../http/api-error.ts';
import type { Person } from '../http/endpoint.ts';
import { decide, type Inside, type Services } from '../services.ts';

export type Session = Schema['sessions']['$inferSelect'];

/** A session lasts so many seconds, whatever happens in it. */
export const SESSION_SECONDS = 8 * 3600;

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Begins a session of an account, and ends the one that the browser had. @returns the token. Secret */
export const beginSession = (
	services: Services,
	account: string,
	before: string | undefined,
	assurance: Assurance = 'high',
): Promise<string> =>
	decide(services, (inside) => beginSessionInside(inside, account, before, assurance));

export async function beginSessionInside(
	inside: Inside,
	account: string,
	before: string | undefined,
	assurance: Assurance,
): Promise<string> {
	const { t } = inside.store;
	const createdAt = inside.now();
	if (before !== undefined) await endInside(inside, before);
	await inside.db.delete(t.sessions).where(lt(t.sessions.expiresAt, createdAt));
	const expiresAt = createdAt + SESSION_SECONDS;
	return await insert(inside, { account, createdAt, expiresAt, assurance });
}

/**
 * Puts a fresh session, made sure by a passkey, in the place of another: it ends when that would have ended.
 * @param session - its name @returns the token. Secret @throws ApiError session.missing
 */
export async function renewSession(inside: Inside, session: string): Promise<string> {
	const { db, store, now } = inside;
	const { sessions } = store.t;
	const [old] = await db.delete(sessions).where(eq(sessions.tokenHash, session)).returning();
	if (!old) throw new ApiError('session.missing');
	const { account, expiresAt } = old;
	return await insert(inside, { account, createdAt: now(), expiresAt, assurance: 'passkey' });
}

async function insert(
	{ db, store: { t } }: Inside,
	session: Omit<Session, 'tokenHash'>,
): Promise<string> {
	const token = randomBytes(32).toString('base64url');
	await db.insert(t.sessions).values({ ...session, tokenHash: hashOf(token) });
	return token;
}

const endInside = async ({ db, store: { t } }: Inside, token: string): Promise<void> => {
	await db.delete(t.sessions).where(eq(t.sessions.tokenHash, hashOf(token)));
};

export const endSession = (services: Services, token: string): Promise<void> =>
	decide(services, (inside) => endInside(inside, token));

/** Ends every session of a person but the one that they are in. */
export const endOtherSessions = (services: Services, { account, session }: Person): Promise<void> =>
	decide(services, async ({ db, store: { t } }) => {
		await db
			.delete(t.sessions)
			.where(and(eq(t.sessions.account, account), ne(t.sessions.tokenHash, session)));
	});

/** The sessions of an account that last, the latest first. */
export const sessionsOf = async (
	{ store: { db, t }, now }: Services,
	account: string,
): Promise<Session[]> =>
	await db
		.select()
		.from(t.sessions)
		.where(and(eq(t.sessions.account, account), gt(t.sessions.expiresAt, now())))
		.orderBy(desc(t.sessions.createdAt));

/** Whose session it is, while it lasts. Who is not known surely has no roles. */
export async function findPerson(
	{ store: { db, t }, now }: Services,
	token: string,
): Promise<Person | undefined> {
	// One question, since every request of everybody who is signed in asks it: a row for each role, and at least one.
	const rows = await db
		.select({ name: t.accounts.name, session: t.sessions, role: t.roles.role })
		.from(t.sessions)
		.innerJoin(t.accounts, eq(t.accounts.id, t.sessions.account))
		.leftJoin(t.roles, eq(t.roles.account, t.sessions.account))
		.where(eq(t.sessions.tokenHash, hashOf(token)));
	const [found] = rows;
	if (!found) return undefined;
	const {
		account,
		createdAt: signedInAt,
		expiresAt,
		assurance,
		tokenHash: session,
	} = found.session;
	// One that begins later than now was left by a clock that ran ahead: it would last longer than sessions do.
	if (expiresAt <= now() || signedInAt > now()) return undefined;
	const roles = rows.flatMap(({ role }) => (role === null ? [] : [role]));
	return {
		account,
		name: found.name,
		signedInAt,
		assurance,
		session,
		roles: assurance === 'low' ? [] : roles,
	};
}
