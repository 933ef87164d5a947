/**
 * The heavy parts of a simulated vote as jobs that threads do: what goes in and out can be copied between threads. A job sees only
 * what the role that does it may know: the booth its voter's choices, an issuer its own share, the ballot box no secret at all.
 */
import { choicesOf } from '../../crypto/budget/question.ts';
import type { PotBallot } from '../../crypto/budget/ballot.ts';
import type { Pot } from '../../crypto/budget/pot.ts';
import { decodeText, encodeText } from '../../crypto/codec.ts';
import {
	claimsOf,
	makeHintedBallot,
	parseBallot,
	type HintedBallot,
} from '../../crypto/election/ballot.ts';
import { deriveCredential, makeCode } from '../../crypto/election/credential.ts';
import { decryptPartially, partialDecryptionCodec } from '../../crypto/election/decryption.ts';
import { parseElection, type Election } from '../../crypto/election/definition.ts';
import type { Nest } from '../../crypto/election/nest.ts';
import { makeShuffle, shuffleCodec, type Mixed } from '../../crypto/election/shuffle.ts';
import {
	proveStrongDecryption,
	strongDecryptionCodec,
} from '../../crypto/election/strong-decryption.ts';
import { encryptedTallyCodec, type TallyPart } from '../../crypto/election/tally.ts';
import { G, type Point, type Secret } from '../../crypto/group.ts';
import { verifyAndHintBatch } from '../../crypto/proofs/batch.ts';
import type { Result } from '../../crypto/result.ts';
import { encodeElement, parseElement } from '../../crypto/token/group.ts';
import type { WrittenToken } from '../../crypto/token/batch.ts';
import { readIssuer, issuerCodec, type Issuer } from '../../crypto/token/issuer.ts';
import {
	blindToken,
	evaluateToken,
	evaluationsCodec,
	redeemToken,
	redemptionRequest,
	unblindToken,
} from '../../crypto/token/token.ts';
import { checkCasts, type CastFault, type CastText, type CheckedCast } from './check-casts.ts';
import { addTexts, analyze, proveTokens } from './close-jobs.ts';
import { recentOf } from './recent.ts';
import { holdsShuffle } from './tally-jobs.ts';

/** The value of a result that cannot fail among honest roles. */
export function expect<T>(result: Result<T, unknown>, what: string): T {
	if (result.ok) return result.value;
	throw new Error(`${what}: ${JSON.stringify(result.error)}`);
}

const electionOf = recentOf((text): Election => expect(parseElection(text), 'election'));
const issuersOf = recentOf((text): Issuer => {
	const { uuid, parameters } = JSON.parse(text) as { uuid: string; parameters: string };
	return expect(
		readIssuer(uuid, expect(decodeText(issuerCodec, parameters), 'issuers')),
		'issuers',
	);
});
const tallyOf = recentOf((text) => expect(decodeText(encryptedTallyCodec, text), 'tally'));

/** The issuers as every thread reads them. */
export const issuersText = (uuid: string, parameters: string): string =>
	JSON.stringify({ uuid, parameters });

/** A voter's credential and blinded request. Secret: all but the request and the public credential. */
export type Booth = {
	readonly credential: string;
	readonly secret: Secret;
	readonly request: string;
	readonly blind: Secret;
};
/** Evaluations in their text. */
type Answers = string;

const answersOf = (answers: readonly Answers[]) =>
	answers.flatMap((text) => expect(decodeText(evaluationsCodec, text), 'answer of an issuer'));

