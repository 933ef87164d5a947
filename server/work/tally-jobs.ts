/** What is computed when members of a commission have worked on a tally. Spec: SPEC §5.2. */
import { decodeText } from '../../crypto/codec.ts';
import type { Election } from '../../crypto/election/definition.ts';
import {
	shuffleCodec,
	shuffledParts,
	verifyShuffle,
	type Mixed,
} from '../../crypto/election/shuffle.ts';
import { encryptedTallyCodec, type EncryptedTally } from '../../crypto/election/tally.ts';
import { LARGE } from '../votes/limits.ts';

/** A stored tally from its text. */
export function readTally(text: string): EncryptedTally {
	const tally = decodeText(encryptedTallyCodec, text, LARGE);
	if (!tally.ok) throw new TypeError(tally.error.message);
	return tally.value as EncryptedTally;
}

/** The ciphertexts that the last shuffle left, or the ballots' own. @param last - text of the shuffle */
export function mixedAfter(election: Election, tally: EncryptedTally, last?: string): Mixed {
	if (last === undefined) return shuffledParts(election, tally);
	const shuffle = decodeText(shuffleCodec, last, LARGE);
	if (!shuffle.ok) throw new TypeError(shuffle.error.message);
	return shuffle.value.ciphertexts as unknown as Mixed;
}

/** Whether a text is a shuffle of what the last one left. */
export function holdsShuffle(
	election: Election,
	tally: string,
	last: string | undefined,
	text: string,
): boolean {
	const shuffle = decodeText(shuffleCodec, text, LARGE);
	const before = mixedAfter(election, readTally(tally), last);
	return shuffle.ok && verifyShuffle(election, before, shuffle.value).ok;
}
