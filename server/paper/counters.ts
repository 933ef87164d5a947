import type { Inside } from '../services.ts';
import { requireInsider, type Reader } from '../votes/insiders.ts';
import { requirePublic, type Vote } from '../votes/votes.ts';

/** Who counts paper: the desk, and those who work on the vote. @throws ApiError not-found of a draft, member.not-one */
export async function requireCounter(inside: Inside, vote: Vote, reader: Reader): Promise<void> {
	requirePublic(vote);
	if (!reader.roles.includes('desk')) await requireInsider(inside, vote, reader);
}
