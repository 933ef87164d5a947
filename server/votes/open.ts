/** Opening: the commission signs what was fixed, and from then on all of it stands in the civic register. Spec: SPEC §10.1, §10.4. */
import { decodeText, encodeText } from '../../crypto/codec.ts';
import { parseElection, type Election } from '../../crypto/election/definition.ts';
import {
	statementCodec,
	verifyStatement,
	type Statement,
	type StatementKind,
} from '../../crypto/election/trustees/statement.ts';
import { parseTrustees } from '../../crypto/election/trustees/trustees.ts';
import { sha256Hex } from '../../crypto/hash.ts';
import type { NewEntry } from '../../crypto/register/entry.ts';
import { parseManifest } from '../../crypto/verify/record.ts';
import { ApiError } from '../http/api-error.ts';
import type { Inside } from '../services.ts';
import { publicMessages, whatWasSaid } from './ceremony.ts';
import { registerPages } from './pages-entry.ts';
import {
	enterPhase,
	keepMessage,
	membersOf,
	messagesOf,
	requirePhase,
	type Vote,
} from './votes.ts';

export const electionOf = (vote: Vote): Election => {
	const election = parseElection(vote.election!);
	if (!election.ok) throw new TypeError(election.error.message);
	return election.value;
};

/** Reads a member's signed statement of this kind over this payload. @throws ApiError member.message */
export function requireStatement(
	vote: Vote,
	member: number,
	kind: StatementKind,
	payload: string,
	text: string,
): Statement {
	const read = decodeText(statementCodec, text);
	const trustees = parseTrustees(vote.trustees!);
	const owner = trustees.ok ? trustees.value.owners[member - 1] : undefined;
	const isGood =
		read.ok &&
		owner !== undefined &&
		read.value.kind === kind &&
		read.value.owner === member &&
		read.value.payload === payload &&
		verifyStatement(electionOf(vote).fingerprint, read.value, owner.signingKey);
	if (!isGood)
		throw new ApiError('member.message', {}, { text: `not a statement of kind ${kind}` });
	return read.value;
}

/** Keeps a member's signature on the manifest. @throws ApiError vote.phase, member.said, member.message */
export async function signParameters(
	inside: Inside,
	vote: Vote,
	member: number,
	text: string,
): Promise<void> {
	requirePhase(vote, 'ready');
	requireStatement(vote, member, 'parameters', sha256Hex(vote.manifest!), text);
	await keepMessage(inside, { vote: vote.id, step: 'parameters', member, text });
}

/** Signatures of all members on the manifest. @throws ApiError vote.phase, vote.not-signed */
export async function requireSigned(
	inside: Inside,
	vote: Vote,
): Promise<{ readonly member: number; readonly text: string }[]> {
	requirePhase(vote, 'ready');
	const signatures = await messagesOf(inside, inside.db, vote.id, 'parameters');
	const members = await membersOf(inside, inside.db, vote.id);
	if (signatures.length < members.length) throw new ApiError('vote.not-signed');
	return signatures;
}

/**
 * Opens the vote: what two persons have decided, once every member of the commission has signed the manifest.
 * @throws ApiError vote.phase, vote.not-signed
 */
export async function openVote(inside: Inside, vote: Vote): Promise<void> {
	const { id } = vote;
	const signatures = await requireSigned(inside, vote);
	const manifest = parseManifest(vote.manifest!);
	if (!manifest.ok) throw new TypeError(manifest.error.message);
	const at = inside.now();
	const said = await whatWasSaid(inside, id);
	const { count, root } = manifest.value.roll;
	const entries: NewEntry<'civic'>[] = [
		{ type: 'process', object: id, hash: electionOf(vote).hash, at },
		{ type: 'roll', object: id, count, root, at },
		...publicMessages(said).map(({ member, step, text }) => ({
			type: 'ceremony' as const,
			object: id,
			member,
			step,
			hash: sha256Hex(text),
			at,
		})),
		{ type: 'manifest', object: id, hash: sha256Hex(vote.manifest!), at },
		...signatures.map(({ member, text }) => ({
			type: 'ceremony' as const,
			object: id,
			member,
			step: 'parameters',
			hash: sha256Hex(normalized(text)),
			at,
		})),
	];
	await inside.civic.append(inside.db, entries);
	await registerPages(inside, id);
	await enterPhase(inside, id, 'ready', 'open');
}

/** A statement in its only spelling. */
function normalized(text: string): string {
	const read = decodeText(statementCodec, text);
	if (!read.ok) throw new TypeError(read.error.message);
	return encodeText(statementCodec, read.value);
}
