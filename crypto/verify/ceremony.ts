/** R3: the key ceremony is the one in the register, and every member signed what came of it. Spec: SPEC §10.1. */
import { encodeText } from '../codec.ts';
import { statementCodec, verifyStatement, type Statement } from '../election/trustees/statement.ts';
import type { Election } from '../election/definition.ts';
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
	for (const { index, entry } of entries) {
		if (entry.type !== 'ceremony') continue;
		check.count();
		if (!left.delete(nameOf(entry.member, entry.step, entry.hash)))
			check.error('ceremony-record.missing-message', { place: `civic entry ${index}` });
	}
	for (const name of left) check.error('ceremony-record.unregistered', { place: name });
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
