/** The definition of an election, made from what its vote is. Spec: SPEC §3.3, §10.2. */
import type { Pot } from '../../crypto/budget/pot.ts';
import { questionsOf } from '../../crypto/budget/question.ts';
import { encodeElection, parseElection, type Election } from '../../crypto/election/definition.ts';
import type { Point } from '../../crypto/group.ts';
import { sha256Hex } from '../../crypto/hash.ts';

/** What ballots are made for. It names the manifest, so that each ballot commits to all of that. */
export function defineElection(vote: {
	readonly uuid: string;
	readonly title: string;
	readonly pots: readonly Pot[];
	readonly electionKey: Point;
	readonly manifestText: string;
}): Election {
	const text = encodeElection(
		{
			version: 1,
			description: vote.title,
			name: vote.title,
			group: 'Ed25519',
			public_key: vote.electionKey,
			questions: questionsOf(vote.pots),
			uuid: vote.uuid,
			administrator: 'Viche',
			credential_authority: 'Viche',
		},
		{ manifest: sha256Hex(vote.manifestText) },
	);
	const election = parseElection(text);
	if (!election.ok) throw new TypeError(election.error.message);
	return election.value;
}
