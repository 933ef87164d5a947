/** Shuffles of the ballots that are decrypted one by one: each mixer reencrypts and reorders what the one before gave. Spec: SPEC §5.2. */
import { array, curvePoint, object, type Infer } from '../codec.ts';
import { areMembers, normalize, randomScalar, type FixedBase, type Point } from '../group.ts';
import { bytesToBigIntLE } from '../bytes.ts';
import { proveShuffle, shuffleProofCodec, verifyShuffleProof } from '../proofs/shuffle.ts';
import { randomBytes, type RandomBytes } from '../random.ts';
import { err, ok, type Problem, type Result } from '../result.ts';
import type { Definition, Election } from './definition.ts';
import { reencrypt, type Ciphertext } from './elgamal.ts';
import { typeOf } from './questions/index.ts';
import type { EncryptedTally } from './tally.ts';

const writtenCodec = object({ alpha: curvePoint, beta: curvePoint });

/** One list of ciphertexts and one proof for each question whose ballots are shuffled. */
export const shuffleCodec = object({
	ciphertexts: array(array(writtenCodec)),
	proofs: array(shuffleProofCodec),
});
export type Shuffle = Infer<typeof shuffleCodec>;

/** Ciphertexts of the shuffled questions, in the order of the questions. */
export type Mixed = readonly (readonly Ciphertext[])[];

const isShuffled = ({ questions }: Definition, i: number): boolean =>
	typeOf(questions[i]!).tallied === 'shuffled';

/** Whether the election has ballots to shuffle at all. */
export const hasShuffles = ({ questions }: Definition): boolean =>
	questions.some((q) => typeOf(q).tallied === 'shuffled');

/** The parts of the tally with which the first shuffle begins. */
export const shuffledParts = ({ definition }: Election, tally: EncryptedTally): Mixed =>
	tally.filter((_, i) => isShuffled(definition, i)) as readonly (readonly Ciphertext[])[];

/** The tally with its shuffled parts replaced by the last shuffle: what is decrypted. */
export function replaceShuffled(
	{ definition }: Election,
	tally: EncryptedTally,
	mixed: Mixed,
): EncryptedTally {
	let next = 0;
	return tally.map((part, i) => (isShuffled(definition, i) ? mixed[next++]! : part));
}

/** Reencrypts and reorders every list. Secret: the order, which is forgotten. */
export function makeShuffle(
	election: Election,
	before: Mixed,
	rng: RandomBytes = randomBytes,
): { shuffle: Shuffle; after: Mixed } {
	const mixed = before.map((list) => mixList(election, list, rng));
	const after = mixed.map((m) => m.after);
	return {
		shuffle: { ciphertexts: after.map((list) => [...list]), proofs: mixed.map((m) => m.proof) },
		after,
	};
}

function mixList({ fingerprint, key }: Election, before: readonly Ciphertext[], rng: RandomBytes) {
	const permutation = drawPermutation(before.length, rng);
	const randomness = before.map(() => randomScalar(rng));
	const after = normalizeAll(permutation.map((at) => reencrypt(key, before[at]!, randomness[at]!)));
	const statement = { fingerprint, key, before, after };
	return { after, proof: proveShuffle(statement, { permutation, randomness }, rng) };
}

function normalizeAll(ciphertexts: readonly Ciphertext[]): Ciphertext[] {
	const points = normalize(ciphertexts.flatMap((c) => [c.alpha, c.beta]));
	return ciphertexts.map((_, i) => ({ alpha: points[2 * i]!, beta: points[2 * i + 1]! }));
}

/** A uniform permutation: Fisher and Yates with numbers of 128 bits mod the range, a bias below 2^−96. */
function drawPermutation(length: number, rng: RandomBytes): number[] {
	const order = Array.from({ length }, (_, i) => i);
	for (let i = length - 1; i > 0; i--) {
		const j = Number(bytesToBigIntLE(rng(16)) % BigInt(i + 1));
		[order[i], order[j]] = [order[j]!, order[i]!];
	}
	return order;
}

/**
 * Checks a shuffle of what came before and gives what comes after. Problems name list and equation.
 * Codes: `shuffle.{lists,length,not-in-group,equation}`.
 */
export function verifyShuffle(
	{ fingerprint, key }: { readonly fingerprint: string; readonly key: FixedBase },
	before: Mixed,
	{ ciphertexts, proofs }: Shuffle,
	rng: RandomBytes = randomBytes,
): Result<Mixed, Problem[]> {
	if (ciphertexts.length !== before.length || proofs.length !== before.length)
		return err([
			{
				code: 'shuffle.lists',
				place: '',
				message: `not one list and proof for each of ${before.length}`,
			},
		]);
	const problems = ciphertexts.flatMap((list, q) => {
		const place = `ciphertexts[${q}]`;
		if (!areMembers(list.flatMap((c) => [c.alpha, c.beta])))
			return [
				{ code: 'shuffle.not-in-group', place, message: 'a point has a component of small order' },
			];
		const after = list as { alpha: Point; beta: Point }[];
		return verifyShuffleProof({ fingerprint, key, before: before[q]!, after }, proofs[q]!, rng).map(
			(p) => ({
				...p,
				place: p.place === '' ? `proofs[${q}]` : `proofs[${q}].${p.place}`,
			}),
		);
	});
	return problems.length > 0 ? err(problems) : ok(ciphertexts as unknown as Mixed);
}
