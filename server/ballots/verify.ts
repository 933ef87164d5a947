/** Compares the ballots that are stored with the register that they are published in. */
import { createHash } from 'node:crypto';
import { and, eq, gte, isNotNull, lt } from 'drizzle-orm';
import { parseUtf8 } from '../../crypto/bytes.ts';
import type { Entry } from '../../crypto/register/entry-schema.ts';
import { RegisterDamaged } from '../register/register-damaged.ts';
import type { Store } from '../db/store.ts';
import type { ServicesWithoutQueues } from '../services.ts';

/** Entries of one answer of the database. */
const PAGE = 500;

/** Every published ballot is there, whole, and at its place. @throws RegisterDamaged */
export async function verifyBallots(services: ServicesWithoutQueues): Promise<void> {
	const { store, box } = services;
	const { db, t } = store;
	const { size } = await box.head();
	let published = 0;
	for (let from = 0; from < size; from += PAGE) published += await verifyPage(services, from);
	const stored = await db.$count(t.ballots, isNotNull(t.ballots.number));
	if (stored !== published)
		throw new RegisterDamaged(box.name, `has ${published} ballots, ${stored} are stored`);
}

/** @returns how many ballots this page of the register has */
async function verifyPage({ store, box }: ServicesWithoutQueues, from: number): Promise<number> {
	const { db, t } = store;
	const { entries } = t;
	const rows = await db
		.select({ index: entries.index, bytes: entries.bytes })
		.from(entries)
		.where(
			and(eq(entries.register, box.name), gte(entries.index, from), lt(entries.index, from + PAGE)),
		);
	const expected = rows.flatMap(({ index, bytes }) => {
		const entry = JSON.parse(parseUtf8(bytes)!) as Entry<'ballot'>;
		return entry.type === 'ballot' ? [{ index, entry }] : [];
	});
	for (const [vote, some] of Map.groupBy(expected, ({ entry }) => entry.object)) {
		const stored = await storedIn(store, vote, from);
		for (const { index, entry } of some) {
			const ballot = stored.get(index);
			const isWhole =
				ballot?.hash === entry.ballot &&
				ballot.commitment === entry.c &&
				createHash('sha256').update(ballot.text).digest('hex') === entry.ballot;
			if (!isWhole)
				throw new RegisterDamaged(box.name, `the ballot of entry ${index} is not stored as it was`);
		}
	}
	return expected.length;
}

/** The ballots of a vote whose entries are in this page, by the numbers of those: a vote at a time, as they are indexed. */
async function storedIn({ db, t: { ballots } }: Store, vote: string, from: number) {
	const rows = await db
		.select()
		.from(ballots)
		.where(and(eq(ballots.vote, vote), gte(ballots.number, from), lt(ballots.number, from + PAGE)));
	return new Map(rows.map((ballot) => [ballot.number, ballot]));
}