export const JOBS = {
	/** Voters make their codes and ask for tokens. */
	openBooths({ uuid, count }: { uuid: string; count: number }): Booth[] {
		return Array.from({ length: count }, () => {
			const { public: credential, secret } = deriveCredential(uuid, makeCode());
			const { request, blind } = blindToken(uuid, credential);
			return { credential, secret, request: encodeElement(request), blind };
		});
	},

	/** Issuer `j` answers requests. Secret: its share. */
	evaluate({
		issuers,
		j,
		share,
		requests,
	}: {
		issuers: string;
		j: number;
		share: Secret;
		requests: readonly string[];
	}): Answers[] {
		const issuer = issuersOf(issuers);
		return requests.map((text) =>
			encodeText(evaluationsCodec, [evaluateToken(issuer, j, share, parseElement(text)!)]),
		);
	},

	/** Booths check the answers of the issuers and have their tokens. */
	unblind({
		issuers,
		booths,
		answers,
	}: {
		issuers: string;
		booths: readonly Booth[];
		answers: readonly (readonly Answers[])[];
	}): string[] {
		const issuer = issuersOf(issuers);
		return booths.map(({ credential, request, blind }, i) => {
			const blinded = { request: parseElement(request)!, blind };
			const token = unblindToken(issuer, credential, blinded, answersOf(answers[i]!));
			return encodeElement(expect(token, 'token').element);
		});
	},

	/** Booths encrypt. Secret: ballots and credentials' secrets. */
	encrypt({
		election,
		pots,
		ballots,
	}: {
		election: string;
		pots: readonly Pot[];
		ballots: readonly { credential: string; secret: Secret; filled: readonly PotBallot[] }[];
	}): HintedBallot[] {
		return ballots.map(({ credential, secret, filled }) =>
			makeHintedBallot(
				electionOf(election),
				{ public: credential, secret },
				choicesOf(pots, filled),
			),
		);
	},

	/** The ballot box checks proofs and signatures, and keeps hints. */
	accept({
		election,
		ballots,
	}: {
		election: string;
		ballots: readonly HintedBallot[];
	}): Uint8Array[] {
		const parsed = electionOf(election);
		const batch = ballots.map(({ text, hints }) => {
			const ballot = expect(parseBallot(parsed, text), 'ballot');
			return { claims: claimsOf(parsed, ballot, text), hints };
		});
		return verifyAndHintBatch(batch, parsed.key).map((hints) => expect(hints, 'ballot'));
	},

	/** The server checks ballots that arrived together, with their tokens. Secret: the issuers' shares. */
	checkCasts({
		election,
		shares,
		casts,
	}: {
		election: string;
		shares: readonly Secret[];
		casts: readonly CastText[];
	}): Result<CheckedCast, CastFault>[] {
		return checkCasts(electionOf(election), shares, casts);
	},

	/** The server adds ballots up when a vote closes. */
	addTexts({ election, texts }: { election: string; texts: readonly string[] }): TallyPart {
		return addTexts(electionOf(election), texts);
	},

	/** The server proves that all redeemed tokens were issued. Secret: the issuers' shares. */
	proveTokens({
		uuid,
		issuers,
		shares,
		tokens,
	}: {
		uuid: string;
		issuers: string;
		shares: readonly Secret[];
		tokens: readonly WrittenToken[];
	}): string {
		return proveTokens(issuersOf(issuers), uuid, shares, tokens);
	},

	/** The server writes what follows from a result. */
	analyze,

	/** What issuers are asked when tokens are redeemed. */
	redemptions({
		uuid,
		tokens,
	}: {
		uuid: string;
		tokens: readonly { credential: string; element: string }[];
	}): string[] {
		return tokens.map(({ credential, element }) =>
			encodeElement(redemptionRequest(uuid, { credential, element: parseElement(element)! })),
		);
	},

	/** The ballot box checks tokens with the issuers' answers. */
	redeem({
		uuid,
		issuers,
		tokens,
		answers,
	}: {
		uuid: string;
		issuers: string;
		tokens: readonly { credential: string; element: string }[];
		answers: readonly (readonly Answers[])[];
	}): void {
		const issuer = issuersOf(issuers);
		tokens.forEach(({ credential, element }, i) => {
			const token = { credential, element: parseElement(element)! };
			expect(redeemToken(issuer, uuid, token, answersOf(answers[i]!)), 'token');
		});
	},

	/** A commission member shuffles. */
	shuffle({ election, mixed }: { election: string; mixed: Mixed }): string {
		return encodeText(shuffleCodec, makeShuffle(electionOf(election), mixed).shuffle);
	},

	/** The server checks a member's shuffle of what the last one left. */
	holdsShuffle({
		election,
		tally,
		last,
		text,
	}: {
		election: string;
		tally: string;
		last: string | undefined;
		text: string;
	}): boolean {
		return holdsShuffle(electionOf(election), tally, last, text);
	},

	/** A commission member decrypts, and proves it twice. Secret: its share. */
	decrypt({
		fingerprint,
		tally,
		owner,
		secret,
	}: {
		fingerprint: string;
		tally: string;
		owner: number;
		secret: Secret;
	}): { wire: string; strong: string } {
		const key = G.multiply(secret);
		const decryption = { fingerprint, tally: tallyOf(tally) };
		const partial = decryptPartially(decryption, key, secret);
		const factors = partial.decryption_factors as Nest<Point>;
		const strong = proveStrongDecryption({ ...decryption, owner, key, factors }, secret);
		return {
			wire: encodeText(partialDecryptionCodec, partial),
			strong: encodeText(strongDecryptionCodec, strong),
		};
	},
} as const;

export type JobName = keyof typeof JOBS;
export type JobInput<N extends JobName> = Parameters<(typeof JOBS)[N]>[0];
export type JobOutput<N extends JobName> = ReturnType<(typeof JOBS)[N]>;
/** Does a job, here or on a thread. */
export type Work = <N extends JobName>(name: N, input: JobInput<N>) => Promise<JobOutput<N>>;

/** Does jobs in this thread. */
export const workHere: Work = (name, input) =>
	Promise.resolve((JOBS[name] as (input: unknown) => never)(input));
