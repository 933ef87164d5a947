/** What the public can see of a vote after its close. */
import { sha256Hex } from '../../crypto/hash.ts';
import { entriesAbout } from '../register/browse.ts';
import type { Inside } from '../services.ts';
import type { Vote } from './votes.ts';

/** From the close on there is a record, which grows until the vote is counted. */
const hasRecord = ({ phase }: Vote): boolean =>
	phase === 'closed' || phase === 'tallied' || phase === 'certified';

export type PublicSteps = {
	/**
	 * Hashes of the steps, decisions and paper ballots that the published civic register holds: the record shows these and no others, so that it fits the
	 * checkpoint beside it however far that lags. Missing until the close is published in both registers.
	 */
	readonly hashes?: ReadonlySet<string>;
	/** Whether something has happened that is not public yet. */
	readonly isPending: boolean;
};

export async function publicStepsOf(inside: Inside, vote: Vote): Promise<PublicSteps> {
	const { db, civic, box } = inside;
	if (!hasRecord(vote)) return { isPending: false };
	const cast = await box.published(db);
	const published = await civic.published(db);
	if (!cast || !published || cast.size < vote.closed!.size) return { isPending: true };
	const steps = await entriesAbout(inside, vote.id, ['tally', 'decision', 'paper']);
	const seen = steps.filter(({ index }) => index < published.size);
	const hashes = new Set(seen.map(({ entry }) => entry.hash));
	// The last entry of a close.
	if (!hashes.has(sha256Hex(vote.tokens!))) return { isPending: true };
	return { hashes, isPending: seen.length < steps.length };
}
