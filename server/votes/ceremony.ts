/**
 * The key ceremony as the server sees it: it relays what members say, checks what anybody can check, and at the end fixes trustees,
 * manifest and definition. It never has a secret. Spec: SPEC §4.4, §4.5, §10.1.
 */
import type { CeremonyStep, WorkState } from '../../crypto/commission/work.ts';
import { decodeText, encodeText, type Codec } from '../../crypto/codec.ts';
import { readCertificate } from '../../crypto/election/trustees/certificate.ts';
import { signedMessageCodec } from '../../crypto/election/trustees/channel.ts';
import { commitToCoefexps } from '../../crypto/election/trustees/commitment.ts';
import { dealingCodec } from '../../crypto/election/trustees/dealing.ts';
import { parseTrusteeKey, trusteeKeyCodec } from '../../crypto/election/trustees/single.ts';
import { checkDealing, checkMemberKey } from '../../crypto/election/trustees/threshold.ts';
import {
	parseTrustees,
	trusteesCodec,
	type TrusteeEntry,
} from '../../crypto/election/trustees/trustees.ts';
import { encodePoint } from '../../crypto/group.ts';
import { parseHex } from '../../crypto/bytes.ts';
import { sha256Hex } from '../../crypto/hash.ts';
import { issuerCodec } from '../../crypto/token/issuer.ts';
import { encodeManifest, type Manifest } from '../../crypto/verify/record.ts';
import { commitToRoll } from '../electorate/roll.ts';
import { ApiError } from '../http/api-error.ts';
import type { Inside } from '../services.ts';
import { defineElection } from './definition.ts';
import { LARGE } from './limits.ts';
import { enterPhase, keepMessage, membersOf, messagesOf, type Member, type Vote } from './votes.ts';

/** What members say, in this order; the next step begins when all have taken the one before. */
const GROUP_STEPS = [
	'certificate',
	'commitment',
	'dealing',
	'key',
] as const satisfies readonly CeremonyStep[];
const SINGLE_STEPS = ['key'] as const;
export const CEREMONY_STEPS: readonly CeremonyStep[] = GROUP_STEPS;

/** Where all must decrypt each holds a key alone; else the members share one. */
export const stepsOf = (vote: Pick<Vote, 'threshold'>, members: number): readonly CeremonyStep[] =>
	vote.threshold === members ? SINGLE_STEPS : GROUP_STEPS;

/** Everything that was said, by step, in the order of members; a step that is not complete is left out of later checks. */
export type Said = WorkState['said'];

export async function whatWasSaid(inside: Inside, vote: string): Promise<Said> {
	const [certificate, commitment, dealing, key] = await Promise.all(
		GROUP_STEPS.map((step) => messagesOf(inside, inside.db, vote, step)),
	);
	return { certificate: certificate!, commitment: commitment!, dealing: dealing!, key: key! };
}

/** The step that is waited for; `undefined` when all are taken. */
export const currentStep = (vote: Vote, members: number, said: Said): CeremonyStep | undefined =>
	stepsOf(vote, members).find((step) => said[step].length < members);

/** Takes what a member says. The last word of the last one fixes the vote. @throws ApiError vote.phase, member.said, member.message */
export async function takeCeremonyMessage(
	inside: Inside,
	vote: Vote,
	member: number,
	step: CeremonyStep,
	text: string,
): Promise<void> {
	const members = await membersOf(inside, inside.db, vote.id);
	const said = await whatWasSaid(inside, vote.id);
	if (said[step].some((m) => m.member === member)) throw new ApiError('member.said');
	if (currentStep(vote, members.length, said) !== step) throw new ApiError('vote.phase');
	const fault = checkMessage(vote, members.length, said, member, step, text);
	if (fault !== undefined) throw new ApiError('member.message', {}, { text: fault });
	await keepMessage(inside, { vote: vote.id, step, member, text });
	const after = {
		...said,
		[step]: [...said[step], { member, text }].sort((a, b) => a.member - b.member),
	};
	if (currentStep(vote, members.length, after) === undefined)
		await fix(inside, vote, members, after);
}

const textsOf = (said: Said, step: CeremonyStep): string[] => said[step].map((m) => m.text);
const read = <T>(codec: Codec<T>, text: string): T => {
	const value = decodeText(codec, text, LARGE);
	if (!value.ok) throw new TypeError(value.error.message);
	return value.value;
};

