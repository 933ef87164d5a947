/** Who wants letters, and where: an address is believed once the code that was sent there came back. */
import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import { and, eq, lt, sql } from 'drizzle-orm';
import type { Language } from '../../../crypto/sentences.ts';
import type { Schema } from '../../db/schema.ts';
import type { MailFrequency } from '../../db/schema-talk.ts';
import { ApiError } from '../../http/api-error.ts';
import { parseAddress } from '../../identity/address.ts';
import type { Inside, ServicesWithoutQueues } from '../../services.ts';
import { confirmationLetter } from './letters.ts';
import { postLetter } from './post.ts';

export type MailWish = Schema['mailWishes']['$inferSelect'];

const DIGITS = 8;
const TRIES = 5;
/** A code is good for so long, in seconds; and another is sent after so long. */
const CODE_LASTS = 1800;
const PAUSE = 120;

const labelOf = (account: string) => `mail/${account}`;
export const addressOf = (
	{ keys }: ServicesWithoutQueues,
	{ account, address }: MailWish,
): string => keys.unseal(address, labelOf(account)).toString();

const hashOf = ({ keys }: Inside, account: string, code: string): string =>
	createHmac('sha256', keys.emailCode)
		.update(JSON.stringify(['mail-wish', account, code]))
		.digest('hex');

export async function findWish(
	{ db, store: { t } }: Inside,
	account: string,
): Promise<MailWish | undefined> {
	const [found] = await db.select().from(t.mailWishes).where(eq(t.mailWishes.account, account));
	return found;
}

export type Wish = {
	readonly address: string;
	readonly frequency: MailFrequency;
	readonly language: Language;
};

/** Notes where somebody wants letters, and sends a code there. @throws ApiError mail.off, mail.address, mail.wait */
export async function wishMail(
	inside: Inside,
	account: string,
	{ address: typed, frequency, language }: Wish,
): Promise<void> {
	const { db, store, keys, now } = inside;
	const { mailWishes } = store.t;
	if (!inside.sendsMail) throw new ApiError('mail.off');
	const to = parseAddress(typed);
	if (!to) throw new ApiError('mail.address');
	const before = await findWish(inside, account);
	if (before && before.askedAt > now() - PAUSE) throw new ApiError('mail.wait');
	const code = String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0');
	const wish = {
		address: keys.seal(Buffer.from(to.address), labelOf(account)),
		masked: to.masked,
		...{ language, frequency, isConfirmed: false, tries: 0 },
		codeHash: hashOf(inside, account, code),
		askedAt: now(),
		writtenAt: now(),
	};
	await db
		.insert(mailWishes)
		.values({ account, ...wish })
		.onConflictDoUpdate({ target: mailWishes.account, set: wish });
	await postLetter(inside, to.address, confirmationLetter(language, code, inside.community.name));
}

/** Tries a code; a try is counted before it is looked at. @returns whether it is right */
export async function confirmMail(inside: Inside, account: string, code: string): Promise<boolean> {
	const { db, store, now } = inside;
	const { mailWishes, notifications } = store.t;
	const [wish] = await db
		.update(mailWishes)
		.set({ tries: sql`${mailWishes.tries} + 1` })
		.where(and(eq(mailWishes.account, account), lt(mailWishes.tries, TRIES)))
		.returning();
	if (!wish || wish.isConfirmed || wish.askedAt < now() - CODE_LASTS) return false;
	const hash = Buffer.from(hashOf(inside, account, code));
	if (!timingSafeEqual(hash, Buffer.from(wish.codeHash))) return false;
	await db.update(mailWishes).set({ isConfirmed: true }).where(eq(mailWishes.account, account));
	// Letters tell what comes; what was before is on the page.
	await db
		.update(notifications)
		.set({ isMailed: true })
		.where(and(eq(notifications.account, account), eq(notifications.isMailed, false)));
	return true;
}

/** @throws ApiError not-found where no address is known */
export async function changeFrequency(
	{ db, store: { t } }: Inside,
	account: string,
	frequency: MailFrequency,
): Promise<void> {
	const changed = await db
		.update(t.mailWishes)
		.set({ frequency })
		.where(eq(t.mailWishes.account, account))
		.returning({ account: t.mailWishes.account });
	if (changed.length === 0) throw new ApiError('not-found');
}

/** Forgets the address. */
export async function forgetMail({ db, store: { t } }: Inside, account: string): Promise<void> {
	await db.delete(t.mailWishes).where(eq(t.mailWishes.account, account));
}

/** What a letter's link carries: names the account, and proves that we wrote it. */
export const stopCodeOf = ({ keys }: ServicesWithoutQueues, account: string): string =>
	`${account}.${createHmac('sha256', keys.unsubscribe).update(account).digest('base64url')}`;

/** Stops the letters of the account that a link names; nothing where it is not ours. */
export async function stopLetters(inside: Inside, stopCode: string): Promise<boolean> {
	const [account = ''] = stopCode.split('.');
	const [given, ours] = [Buffer.from(stopCode), Buffer.from(stopCodeOf(inside, account))];
	if (given.length !== ours.length || !timingSafeEqual(given, ours)) return false;
	await changeFrequency(inside, account, 'never').catch((e: unknown) => {
		// Whose address is forgotten already gets no letters.
		if (!(e instanceof ApiError)) throw e;
	});
	return true;
}
