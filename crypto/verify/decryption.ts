/** E9 and E10: who decrypted, whether each proof holds, and what all of them together say. */
import { decodeText, type Limits } from '../codec.ts';
import { combineDecryptions } from '../election/combination.ts';
import { partialDecryptionCodec, verifyPartialDecryption } from '../election/decryption.ts';
import type { Election } from '../election/definition.ts';
import type { EncryptedTally } from '../election/tally.ts';
import type { Trustees } from '../election/trustees/trustees.ts';
import type { Nest } from '../election/nest.ts';
import type { Point } from '../group.ts';
import type { CheckLog, Journal } from './report.ts';

/** A shuffle or partial decryption as the archive has it: whose it is, its text and its hash. */
export type OwnedText = { readonly owner: number; readonly hash: string; readonly text: string };

/** Tallies, shuffles and decryptions of large votes are long texts; the archive's reader has bounded them already. */
export const LARGE_TEXT: Limits = { bytes: 400 * 1024 * 1024, depth: 32 };

/** The decryption factors that an owner's wire proofs support, by owner. */
export type Factors = ReadonlyMap<number, Nest<Point>>;

/** `tally` is what is decrypted: shuffled parts replaced by the last shuffle. */
export type Decrypted = {
	readonly election: Election;
	readonly trustees: Trustees;
	readonly tally: EncryptedTally;
};

/** Checks each partial decryption; one an owner. */
export function checkPartialDecryptions(
	journal: Journal,
	decrypted: Decrypted,
	partials: readonly OwnedText[],
): Factors {
	const check = journal.check('E9');
	const factors = new Map<number, Nest<Point>>();
	const seen = new Set<number>();
	for (const partial of partials) {
		check.count();
		if (seen.has(partial.owner))
			check.error('decryption.repeated-owner', { place: placeOf(partial) });
		seen.add(partial.owner);
		const verified = checkPartial(check, decrypted, partial);
		if (verified) factors.set(partial.owner, verified);
	}
	journal.summary.decryptedBy = [...seen];
	return factors;
}

const placeOf = ({ owner }: OwnedText): string => `partial decryption of owner ${owner}`;

function checkPartial(
	check: CheckLog,
	{ election, trustees, tally }: Decrypted,
	partial: OwnedText,
): Nest<Point> | undefined {
	const place = placeOf(partial);
	const owner = trustees.owners[partial.owner - 1];
	if (!owner) {
		check.error('decryption.unknown-owner', { place });
		return undefined;
	}
	const decoded = decodeText(partialDecryptionCodec, partial.text, LARGE_TEXT);
	if (!decoded.ok) {
		check.problems([decoded.error], place);
		return undefined;
	}
	const statement = { fingerprint: election.fingerprint, tally };
	const verified = verifyPartialDecryption(statement, owner.key, decoded.value);
	if (verified.ok) return verified.value;
	check.problems(verified.error, place);
	return undefined;
}

/** The plaintexts, if there are enough decryptions and any quorum of them says the same. */
export function checkCombination(
	journal: Journal,
	{ trustees, tally }: Decrypted,
	factors: Factors,
): readonly Nest<Point>[] | undefined {
	const check = journal.check('E10');
	const combined = combineDecryptions(trustees, tally, factors);
	if (!combined.ok) {
		check.problems([combined.error]);
		return undefined;
	}
	check.count(factors.size);
	return combined.value as readonly Nest<Point>[];
}
