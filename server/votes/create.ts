/** A new vote: a draft, then its roll, then the ceremony of its commission. */
import { createHmac, randomBytes } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { checkPot, type Pot } from '../../crypto/budget/pot.ts';
import { makeUuid } from '../../crypto/election/definition.ts';
import { sha256Hex } from '../../crypto/hash.ts';
import { makeIssuers } from '../electorate/issuers.ts';
import { sealShares } from '../electorate/shares.ts';
import { ApiError } from '../http/api-error.ts';
import type { Inside } from '../services.ts';
import { countOf, enterPhase, membersOf, requirePhase, type Vote } from './votes.ts';

export type Draft = {
	readonly title: string;
	readonly pots: readonly Pot[];
	readonly opens: number;
	readonly closes: number;
	/** Members who are needed to decrypt and to certify. */
	readonly threshold: number;
	readonly commission: readonly { readonly account: string; readonly name: string }[];
};

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

const columnsOf = ({ title, pots, threshold, opens, closes }: Draft) => ({
	title,
	pots: [...pots],
	threshold,
	opens,
	closes,
});

async function seat(
	{ db, store: { t } }: Inside,
	vote: string,
	{ commission }: Draft,
): Promise<void> {
	for (const [i, { account, name }] of commission.entries())
		await db.insert(t.members).values({ vote, member: i + 1, account, name });
}

/** The draft as it stands. */
export async function draftOf(inside: Inside, vote: Vote): Promise<Draft> {
	const { title, pots, threshold, opens, closes } = vote;
	const members = await membersOf(inside, inside.db, vote.id);
	const commission = members.map(({ account, name }) => ({ account, name }));
	return { title, pots, opens, closes, threshold, commission };
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

/** @throws ApiError vote.draft that says what is wrong */
function requireSound(draft: Draft): void {
	const fault = findFault(draft);
	if (fault !== undefined) throw new ApiError('vote.draft', {}, { vote: fault });
}

function findFault({ pots, opens, closes, threshold, commission }: Draft): string | undefined {
	if (pots.length === 0) return 'a vote has at least one pot';
	if (new Set(pots.map((p) => p.id)).size < pots.length) return 'every pot has an id of its own';
	const problem = pots.flatMap((pot) => checkPot(pot))[0];
	if (problem) return `${problem.place}: ${problem.message}`;
	if (opens >= closes) return 'a vote opens before it closes';
	if (threshold < 1 || threshold > commission.length)
		return 'the threshold is from one to all members';
	if (new Set(commission.map((m) => m.account)).size < commission.length)
		return 'every member has an account of their own';
	return undefined;
}

/** Replaces the roll, which can be done until the manifest commits to it. Order is drawn here: a place says nothing. @throws ApiError vote.phase */
export async function setRoll(
	{ db, store: { t } }: Inside,
	vote: Vote,
	identities: readonly string[],
): Promise<void> {
	requirePhase(vote, 'draft', 'ceremony');
	await db.delete(t.roll).where(eq(t.roll.vote, vote.id));
	const tagKey = randomBytes(32);
	for (const [position, identity] of shuffled([...new Set(identities)]).entries())
		await db.insert(t.roll).values({
			vote: vote.id,
			position,
			identity,
			tag: createHmac('sha256', tagKey).update(identity).digest('hex'),
		});
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
			.where(and(eq(t.roles.account, account), eq(t.roles.role, 'commission')));
		if (!role) throw new ApiError('vote.no-commission');
	}
}

/** A random order by the platform's generator. */
function shuffled<T>(items: readonly T[]): T[] {
	return items
		.map((item) => [randomBytes(16).toString('hex'), item] as const)
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([, item]) => item);
}
