/** R6: the acts of a vote stand in the civic register in the order that makes them binding. Spec: SPEC §10.4. */
import type { CivicEntry } from '../register/entry-schema.ts';
import type { PlacedEntry } from './register.ts';
import type { CheckLog, Journal } from './report.ts';

type CivicType = CivicEntry['type'];
type Step = { readonly rank: number; readonly once: boolean };

/** Nothing of a lower rank comes after. */
const STEPS: Partial<Record<CivicType, Step>> = {
	process: { rank: 0, once: true },
	roll: { rank: 1, once: true },
	ceremony: { rank: 2, once: false },
	manifest: { rank: 3, once: true },
	issuance: { rank: 5, once: false },
	close: { rank: 6, once: true },
	paper: { rank: 7, once: false },
	tally: { rank: 8, once: false },
	certificate: { rank: 9, once: false },
};
/** A member's signature on the parameters comes when the manifest stands. */
const PARAMETERS: Step = { rank: 4, once: false };
/** What is encrypted is summed up and shuffled while paper ballots are entered; nothing is decrypted before they are. */
const ENCRYPTED: Step = { rank: 7, once: false };
const ENCRYPTED_PARTS: readonly string[] = ['encrypted-tally', 'tokens', 'shuffle'];
/** These may stand anywhere. */
const ANYWHERE: readonly CivicType[] = ['redaction', 'attestation', 'decision', 'document'];

const stepOf = (entry: CivicEntry): Step | undefined =>
	entry.type === 'ceremony' && entry.step === 'parameters'
		? PARAMETERS
		: entry.type === 'tally' && ENCRYPTED_PARTS.includes(entry.part)
			? ENCRYPTED
			: STEPS[entry.type];

/** `entries` are those of this vote; `closed`: whether the archive says that the vote is closed. */
export function checkCivicOrder(
	journal: Journal,
	entries: readonly PlacedEntry<'civic'>[],
	closed: boolean,
): void {
	const check = journal.check('R6');
	const seen = new Set<CivicType>();
	let reached = 0;
	for (const { index, entry } of entries) {
		check.count();
		if (ANYWHERE.includes(entry.type)) continue;
		const place = `civic entry ${index}`;
		const step = stepOf(entry);
		const values = { type: entry.type };
		if (!step) check.error('civic.unexpected', { place, values });
		else {
			if (step.once && seen.has(entry.type)) check.error('civic.repeated', { place, values });
			if (step.rank < reached) check.error('civic.order', { place, values });
			reached = Math.max(reached, step.rank);
		}
		seen.add(entry.type);
	}
	reportMissing(check, seen, closed);
}

function reportMissing(check: CheckLog, seen: ReadonlySet<CivicType>, closed: boolean): void {
	const needed = ['process', 'roll', 'manifest', 'close'] as const;
	for (const type of needed.filter((t) => !seen.has(t)))
		if (type === 'close' && !closed) check.unproved('civic.missing', { values: { type } });
		else check.error('civic.missing', { values: { type } });
}
