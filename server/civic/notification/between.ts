import type { PetitionEventKind, ProposalEventKind } from '../../db/schema-civic.ts';

/** What is between the authors of a proposal and others, and is not told to the public. */
export const BETWEEN: readonly (ProposalEventKind | PetitionEventKind)[] = [
	...(['submitted', 'returned', 'merge-offered', 'merge-refused'] as const),
];
