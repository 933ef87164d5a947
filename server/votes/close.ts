/** Closing: the last ballots are published, the registers name their state, ballots are tallied and all tokens proved. Spec: SPEC §10.4. */

import { bytesToHex } from '../../crypto/bytes.ts';
import { decodeText, encodeText } from '../../crypto/codec.ts';
import { parseBallot } from '../../crypto/election/ballot.ts';
import { sizedTallyCodec, TallyBuilder } from '../../crypto/election/tally.ts';
import { sha256Hex } from '../../crypto/hash.ts';
import { parseCheckpoint } from '../../crypto/register/checkpoint.ts';
import { parseNote } from '../../crypto/register/note.ts';
import { batchComposites, proveBatchShare } from '../../crypto/token/batch.ts';
import { issuerCodec, readIssuer } from '../../crypto/token/issuer.ts';
import { encodeRecordFile, tokensCodec } from '../../crypto/verify/record.ts';
import { publishBallots } from '../ballots/publish.ts';
import { openShares } from '../electorate/shares.ts';
import { ApiError } from '../http/api-error.ts';
import type { Inside } from '../services.ts';
import { electionOf } from './open.ts';
import { ballotsOf, countedOf, tokensOf } from './box.ts';
import { enterPhase, requirePhase, type Vote } from './votes.ts';

/** Closes a vote whose time is over. @param isEarly - two persons decided not to wait @throws ApiError vote.phase before */
export async function closeVote(inside: Inside, vote: Vote, isEarly = false): Promise<void> {
	const { db, box, civic, now } = inside;
	const { id: object } = vote;
	requirePhase(vote, 'open');
	const at = now();
	if (!isEarly && at < vote.closes) throw new ApiError('vote.phase');
	await publishBallots(inside, object);
	const ballots = await ballotsOf(inside, object);
	await box.append(db, [{ type: 'close', object, ballots: ballots.length, audited: 0 }]);
	const closed = await stateOf(inside);
	await civic.append(db, [{ type: 'close', object, ballots: ballots.length, ...closed, at }]);
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
	const note = parseNote((await box.head(db)).checkpoint);
	const checkpoint = note.ok ? parseCheckpoint(note.value.text) : note;
	if (!checkpoint.ok) throw new TypeError(checkpoint.error.message);
	return { size: checkpoint.value.size, root: bytesToHex(checkpoint.value.root) };
}

async function tallyUp(inside: Inside, vote: Vote) {
	const election = electionOf(vote);
	const builder = new TallyBuilder(election);
	for (const { text } of countedOf(await ballotsOf(inside, vote.id))) {
		const ballot = parseBallot(election, text);
		if (!ballot.ok) throw new TypeError(ballot.error.message);
		builder.add(ballot.value, 1n);
	}
	return builder.finish();
}

/** The text of tokens.json. */
async function proveTokens(inside: Inside, vote: Vote): Promise<string> {
	const parameters = decodeText(issuerCodec, vote.issuer);
	const issuer = parameters.ok ? readIssuer(vote.id, parameters.value) : parameters;
	if (!issuer.ok) throw new TypeError('the parameters of the issuers are damaged');
	const shares = openShares(inside.keys, vote.id, vote.issuerShares);
	const tokens = await tokensOf(inside, vote.id);
	const proof = batchComposites(issuer.value, vote.id, tokens).map((composite) =>
		shares
			.slice(0, issuer.value.threshold)
			.map((share, i) => proveBatchShare(issuer.value, i + 1, share, composite)),
	);
	return encodeRecordFile(tokensCodec, { format: 'viche-tokens/v1', tokens, proof });
}
