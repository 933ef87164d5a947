/** analysis.json: what follows from a result beside it. The same function writes it and checks it. Spec: SPEC §10.9. */
import { analyzePot, type PotAnalysis } from '../budget/analysis.ts';
import { encodeCanonicalJson } from '../register/canonical-json.ts';
import { ok, type Result } from '../result.ts';
import type { VoteResult } from './record.ts';
import { readPart, type ResultSources } from './vote-result.ts';

export type VoteAnalysis = {
	readonly format: 'viche-analysis/v1';
	readonly uuid: string;
	readonly pots: readonly PotAnalysis[];
};

/** What an analysis follows from, beside the result. */
export type AnalysisSources = Pick<
	ResultSources,
	'manifest' | 'decrypted' | 'notCanonical' | 'counted'
>;

/** @param result - made from the same sources. Codes: `outcome.*` */
export function makeVoteAnalysis(
	{ manifest, decrypted, notCanonical, counted }: AnalysisSources,
	result: VoteResult,
): Result<VoteAnalysis> {
	const pots: PotAnalysis[] = [];
	for (const [i, pot] of manifest.pots.entries()) {
		const outcome = readPart(pot, decrypted[i], notCanonical[i], counted);
		if (!outcome.ok) return outcome;
		pots.push(analyzePot(pot, outcome.value, result.pots[i]!.count));
	}
	return ok({ format: 'viche-analysis/v1', uuid: manifest.uuid, pots });
}

/** The analysis's only text. */
export const encodeAnalysis = (analysis: VoteAnalysis): string => encodeCanonicalJson(analysis);
