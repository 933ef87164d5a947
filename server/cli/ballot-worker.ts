/** A thread that checks and adds ballots of one election, whose text it is started with. */
import { parentPort, workerData } from 'node:worker_threads';
import { parseElection } from '../../crypto/election/definition.ts';
import {
	addBallots,
	verifyBallots,
	type BallotTask,
	type CountedBallot,
} from '../../crypto/verify/engine.ts';

/** What the thread is asked. */
export type Request = { readonly id: number } & (
	{ readonly verify: readonly BallotTask[] } | { readonly add: readonly CountedBallot[] }
);
/** What it answers, under the same id. */
export type Answer = { readonly id: number; readonly value: unknown };

const election = parseElection(workerData as string);
if (!election.ok) throw new RangeError('started with a text that is no election');
const port = parentPort!;
port.on('message', (request: Request) => {
	const value =
		'verify' in request
			? verifyBallots(election.value, request.verify)
			: addBallots(election.value, request.add);
	port.postMessage({ id: request.id, value } satisfies Answer);
});
