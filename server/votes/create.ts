/** A new vote: a draft, then its roll, then the ceremony of its commission. */
import { and, eq, inArray } from 'drizzle-orm';
import { checkPot, type Pot } from '../../crypto/budget/pot.ts';
import { makeUuid } from '../../crypto/election/definition.ts';
import { sha256Hex } from '../../crypto/hash.ts';
import { makeIssuers } from '../electorate/issuers.ts';
import { sealShares } from '../electorate/shares.ts';
import { COMMISSION_ROLES } from '../db/schema.ts';
import { ApiError } from '../http/api-error.ts';
import type { StaffMember } from '../api/contract.ts';
import type { Inside, Services } from '../services.ts';
import { countOf, enterPhase, membersOf, requirePhase, type Vote } from './votes.ts';

export type Draft = {
	readonly title: string;
	readonly pots: readonly Pot[];
	readonly opens: number;
	readonly closes: number;
	/** Members who are needed to decrypt and to certify. */
	readonly threshold: number;
	/** Ballots are published when so many wait, or at the close; by default each at the next beat. */
	readonly batch?: number | undefined;
	/** Who wants to can vote on paper; by default nobody can. */
	readonly isPaper?: boolean | undefined;
	readonly commission: readonly { readonly account: string; readonly name: string }[];
};

/** Who can sit on a commission. */
export async function listSeatable({ store }: Pick<Services, 'store'>): Promise<StaffMember[]> {
	const { accounts, roles } = store.t;
	return await store.db
		.select({ account: accounts.id, name: accounts.name })
		.from(roles)
		.innerJoin(accounts, eq(accounts.id, roles.account))
		.where(inArray(roles.role, COMMISSION_ROLES))
		.groupBy(accounts.id, accounts.name)
		.orderBy(accounts.name);
}

/** @returns the vote's id @throws ApiError vote.draft */
export async function draftVote(inside: Inside, draft: Draft): Promise<string> {
	requireSound(draft);
	const { db, keys, store } = inside;
	const id = makeUuid();
	// One server holds all shares here; several issuers would each make their own.
	const issuers = makeIssuers(id, 1, 1);
	await db.insert(store.t.votes).values({
		id,
		phase: 'draft',
		...columnsOf(draft),
		issuer: issuers.text,
		issuerShares: sealShares(keys, id, issuers.shares),
	});
	await seat(inside, id, draft);
	return id;
}

const columnsOf = ({
	title,
	pots,
	threshold,
	opens,
	closes,
	batch = 1,
	isPaper = false,
}: Draft) => ({
	title,
	pots: [...pots],
	threshold,
	opens,
	closes,
	batch,
	isPaper,
});

async function seat(
	{ db, store: { t } }: Inside,
	vote: string,
	{ commission }: Draft,
): Promise<void> {
	for (const [i, { account, name }] of commission.entries()) {
		if ((await db.$count(t.accounts, eq(t.accounts.id, account))) === 0)
			throw new ApiError('vote.draft', {}, { commission: `nobody has the account ${account}` });
		await db.insert(t.members).values({ vote, member: i + 1, account, name });
	}
}

/** The draft as it stands. */
export async function draftOf(inside: Inside, vote: Vote): Promise<Draft> {
	const { title, pots, threshold, opens, closes, batch, isPaper } = vote;
	const members = await membersOf(inside, inside.db, vote.id);
	const commission = members.map(({ account, name }) => ({ account, name }));
	return { title, pots, opens, closes, threshold, commission, batch, isPaper };
}

/** Names a state of a draft: whoever changes it says which one they saw. */
export const versionOf = (draft: Draft): string => sha256Hex(JSON.stringify(draft));

/** Changes a draft. @throws ApiError vote.phase, vote.draft, request.outdated */
export async function changeDraft(
	inside: Inside,
	vote: Vote,
	draft: Draft,
	seen: string | undefined,
): Promise<void> {
	const { db, store } = inside;
	const { t } = store;
	requirePhase(vote, 'draft');
	requireSound(draft);
	if (versionOf(await draftOf(inside, vote)) !== seen) throw new ApiError('request.outdated');
	await db.update(t.votes).set(columnsOf(draft)).where(eq(t.votes.id, vote.id));
	await db.delete(t.members).where(eq(t.members.vote, vote.id));
	await seat(inside, vote.id, draft);
}

/** @throws ApiError vote.draft that says what is wrong, and with which field */
function requireSound(draft: Draft): void {
	const fault = findFault(draft);
	if (fault) throw new ApiError('vote.draft', {}, { [fault.field]: fault.message });
}

type Fault = { readonly field: string; readonly message: string };

function findFault({ pots, opens, closes, threshold, commission }: Draft): Fault | undefined {
	const fault = (field: string, message: string): Fault => ({ field, message });
	if (pots.length === 0) return fault('pots', 'a vote has at least one pot');
	if (new Set(pots.map((p) => p.id)).size < pots.length)
		return fault('pots', 'every pot has an id of its own');
	const problem = pots.flatMap((pot) => checkPot(pot))[0];
	if (problem) return fault('pots', `${problem.place}: ${problem.message}`);
	if (opens >= closes) return fault('closes', 'a vote opens before it closes');
	if (threshold < 1 || threshold > commission.length)
		return fault('threshold', 'the threshold is from one to all members');
	if (new Set(commission.map((m) => m.account)).size < commission.length)
		return fault('commission', 'every member has an account of their own');
	return undefined;
}

/** From here on the draft is fixed and the commission makes the key. @throws ApiError vote.phase, vote.no-roll, vote.no-commission */
export async function beginCeremony(inside: Inside, vote: Vote): Promise<void> {
	const { db, store } = inside;
	requirePhase(vote, 'draft');
	if ((await countOf(db, store.t.roll, vote.id)) === 0) throw new ApiError('vote.no-roll');
	await requireRoles(inside, vote);
	await enterPhase(inside, vote.id, 'draft', 'ceremony');
}

async function requireRoles(inside: Inside, vote: Vote): Promise<void> {
	const { t } = inside.store;
	for (const { account } of await membersOf(inside, inside.db, vote.id)) {
		const [role] = await inside.db
			.select()
			.from(t.roles)
			.where(and(eq(t.roles.account, account), inArray(t.roles.role, COMMISSION_ROLES)));
		if (!role) throw new ApiError('vote.no-commission');
	}
}
