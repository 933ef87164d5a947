/** Ballots checked and added up by helpers of the worker that verifies, a chunk at a time. */
import { parseElection, type Election } from '../../crypto/election/definition.ts';
import {
	addBallots,
	inProcess,
	verifyBallots,
	type BallotEngine,
	type BallotTask,
	type CountedBallot,
} from '../../crypto/verify/engine.ts';
import type { Crew } from '../crew.ts';

/** More would take more memory than a phone has. */
const MOST_HELPERS = 3;
/** Chunks that wait for each helper, so that none is idle while the archive is read. */
const QUEUE = 2;

/** One for each processor but that of the worker itself, which reads, hashes and checks the registers meanwhile. */
export const countHelpers = (): number => Math.min(navigator.hardwareConcurrency - 1, MOST_HELPERS);

let election: Election | undefined;

/** What a helper does. */
export const BALLOT_TASKS = {
	/** Comes before the ballots of the election. */
	openElection: (text: string): void => {
		const parsed = parseElection(text);
		if (!parsed.ok) throw new Error(parsed.error.code);
		election = parsed.value;
	},
	verifyBallots: (ballots: readonly BallotTask[]) => verifyBallots(election!, ballots),
	addBallots: (ballots: readonly CountedBallot[]) => addBallots(election!, ballots),
};

/** The work of one election, shared among helpers; without any it is done where it is called. */
export const engineOf =
	(lent: readonly Crew<never>[]) =>
	(election: Election): BallotEngine => {
		const helpers = lent as readonly unknown[] as readonly Crew<typeof BALLOT_TASKS>[];
		if (helpers.length === 0) return inProcess(election);
		for (const helper of helpers)
			// Where it fails, so does what follows, which is waited for.
			helper.run('openElection', election.text).catch(() => undefined);
		const idlest = () => helpers.reduce((a, b) => (b.waiting < a.waiting ? b : a));
		return {
			parallel: helpers.length * QUEUE,
			verify: (ballots) => idlest().run('verifyBallots', ballots),
			add: (ballots) => idlest().run('addBallots', ballots),
		};
	};
