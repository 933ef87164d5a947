/** R7 and R8: the ballot register by itself, and against the archive. Spec: SPEC §10.4. */
import { bytesToHex } from '../bytes.ts';
import { sha256Text } from '../hash.ts';
import { ballotPlace } from './ballots.ts';
import type { PlacedEntry } from './register.ts';
import type { CheckLog, Journal } from './report.ts';

/** An entry for a ballot that was cast. */
export type CastEntry = {
	readonly index: number;
	readonly ballot: string;
	readonly nullifier: string;
	readonly c: string;
};

/** What the register of one vote holds. */
export type BallotRegister = {
	readonly cast: readonly CastEntry[];
	readonly audited: number;
	/** Index of the close. */
	readonly closedAt: number | undefined;
};

/** `entries` are those of this vote. */
export function checkBallotRegister(
	journal: Journal,
	entries: readonly PlacedEntry<'ballot'>[],
	closed: boolean,
): BallotRegister {
	const check = journal.check('R7');
	const cast: CastEntry[] = [];
	const seen = new Map<string, 'ballot' | 'audited'>();
	let audited = 0;
	let closedAt: number | undefined;
	for (const { index, entry } of entries) {
		check.count();
		const place = `ballot entry ${index}`;
		if (entry.type === 'redaction') continue;
		if (closedAt !== undefined) check.error('ballot-register.after-close', { place });
		if (entry.type === 'close') {
			closedAt ??= index;
			checkNumbers(check, place, 'ballots', entry.ballots, cast.length);
			checkNumbers(check, place, 'audited', entry.audited, audited);
			continue;
		}
		const before = seen.get(entry.ballot);
		if (before === entry.type) check.error('ballot-register.repeated', { place });
		else if (before) check.error('ballot-register.audited-cast', { place });
		seen.set(entry.ballot, entry.type);
		if (entry.type === 'audited') audited++;
		else cast.push({ index, ballot: entry.ballot, nullifier: entry.nullifier, c: entry.c });
	}
	if (closedAt === undefined)
		if (closed) check.error('ballot-register.not-closed');
		else check.unproved('ballot-register.not-closed');
	return { cast, audited, closedAt };
}

function checkNumbers(
	check: CheckLog,
	place: string,
	field: string,
	recorded: number,
	counted: number,
): void {
	if (recorded !== counted)
		check.error('ballot-register.close-numbers', {
			place: `${place}: ${field}`,
			values: { recorded, counted },
		});
}

/** What a spent token leaves in the register. */
export const nullifierOf = (uuid: string, credential: string): string =>
	bytesToHex(sha256Text(`viche/token-spent/v1|${uuid}|${credential}`));

/** Compares the ballots of the archive, one after another, with the entries of the register. */
export class CastBallots {
	readonly #check: CheckLog;
	readonly #uuid: string;
	/** Entries that no ballot of the archive was found for yet, by hash, with their number among all ballots. */
	readonly #left: Map<string, CastEntry & { readonly number: number }>;
	#taken = 0;
	#lastNumber = -1;

	constructor(journal: Journal, uuid: string, { cast }: BallotRegister) {
		this.#check = journal.check('R8');
		this.#uuid = uuid;
		this.#left = new Map(cast.map((entry, number) => [entry.ballot, { ...entry, number }]));
	}

	/** The next ballot of the archive. @returns its entry, if it has one */
	take(hash: string, credential: string | undefined): CastEntry | undefined {
		const place = ballotPlace(this.#taken++, hash);
		const entry = this.#left.get(hash);
		this.#check.count();
		if (!entry) {
			this.#check.error('ballot-register.not-in-register', { place });
			return undefined;
		}
		this.#left.delete(hash);
		if (entry.number < this.#lastNumber) this.#check.error('ballot-register.order', { place });
		this.#lastNumber = Math.max(this.#lastNumber, entry.number);
		if (credential !== undefined && entry.nullifier !== nullifierOf(this.#uuid, credential))
			this.#check.error('ballot-register.nullifier', { place });
		return entry;
	}

	/** What is in the register but not in the archive. */
	end(): void {
		for (const { index, ballot } of this.#left.values())
			this.#check.error('ballot-register.not-in-archive', {
				place: `ballot entry ${index}`,
				detail: ballot,
			});
	}
}
