/** Members sign the result, or dissent from it. Spec: SPEC §4.9, §10.3. */
import { sha256Hex } from '../../crypto/hash.ts';
import { encodeSignature } from '../../crypto/verify/record.ts';
import type { Inside } from '../services.ts';
import { requireStatement } from '../votes/open.ts';
import { enterPhase, keepMessage, messagesOf, requirePhase, type Vote } from '../votes/votes.ts';

/** Takes a member's signature on the result; with the threshold reached the vote is certified. @throws ApiError vote.phase, member.said, member.message */
export async function takeCertificate(
	inside: Inside,
	vote: Vote,
	member: number,
	verdict: 'certified' | 'dissent',
	text: string,
): Promise<void> {
	requirePhase(vote, 'tallied', 'certified');
	const result = sha256Hex(vote.result!);
	const { signature } = requireStatement(vote, member, verdict, result, text);
	await keepMessage(inside, { vote: vote.id, step: 'certification', member, text });
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
