/**
 * What a booth keeps of a vote on this device, so that no lost connection and no closed page loses or doubles a ballot: written before
 * each step that depends on it. Whoever reads the code can replace the ballot; nobody can read the ballot with it.
 */
import type { PotBallot } from '../../crypto/budget/ballot.ts';

/** A right to vote that was asked for. Secret. */
export type KeptToken = {
	readonly code: string;
	readonly request: string;
	readonly blind: string;
	/** The token itself, once the answer was there. */
	readonly element?: string;
};

export type Sealed = {
	readonly ballot: string;
	readonly hash: string;
	/** What makes the ballot quick to check. */
	readonly hints: string;
};

/** Proof that a ballot is in the register; says nothing about choices. */
export type Receipt = {
	readonly ballot: string;
	readonly receipt: string;
	readonly entry: string;
};

/** A ballot that the server has acknowledged. */
export type CastBallot = {
	readonly hash: string;
	/** POSIX seconds by this device. */
	readonly at: number;
	readonly acknowledgement: string;
	readonly receipt?: Receipt;
};

export type Kept = {
	/** Of the order in which projects are shown. */
	readonly orderSeed: string;
	readonly choices?: readonly PotBallot[];
	/** Projects that the voter wants to think about; forgotten with the choices. */
	readonly liked?: readonly string[];
	readonly token?: KeptToken;
	/** A ballot that is being sent: the very same is sent again until there is an answer. */
	readonly sending?: Sealed;
	/** Acknowledged ballots, the last one counts. */
	readonly cast: readonly CastBallot[];
};

/** Where things are kept: with the browser's tab, or on the device. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const nameOf = (vote: string): string => `viche/booth/${vote}`;

export const emptyKept = (orderSeed: string): Kept => ({ orderSeed, cast: [] });

/** What is kept of a vote on one of the shelves; `undefined` for nothing, or for what is not ours. */
export function readKept(vote: string, shelves: readonly Shelf[]): Kept | undefined {
	for (const shelf of shelves) {
		const text = shelf.getItem(nameOf(vote));
		if (text === null) continue;
		try {
			const kept = JSON.parse(text) as Kept;
			if (typeof kept.orderSeed === 'string' && Array.isArray(kept.cast)) return kept;
		} catch {
			// What cannot be read is as good as nothing.
		}
	}
	return undefined;
}

/** Writes to one shelf and clears the others. */
export function writeKept(vote: string, kept: Kept, shelf: Shelf, others: readonly Shelf[]): void {
	shelf.setItem(nameOf(vote), JSON.stringify(kept));
	for (const other of others) other.removeItem(nameOf(vote));
}

/** A ballot has been acknowledged: it is no longer being sent. */
export const withCast = (
	{ sending: _, choices: _choices, liked: _liked, ...kept }: Kept,
	ballot: CastBallot,
): Kept => ({
	...kept,
	cast: [...kept.cast.filter((b) => b.hash !== ballot.hash), ballot],
});

/** The proof for a ballot has come. */
export const withReceipt = (kept: Kept, receipt: Receipt): Kept => ({
	...kept,
	cast: kept.cast.map((b) => (b.hash === receipt.ballot ? { ...b, receipt } : b)),
});
