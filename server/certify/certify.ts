/** Members sign the result, or dissent from it. Spec: SPEC §4.9, §10.3. */
import { sha256Hex } from '../../crypto/hash.ts';
import { encodeDecision } from '../../crypto/verify/decisions.ts';
import { encodeSignature } from '../../crypto/verify/record.ts';
import { ApiError } from '../http/api-error.ts';
import type { Inside } from '../services.ts';
import { requireStatement } from '../votes/open.ts';
import { enterPhase, keepMessage, messagesOf, requirePhase, type Vote } from '../votes/votes.ts';

/** A signature on the result, or against it with the reason. */
export type Verdict = {
	readonly verdict: 'certified' | 'dissent';
	readonly statement: string;
	readonly reason?: string | undefined;
};

/**
 * Takes a member's signature on the result; with the threshold reached the vote is certified.
 * @throws ApiError vote.phase, member.said, member.message, member.reason
 */
export async function takeCertificate(
	inside: Inside,
	vote: Vote,
	member: number,
	{ verdict, statement: text, reason }: Verdict,
): Promise<void> {
	requirePhase(vote, 'tallied', 'certified');
	if ((verdict === 'dissent') !== (reason !== undefined)) throw new ApiError('member.reason');
	const result = sha256Hex(vote.result!);
	const { signature } = requireStatement(vote, member, verdict, result, text);
	await keepMessage(inside, { vote: vote.id, step: 'certification', member, text });
	if (reason !== undefined) await publishReason(inside, vote, member, reason);
	await inside.civic.append(inside.db, [
		{
			type: 'certificate',
			object: vote.id,
			member,
			result,
			verdict,
			signature: encodeSignature(signature),
			at: inside.now(),
		},
	]);
	const certificates = await messagesOf(inside, inside.db, vote.id, 'certification');
	const signed = certificates.filter(
		(c) => (JSON.parse(c.text) as { kind: string }).kind === 'certified',
	);
	if (vote.phase === 'tallied' && signed.length >= vote.threshold)
		await enterPhase(inside, vote.id, 'tallied', 'certified');
}

/** The reason stands in the register before the signature, and its text in the record. */
async function publishReason(
	inside: Inside,
	{ id: vote }: Vote,
	member: number,
	reason: string,
): Promise<void> {
	const at = inside.now();
	const text = encodeDecision({ vote, kind: 'dissent', reason, at, member });
	await keepMessage(inside, { vote, step: 'dissent', member, text });
	await inside.civic.append(inside.db, [
		{ type: 'decision', object: vote, hash: sha256Hex(text), at },
	]);
}
