/**
 * One commission member and the voter who votes last move a sum to where they like, with proofs that the Belenios wire format
 * accepts: their hash covers neither ciphertext nor factor (ADR 0041). Keys: the member's share and the voter's own credential.
 */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { choicesOf } from '../../crypto/budget/question.ts';
import { bigIntToBytesLE } from '../../crypto/bytes.ts';
import { decodeText, encodeText } from '../../crypto/codec.ts';
import { makeHintedBallot, parseBallot } from '../../crypto/election/ballot.ts';
import { partialDecryptionCodec } from '../../crypto/election/decryption.ts';
import {
	proveStrongDecryption,
	strongDecryptionCodec,
} from '../../crypto/election/strong-decryption.ts';
import { TallyBuilder } from '../../crypto/election/tally.ts';
import { leaves } from '../../crypto/election/nest.ts';
import { lagrangeCoefficients } from '../../crypto/election/trustees/polynomial.ts';
import {
	asSecret,
	add,
	encodePoint,
	G,
	invertScalar,
	modOrder,
	multiply,
	randomScalar,
	type Point,
	type Scalar,
} from '../../crypto/group.ts';
import { randomBytes } from '../../crypto/random.ts';
import type { Proof } from '../../crypto/proofs/schnorr.ts';
import { hashToScalar } from '../../crypto/transcript.ts';
import { verifyArchive } from '../../crypto/verify/archive.ts';
import { JOBS, workHere, type JobInput, type Work } from '../../server/work/jobs.ts';
import type { SimulatedVote } from '../../server/cli/simulate/vote.ts';
import { assertCaught, judge, play } from '../support/attack.ts';
import { unwrap } from '../support/ceremony.ts';
import { codesOf, inChunks } from '../support/verifying.ts';

const test = suite('attack/shifted-decryption');

/** Voter 4 chose the tree alone; member 1 decrypts together with member 2. */
const [VOTER, MEMBER, PARTNER] = [4, 1, 2];
/** The lamp's place among the choices, behind the blank bit and three projects; nobody but voter 3 wants it. */
const LAMP = 4;
const SHIFT = 3n;

/** What the two agree on before the voter votes: a proof first, then the ciphertext that makes it hold. */
type Plot = { readonly proof: Proof; readonly error: Scalar };

/**
 * The verifier computes r·alpha + c·F = w·alpha + c·d for the factor F = x·alpha + d. The member fixes this as w·S + b·G, where S is
 * what the others' alphas add up to, and has c; the voter's randomness ρ in alpha = S + ρ·G is then what makes w·ρ + c·d = b.
 */
function plot(vote: SimulatedVote): Plot & { readonly randomness: Scalar } {
	const secret = vote.commission.secrets[MEMBER - 1]!.decryption;
	const [w, b] = [randomScalar(), randomScalar()];
	const prefix = `decrypt|${vote.election.fingerprint}|${encodePoint(G.multiply(asSecret(secret)))}|`;
	const commitments = [G.multiply(w), add(multiply(othersAlpha(vote), w), G.multiply(b))];
	const challenge = hashToScalar(prefix, commitments);
	const lambda = lagrangeCoefficients([MEMBER, PARTNER])[0]!;
	const error = modOrder(-SHIFT * invertScalar(lambda));
	return {
		proof: { challenge, response: modOrder(w - secret * challenge) },
		error,
		randomness: modOrder((b - challenge * error) * invertScalar(w)),
	};
}

function othersAlpha(vote: SimulatedVote): Point {
	const own = vote.booths[VOTER]!.credential;
	const others = new TallyBuilder(vote.election);
	for (const { text, credential } of vote.counted())
		if (credential !== own) others.add(unwrap(parseBallot(vote.election, text)), 1n);
	return leaves(others.finish().tally[0]!)[LAMP]!.alpha;
}

/** The accomplice votes once more, with this randomness in the ciphertext of the lamp. */
function vote(v: SimulatedVote, randomness: Scalar): void {
	const { credential, secret } = v.booths[VOTER]!;
	let drawn = 0;
	const rng = (n: number) => (drawn++ === LAMP ? bigIntToBytesLE(randomness, n) : randomBytes(n));
	const choices = choicesOf(v.setup.pots, v.setup.ballots[VOTER]!);
	const made = makeHintedBallot(v.election, { public: credential, secret }, choices, rng);
	const [hints] = JOBS.accept({ election: v.election.text, ballots: [made] });
	v.accept({ text: made.text, hints: hints!, credential });
}

/** The member's partial decryption: honest but for one factor and its proof. */
const decrypting = (v: SimulatedVote, { proof, error }: Plot): Work =>
	(async (name, input) => {
		const honest = await workHere(name, input);
		const { owner, secret } = input as JobInput<'decrypt'>;
		if (name !== 'decrypt' || owner !== MEMBER) return honest;
		const { wire } = honest as ReturnType<(typeof JOBS)['decrypt']>;
		const partial = unwrap(decodeText(partialDecryptionCodec, wire));
		const [factors] = partial.decryption_factors as [Point[]];
		const [proofs] = partial.decryption_proofs as [Proof[]];
		factors[LAMP] = add(factors[LAMP]!, G.multiply(asSecret(error)));
		proofs[LAMP] = proof;
		const statement = {
			fingerprint: v.election.fingerprint,
			tally: v.toDecrypt(),
			owner,
			key: G.multiply(secret),
			factors: partial.decryption_factors as Point[][],
		};
		return {
			wire: encodeText(partialDecryptionCodec, partial),
			strong: encodeText(strongDecryptionCodec, proveStrongDecryption(statement, secret)),
		};
	}) as Work;

const playPlot = (): Promise<SimulatedVote> =>
	play('sum', {
		cast: (v) => {
			const { randomness, ...agreed } = plot(v);
			vote(v, randomness);
			Object.assign(v.setup, { work: decrypting(v, agreed) });
		},
		// The third member must not decrypt, or the shares disagree.
		shuffle: (v) => {
			v.commission = { ...v.commission, secrets: v.commission.secrets.slice(0, PARTNER) };
		},
	});

test('the wire format sees nothing; the strong proof does not hold', async () => {
	const shifted = await playPlot();
	const [pot] = shifted.result.pots;
	assert.equal(pot!.totals['lamp'], 1 + Number(SHIFT));
	assert.ok(pot!.count.winners.includes('lamp'));
	const archive = await verifyArchive(inChunks(shifted.archive));
	assert.deepEqual([archive.verdict, codesOf(archive)], ['consistent', []]);
	assertCaught(await judge(shifted.record()), 'E12 decryption.strong-proof');
});

test('and without strong proofs the record never counts as verified', async () => {
	const shifted = await playPlot();
	shifted.strong.length = 0;
	assert.deepEqual(await judge(shifted.record()), {
		verdict: 'unproved',
		errors: [],
		unproved: ['E12 decryption.not-bound'],
	});
});

test.run();
