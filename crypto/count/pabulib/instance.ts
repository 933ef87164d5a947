import type { Result } from '../../result.ts';
import type { BallotKind, Instance } from '../instance.ts';
import { makeInstance } from '../instance.ts';
import type { PabulibFile, VoteType } from './file.ts';
import { WITHDRAWN_COST } from './file.ts';

const KINDS: Record<VoteType, BallotKind> = {
	approval: 'approval',
	'choose-1': 'approval',
	ordinal: 'ordinal',
	cumulative: 'points',
	scoring: 'points',
};

/** What a Pabulib file asks to be counted. A project at the cost 999999999 is withdrawn. Spec: SPEC §9.3. */
export function instanceOf(file: PabulibFile): Result<Instance> {
	return makeInstance({
		projects: file.projects.map(({ id, cost, categories }) => ({
			id,
			cost,
			categories,
			withdrawn: cost.d === 1n && cost.n === WITHDRAWN_COST,
		})),
		budget: file.budget,
		kind: KINDS[file.voteType],
		ballots: file.ballots,
	});
}
