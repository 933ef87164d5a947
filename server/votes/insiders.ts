/** Who works on a vote, and so sees what is not public about it: what is proposed, and its draft. */
import type { Role } from '../db/schema.ts';
import { ApiError } from '../http/api-error.ts';
import type { Person } from '../http/endpoint.ts';
import type { Inside } from '../services.ts';
import { findMember, type Vote } from './votes.ts';

/** They work on every vote; others on those on whose commission they sit. */
const OF_ALL_VOTES: readonly Role[] = ['secretary', 'administrator', 'auditor'];

export type Reader = Pick<Person, 'account' | 'roles'>;

export const isInsider = async (
	inside: Inside,
	vote: string,
	{ account, roles }: Reader,
): Promise<boolean> =>
	roles.some((role) => OF_ALL_VOTES.includes(role)) ||
	(await findMember(inside, inside.db, vote, account)) !== undefined;

/** @throws ApiError member.not-one; not-found of a draft, of which nobody else knows */
export async function requireInsider(
	inside: Inside,
	{ id, phase }: Vote,
	reader: Reader,
): Promise<void> {
	if (!(await isInsider(inside, id, reader)))
		throw new ApiError(phase === 'draft' ? 'not-found' : 'member.not-one');
}
