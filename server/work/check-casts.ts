/** Checks ballots that arrived together: spelling, tokens, then proofs and signatures, each kind in one batch. Spec: SPEC §3.10, §7.4, §11. */
import { bytesToHex, utf8ToBytes } from '../../crypto/bytes.ts';
import { claimsOf, parseBallot, type Ballot } from '../../crypto/election/ballot.ts';
import type { Election } from '../../crypto/election/definition.ts';
import type { Secret } from '../../crypto/group.ts';
import { verifyAndHintBatch } from '../../crypto/proofs/batch.ts';
import { makeCommitment } from '../../crypto/register/commitment.ts';
import { err, ok, type Problem, type Result } from '../../crypto/result.ts';
import { areIssued } from '../../crypto/token/redeem.ts';

/** A ballot with the token of its credential. Hints (SPEC §11.1) only ever save work. */
export type CastText = {
	readonly ballot: string;
	readonly element: string;
	readonly hints?: Uint8Array | undefined;
};

/** What is kept of a ballot that holds, beside its text. */
export type CheckedCast = {
	readonly credential: string;
	readonly hints: Uint8Array;
	/** The commitment in the register, and what opens it, in hex. */
	readonly commitment: string;
	readonly opening: string;
};

/** Why a ballot is refused. */
export type CastFault = {
	readonly code: 'ballot.invalid' | 'token.invalid';
	readonly fields?: Readonly<Record<string, string>>;
};

type Read = { readonly place: number; readonly text: CastText; readonly ballot: Ballot };

const invalid = ({ place, code }: Problem): CastFault => ({
	code: 'ballot.invalid',
	fields: { [place]: code },
});

/** Checks each, in order. Secret: `shares` of the issuers who are enough to redeem. */
export function checkCasts(
	election: Election,
	shares: readonly Secret[],
	casts: readonly CastText[],
): Result<CheckedCast, CastFault>[] {
	const answers = new Array<Result<CheckedCast, CastFault>>(casts.length);
	const read = casts.flatMap((text, place): Read[] => {
		const ballot = parseBallot(election, text.ballot);
		if (!ballot.ok) answers[place] = err(invalid(ballot.error));
		return ballot.ok ? [{ place, text, ballot: ballot.value }] : [];
	});
	// Tokens first: who has none gets no proof checked.
	const tokens = read.map(({ text: { element }, ballot: { credential } }) => ({
		credential,
		element,
	}));
	const issued = areIssued(election.definition.uuid, shares, tokens);
	const entitled = read.filter(({ place }, i) => {
		if (!issued[i]) answers[place] = err({ code: 'token.invalid' });
		return issued[i];
	});
	const batch = entitled.map(({ text, ballot }) => ({
		claims: claimsOf(election, ballot, text.ballot),
		hints: text.hints,
	}));
	verifyAndHintBatch(batch, election.key).forEach((verdict, i) => {
		const { place, text, ballot } = entitled[i]!;
		answers[place] = verdict.ok
			? ok(keep(ballot, text.ballot, verdict.value))
			: err({ code: 'ballot.invalid' });
	});
	return answers;
}

function keep({ credential }: Ballot, text: string, hints: Uint8Array): CheckedCast {
	const { c, opening } = makeCommitment('ballot', utf8ToBytes(text));
	return { credential, hints, commitment: c, opening: bytesToHex(opening.r) };
}
