/**
 * The two heavy steps, given from outside so that they can run on many threads: checking ballots by themselves and adding them up.
 * Whoever runs them uses {@link verifyBallots} and {@link addBallots}; the verdict never depends on where or in what chunks.
 */
import { claimsOf, parseBallot } from '../election/ballot.ts';
import type { Election } from '../election/definition.ts';
import { TallyBuilder, type TallyPart } from '../election/tally.ts';
import { verifyBatch } from '../proofs/batch.ts';
import { randomBytes, type RandomBytes } from '../random.ts';
import type { Problem } from '../result.ts';

/** A ballot as the archive has it, with the untrusted hints that came along (SPEC §11.1). */
export type BallotTask = { readonly text: string; readonly hints?: Uint8Array };
/** A verified ballot that counts. */
export type CountedBallot = { readonly text: string; readonly weight: bigint };

/** Plain data in and out, so that it crosses to other threads. */
export type BallotEngine = {
	/** How many chunks may be under way at a time. */
	readonly parallel: number;
	/** The problems of each ballot, in order: {@link verifyBallots}. */
	verify(ballots: readonly BallotTask[]): Promise<readonly (readonly Problem[])[]>;
	/** What verified ballots of different voters add up to: {@link addBallots}. */
	add(ballots: readonly CountedBallot[]): Promise<TallyPart>;
};

/** Does the work where it is called. */
export const inProcess = (election: Election): BallotEngine => ({
	parallel: 1,
	verify: (ballots) => Promise.resolve(verifyBallots(election, ballots)),
	add: (ballots) => Promise.resolve(addBallots(election, ballots)),
});

/** Checks ballots by themselves; those with hints in one batch, with the same verdict. Spec: SPEC §3.10, §11. */
export function verifyBallots(
	election: Election,
	ballots: readonly BallotTask[],
	rng: RandomBytes = randomBytes,
): Problem[][] {
	const parsed = ballots.map(({ text }) => parseBallot(election, text));
	const batch = parsed.flatMap((ballot, i) => {
		const { text, hints } = ballots[i]!;
		return ballot.ok ? [{ claims: claimsOf(election, ballot.value, text), hints }] : [];
	});
	const verdicts = verifyBatch(batch, election.key, rng)[Symbol.iterator]();
	return parsed.map((ballot) => (ballot.ok ? verdicts.next().value! : [ballot.error]));
}

/** Adds up ballots that were verified. @throws RangeError for one that cannot be read: it was not verified. */
export function addBallots(election: Election, ballots: readonly CountedBallot[]): TallyPart {
	const tally = new TallyBuilder(election);
	for (const { text, weight } of ballots) {
		const ballot = parseBallot(election, text);
		if (!ballot.ok) throw new RangeError('a ballot that was not verified');
		tally.add(ballot.value, weight);
	}
	return tally.part();
}
