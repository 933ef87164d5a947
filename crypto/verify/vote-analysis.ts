/** analysis.json: what follows from a result beside it. The same function writes it and checks it. Spec: SPEC §10.9. */
import { analyzePot, type PotAnalysis } from '../budget/analysis.ts';
import { encodeCanonicalJson } from '../register/canonical-json.ts';
import { ok, type Result } from '../result.ts';
import type { VoteResult } from './record.ts';
import { readPart, type PartSources, type ResultSources } from './vote-result.ts';

export type VoteAnalysis = {
	readonly format: 'viche-analysis/v1';
	readonly uuid: string;
	readonly pots: readonly PotAnalysis[];
};

/** What an analysis follows from, beside the result. */
export type AnalysisSources = PartSources & Pick<ResultSources, 'manifest'>;

/** @param result - made from the same sources. Codes: `outcome.*` */
export function makeVoteAnalysis(
	sources: AnalysisSources,
	result: VoteResult,
): Result<VoteAnalysis> {
	const { manifest } = sources;
	const pots: PotAnalysis[] = [];
	for (const [i, pot] of manifest.pots.entries()) {
		const outcome = readPart(sources, pot, i);
		if (!outcome.ok) return outcome;
		pots.push(analyzePot(pot, outcome.value, result.pots[i]!.count));
	}
	return ok({ format: 'viche-analysis/v1', uuid: manifest.uuid, pots });
}

/** The analysis's only text. */
export const encodeAnalysis = (analysis: VoteAnalysis): string => encodeCanonicalJson(analysis);
