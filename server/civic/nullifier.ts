/** A person's own number for one object: who acts twice is found by it, and nobody can join two of them without the key. */
import { createHmac } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { ApiError } from '../http/api-error.ts';
import type { Inside } from '../services.ts';

/** @throws ApiError not-found where there is no such account */
export async function nullifierOf(
	{ db, store: { t }, keys }: Inside,
	object: string,
	account: string,
): Promise<string> {
	const [person] = await db
		.select({ identity: t.accounts.identity })
		.from(t.accounts)
		.where(eq(t.accounts.id, account));
	if (!person) throw new ApiError('not-found');
	return createHmac('sha256', keys.signature).update(`${object}|${person.identity}`).digest('hex');
}
