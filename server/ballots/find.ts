/** Finds ballots by the beginning of their hash, which is what code words carry. Spec: SPEC §3.26. */
import { and, eq, gte, lt } from 'drizzle-orm';
import type { Services } from '../services.ts';

/** Nobody makes so many that begin alike but on purpose; those who did look for theirs by the whole hash. */
const MOST = 5;

/** @param digits - lower-case hex */
export async function findBallots(
	{ store: { db, t } }: Services,
	vote: string,
	digits: string,
): Promise<string[]> {
	const found = await db
		.select({ hash: t.ballots.hash })
		.from(t.ballots)
		.where(
			and(
				eq(t.ballots.vote, vote),
				gte(t.ballots.hash, digits),
				// Behind every hex digit.
				lt(t.ballots.hash, `${digits}g`),
			),
		)
		.orderBy(t.ballots.hash)
		.limit(MOST);
	return found.map(({ hash }) => hash);
}
