/** E7: the encrypted tally is what the ballots that count add up to. */
import { decodeText } from '../codec.ts';
import { sameShape } from '../election/nest.ts';
import { encryptedTallyCodec, type EncryptedTally, type SizedTally } from '../election/tally.ts';
import { LARGE_TEXT } from './decryption.ts';
import type { Journal } from './report.ts';

/** The tally as the archive has it. */
export type RecordedTally = { readonly sized: SizedTally; readonly text: string };
/** The tally as it was computed from the ballots. */
export type ComputedTally = {
	readonly tally: EncryptedTally;
	readonly text: string;
	readonly sized: SizedTally;
};

/**
 * Compares both. @returns the tally that the rest of the archive is about: the recorded one where it can be read, so that a false one
 * does not hide what else is wrong.
 */
export function checkTally(
	journal: Journal,
	recorded: RecordedTally,
	computed: ComputedTally | undefined,
): EncryptedTally | undefined {
	const check = journal.check('E7');
	const read = decodeText(encryptedTallyCodec, recorded.text, LARGE_TEXT);
	if (!read.ok) check.problems([read.error], 'encrypted tally');
	if (!computed) {
		check.unproved('tally.not-recomputed');
		return read.ok ? (read.value as EncryptedTally) : undefined;
	}
	check.count(Number(computed.sized.num_tallied));
	if (recorded.text !== computed.text) check.error('tally.other', { place: 'encrypted tally' });
	for (const field of ['num_tallied', 'total_weight'] as const)
		if (recorded.sized[field] !== computed.sized[field])
			check.error('tally.numbers', {
				place: field,
				values: { recorded: String(recorded.sized[field]), counted: String(computed.sized[field]) },
			});
	return read.ok && sameShape(read.value, computed.tally)
		? (read.value as EncryptedTally)
		: computed.tally;
}
