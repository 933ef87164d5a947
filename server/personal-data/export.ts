/** Everything that the platform knows of somebody, for themselves. Of votes it knows who took a right, never what became of it. */
import { and, eq } from 'drizzle-orm';
import { addressOf, findWish } from '../civic/notification/mail-wishes.ts';
import { sayNotice } from '../civic/notification/sentences.ts';
import { answeredBy } from '../instruments/poll/answers.ts';
import { signedBy } from '../civic/signature/signatures.ts';
import type { Inside } from '../services.ts';

/** What people get; times are POSIX seconds. Kept as plain JSON: it is for reading, and for taking elsewhere. */
export async function exportOwnData(inside: Inside, account: string): Promise<object> {
	const { db, store } = inside;
	const { t } = store;
	const [self] = await db.select().from(t.accounts).where(eq(t.accounts.id, account));
	const wish = await findWish(inside, account);
	const roles = await db.select().from(t.roles).where(eq(t.roles.account, account));
	const passkeys = await db.select().from(t.passkeys).where(eq(t.passkeys.account, account));
	return {
		format: 'viche-own-data/v1',
		account: { name: self!.name, since: self!.createdAt, roles: roles.map(({ role }) => role) },
		passkeys: passkeys.map(({ name, createdAt, usedAt }) => ({ name, createdAt, usedAt })),
		...(wish ? { letters: { address: addressOf(inside, wish), frequency: wish.frequency } } : {}),
		...(await onRolls(inside, self!.identity)),
		...(await written(inside, account)),
		...(await heard(inside, account)),
		signatures: await signedBy(inside, account),
		answers: await answeredBy(inside, account),
	};
}

/** Rolls that the person is on, and whether the right to vote was taken. */
async function onRolls({ db, store: { t } }: Inside, identity: string) {
	const rows = await db
		.select({ vote: t.roll.vote, title: t.votes.title, issued: t.issuances.position })
		.from(t.roll)
		.innerJoin(t.votes, eq(t.votes.id, t.roll.vote))
		.leftJoin(
			t.issuances,
			and(eq(t.issuances.vote, t.roll.vote), eq(t.issuances.position, t.roll.position)),
		)
		.where(eq(t.roll.identity, identity));
	return {
		rolls: rows.map(({ vote, title, issued }) => ({
			...{ vote, title },
			hasTakenRight: issued !== null,
		})),
	};
}

async function written({ db, store: { t } }: Inside, account: string) {
	const projects = await db
		.select({ id: t.proposals.id, status: t.proposals.status, draft: t.proposals.draft })
		.from(t.proposalAuthors)
		.innerJoin(t.proposals, eq(t.proposals.id, t.proposalAuthors.proposal))
		.where(eq(t.proposalAuthors.account, account));
	const comments = await db.select().from(t.comments).where(eq(t.comments.account, account));
	const reactions = await db.select().from(t.reactions).where(eq(t.reactions.account, account));
	const reports = await db.select().from(t.reports).where(eq(t.reports.account, account));
	const requests = await db
		.select()
		.from(t.rollRequests)
		.where(eq(t.rollRequests.account, account));
	return {
		projects,
		comments: comments.map(({ proposal, number, text, state, at }) => ({
			...{ project: proposal, number, text, state, at },
		})),
		reactions: reactions.map(({ proposal, number, reaction }) => ({
			...{ project: proposal, number, reaction },
		})),
		reports: reports.map(({ proposal, number, reason, at }) => ({
			...{ project: proposal, number, reason, at },
		})),
		rollRequests: requests.map(({ vote, reason, askedAt, verdict, answer }) => ({
			...{ vote, reason, askedAt, verdict, answer },
		})),
	};
}

async function heard({ db, store: { t } }: Inside, account: string) {
	const follows = await db.select().from(t.follows).where(eq(t.follows.account, account));
	const told = await db.select().from(t.notifications).where(eq(t.notifications.account, account));
	return {
		follows: follows.map(({ object }) => object),
		notifications: told.map(({ notice, at }) => ({ at, text: sayNotice(notice).uk })),
	};
}
