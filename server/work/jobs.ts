/**
 * The heavy parts of a simulated vote as jobs that threads do: what goes in and out can be copied between threads. A job sees only
 * what the role that does it may know: the booth its voter's choices, an issuer its own share, the ballot box no secret at all.
 */
import { choicesOf } from '../../crypto/budget/question.ts';
import type { PotBallot } from '../../crypto/budget/ballot.ts';
import type { Pot } from '../../crypto/budget/pot.ts';
import { decodeText, encodeText } from '../../crypto/codec.ts';
import { claimsOf, makeBallot, parseBallot } from '../../crypto/election/ballot.ts';
import { deriveCredential, makeCode } from '../../crypto/election/credential.ts';
import { decryptPartially, partialDecryptionCodec } from '../../crypto/election/decryption.ts';
import { parseElection, type Election } from '../../crypto/election/definition.ts';
import type { Nest } from '../../crypto/election/nest.ts';
import { makeShuffle, shuffleCodec, type Mixed } from '../../crypto/election/shuffle.ts';
import {
	proveStrongDecryption,
	strongDecryptionCodec,
} from '../../crypto/election/strong-decryption.ts';
import { encryptedTallyCodec } from '../../crypto/election/tally.ts';
import { G, type Point, type Scalar } from '../../crypto/group.ts';
import { verifyAndHint } from '../../crypto/proofs/hints.ts';
import type { Result } from '../../crypto/result.ts';
import { encodeElement, parseElement } from '../../crypto/token/group.ts';
import { readIssuer, issuerCodec, type Issuer } from '../../crypto/token/issuer.ts';
import {
	blindToken,
	evaluateToken,
	evaluationsCodec,
	redeemToken,
	redemptionRequest,
	unblindToken,
} from '../../crypto/token/token.ts';

/** The value of a result that cannot fail among honest roles. */
export function expect<T>(result: Result<T, unknown>, what: string): T {
	if (result.ok) return result.value;
	throw new Error(`${what}: ${JSON.stringify(result.error)}`);
}

/** Remembers what was made of the last text. */
function lastOf<T>(make: (text: string) => T): (text: string) => T {
	let last: { text: string; value: T } | undefined;
	return (text) => {
		if (last?.text !== text) last = { text, value: make(text) };
		return last.value;
	};
}

const electionOf = lastOf((text): Election => expect(parseElection(text), 'election'));
const issuersOf = lastOf((text): Issuer => {
	const { uuid, parameters } = JSON.parse(text) as { uuid: string; parameters: string };
	return expect(
		readIssuer(uuid, expect(decodeText(issuerCodec, parameters), 'issuers')),
		'issuers',
	);
});
const tallyOf = lastOf((text) => expect(decodeText(encryptedTallyCodec, text), 'tally'));

/** The issuers as every thread reads them. */
export const issuersText = (uuid: string, parameters: string): string =>
	JSON.stringify({ uuid, parameters });

/** A voter's credential and blinded request. Secret: all but the request and the public credential. */
export type Booth = {
	readonly credential: string;
	readonly secret: Scalar;
	readonly request: string;
	readonly blind: Scalar;
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
		share: Scalar;
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
		ballots: readonly { credential: string; secret: Scalar; filled: readonly PotBallot[] }[];
	}): string[] {
		return ballots.map(({ credential, secret, filled }) =>
			makeBallot(electionOf(election), { public: credential, secret }, choicesOf(pots, filled)),
		);
	},

	/** The ballot box checks proofs and signatures, and keeps hints. */
	accept({ election, texts }: { election: string; texts: readonly string[] }): Uint8Array[] {
		const parsed = electionOf(election);
		return texts.map((text) => {
			const ballot = expect(parseBallot(parsed, text), 'ballot');
			return expect(verifyAndHint(claimsOf(parsed, ballot, text), parsed.key), 'ballot');
		});
	},

	/** Checks a ballot whole. @returns its hints; `undefined` when anything in it does not hold */
	checkBallot({ election, text }: { election: string; text: string }): Uint8Array | undefined {
		const parsed = electionOf(election);
		const ballot = parseBallot(parsed, text);
		const hints = ballot.ok && verifyAndHint(claimsOf(parsed, ballot.value, text), parsed.key);
		return hints && hints.ok ? hints.value : undefined;
	},

	/** Whether issuers, whose shares are all here, issued this token. Secret: the shares. */
	checkToken({
		uuid,
		issuers,
		shares,
		credential,
		element,
	}: {
		uuid: string;
		issuers: string;
		shares: readonly Scalar[];
		credential: string;
		element: string;
	}): boolean {
		const issuer = issuersOf(issuers);
		const token = { credential, element: parseElement(element)! };
		const request = redemptionRequest(uuid, token);
		const answers = shares
			.slice(0, issuer.threshold)
			.map((share, i) => evaluateToken(issuer, i + 1, share, request));
		return redeemToken(issuer, uuid, token, answers).ok;
	},

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
		secret: Scalar;
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
