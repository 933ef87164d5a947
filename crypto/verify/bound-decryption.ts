/**
 * E12 and E13: what the wire format leaves open. Its proofs do not bind decryption factors, and nobody signs shuffles and partial
 * decryptions (ADR 0041): both stand beside the archive.
 */
import { verifyStrongDecryption, type StrongDecryption } from '../election/strong-decryption.ts';
import {
	verifyStatement,
	type Statement,
	type StatementKind,
} from '../election/trustees/statement.ts';
import type { Decrypted, Factors, OwnedText } from './decryption.ts';
import type { Journal } from './report.ts';

/** Every owner whose factors were used must have one strong proof over them. */
export function checkStrongDecryptions(
	journal: Journal,
	{ election, trustees, tally }: Decrypted,
	factors: Factors,
	proofs: readonly StrongDecryption[],
): void {
	const check = journal.check('E12');
	for (const [owner, own] of factors) {
		check.count();
		const place = `owner ${owner}`;
		const given = proofs.filter((p) => p.owner === owner);
		const key = trustees.owners[owner - 1]!.key.point;
		const statement = { fingerprint: election.fingerprint, tally, owner, key, factors: own };
		if (given.length === 0) check.unproved('decryption.not-bound', { place });
		else if (!given.every((proof) => verifyStrongDecryption(statement, proof)))
			check.error('decryption.strong-proof', { place });
	}
	for (const { owner } of proofs)
		if (!factors.has(owner)) check.error('decryption.stray-proof', { place: `owner ${owner}` });
}

/** A shuffle or partial decryption that its owner must have signed. */
export type ToBeSigned = OwnedText & { readonly kind: StatementKind };

/** Every shuffle and partial decryption must be signed by its owner, and nothing else. */
export function checkStatements(
	journal: Journal,
	{ election, trustees }: Pick<Decrypted, 'election' | 'trustees'>,
	parts: readonly ToBeSigned[],
	statements: readonly Statement[],
): void {
	const check = journal.check('E13');
	const left = new Set(statements);
	for (const { kind, owner, hash } of parts) {
		check.count();
		const place = `${kind} of owner ${owner}`;
		const statement = statements.find(
			(s) => s.kind === kind && s.owner === owner && s.payload === hash,
		);
		const key = trustees.owners[owner - 1]?.signingKey;
		if (!statement) check.unproved('statement.missing', { place });
		else if (!key || !verifyStatement(election.fingerprint, statement, key))
			check.error('statement.signature', { place });
		if (statement) left.delete(statement);
	}
	for (const { kind, owner } of left)
		check.error('statement.stray', { place: `${kind} of owner ${owner}` });
}
