/** Who people are to the platform: an account, known by an identity that leads back to nobody without a key outside the database. */
import { createHmac, randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Role } from '../db/schema.ts';
import { writeNumber } from '../electorate/registry-number.ts';
import type { Keys } from '../keys.ts';
import { decide, type Inside, type Services } from '../services.ts';

/** What a provider says of a person: an identifier within a domain such as `ua.rnokpp`, and a name. */
export type Claims = { readonly domain: string; readonly subject: string; readonly name: string };

/** Subjects who are known by an e-mail address alone are of this kind; no provider speaks of it. */
export const EMAIL_DOMAIN = 'email';

/** The identity of a person: the raw number is stored nowhere. */
export const identityOf = (
	keys: Pick<Keys, 'identity'>,
	{ domain, subject }: Pick<Claims, 'domain' | 'subject'>,
): string =>
	createHmac('sha256', keys.identity)
		.update(`${domain}:${writeNumber(domain, subject)}`)
		.digest('hex');

/** The account of a person, made when they come for the first time. @returns its id */
export const enrol = (services: Services, claims: Claims): Promise<string> =>
	decide(services, (inside) => enrolInside(inside, claims));

export const enrolInside = (inside: Inside, claims: Claims): Promise<string> =>
	enrolIdentity(inside, identityOf(inside.keys, claims), claims.name);

/** The same for whose identity is all that is known. */
export async function enrolIdentity(
	{ db, store: { t }, now }: Inside,
	identity: string,
	name: string,
): Promise<string> {
	await db
		.insert(t.accounts)
		.values({ id: randomUUID(), identity, name, createdAt: now() })
		.onConflictDoUpdate({ target: t.accounts.identity, set: { name } });
	const [account] = await db.select().from(t.accounts).where(eq(t.accounts.identity, identity));
	return account!.id;
}

export async function grantRoles(
	{ db, store: { t } }: Inside,
	account: string,
	roles: readonly Role[],
): Promise<void> {
	for (const role of roles)
		await db.insert(t.roles).values({ account, role }).onConflictDoNothing();
}
