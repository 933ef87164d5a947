/** From the members' factors to the numbers and bytes of the result. Spec: SPEC §4.10, §4.11. */
import { decodeText } from '../../crypto/codec.ts';
import { combineDecryptions } from '../../crypto/election/combination.ts';
import { findCounts } from '../../crypto/election/counts.ts';
import { partialDecryptionCodec } from '../../crypto/election/decryption.ts';
import type { Election } from '../../crypto/election/definition.ts';
import { leaves, type Nest } from '../../crypto/election/nest.ts';
import {
	extractBytes,
	isCanonicalEmbedding,
} from '../../crypto/election/questions/non-homomorphic.ts';
import type { EncryptedTally } from '../../crypto/election/tally.ts';
import type { Trustees } from '../../crypto/election/trustees/trustees.ts';
import type { Point } from '../../crypto/group.ts';
import { attempt, ProblemError, type Problem, type Result } from '../../crypto/result.ts';
import { LARGE } from './limits.ts';

export type Owned = { readonly owner: number; readonly text: string };

export type Decrypted = {
	/** One part a question, as the result has it. */
	readonly decrypted: Nest<bigint>[];
	/** By question: places of ballots whose element no honest booth makes. */
	readonly notCanonical: Set<number>[];
};

/** @param counted - how many ballots were tallied. Errors: those of combining; `result.no-count` */
export function readDecryptions(
	election: Election,
	trustees: Trustees,
	tally: EncryptedTally,
	decryptions: readonly Owned[],
	counted: number,
): Result<Decrypted> {
	return attempt(() => {
		const factors = new Map(
			decryptions.map(({ owner, text }) => {
				const partial = must(decodeText(partialDecryptionCodec, text, LARGE));
				return [owner, partial.decryption_factors as Nest<Point>] as const;
			}),
		);
		const plain = must(combineDecryptions(trustees, tally, factors)) as readonly Nest<Point>[];
		const decrypted: Nest<bigint>[] = [];
		const notCanonical: Set<number>[] = [];
		election.definition.questions.forEach((question, q) => {
			const points = leaves(plain[q]!);
			const spoiled = new Set<number>();
			if ('type' in question && question.type === 'NonHomomorphic') {
				const ballots = points.map((p) => extractBytes(p, question.value.answers.length));
				ballots.forEach((bytes, i) => {
					if (!isCanonicalEmbedding(points[i]!, bytes)) spoiled.add(i);
				});
				decrypted.push(ballots.map((b) => b.map(BigInt)));
			} else decrypted.push(findCounts(points, BigInt(counted)).map(requireCount));
			notCanonical.push(spoiled);
		});
		return { decrypted, notCanonical };
	});
}

function must<T>(result: Result<T, Problem | readonly Problem[]>): T {
	if (result.ok) return result.value;
	const [problem] = [result.error].flat() as [Problem];
	throw new ProblemError(problem.code, problem.place, problem.message);
}

function requireCount(count: bigint | undefined): bigint {
	if (count !== undefined) return count;
	throw new ProblemError('result.no-count', '', 'a decrypted sum is no number of votes');
}
