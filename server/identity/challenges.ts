/** What a passkey must sign: made by us, good once, for one account and one purpose, for a few minutes. */
import { and, eq, gt, lte } from 'drizzle-orm';
import { decide, type Services } from '../services.ts';

export type Purpose = 'add' | 'step-up';

const CHALLENGE_SECONDS = 300;

/** @param challenge - base64url */
export const keepChallenge = (
	services: Services,
	account: string,
	purpose: Purpose,
	challenge: string,
): Promise<void> =>
	decide(services, async ({ db, store: { t }, now }) => {
		await db.delete(t.challenges).where(lte(t.challenges.expiresAt, now()));
		const expiresAt = now() + CHALLENGE_SECONDS;
		await db.insert(t.challenges).values({ challenge, account, purpose, expiresAt });
	});

/** @returns whether it was ours; it is no longer */
export const takeChallenge = (
	services: Services,
	account: string,
	purpose: Purpose,
	challenge: string,
): Promise<boolean> =>
	decide(services, async ({ db, store: { t }, now }) => {
		const taken = await db
			.delete(t.challenges)
			.where(
				and(
					eq(t.challenges.challenge, challenge),
					eq(t.challenges.account, account),
					eq(t.challenges.purpose, purpose),
					gt(t.challenges.expiresAt, now()),
				),
			)
			.returning({ challenge: t.challenges.challenge });
		return taken.length > 0;
	});
