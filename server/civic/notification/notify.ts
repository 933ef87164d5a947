/** Tells people what happened to what they wrote or follow. */
import { and, eq, inArray } from 'drizzle-orm';
import { makeUuid } from '../../../crypto/election/definition.ts';
import { insertAll } from '../../db/insert-all.ts';
import type { PetitionEventKind, ProposalEventKind } from '../../db/schema-civic.ts';
import type { Notice } from '../../db/schema-talk.ts';
import type { Inside } from '../../services.ts';
import { BETWEEN } from './between.ts';

/** @param actor - who did it, and need not be told */
export async function tell(
	{ db, store: { t }, now }: Inside,
	accounts: readonly string[],
	notice: Notice,
	actor?: string,
): Promise<void> {
	const at = now();
	const told = [...new Set(accounts)].filter((account) => account !== actor);
	await insertAll(
		db,
		t.notifications,
		told.map((account) => ({
			...{ id: makeUuid(), account, notice, at },
			...{ isRead: false, isMailed: false },
		})),
	);
}

/** Who follows one of these. */
export async function followersOf(
	{ db, store: { t } }: Inside,
	...objects: readonly string[]
): Promise<string[]> {
	const rows = await db
		.select({ account: t.follows.account })
		.from(t.follows)
		.where(inArray(t.follows.object, [...objects]));
	return rows.map(({ account }) => account);
}

async function authorsOf({ db, store: { t } }: Inside, proposal: string): Promise<string[]> {
	const rows = await db
		.select({ account: t.proposalAuthors.account })
		.from(t.proposalAuthors)
		.where(eq(t.proposalAuthors.proposal, proposal));
	return rows.map(({ account }) => account);
}

/** A published proposal, as it is spoken of. */
async function titleOf(
	{ db, store: { t } }: Inside,
	proposal: string,
): Promise<
	{ readonly process: string; readonly instrument: string; readonly title: string } | undefined
> {
	const [found] = await db
		.select({
			process: t.proposals.process,
			instrument: t.processes.kind,
			card: t.proposals.card,
		})
		.from(t.proposals)
		.innerJoin(t.processes, eq(t.processes.id, t.proposals.process))
		.where(eq(t.proposals.id, proposal));
	if (!found?.card) return undefined;
	const { process, instrument, card } = found;
	return { process, instrument, title: card.title };
}

/** Tells of something that happened to a proposal: its authors and followers; of a new one, who follows its process. */
export async function tellOfEvent(
	inside: Inside,
	proposal: string,
	event: ProposalEventKind | PetitionEventKind,
	actor: string,
): Promise<void> {
	const about = await titleOf(inside, proposal);
	if (!about) return;
	const { process, instrument, title } = about;
	const listeners = BETWEEN.includes(event)
		? []
		: await followersOf(inside, proposal, ...(event === 'published' ? [process] : []));
	const told = [...(await authorsOf(inside, proposal)), ...listeners];
	const notice =
		instrument === 'petition'
			? { kind: 'petition', petition: proposal, title, event: event as PetitionEventKind }
			: { kind: 'project', project: proposal, title, event: event as ProposalEventKind };
	await tell(inside, told, notice as Notice, actor);
}

/** Tells authors and followers that there is news of how a proposal is carried out. */
export async function tellOfFollowUp(
	inside: Inside,
	project: string,
	title: string,
	actor: string,
): Promise<void> {
	const told = [...(await authorsOf(inside, project)), ...(await followersOf(inside, project))];
	await tell(inside, told, { kind: 'follow-up', project, title }, actor);
}

/** A comment, and who wrote it. */
type CommentRef = {
	readonly proposal: string;
	readonly number: number;
	readonly account: string;
};

/** Tells the authors of a comment, and whom it answers. */
export async function tellOfComment(
	inside: Inside,
	{ proposal, number, account }: CommentRef,
	answered: string | undefined,
): Promise<void> {
	const about = await titleOf(inside, proposal);
	if (!about) return;
	const notice = { project: proposal, title: about.title, number };
	const authors = (await authorsOf(inside, proposal)).filter((author) => author !== answered);
	await tell(inside, authors, { kind: 'comment', ...notice }, account);
	if (answered !== undefined)
		await tell(inside, [answered], { kind: 'answer', ...notice }, account);
}

/** Tells who wrote a comment what moderators decided about it. */
export async function tellOfModeration(
	inside: Inside,
	{ proposal, number, account }: CommentRef,
	kind: 'comment-removed' | 'comment-restored' | 'comment-refused',
): Promise<void> {
	const about = await titleOf(inside, proposal);
	if (about) await tell(inside, [account], { kind, project: proposal, title: about.title, number });
}

/** Begins to follow a proposal or a process, or ends it. */
export async function follow(
	{ db, store: { t } }: Inside,
	object: string,
	account: string,
	follows: boolean,
): Promise<void> {
	if (follows) await db.insert(t.follows).values({ object, account }).onConflictDoNothing();
	else
		await db
			.delete(t.follows)
			.where(and(eq(t.follows.object, object), eq(t.follows.account, account)));
}

export async function doesFollow(
	{ db, store: { t } }: Inside,
	object: string,
	account: string,
): Promise<boolean> {
	const { follows } = t;
	return (
		(await db.$count(follows, and(eq(follows.object, object), eq(follows.account, account)))) > 0
	);
}
