/** A new vote: its pots, its commission, its roll and its token issuers. */
import { createHmac, randomBytes } from 'node:crypto';
import { checkPot, type Pot } from '../../crypto/budget/pot.ts';
import { makeUuid } from '../../crypto/election/definition.ts';
import { makeIssuers } from '../electorate/issuers.ts';
import { sealShares } from '../electorate/shares.ts';
import { ApiError } from '../http/api-error.ts';
import type { Inside } from '../services.ts';

export type NewVote = {
	readonly title: string;
	readonly pots: readonly Pot[];
	readonly opens: number;
	readonly closes: number;
	/** Members who are needed to decrypt and to certify. */
	readonly threshold: number;
	readonly commission: readonly { readonly account: string; readonly name: string }[];
	/** Identities of those who may vote. Their order is drawn here: a place says nothing. */
	readonly roll: readonly string[];
};

/** @returns the vote's id @throws ApiError request.malformed */
export async function createVote(inside: Inside, vote: NewVote): Promise<string> {
	const fault = findFault(vote);
	if (fault !== undefined) throw new ApiError('request.malformed', {}, { vote: fault });
	const { db, keys, store } = inside;
	const { t } = store;
	const id = makeUuid();
	// One server holds all shares here; several issuers would each make their own.
	const issuers = makeIssuers(id, 1, 1);
	await db.insert(t.votes).values({
		id,
		phase: 'ceremony',
		title: vote.title,
		pots: [...vote.pots],
		threshold: vote.threshold,
		opens: vote.opens,
		closes: vote.closes,
		issuer: issuers.text,
		issuerShares: sealShares(keys, id, issuers.shares),
	});
	for (const [i, { account, name }] of vote.commission.entries())
		await db.insert(t.members).values({ vote: id, member: i + 1, account, name });
	const tagKey = randomBytes(32);
	for (const [position, identity] of shuffled([...new Set(vote.roll)]).entries())
		await db.insert(t.roll).values({
			vote: id,
			position,
			identity,
			tag: createHmac('sha256', tagKey).update(identity).digest('hex'),
		});
	return id;
}

function findFault({
	pots,
	opens,
	closes,
	threshold,
	commission,
	roll,
}: NewVote): string | undefined {
	if (pots.length === 0) return 'a vote has at least one pot';
	const problem = pots.flatMap((pot) => checkPot(pot))[0];
	if (problem) return `${problem.place}: ${problem.message}`;
	if (opens >= closes) return 'a vote opens before it closes';
	if (threshold < 1 || threshold > commission.length)
		return 'the threshold is from one to all members';
	if (new Set(commission.map((m) => m.account)).size < commission.length)
		return 'every member has an account of their own';
	return roll.length === 0 ? 'the roll is empty' : undefined;
}

/** A random order by the platform's generator. */
function shuffled<T>(items: readonly T[]): T[] {
	return items
		.map((item) => [randomBytes(16).toString('hex'), item] as const)
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([, item]) => item);
}
