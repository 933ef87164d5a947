/** R3: the key ceremony is the one in the register and gave these trustees, and every member signed them. Spec: SPEC §10.1, §10.4. */
import { decodeText, encodeText } from '../codec.ts';
import { statementCodec, verifyStatement, type Statement } from '../election/trustees/statement.ts';
import type { Election } from '../election/definition.ts';
import { signedMessageCodec } from '../election/trustees/channel.ts';
import { commitToCoefexps } from '../election/trustees/commitment.ts';
import { trusteeKeyCodec } from '../election/trustees/single.ts';
import { trusteesCodec, type TrusteeEntry } from '../election/trustees/trustees.ts';
import { parsePoint } from '../group.ts';
import { sha256Hex } from '../hash.ts';
import type { ReadManifest } from './manifest.ts';
import type { Ceremony } from './record.ts';
import type { PlacedEntry } from './register.ts';
import type { CheckLog, Journal } from './report.ts';

const PARAMETERS = 'parameters';

/** Messages and signatures as the register names them: by member, step and hash of the text. */
const namesOf = ({ messages, signatures }: Ceremony): string[] => [
	...messages.map(({ member, step, text }) => nameOf(member, step, sha256Hex(text))),
	...signatures.map((s) => nameOf(s.owner, PARAMETERS, sha256Hex(encodeText(statementCodec, s)))),
];
const nameOf = (member: number, step: string, hash: string): string => `${member} ${step} ${hash}`;

/** Compares the record of the ceremony with the entries of this vote. */
export function checkCeremonyEntries(
	journal: Journal,
	ceremony: Ceremony,
	entries: readonly PlacedEntry<'civic'>[],
): void {
	const check = journal.check('R3');
	const left = new Set(namesOf(ceremony));
	checkCommitmentsFirst(check, entries);
	for (const { index, entry } of entries) {
		if (entry.type !== 'ceremony') continue;
		check.count();
		if (!left.delete(nameOf(entry.member, entry.step, entry.hash)))
			check.error('ceremony-record.missing-message', { place: `civic entry ${index}` });
	}
	for (const name of left) check.error('ceremony-record.unregistered', { place: name });
}

/** Nobody chose coefficients after having seen those of others. Spec: SPEC §4.5. */
function checkCommitmentsFirst(check: CheckLog, entries: readonly PlacedEntry<'civic'>[]): void {
	const steps = entries.flatMap(({ index, entry }) =>
		entry.type === 'ceremony' ? [{ index, step: entry.step }] : [],
	);
	const shown = steps.find(({ step }) => step === 'coefficients')?.index ?? Infinity;
	for (const { index, step } of steps)
		if (step === 'commitment' && index > shown)
			check.error('ceremony-record.commitment-late', { place: `civic entry ${index}` });
}

type Message = Ceremony['messages'][number];

/** What members must have said for these trustees to come of it. */
function messagesOf(entries: readonly TrusteeEntry[]): Message[] {
	let first = 1;
	return entries.flatMap((entry) => {
		const steps = stepsOf(entry);
		const messages = Object.entries(steps).flatMap(([step, texts]) =>
			texts.map((text, i) => ({ member: first + i, step, text })),
		);
		first += steps['key']!.length;
		return messages;
	});
}

/** By step, the texts of a trustee or of the members of a group in their order. */
function stepsOf([kind, value]: TrusteeEntry): Readonly<Record<string, readonly string[]>> {
	const keys = kind === 'Single' ? [value] : value.verification_keys;
	const key = keys.map((k) => encodeText(trusteeKeyCodec, k));
	if (kind === 'Single') return { key };
	const { certs, coefexps } = value;
	return {
		certificate: certs.map((c) => encodeText(signedMessageCodec, c)),
		commitment: coefexps.map((c, i) => commitToCoefexps(certs, i + 1, c)),
		coefficients: coefexps.map((c) => encodeText(signedMessageCodec, c)),
		key,
	};
}

/** What each member said must be what stands for it in trustees.json, the text of which was checked. */
export function checkCeremonyMessages(
	journal: Journal,
	{ messages }: Ceremony,
	trusteesText: string,
): void {
	const check = journal.check('R3');
	const entries = decodeText(trusteesCodec, trusteesText);
	if (!entries.ok) throw new RangeError('trustees that were not checked');
	for (const { member, step, text } of messagesOf(entries.value)) {
		const place = `member ${member}: ${step}`;
		const said = messages.filter((m) => m.member === member && m.step === step);
		check.count();
		if (said.length === 0) check.unproved('ceremony-record.not-shown', { place });
		if (said.some((m) => m.text !== text)) check.error('ceremony-record.other-message', { place });
	}
}

/** Every member of the manifest must have signed its hash. */
export function checkCeremonySignatures(
	journal: Journal,
	{ signatures }: Ceremony,
	{ manifest, hash }: ReadManifest,
	{ fingerprint }: Election,
): void {
	const check = journal.check('R3');
	for (const { index, key } of manifest.commission.members) {
		const place = `member ${index}`;
		const own = signatures.filter((s) => s.owner === index);
		check.count();
		if (own.length === 0) check.unproved('ceremony-record.unsigned', { place });
		for (const statement of own) checkSignature(check, place, statement, key, hash, fingerprint);
	}
	for (const { owner } of signatures)
		if (!manifest.commission.members.some((m) => m.index === owner))
			check.error('ceremony-record.signature', { place: `member ${owner}` });
}

function checkSignature(
	check: CheckLog,
	place: string,
	statement: Statement,
	key: string,
	manifestHash: string,
	fingerprint: string,
): void {
	const point = parsePoint(key);
	const isValid =
		statement.kind === PARAMETERS &&
		statement.payload === manifestHash &&
		point !== undefined &&
		verifyStatement(fingerprint, statement, point);
	if (!isValid) check.error('ceremony-record.signature', { place });
}
