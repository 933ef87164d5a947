/**
 * Ballots: encrypted answers with proofs, signed by a credential. Spec: SPEC §3.10.
 *
 * Error model: {@link parseBallot} and {@link verifyBallot} return Problems that name the field; making a ballot throws RangeError
 * for a choice that the election does not allow.
 */
import {
	decodeText,
	encodeText,
	hash256Base64,
	object,
	pointText,
	string,
	tuple,
} from '../codec.ts';
import type { Codec } from '../codec.ts';
import { clearCofactor, modOrder, randomScalar } from '../group.ts';
import { sha256Base64, sha256Hex } from '../hash.ts';
import { Claims, verifyClaims } from '../proofs/claims.ts';
import { Prover } from '../proofs/hints.ts';
import { proofCodec, type Proof } from '../proofs/schnorr.ts';
import { randomBytes, type RandomBytes } from '../random.ts';
import { problem, type Problem, type Result } from '../result.ts';
import { hashToScalar } from '../transcript.ts';
import type { Credential } from './credential.ts';
import type { Election } from './definition.ts';
import { typeOf, type Answer, type Choice } from './questions/index.ts';

export type Ballot = {
	readonly election_uuid: string;
	readonly election_hash: string;
	readonly credential: string;
	readonly answers: readonly Answer[];
	readonly signature: { readonly hash: string; readonly proof: Proof };
};

const signatureCodec = object({ hash: hash256Base64, proof: proofCodec });

/** The codec of an election's ballots; made once an election. */
const codecs = new WeakMap<Election, Codec<Ballot>>();

function ballotCodec(election: Election): Codec<Ballot> {
	const known = codecs.get(election);
	if (known) return known;
	const answers = election.definition.questions.map((q) => typeOf(q).answerCodec(q));
	const codec = object({
		election_uuid: string,
		election_hash: string,
		credential: pointText,
		answers: tuple<readonly Codec<Answer>[]>(...answers),
		signature: signatureCodec,
	});
	codecs.set(election, codec);
	return codec;
}

/** What the signature covers: the ballot's text without the signature field. */
const signedText = (ballotText: string, signatureText: string): string =>
	`${ballotText.slice(0, ballotText.length - signatureText.length - ',"signature":}'.length)}}`;

const signaturePrefix = (hash: string): string => `sig|${hash}|`;
const proofContext = (election: Election, credential: string): string =>
	`${election.fingerprint}|${credential}`;

/** Encrypts choices and proves that they are allowed, for the holder of a credential. @throws RangeError for choices that are not */
function makeAnswers(
	election: Election,
	credential: string,
	choices: readonly Choice[],
	prover: Prover,
): Answer[] {
	const { questions } = election.definition;
	if (choices.length !== questions.length) throw new RangeError('one choice for each question');
	const context = {
		prover,
		keyText: election.keyText,
		context: proofContext(election, credential),
	};
	return questions.map((q, i) => typeOf(q).prove(q, choices[i]!, context));
}

/** A ballot's text and its hints (SPEC §11.1), which anybody could make from the text with more work. */
export type HintedBallot = { readonly text: string; readonly hints: Uint8Array };

/** The text alone of {@link makeHintedBallot}. */
export const makeBallot = (
	election: Election,
	credential: Credential,
	choices: readonly Choice[],
	rng: RandomBytes = randomBytes,
): string => makeHintedBallot(election, credential, choices, rng).text;

/**
 * Encrypts a voter's choices, proves that they are allowed and signs. One choice a question.
 * Secret: choices, the credential's secret. @throws RangeError for choices that are not allowed.
 * @param signingRng - draws the signature's nonce, where what `rng` draws may be opened for an audit
 */
export function makeHintedBallot(
	election: Election,
	credential: Credential,
	choices: readonly Choice[],
	rng: RandomBytes = randomBytes,
	signingRng: RandomBytes = rng,
): HintedBallot {
	const prover = new Prover(election.key, rng);
	const unsigned: Ballot = {
		election_uuid: election.definition.uuid,
		election_hash: election.fingerprint,
		credential: credential.public,
		answers: makeAnswers(election, credential.public, choices, prover),
		signature: { hash: '', proof: { challenge: 0n, response: 0n } },
	};
	const codec = ballotCodec(election);
	const text = encodeText(codec, unsigned);
	const hash = sha256Base64(signedText(text, encodeText(signatureCodec, unsigned.signature)));
	const w = randomScalar(signingRng);
	const commitment = prover.g.multiply(w);
	const challenge = hashToScalar(signaturePrefix(hash), [clearCofactor(commitment)]);
	const response = modOrder(w - credential.secret * challenge);
	const signature = { hash, proof: { challenge, response } };
	return {
		text: encodeText(codec, { ...unsigned, signature }),
		hints: prover.hints({ point: prover.g.multiply(credential.secret), commitment }),
	};
}

/** Whether a ballot holds exactly these choices, encrypted and proved with what `rng` draws. @throws RangeError for choices that are not allowed */
export function holdsChoices(
	election: Election,
	ballot: Ballot,
	choices: readonly Choice[],
	rng: RandomBytes,
): boolean {
	const prover = new Prover(election.key, rng);
	const answers = makeAnswers(election, ballot.credential, choices, prover);
	const codec = ballotCodec(election);
	return encodeText(codec, { ...ballot, answers }) === encodeText(codec, ballot);
}

/** What a voter keeps to find the ballot again: unpadded base64 SHA-256 of its text. */
export const ballotTracker = (text: string): string => sha256Base64(text);
/** The same hash in hex: the ballot's name in the archive and in the register. */
export const ballotHash = (text: string): string => sha256Hex(text);

/** Reads a ballot of this election in its only accepted spelling. */
export function parseBallot(election: Election, text: string): Result<Ballot> {
	const ballot = decodeText(ballotCodec(election), text);
	if (!ballot.ok) return ballot;
	const { election_uuid, election_hash } = ballot.value;
	if (election_uuid !== election.definition.uuid)
		return problem('ballot.other-election', 'election_uuid', 'the ballot is for another election');
	if (election_hash !== election.fingerprint)
		return problem(
			'ballot.other-election',
			'election_hash',
			'the ballot is for another definition',
		);
	return ballot;
}

/** Everything that a ballot claims: its answers' proofs and its signature. `text` is what it was parsed from. */
export function claimsOf(election: Election, ballot: Ballot, text: string): Claims {
	const claims = new Claims();
	const { hash, proof } = ballot.signature;
	const credential = claims.sum([claims.point(ballot.credential, 'credential')]);
	if (sha256Base64(signedText(text, encodeText(signatureCodec, ballot.signature))) !== hash)
		claims.problem('ballot.signed-hash', 'signature.hash', 'not the hash of this ballot');
	claims.claim({
		code: 'ballot.signature',
		place: 'signature.proof',
		prefix: signaturePrefix(hash),
		challenge: proof.challenge,
		commitments: [
			{ g: proof.response, y: 0n, terms: [{ sum: credential, factor: proof.challenge }] },
		],
	});
	election.definition.questions.forEach((question, i) =>
		typeOf(question).claim(question, ballot.answers[i]!, {
			claims,
			keyText: election.keyText,
			context: proofContext(election, ballot.credential),
			place: `answers[${i}]`,
		}),
	);
	return claims;
}

/** Checks a ballot by itself: spelling, election, signature and every proof. Whether its credential may vote is the caller's. */
export function verifyBallot(election: Election, text: string): Problem[] {
	const ballot = parseBallot(election, text);
	return ballot.ok
		? verifyClaims(claimsOf(election, ballot.value, text), election.key)
		: [ballot.error];
}
