/** What runs in the browser: ballots made as the booth's worker makes them. */
import { prepareToSeal, sealBallot } from '../../../crypto/booth/seal.ts';
import type { PotBallot } from '../../../crypto/budget/ballot.ts';
import type { Pot } from '../../../crypto/budget/pot.ts';
import { useKernel } from '../../../crypto/curve/arithmetic.ts';
import { parseElection, type Election } from '../../../crypto/election/definition.ts';

let vote: { readonly election: Election; readonly pots: readonly Pot[] } | undefined;

const booth = {
	/** Reads the vote and makes ready, as a booth does while the voter is choosing. */
	open: (election: string, pots: readonly Pot[]): void => {
		const parsed = parseElection(election);
		if (!parsed.ok) throw new Error(parsed.error.code);
		vote = { election: parsed.value, pots };
		prepareToSeal(vote.election);
	},
	useKernel,
	/** @returns the text of a ballot for each code */
	seal: (codes: readonly string[], filled: readonly PotBallot[]): string[] =>
		codes.map((code) => sealBallot(vote!.election, vote!.pots, filled, code).ballot),
};
export type BoothPage = typeof booth;

(globalThis as { booth?: BoothPage }).booth = booth;
