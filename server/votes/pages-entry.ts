/** Which pages people vote with stands in the civic register, for each vote, from its opening on. Spec: SPEC §10.8. */
import { eq } from 'drizzle-orm';
import { entriesAbout } from '../register/browse.ts';
import { decide, type Inside, type Services } from '../services.ts';
import { holdVote } from './votes.ts';

/** The document of the register under which the list of the pages' files stands. */
export const PAGES_DOCUMENT = 'pages';

type PagesEntry = { readonly version: number; readonly hash: string; readonly index: number };

/** The pages that a vote was last said to be held with. */
export async function findPages(inside: Inside, vote: string): Promise<PagesEntry | undefined> {
	const found = (await entriesAbout(inside, vote, ['document'])).findLast(
		({ entry }) => entry.document === PAGES_DOCUMENT,
	);
	if (!found) return undefined;
	const { version, hash } = found.entry;
	return { version, hash, index: found.index };
}

/** Enters the pages of now, unless they are those that stand there. */
export async function registerPages(inside: Inside, vote: string): Promise<void> {
	const { civic, db, pages, now } = inside;
	if (pages === undefined) return;
	const last = await findPages(inside, vote);
	if (last?.hash === pages) return;
	await civic.append(db, [
		{
			type: 'document',
			object: vote,
			document: PAGES_DOCUMENT,
			version: (last?.version ?? 0) + 1,
			hash: pages,
			at: now(),
		},
	]);
}

/** The same for every open vote: what a new version of the platform does when it starts. */
export const registerPagesOfOpenVotes = (services: Services): Promise<void> =>
	decide(services, async (inside) => {
		const { votes } = inside.store.t;
		const open = await inside.db
			.select({ id: votes.id })
			.from(votes)
			.where(eq(votes.phase, 'open'));
		// Another process may start at the same time.
		for (const { id } of open)
			if ((await holdVote(inside, id)).phase === 'open') await registerPages(inside, id);
	});
