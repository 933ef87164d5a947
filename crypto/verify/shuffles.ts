/** E8: each shuffle holds the same ballots as the one before it, and there is one at least. */
import { decodeText } from '../codec.ts';
import type { Election } from '../election/definition.ts';
import {
	hasShuffles,
	replaceShuffled,
	shuffleCodec,
	shuffledParts,
	verifyShuffle,
	type Mixed,
} from '../election/shuffle.ts';
import type { EncryptedTally } from '../election/tally.ts';
import type { Trustees } from '../election/trustees/trustees.ts';
import type { ArchiveContents } from './archive-scan.ts';
import { LARGE_TEXT, type OwnedText } from './decryption.ts';
import type { CheckLog, Journal } from './report.ts';

/**
 * Checks the chain from the encrypted tally to the last shuffle. @returns the tally with its shuffled parts replaced by the last
 * shuffle, which is what is decrypted; `undefined` when that cannot be read
 */
export function checkShuffles(
	journal: Journal,
	election: Election,
	trustees: Trustees | undefined,
	tally: EncryptedTally,
	{ shuffles, state }: Pick<ArchiveContents, 'shuffles' | 'state'>,
): EncryptedTally | undefined {
	const check = journal.check('E8');
	let mixed: Mixed | undefined = shuffledParts(election, tally);
	for (const [i, shuffle] of shuffles.entries()) {
		const place = `shuffle ${i + 1} by owner ${shuffle.owner}`;
		check.count();
		if (trustees && !trustees.owners[shuffle.owner - 1])
			check.error('shuffle.unknown-owner', { place });
		mixed = mixed && checkShuffle(check, election, mixed, shuffle, place);
	}
	if (hasShuffles(election.definition)) checkShufflers(journal, check, shuffles, trustees, state);
	return mixed && replaceShuffled(election, tally, mixed);
}

function checkShuffle(
	check: CheckLog,
	election: Election,
	before: Mixed,
	{ text }: OwnedText,
	place: string,
): Mixed | undefined {
	const decoded = decodeText(shuffleCodec, text, LARGE_TEXT);
	if (!decoded.ok) {
		check.problems([decoded.error], place);
		return undefined;
	}
	const after = verifyShuffle(election, before, decoded.value);
	if (after.ok) return after.value;
	check.problems(after.error, place);
	// Where only an equation fails the ciphertexts are well formed, and what follows can still be checked.
	const isReadable = after.error.every(({ code }) => code === 'shuffle.equation');
	return isReadable ? (decoded.value.ciphertexts as unknown as Mixed) : undefined;
}

function checkShufflers(
	journal: Journal,
	check: CheckLog,
	shuffles: readonly OwnedText[],
	trustees: Trustees | undefined,
	state: ArchiveContents['state'],
): void {
	const owners = [...new Set(shuffles.map(({ owner }) => owner))];
	journal.summary.shuffledBy = owners;
	const over = state !== 'EncryptedTally' && state !== 'Shuffle';
	if (owners.length === 0 && over) check.error('shuffle.none');
	if (owners.length === 1 && over && trustees && trustees.owners.length > 1)
		check.note('shuffle.only-one', { place: `owner ${owners[0]!}` });
}
