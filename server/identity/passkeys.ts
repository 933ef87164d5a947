/** Passkeys: kept by account, added and removed by who has just shown who they are. W3C Web Authentication Level 3. */
import type { RegistrationResponseJSON } from '@simplewebauthn/server';
import { and, eq } from 'drizzle-orm';
import type { Schema } from '../db/schema.ts';
import type { Db } from '../db/store.ts';
import { ApiError } from '../http/api-error.ts';
import { requireAssurance } from '../http/api.ts';
import type { Person } from '../http/endpoint.ts';
import { decide, type Services, type ServicesWithoutQueues } from '../services.ts';
import { keepChallenge, takeChallenge } from './challenges.ts';

export type Passkey = Schema['passkeys']['$inferSelect'];

/** Of one account. */
const MOST = 20;

/** Loaded when first needed: it takes a second, and most servers' days pass without it. */
export const webauthn = () => import('@simplewebauthn/server');

/** The passkeys of an account, in the order of their making. */
export const passkeysOf = async (
	{ store: { t } }: ServicesWithoutQueues,
	db: Db,
	account: string,
): Promise<Passkey[]> =>
	await db
		.select()
		.from(t.passkeys)
		.where(eq(t.passkeys.account, account))
		.orderBy(t.passkeys.createdAt, t.passkeys.id);

/** Who has a passkey changes them by a passkey only: otherwise whoever breaks into the account at the provider would bring their own. */
function requireOwn(person: Person, own: readonly Passkey[]): void {
	if (own.length > 0) requireAssurance(person, 'passkey');
}

/** What the browser needs to make one. @param origin - where people reach the platform @throws ApiError session.passkey, passkey.many */
export async function beginPasskey(services: Services, person: Person, origin: string) {
	const own = await passkeysOf(services, services.store.db, person.account);
	requireOwn(person, own);
	if (own.length >= MOST) throw new ApiError('passkey.many');
	const { generateRegistrationOptions } = await webauthn();
	const options = await generateRegistrationOptions({
		rpName: services.community.name,
		rpID: new URL(origin).hostname,
		userName: person.name,
		userDisplayName: person.name,
		// Says the same at every device, and nothing about the person.
		userID: new TextEncoder().encode(person.account),
		excludeCredentials: own.map(({ id, transports }) => ({ id, transports: [...transports] })),
		authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
	});
	await keepChallenge(services, person.account, 'add', options.challenge);
	return options;
}

/** @throws ApiError passkey.refused, session.passkey, passkey.many */
export async function addPasskey(
	services: Services,
	person: Person,
	origin: string,
	{ name, credential: response }: { name: string; credential: RegistrationResponseJSON },
): Promise<void> {
	const { account } = person;
	const { verifyRegistrationResponse } = await webauthn();
	const { registrationInfo: made } = await refusing(
		verifyRegistrationResponse({
			response,
			expectedChallenge: (challenge) => takeChallenge(services, account, 'add', challenge),
			expectedOrigin: origin,
			expectedRPID: new URL(origin).hostname,
			requireUserVerification: true,
		}),
	);
	if (!made) throw new ApiError('passkey.refused');
	const { id, publicKey, counter, transports = [] } = made.credential;
	await decide(services, async (inside) => {
		const { db, store, now } = inside;
		const own = await passkeysOf(inside, db, account);
		requireOwn(person, own);
		if (own.length >= MOST) throw new ApiError('passkey.many');
		const row = { id, account, name, counter, transports, publicKey: Buffer.from(publicKey) };
		const added = await db
			.insert(store.t.passkeys)
			.values({ ...row, createdAt: now() })
			.onConflictDoNothing()
			.returning({ id: store.t.passkeys.id });
		if (added.length === 0) throw new ApiError('passkey.refused');
	});
}

/** @throws ApiError not-found where it is not theirs */
export const renamePasskey = (
	services: Services,
	{ account }: Person,
	id: string,
	name: string,
): Promise<void> =>
	decide(services, async ({ db, store: { t } }) => {
		const one = and(eq(t.passkeys.id, id), eq(t.passkeys.account, account));
		const renamed = await db.update(t.passkeys).set({ name }).where(one).returning();
		if (renamed.length === 0) throw new ApiError('not-found');
	});

/** @throws ApiError not-found where it is not theirs, session.passkey */
export const removePasskey = (services: Services, person: Person, id: string): Promise<void> =>
	decide(services, async (inside) => {
		const own = await passkeysOf(inside, inside.db, person.account);
		if (!own.some((passkey) => passkey.id === id)) throw new ApiError('not-found');
		requireOwn(person, own);
		const { passkeys } = inside.store.t;
		await inside.db.delete(passkeys).where(eq(passkeys.id, id));
	});

/**
 * Removes the passkeys of a person who has lost them, and ends their sessions.
 * @returns how many there were @throws Error where nobody has the identity
 */
export const forgetPasskeys = (services: Services, identity: string): Promise<number> =>
	decide(services, async ({ db, store: { t } }) => {
		const [account] = await db.select().from(t.accounts).where(eq(t.accounts.identity, identity));
		if (!account) throw new Error('nobody with this number has an account');
		await db.delete(t.sessions).where(eq(t.sessions.account, account.id));
		const forgotten = db.delete(t.passkeys).where(eq(t.passkeys.account, account.id));
		return (await forgotten.returning({ id: t.passkeys.id })).length;
	});

/** What is wrong with an answer of a passkey is nobody's business. @throws ApiError passkey.refused */
export const refusing = <T>(verified: Promise<T>): Promise<T> =>
	verified.catch((e: unknown) => {
		if (e instanceof ApiError) throw e;
		throw new ApiError('passkey.refused');
	});
