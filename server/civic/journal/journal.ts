/** The journal of what officials did, and when: written with each decision, read by who oversees. */
import { desc, eq, lt } from 'drizzle-orm';
import { makeUuid } from '../../../crypto/election/definition.ts';
import type { Db } from '../../db/store.ts';
import type { Inside, ServicesWithoutQueues } from '../../services.ts';

/** What somebody of staff is doing. */
export type Act = {
	readonly account: string;
	/** As the API calls it: `POST /editions/:id/lot`. */
	readonly action: string;
	/** What it is done to, by its id. */
	readonly object: string | undefined;
	/** Whether the journal has it: a decision writes it down with everything else, or nothing. */
	isWritten: boolean;
};

/** An act as the journal tells it. */
export type JournalEntry = {
	readonly name: string;
	readonly action: string;
	readonly object?: string;
	/** POSIX seconds. */
	readonly at: number;
};

const PAGE = 100;
const DAY = 86_400;
/** Three years, after which an act is forgotten. */
export const KEPT_SECONDS = 1096 * DAY;

/** Writes an act down, in whatever transaction `db` is. */
export async function writeAct(
	{ store: { t }, now }: Pick<ServicesWithoutQueues, 'store' | 'now'>,
	db: Db,
	{ account, action, object }: Act,
): Promise<void> {
	const row = { id: makeUuid(), account, action, object: object ?? null, at: now() };
	await db.insert(t.acts).values(row);
}

/** A page of the journal, the latest first. @param page - from 1 */
export async function readJournal(
	{ db, store: { t } }: Inside,
	page: number,
): Promise<{ readonly acts: JournalEntry[]; readonly pages: number }> {
	const rows = await db
		.select({ name: t.accounts.name, action: t.acts.action, object: t.acts.object, at: t.acts.at })
		.from(t.acts)
		.innerJoin(t.accounts, eq(t.accounts.id, t.acts.account))
		.orderBy(desc(t.acts.at), t.acts.id)
		.limit(PAGE)
		.offset((page - 1) * PAGE);
	const acts = rows.map(({ object, ...act }) => ({
		...act,
		...(object === null ? {} : { object }),
	}));
	return { acts, pages: Math.max(1, Math.ceil((await db.$count(t.acts)) / PAGE)) };
}

/** What the clock does: what is older than it has to be kept is forgotten. */
export const forgetOldActs = ({ store: { t, tx }, now }: ServicesWithoutQueues): Promise<void> =>
	tx(async (db) => {
		await db.delete(t.acts).where(lt(t.acts.at, now() - KEPT_SECONDS));
	});
