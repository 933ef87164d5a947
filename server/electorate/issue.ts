/** Issues tokens: who a person is meets the roll here, and nowhere a ballot. Spec: SPEC §7.4; one token a person, by constraint. */
import { and, eq } from 'drizzle-orm';
import { bytesToHex, parseHex } from '../../crypto/bytes.ts';
import { makeCommitment } from '../../crypto/register/commitment.ts';
import { parseElement } from '../../crypto/token/group.ts';
import { requestHash } from '../../crypto/token/token.ts';
import { ApiError } from '../http/api-error.ts';
import { decide, type Services } from '../services.ts';
import { issuersText } from '../work/jobs.ts';
import { requireVote, type Vote } from '../votes/votes.ts';
import { openShares } from './shares.ts';

/**
 * Answers a blinded request of a person on the roll, once it is durable that they have asked. Asking again with the same request gives
 * an answer again: an answer may be lost on the way.
 * @returns the evaluations in their text
 * @throws ApiError roll.not-on-it, token.other-request, token.request, vote.not-open, vote.closed
 */
export async function issueToken(
	services: Services,
	voteId: string,
	account: string,
	request: string,
): Promise<string> {
	const element = parseElement(request);
	if (!element) throw new ApiError('token.request');
	const vote = await decide(services, async (inside) => {
		const { db, store, civic } = inside;
		const { t } = store;
		const open = await requireVote(inside, db, voteId);
		requireOpen(open, services.now());
		const [place] = await db
			.select({ position: t.roll.position, tag: t.roll.tag })
			.from(t.roll)
			.innerJoin(t.accounts, eq(t.accounts.identity, t.roll.identity))
			.where(and(eq(t.roll.vote, voteId), eq(t.accounts.id, account)));
		if (!place) throw new ApiError('roll.not-on-it');
		const { position, tag } = place;
		const [issued] = await db
			.select()
			.from(t.issuances)
			.where(and(eq(t.issuances.vote, voteId), eq(t.issuances.position, position)));
		if (issued) {
			if (issued.request !== request) throw new ApiError('token.other-request');
			return open;
		}
		const { c, opening } = makeCommitment('issuance', parseHex(tag)!);
		await db
			.insert(t.issuances)
			.values({ vote: voteId, position, request, opening: bytesToHex(opening.r) });
		const hash = requestHash(element);
		await civic.append(db, [{ type: 'issuance', object: voteId, position, c, request: hash }]);
		return open;
	});
	return evaluate(services, vote, request);
}

/** Whether ballots and tokens are taken now. @throws ApiError vote.not-open, vote.closed */
export function requireOpen({ phase, opens, closes }: Vote, now: number): void {
	if (phase === 'ceremony' || phase === 'ready' || phase === 'draft' || now < opens)
		throw new ApiError('vote.not-open');
	if (phase !== 'open' || now >= closes) throw new ApiError('vote.closed');
}

async function evaluate({ work, keys }: Services, vote: Vote, request: string): Promise<string> {
	const shares = openShares(keys, vote.id, vote.issuerShares);
	const [answer] = await work('evaluate', {
		issuers: issuersText(vote.id, vote.issuer),
		j: 1,
		share: shares[0]!,
		requests: [request],
	});
	return answer!;
}