/** What is wrong with a message, in the words of a developer. */
function checkMessage(
	{ threshold }: Vote,
	size: number,
	said: Said,
	member: number,
	step: CeremonyStep,
	text: string,
): string | undefined {
	const ceremony = { size, threshold };
	const certs = () => textsOf(said, 'certificate').map((t) => read(signedMessageCodec, t));
	switch (step) {
		case 'certificate': {
			const signed = decodeText(signedMessageCodec, text);
			if (!signed.ok) return signed.error.message;
			const certificate = readCertificate(ceremony, member, signed.value);
			return certificate.ok ? undefined : certificate.error[0]!.message;
		}
		case 'commitment':
			return parseHex(text)?.length === 32 ? undefined : 'not a SHA-256 in hex';
		case 'dealing': {
			const dealing = decodeText(dealingCodec, text, LARGE);
			if (!dealing.ok) return dealing.error.message;
			const committed = textsOf(said, 'commitment')[member - 1];
			if (commitToCoefexps(certs(), member, dealing.value.coefexps) !== committed)
				return 'the coefficients are not those that were committed to';
			return checkDealing(ceremony, certs(), member, dealing.value)[0]?.message;
		}
		case 'key': {
			const key = parseTrusteeKey(text);
			if (!key.ok) return key.error.message;
			if (threshold === size) return undefined;
			const dealings = textsOf(said, 'dealing').map((t) => read(dealingCodec, t));
			return checkMemberKey(ceremony, certs(), dealings, member, key.value)[0]?.message;
		}
	}
}

/** What of the ceremony is public: its messages, but for the shares. */
export function publicMessages(said: Said): { member: number; step: string; text: string }[] {
	const coefficients = said.dealing.map(({ member, text }) => ({
		member,
		text: encodeText(signedMessageCodec, read(dealingCodec, text).coefexps),
	}));
	const steps = [
		['certificate', said.certificate],
		['commitment', said.commitment],
		['coefficients', coefficients],
		['key', said.key],
	] as const;
	return steps.flatMap(([step, messages]) =>
		messages.map(({ member, text }) => ({ member, step, text })),
	);
}

function trusteesOf(vote: Vote, members: readonly Member[], said: Said): string {
	const keys = said.key.map(({ text }, i) => ({
		...read(trusteeKeyCodec, text),
		name: members[i]!.name,
	}));
	if (vote.threshold === members.length)
		return encodeText(
			trusteesCodec,
			keys.map((key): TrusteeEntry => ['Single', key]),
		);
	const dealings = said.dealing.map(({ text }) => read(dealingCodec, text));
	return encodeText(trusteesCodec, [
		[
			'Pedersen',
			{
				threshold: vote.threshold,
				certs: said.certificate.map(({ text }) => read(signedMessageCodec, text)),
				coefexps: dealings.map((d) => d.coefexps),
				signatures: dealings.map((d) => d.signature),
				verification_keys: said.key.map(({ text }) => read(trusteeKeyCodec, text)),
			},
		],
	]);
}

/** Fixes trustees, manifest and definition: what members sign next. */
async function fix(
	inside: Inside,
	vote: Vote,
	members: readonly Member[],
	said: Said,
): Promise<void> {
	const trusteesText = trusteesOf(vote, members, said);
	const trustees = parseTrustees(trusteesText);
	if (!trustees.ok) throw new ApiError('member.message', {}, { text: trustees.error[0]!.message });
	const manifest: Manifest = {
		format: 'viche-manifest/v1',
		uuid: vote.id,
		title: vote.title,
		pots: vote.pots,
		trustees: sha256Hex(trusteesText),
		commission: {
			threshold: vote.threshold,
			members: trustees.value.owners.map(({ owner, signingKey }) => ({
				index: owner,
				name: members[owner - 1]!.name,
				key: encodePoint(signingKey),
			})),
		},
		issuer: read(issuerCodec, vote.issuer),
		roll: await commitToRoll(inside, vote.id),
		registers: { civic: inside.civic.verifierKey, ballot: inside.box.verifierKey },
		lot: 'ballot-register-root',
		dates: { opens: vote.opens, closes: vote.closes },
		...(vote.isPaper ? { paper: 1 } : {}),
	};
	const manifestText = encodeManifest(manifest);
	const election = defineElection({
		uuid: vote.id,
		title: vote.title,
		pots: vote.pots,
		electionKey: trustees.value.electionKey,
		manifestText,
	});
	await enterPhase(inside, vote.id, 'ceremony', 'ready', {
		trustees: trusteesText,
		manifest: manifestText,
		election: election.text,
	});
}
