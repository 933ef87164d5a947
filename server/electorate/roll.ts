/** The roll of a vote: who may vote, in an order that says nothing about anybody. Until the manifest commits to it, it can change. Spec: SPEC §10.4. */
import { randomBytes, randomInt } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { and, eq, isNotNull } from 'drizzle-orm';
import { bytesToHex, parseHex } from '../../crypto/bytes.ts';
import { leafHash, rootOfLeaves } from '../../crypto/register/merkle.ts';
import type { Manifest } from '../../crypto/verify/record.ts';
import type { RollChange } from '../api/contract.ts';
import { ApiError } from '../http/api-error.ts';
import { nativeSha256 } from '../register/native-sha256.ts';
import type { Inside } from '../services.ts';
import type { Vote } from '../votes/votes.ts';

/** Rows in one statement: engines bound how many values it may carry, and longer ones are no faster. */
const ROWS = 1000;

/** Until the manifest commits to the roll. @throws ApiError roll.fixed */
export function requireChangeable({ phase }: Pick<Vote, 'phase'>): void {
	if (phase !== 'draft' && phase !== 'ceremony') throw new ApiError('roll.fixed');
}

/** Replaces the roll. Order and tags are drawn here. @throws ApiError roll.fixed */
export async function setRoll(
	{ db, store: { t } }: Inside,
	vote: Vote,
	identities: readonly string[],
): Promise<void> {
	requireChangeable(vote);
	await db.delete(t.roll).where(eq(t.roll.vote, vote.id));
	const rows = shuffled([...new Set(identities)]).map((identity, position) => ({
		vote: vote.id,
		position,
		identity,
		tag: drawTag(),
	}));
	for (let from = 0; from < rows.length; from += ROWS) {
		await db.insert(t.roll).values(rows.slice(from, from + ROWS));
		// The embedded database works in this thread: others are answered in between.
		await setImmediate();
	}
}

/**
 * Puts one more person on the roll, at a place drawn at random: whoever had it goes to the end, so that the last place is no sign of
 * having come last.
 * @throws ApiError roll.fixed, roll.on-it
 */
export async function addToRoll(inside: Inside, vote: Vote, identity: string): Promise<void> {
	const { db, store } = inside;
	const { roll } = store.t;
	requireChangeable(vote);
	if (await isOnRoll(inside, vote.id, identity)) throw new ApiError('roll.on-it');
	const people = await db.$count(roll, eq(roll.vote, vote.id));
	const position = randomInt(people + 1);
	await db
		.update(roll)
		.set({ position: people })
		.where(and(eq(roll.vote, vote.id), eq(roll.position, position)));
	await db.insert(roll).values({ vote: vote.id, position, identity, tag: drawTag() });
}

export async function isOnRoll(
	{ db, store: { t } }: Inside,
	vote: string,
	identity: string,
): Promise<boolean> {
	const [found] = await db
		.select({ position: t.roll.position })
		.from(t.roll)
		.where(and(eq(t.roll.vote, vote), eq(t.roll.identity, identity)));
	return found !== undefined;
}

/** Size and root of the roll, as a manifest and a decision name them. */
export async function commitToRoll(
	{ db, store: { t } }: Inside,
	vote: string,
): Promise<Manifest['roll']> {
	const rows = await db
		.select({ tag: t.roll.tag })
		.from(t.roll)
		.where(eq(t.roll.vote, vote))
		.orderBy(t.roll.position);
	const leaves = rows.map(({ tag }) => leafHash(parseHex(tag)!, nativeSha256));
	return { count: rows.length, root: bytesToHex(rootOfLeaves(leaves, nativeSha256)) };
}

/** What would be another with this roll: counts alone, for those who decide. */
export async function compareToRoll(
	inside: Inside,
	vote: string,
	identities: readonly string[],
): Promise<RollChange> {
	const { db, store } = inside;
	const { roll } = store.t;
	const rows = await db.select({ identity: roll.identity }).from(roll).where(eq(roll.vote, vote));
	const present = new Set(rows.map((row) => row.identity));
	const proposed = new Set(identities);
	const kept = [...proposed].filter((identity) => present.has(identity)).length;
	const enrolled = await enrolledOf(inside, vote);
	return {
		people: proposed.size,
		present: present.size,
		added: proposed.size - kept,
		gone: present.size - kept,
		goneThoughAsked: enrolled.filter((i) => present.has(i) && !proposed.has(i)).length,
	};
}

/** Identities of those who were put on the roll because they asked. */
async function enrolledOf({ db, store: { t } }: Inside, vote: string): Promise<string[]> {
	const { accounts, rollRequests } = t;
	const rows = await db
		.select({ identity: accounts.identity })
		.from(rollRequests)
		.innerJoin(accounts, eq(accounts.id, rollRequests.account))
		.where(
			and(
				eq(rollRequests.vote, vote),
				eq(rollRequests.verdict, 'accepted'),
				isNotNull(rollRequests.decidedAt),
			),
		);
	return rows.map((row) => row.identity);
}

/** Stands for a person in what is committed to; leads nowhere. */
const drawTag = (): string => randomBytes(32).toString('hex');

/** A random order by the platform's generator. */
function shuffled<T>(items: readonly T[]): T[] {
	return items
		.map((item) => [randomBytes(16).toString('hex'), item] as const)
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([, item]) => item);
}
