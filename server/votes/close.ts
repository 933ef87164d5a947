/** Closing: the last ballots are published, the registers name their state, ballots are tallied and all tokens proved. Spec: SPEC §10.4. */

import { bytesToHex } from '../../crypto/bytes.ts';
import { encodeText } from '../../crypto/codec.ts';
import { sizedTallyCodec, TallyBuilder, type TallyPart } from '../../crypto/election/tally.ts';
import { sha256Hex } from '../../crypto/hash.ts';
import { publishBallots } from '../ballots/publish.ts';
import { openShares } from '../electorate/shares.ts';
import { ApiError } from '../http/api-error.ts';
import type { Inside } from '../services.ts';
import { electionOf } from './open.ts';
import { countedHashes, textsOf, tokensOf } from './box.ts';
import { countOf, enterPhase, requirePhase, type Vote } from './votes.ts';
import { issuersText } from '../work/jobs.ts';

/** Ballots that a thread adds up at a time. */
const AT_ONCE = 200;
/** As many times so many are in memory. */
const AHEAD = 8;

/** Closes a vote whose time is over. @param isEarly - two persons decided not to wait @throws ApiError vote.phase before */
export async function closeVote(inside: Inside, vote: Vote, isEarly = false): Promise<void> {
	const { db, box, civic, now } = inside;
	const { id: object } = vote;
	requirePhase(vote, 'open');
	const at = now();
	if (!isEarly && at < vote.closes) throw new ApiError('vote.phase');
	await publishBallots(inside, object);
	const ballots = await countOf(db, inside.store.t.ballots, object);
	await box.append(db, [{ type: 'close', object, ballots, audited: 0 }]);
	const closed = await stateOf(inside);
	await civic.append(db, [{ type: 'close', object, ballots, ...closed, at }]);
	const tally = await tallyUp(inside, vote);
	const tokens = await proveTokens(inside, vote);
	await civic.append(db, [
		{ type: 'tally', object, part: 'encrypted-tally', hash: sha256Hex(tally.text), at },
		{ type: 'tally', object, part: 'tokens', hash: sha256Hex(tokens), at },
	]);
	await enterPhase(inside, object, 'open', 'closed', {
		closed: { ...closed, at },
		tally: tally.text,
		sizedTally: encodeText(sizedTallyCodec, tally.sized),
		tokens,
	});
}

/** Size and root of the ballot register as it stands in this transaction. */
async function stateOf({ box, db }: Inside): Promise<{ size: number; root: string }> {
	const { size, root } = await box.tree(db);
	return { size, root: bytesToHex(root) };
}

/** Adds up, on other threads, the ballots that count. */
async function tallyUp(inside: Inside, vote: Vote) {
	const builder = new TallyBuilder(electionOf(vote));
	const hashes = await countedHashes(inside, vote.id);
	const underWay: Promise<TallyPart>[] = [];
	for (let at = 0; at < hashes.length; at += AT_ONCE) {
		const texts = await textsOf(inside, vote.id, hashes.slice(at, at + AT_ONCE));
		const part = inside.work('addTexts', { election: vote.election!, texts });
		// It is waited for below; until then nobody else hears of a failure.
		part.catch(() => undefined);
		underWay.push(part);
		if (underWay.length === AHEAD) builder.addPart(await underWay.shift()!);
	}
	for (const part of underWay) builder.addPart(await part);
	return builder.finish();
}

/** The text of tokens.json. */
async function proveTokens(inside: Inside, vote: Vote): Promise<string> {
	return await inside.work('proveTokens', {
		uuid: vote.id,
		issuers: issuersText(vote.id, vote.issuer),
		shares: openShares(inside.keys, vote.id, vote.issuerShares),
		tokens: await tokensOf(inside, vote.id),
	});
}
