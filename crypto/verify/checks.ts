/** The catalogue of checks. Spec: SPEC §10.5, which has the same ids. */

/** When in the life of a vote the thing that is checked was fixed. */
export type Phase = 'setup' | 'voting' | 'tally' | 'certification';
/**
 * What a check shows: nothing is missing, it comes from whom it should, it agrees with other parts of the record, or a proof holds.
 */
export type CheckKind = 'completeness' | 'authenticity' | 'consistency' | 'evidence';

/** E: the archive by itself. R: registers and manifest. T: tokens. C: count and certificates. P: open polls. S: signatures. D: an earlier copy and a later one. */
export const CHECKS = [
	{ id: 'E1', spec: '§6', phase: 'voting', kind: 'completeness' },
	{ id: 'E2', spec: '§3.3', phase: 'setup', kind: 'consistency' },
	{ id: 'E3', spec: '§4.6', phase: 'setup', kind: 'evidence' },
	{ id: 'E4', spec: '§3.9', phase: 'setup', kind: 'consistency' },
	{ id: 'E5', spec: '§3.10', phase: 'voting', kind: 'evidence' },
	{ id: 'E6', spec: '§3.10', phase: 'voting', kind: 'consistency' },
	{ id: 'E7', spec: '§3.11', phase: 'tally', kind: 'consistency' },
	{ id: 'E8', spec: '§5', phase: 'tally', kind: 'evidence' },
	{ id: 'E9', spec: '§4.7', phase: 'tally', kind: 'evidence' },
	{ id: 'E10', spec: '§4.10', phase: 'tally', kind: 'consistency' },
	{ id: 'E11', spec: '§4.11', phase: 'tally', kind: 'consistency' },
	{ id: 'E12', spec: '§4.8', phase: 'tally', kind: 'evidence' },
	{ id: 'E13', spec: '§4.9', phase: 'tally', kind: 'authenticity' },
	{ id: 'R1', spec: '§10.1', phase: 'setup', kind: 'completeness' },
	{ id: 'R2', spec: '§10.2', phase: 'setup', kind: 'consistency' },
	{ id: 'R3', spec: '§10.1', phase: 'setup', kind: 'authenticity' },
	{ id: 'R4', spec: '§8.4', phase: 'voting', kind: 'authenticity' },
	{ id: 'R5', spec: '§8.8', phase: 'voting', kind: 'completeness' },
	{ id: 'R6', spec: '§10.4', phase: 'voting', kind: 'consistency' },
	{ id: 'R7', spec: '§10.4', phase: 'voting', kind: 'consistency' },
	{ id: 'R8', spec: '§10.4', phase: 'voting', kind: 'consistency' },
	{ id: 'R9', spec: '§8.12', phase: 'voting', kind: 'evidence' },
	{ id: 'R10', spec: '§10.4', phase: 'tally', kind: 'consistency' },
	{ id: 'R11', spec: '§8.14', phase: 'voting', kind: 'consistency' },
	{ id: 'R12', spec: '§10.10', phase: 'tally', kind: 'consistency' },
	{ id: 'T1', spec: '§7', phase: 'voting', kind: 'evidence' },
	{ id: 'T2', spec: '§10.4', phase: 'voting', kind: 'consistency' },
	{ id: 'C1', spec: '§10.3', phase: 'certification', kind: 'consistency' },
	{ id: 'C2', spec: '§10.3', phase: 'certification', kind: 'authenticity' },
	{ id: 'P1', spec: '§12.6', phase: 'setup', kind: 'consistency' },
	{ id: 'P2', spec: '§12.6', phase: 'voting', kind: 'evidence' },
	{ id: 'P3', spec: '§12.6', phase: 'tally', kind: 'consistency' },
	{ id: 'S1', spec: '§13.3', phase: 'setup', kind: 'consistency' },
	{ id: 'S2', spec: '§13.3', phase: 'voting', kind: 'evidence' },
	{ id: 'S3', spec: '§13.3', phase: 'tally', kind: 'consistency' },
	{ id: 'D1', spec: '§10.7', phase: 'voting', kind: 'consistency' },
	{ id: 'D2', spec: '§10.7', phase: 'voting', kind: 'consistency' },
	{ id: 'D3', spec: '§10.7', phase: 'setup', kind: 'consistency' },
] as const satisfies readonly {
	readonly id: string;
	readonly spec: string;
	readonly phase: Phase;
	readonly kind: CheckKind;
}[];

export type CheckId = (typeof CHECKS)[number]['id'];

/**
 * What is verified: an archive alone, a whole record of a vote, that of an open poll or of signatures, or two copies against each other.
 */
export type Subject = 'archive' | 'record' | 'poll' | 'collection' | 'diff';

/** Letters of the checks of records that are entries of the civic register alone. */
const OF_ENTRIES: Partial<Record<Subject, string>> = { poll: 'P', collection: 'S' };

/** The checks that a report on this subject lists. */
export function checksOf(subject: Subject): CheckId[] {
	const ids = CHECKS.map(({ id }) => id);
	const own = OF_ENTRIES[subject];
	if (own !== undefined) return ['R4', 'R5', ...ids.filter((id) => id.startsWith(own))];
	const isOther = (id: CheckId) =>
		Object.values(OF_ENTRIES).some((letter) => id.startsWith(letter));
	return ids.filter((id) => !isOther(id) && id.startsWith('D') === (subject === 'diff'));
}
