import { encodeText } from '../../crypto/codec.ts';
import { ArchiveWriter } from '../../crypto/election/archive/writer.ts';
import { claimsOf, makeBallot, parseBallot } from '../../crypto/election/ballot.ts';
import {
	deriveCredential,
	encodeCredentials,
	makeCode,
	type Credential,
} from '../../crypto/election/credential.ts';
import {
	encodeElection,
	makeUuid,
	parseElection,
	type Election,
} from '../../crypto/election/definition.ts';
import type { Choice, Question } from '../../crypto/election/questions/index.ts';
import { makeTrusteeKey } from '../../crypto/election/trustees/single.ts';
import { trusteesCodec } from '../../crypto/election/trustees/trustees.ts';
import { randomScalar } from '../../crypto/group.ts';
import { verifyAndHint } from '../../crypto/proofs/hints.ts';
import type { BallotTask } from '../../crypto/verify/engine.ts';
import { concatBytes } from '../../crypto/bytes.ts';
import { unwrap } from '../support/ceremony.ts';
import { signAnything, type JsonObject } from '../support/election.ts';

export const CHOICES = 20;
const ANSWERS = Array.from({ length: CHOICES }, (_, i) => `project ${i + 1}`);

/** A question whose ballots are added up: at most five of twenty. */
export const SUM: Question = { answers: ANSWERS, min: 0, max: 5, question: 'Which ones?' };
/** A question whose ballots are shuffled: a byte for each of twenty. */
export const MIX: Question = {
	type: 'NonHomomorphic',
	value: { answers: ANSWERS, question: 'In which order?' },
};

/** What the i-th voter chooses. */
const choiceOf = (question: Question, i: number): Choice =>
	'type' in question
		? ANSWERS.map((_, j) => ((i + j) % CHOICES) + 1)
		: ANSWERS.map((_, j) => Number((i + j) % 7 === 0));

/** An election of one question under a single trustee's key, and its voters. */
export type SampleElection = {
	readonly election: Election;
	readonly voters: readonly Credential[];
	readonly choices: readonly (readonly Choice[])[];
	/** An archive that holds nothing but the setup: what belenios-tool asks for. */
	readonly setup: Uint8Array;
	/** The same, to be continued. */
	readonly beginArchive: (sink: (bytes: Uint8Array) => void) => ArchiveWriter;
};

export function makeSampleElection(question: Question, voterCount: number): SampleElection {
	const uuid = makeUuid();
	const key = makeTrusteeKey(randomScalar());
	const text = encodeElection({
		version: 1,
		description: 'A sample',
		name: 'Sample',
		group: 'Ed25519',
		public_key: key.public_key,
		questions: [question],
		uuid,
	});
	const voters = Array.from({ length: voterCount }, () => deriveCredential(uuid, makeCode()));
	const beginArchive = (sink: (bytes: Uint8Array) => void): ArchiveWriter => {
		const writer = new ArchiveWriter(1_795_440_000, sink);
		writer.setup({
			election: text,
			trustees: encodeText(trusteesCodec, [['Single', key]]),
			credentials: encodeCredentials(voters.map((v) => [v.public, 1n])),
		});
		return writer;
	};
	const chunks: Uint8Array[] = [];
	beginArchive((bytes) => chunks.push(bytes));
	return {
		election: unwrap(parseElection(text)),
		voters,
		choices: voters.map((_, i) => [choiceOf(question, i)]),
		setup: concatBytes(...chunks),
		beginArchive,
	};
}

/** Every voter's ballot with its hints. */
export const castBallots = ({ election, voters, choices }: SampleElection): BallotTask[] =>
	voters.map((voter, i) => {
		const text = makeBallot(election, voter, choices[i]!);
		const ballot = unwrap(parseBallot(election, text));
		return { text, hints: unwrap(verifyAndHint(claimsOf(election, ballot, text), election.key)) };
	});

/** The voter's ballot with one proof that does not hold, signed as it is. */
export function damageBallot({ text, hints }: BallotTask, voter: Credential): BallotTask {
	const ballot = JSON.parse(text) as JsonObject;
	const change = (response: string) => (response === '1' ? '2' : '1');
	const damaged = JSON.parse(
		JSON.stringify(ballot.answers).replace(
			/"response":"(\d+)"/,
			(_, response: string) => `"response":"${change(response)}"`,
		),
	) as unknown;
	return { text: signAnything({ ...ballot, answers: damaged }, voter), ...(hints && { hints }) };
}
