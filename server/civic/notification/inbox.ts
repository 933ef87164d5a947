/** What somebody has been told, on their own page. */
import { and, desc, eq, lte } from 'drizzle-orm';
import type { Inbox } from '../../api/contract.ts';
import type { Inside } from '../../services.ts';
import { pathOf, sayNotice } from './sentences.ts';

const PAGE = 30;

/** The latest first. */
export async function readInbox(inside: Inside, account: string, page: number): Promise<Inbox> {
	const { db, store } = inside;
	const { notifications } = store.t;
	const own = eq(notifications.account, account);
	const rows = await db
		.select()
		.from(notifications)
		.where(own)
		.orderBy(desc(notifications.at), desc(notifications.id))
		.limit(PAGE)
		.offset((page - 1) * PAGE);
	return {
		notifications: rows.map(({ id, notice, at, isRead }) => ({
			...{ id, at, isRead },
			text: sayNotice(notice),
			path: pathOf(notice),
		})),
		unread: await countUnread(inside, account),
		pages: Math.max(1, Math.ceil((await db.$count(notifications, own)) / PAGE)),
	};
}

export const countUnread = async ({ db, store: { t } }: Inside, account: string): Promise<number> =>
	await db.$count(
		t.notifications,
		and(eq(t.notifications.account, account), eq(t.notifications.isRead, false)),
	);

/** Marks as read what had come until then; later ones stay new. */
export async function markRead(
	{ db, store: { t } }: Inside,
	account: string,
	until: number,
): Promise<void> {
	const { notifications } = t;
	await db
		.update(notifications)
		.set({ isRead: true })
		.where(
			and(
				eq(notifications.account, account),
				eq(notifications.isRead, false),
				lte(notifications.at, until),
			),
		);
}
