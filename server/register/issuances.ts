/** Where the civic register says that a right to vote was issued. */
import { and, eq, gt } from 'drizzle-orm';
import type { Entry } from '../../crypto/register/entry-schema.ts';
import { parseUtf8 } from '../../crypto/bytes.ts';
import type { Services } from '../services.ts';

type Known = { last: number; readonly entries: Map<number, number> };

/**
 * Finds the entry of an issuance by the vote and the position on its roll. What was read of a vote is remembered: each call reads only
 * what has been written since. All of it is public.
 */
export function makeIssuanceIndex({
	store: { db, t },
	civic,
}: Services): (vote: string, position: number) => Promise<number | undefined> {
	const votes = new Map<string, Known>();
	return async (vote, position) => {
		const known = votes.get(vote) ?? { last: -1, entries: new Map<number, number>() };
		votes.set(vote, known);
		const { register, type, object, index, bytes } = t.entries;
		const rows = await db
			.select({ index, bytes })
			.from(t.entries)
			.where(
				and(
					eq(register, civic.name),
					eq(object, vote),
					eq(type, 'issuance'),
					gt(index, known.last),
				),
			)
			.orderBy(index);
		for (const row of rows) {
			const entry = JSON.parse(parseUtf8(row.bytes)!) as Entry & { type: 'issuance' };
			known.entries.set(entry.position, row.index);
			known.last = Math.max(known.last, row.index);
		}
		return known.entries.get(position);
	};
}
