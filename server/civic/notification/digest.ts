/** Writes to people what they have been told since the last letter, as often as each wants it. */
import { and, eq, exists, ne } from 'drizzle-orm';
import type { MailFrequency } from '../../db/schema-talk.ts';
import { decide, type Inside, type Services } from '../../services.ts';
import { newsLetter } from './letters.ts';
import { addressOf, findWish, stopCodeOf } from './mail-wishes.ts';
import { postLetter } from './post.ts';
import { pathOf, sayNotice } from './sentences.ts';

const DAY = 86_400;
const INTERVALS: Readonly<Record<Exclude<MailFrequency, 'never'>, number>> = {
	'at-once': 0,
	daily: DAY,
	weekly: 7 * DAY,
};
/** Notices that one letter tells in full. */
const MOST = 30;

/** Writes every letter whose time has come. @param origin - where people reach the platform */
export async function writeDigests(services: Services, origin: string): Promise<void> {
	const { db, t } = services.store;
	const { mailWishes, notifications } = t;
	const unsaid = db
		.select({ id: notifications.id })
		.from(notifications)
		.where(and(eq(notifications.account, mailWishes.account), eq(notifications.isMailed, false)));
	const waiting = await db
		.select({ account: mailWishes.account })
		.from(mailWishes)
		.where(
			and(eq(mailWishes.isConfirmed, true), ne(mailWishes.frequency, 'never'), exists(unsaid)),
		);
	for (const { account } of waiting)
		await decide(services, (inside) => writeDigest(inside, account, origin));
}

async function writeDigest(inside: Inside, account: string, origin: string): Promise<void> {
	const { db, store, now } = inside;
	const { mailWishes, notifications } = store.t;
	const wish = await findWish(inside, account);
	if (!wish?.isConfirmed || wish.frequency === 'never') return;
	if (wish.writtenAt + INTERVALS[wish.frequency] > now()) return;
	const unsaid = and(eq(notifications.account, account), eq(notifications.isMailed, false));
	const told = await db.update(notifications).set({ isMailed: true }).where(unsaid).returning();
	if (told.length === 0) return;
	const latest = told.sort((a, b) => b.at - a.at);
	const news = latest
		.slice(0, MOST)
		.map(({ notice }) => ({ text: sayNotice(notice), url: origin + pathOf(notice) }));
	const stop = `${origin}/unsubscribe?code=${stopCodeOf(inside, account)}`;
	const { language } = wish;
	const more = latest.length - news.length;
	const letter = newsLetter(language, inside.community.name, news, more, stop);
	await postLetter(inside, addressOf(inside, wish), letter);
	await db.update(mailWishes).set({ writtenAt: now() }).where(eq(mailWishes.account, account));
}
