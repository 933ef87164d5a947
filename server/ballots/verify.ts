/** Compares the ballots that are stored with the register that they are published in. */
import { createHash } from 'node:crypto';
import { and, asc, eq, gte, isNotNull, lt } from 'drizzle-orm';
import { parseUtf8 } from '../../crypto/bytes.ts';
import type { Entry } from '../../crypto/register/entry-schema.ts';
import { RegisterDamaged } from '../register/register-damaged.ts';
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

/** @returns how many ballots the register has from here on */
async function verifyPage({ store, box }: ServicesWithoutQueues, from: number): Promise<number> {
	const { db, t } = store;
	const { entries, ballots } = t;
	const rows = await db
		.select({ index: entries.index, bytes: entries.bytes, ballot: ballots })
		.from(entries)
		.leftJoin(ballots, eq(ballots.number, entries.index))
		.where(
			and(eq(entries.register, box.name), gte(entries.index, from), lt(entries.index, from + PAGE)),
		)
		.orderBy(asc(entries.index));
	let published = 0;
	for (const { index, bytes, ballot } of rows) {
		const entry = JSON.parse(parseUtf8(bytes)!) as Entry<'ballot'>;
		if (entry.type !== 'ballot') continue;
		published++;
		const isWhole =
			ballot?.vote === entry.object &&
			ballot.hash === entry.ballot &&
			ballot.commitment === entry.c &&
			createHash('sha256').update(ballot.text).digest('hex') === entry.ballot;
		if (!isWhole)
			throw new RegisterDamaged(box.name, `the ballot of entry ${index} is not stored as it was`);
	}
	return published;
}
