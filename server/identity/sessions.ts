/** Sessions: opaque, only their hashes are stored, made anew at every sign-in. */
import { createHash, randomBytes } from 'node:crypto';
import { eq, lt } from 'drizzle-orm';
import type { Person } from '../http/endpoint.ts';
import { decide, type Services } from '../services.ts';

/** A session lasts so many seconds, whatever happens in it. */
export const SESSION_SECONDS = 8 * 3600;

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Begins a session of an account, and ends the one that the browser had. @returns the token. Secret */
export async function beginSession(
	services: Services,
	account: string,
	before: string | undefined,
): Promise<string> {
	const token = randomBytes(32).toString('base64url');
	const { t } = services.store;
	const createdAt = services.now();
	await decide(services, async ({ db }) => {
		if (before !== undefined)
			await db.delete(t.sessions).where(eq(t.sessions.tokenHash, hashOf(before)));
		await db.delete(t.sessions).where(lt(t.sessions.expiresAt, createdAt));
		const expiresAt = createdAt + SESSION_SECONDS;
		await db.insert(t.sessions).values({ tokenHash: hashOf(token), account, createdAt, expiresAt });
	});
	return token;
}

export const endSession = (services: Services, token: string): Promise<void> =>
	decide(services, async ({ db, store: { t } }) => {
		await db.delete(t.sessions).where(eq(t.sessions.tokenHash, hashOf(token)));
	});

/** Whose session it is, while it lasts. */
export async function findPerson(
	{ store: { db, t }, now }: Services,
	token: string,
): Promise<Person | undefined> {
	const [found] = await db
		.select({
			account: t.accounts.id,
			name: t.accounts.name,
			signedInAt: t.sessions.createdAt,
			expiresAt: t.sessions.expiresAt,
		})
		.from(t.sessions)
		.innerJoin(t.accounts, eq(t.accounts.id, t.sessions.account))
		.where(eq(t.sessions.tokenHash, hashOf(token)));
	if (!found || found.expiresAt <= now()) return undefined;
	const { account, name, signedInAt } = found;
	const roles = await db
		.select({ role: t.roles.role })
		.from(t.roles)
		.where(eq(t.roles.account, account));
	return { account, name, signedInAt, roles: roles.map((r) => r.role) };
}
