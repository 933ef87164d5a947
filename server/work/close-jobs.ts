/** What is computed when a vote closes and is counted. Spec: SPEC §4.3, §7.5. */
import type { Election } from '../../crypto/election/definition.ts';
import type { TallyPart } from '../../crypto/election/tally.ts';
import type { Secret } from '../../crypto/group.ts';
import { batchComposites, proveBatchShare, type WrittenToken } from '../../crypto/token/batch.ts';
import type { Issuer } from '../../crypto/token/issuer.ts';
import { addBallots } from '../../crypto/verify/engine.ts';
import { encodeRecordFile, tokensCodec, type VoteResult } from '../../crypto/verify/record.ts';
import {
	encodeAnalysis,
	makeVoteAnalysis,
	type AnalysisSources,
} from '../../crypto/verify/vote-analysis.ts';

/** What some ballots add up to. They are verified and of different credentials. */
export const addTexts = (election: Election, texts: readonly string[]): TallyPart =>
	addBallots(
		election,
		texts.map((text) => ({ text, weight: 1n })),
	);

/** The text of tokens.json: every token, and the proof that all were issued. Secret: `shares` of all issuers. */
export function proveTokens(
	issuer: Issuer,
	uuid: string,
	shares: readonly Secret[],
	tokens: readonly WrittenToken[],
): string {
	const proof = batchComposites(issuer, uuid, tokens).map((composite) =>
		shares
			.slice(0, issuer.threshold)
			.map((share, i) => proveBatchShare(issuer, i + 1, share, composite)),
	);
	return encodeRecordFile(tokensCodec, { format: 'viche-tokens/v1', tokens: [...tokens], proof });
}

/** The text of analysis.json of a result that was just made. @throws TypeError where the result is of other sources */
export function analyze({
	result,
	...sources
}: Omit<AnalysisSources, 'counted'> & { readonly result: VoteResult }): string {
	const made = makeVoteAnalysis({ ...sources, counted: result.counted }, result);
	if (!made.ok) throw new TypeError(made.error.message);
	return encodeAnalysis(made.value);
}
