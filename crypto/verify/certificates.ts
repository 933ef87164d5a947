/** C2: who signed the result, and who dissents. Spec: SPEC §10.3. */
import type { Election } from '../election/definition.ts';
import { verifyStatement } from '../election/trustees/statement.ts';
import { parsePoint } from '../group.ts';
import type { CivicEntry } from '../register/entry-schema.ts';
import { parseSignature, type Manifest } from './record.ts';
import type { PlacedEntry } from './register.ts';
import type { CheckLog, Journal } from './report.ts';

type Certificate = Extract<CivicEntry, { type: 'certificate' }>;

/** What is certified: this result, of this election, by these members. */
export type Certified = {
	readonly election: Election;
	readonly manifest: Manifest;
	/** SHA-256 of result.json. */
	readonly result: string;
};

/** The last certificate of a member counts; as many as the threshold must certify the result. */
export function checkCertificates(
	journal: Journal,
	certified: Certified,
	entries: readonly PlacedEntry<'civic'>[],
): void {
	const check = journal.check('C2');
	const verdicts = new Map<number, Certificate['verdict']>();
	for (const { index, entry } of entries) {
		if (entry.type !== 'certificate') continue;
		check.count();
		const place = `civic entry ${index}: member ${entry.member}`;
		if (verdicts.has(entry.member)) check.note('certificate.repeated', { place });
		verdicts.delete(entry.member);
		if (isValid(check, certified, entry, place)) verdicts.set(entry.member, entry.verdict);
	}
	report(journal, check, certified.manifest, verdicts);
}

function isValid(
	check: CheckLog,
	{ election, manifest, result }: Certified,
	{ member, verdict, result: signed, signature }: Certificate,
	place: string,
): boolean {
	const key = manifest.commission.members.find((m) => m.index === member)?.key;
	const point = key === undefined ? undefined : parsePoint(key);
	if (!point) {
		check.error('certificate.unknown-member', { place });
		return false;
	}
	if (signed !== result) {
		check.error('certificate.other-result', { place, detail: signed });
		return false;
	}
	const proof = parseSignature(signature);
	const statement = { kind: verdict, owner: member, payload: result };
	if (proof && verifyStatement(election.fingerprint, { ...statement, signature: proof }, point))
		return true;
	check.error('certificate.signature', { place });
	return false;
}

function report(
	{ summary }: Journal,
	check: CheckLog,
	{ commission }: Manifest,
	verdicts: ReadonlyMap<number, Certificate['verdict']>,
): void {
	const namesWith = (verdict: Certificate['verdict']) =>
		commission.members.filter((m) => verdicts.get(m.index) === verdict).map((m) => m.name);
	summary.certifiedBy = namesWith('certified');
	summary.dissentBy = namesWith('dissent');
	for (const member of summary.dissentBy) check.note('certificate.dissent', { values: { member } });
	const signed = summary.certifiedBy.length;
	const { threshold } = commission;
	if (signed < threshold) check.unproved('certificate.missing', { values: { signed, threshold } });
}
