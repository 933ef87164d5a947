/** What must be true when the load is over. */
import { eq } from 'drizzle-orm';
import { parseEntry } from '../../../crypto/register/entry.ts';
import { openCommunity } from '../../../server/community.ts';
import type { Store } from '../../../server/db/store.ts';
import { workHere } from '../../../server/work/jobs.ts';
import { MASTER_KEY } from '../../support/platform.ts';
import { DisagreementError } from '../measure.ts';
import { now, type Crowd } from './crowd.ts';

/** The registers verify and hold every acknowledged ballot, and a token for everybody. @throws DisagreementError, RegisterDamaged */
export async function checkRegisters(
	store: Store,
	{ vote, voters }: Crowd,
	acknowledged: ReadonlySet<string>,
): Promise<void> {
	// Opening reads every entry again.
	const { box } = await openCommunity({ store, masterKey: MASTER_KEY, work: workHere, now });
	const { entries, issuances } = store.t;
	const rows = await store.db
		.select({ bytes: entries.bytes })
		.from(entries)
		.where(eq(entries.register, box.name));
	const published = new Set<string>();
	for (const { bytes } of rows) {
		const entry = parseEntry('ballot', bytes);
		if (entry.ok && entry.value.type === 'ballot' && entry.value.object === vote)
			published.add(entry.value.ballot);
	}
	const lost = [...acknowledged].filter((hash) => !published.has(hash));
	if (lost.length > 0)
		throw new DisagreementError(`${lost.length} acknowledged ballots are not in the register`);
	if (acknowledged.size !== voters.length)
		throw new DisagreementError(`${acknowledged.size} of ${voters.length} ballots were taken`);
	const issued = await store.db.$count(issuances);
	if (issued !== voters.length)
		throw new DisagreementError(`${issued} of ${voters.length} tokens were issued`);
}
