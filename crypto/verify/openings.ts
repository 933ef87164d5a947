/** R9: what the ballot register committed to is shown, or was erased and says so. Spec: SPEC §8.12. */
import { parseHex, utf8ToBytes } from '../bytes.ts';
import { accountForStates, verifyOpening, type OpeningState } from '../register/commitment.ts';
import type { CastEntry } from './ballot-register.ts';
import type { PlacedEntry, Register } from './register.ts';
import type { CheckLog, Journal } from './report.ts';

/** r of each entry of the register in hex; null where there is nothing to open. */
export type OpeningList = readonly (string | null)[];

/** Verifies openings as ballots pass by, then accounts for all of the register. */
export class OpeningChecks {
	readonly #check: CheckLog;
	readonly #journal: Journal;
	readonly #openings: OpeningList;
	readonly #states = new Map<number, OpeningState>();

	constructor(journal: Journal, openings: OpeningList) {
		this.#check = journal.check('R9');
		this.#journal = journal;
		this.#openings = openings;
	}

	/** A ballot of the archive with its entry. */
	take({ index, c }: CastEntry, ballotText: string): void {
		const text = this.#openings[index];
		if (typeof text !== 'string') return;
		const r = parseHex(text);
		const opening = r && { r, payload: utf8ToBytes(ballotText) };
		this.#states.set(index, opening && verifyOpening('ballot', c, opening) ? 'opened' : 'wrong');
	}

	/** `uuid`: the vote whose entries are meant; the register may serve others. */
	end({ entries, checkpoint }: Register<'ballot'>, uuid: string): void {
		// The register may have grown since, by entries of other votes.
		if (this.#openings.length > checkpoint.size)
			this.#check.error('opening.count', {
				detail: `${this.#openings.length} openings, ${checkpoint.size} entries`,
			});
		const mine = new Set(entries.filter(({ entry }) => entry.object === uuid).map((e) => e.index));
		const account = accountForStates(
			entries.map(({ entry }) => entry),
			(index) => this.#states.get(index) ?? 'missing',
		);
		const own = (indices: readonly number[]) => indices.filter((i) => mine.has(i));
		this.#check.count(own(account.opened).length);
		this.#journal.summary.redacted = own(account.redacted).length;
		for (const index of own(account.wrong)) this.#check.error('opening.wrong', at(index));
		for (const index of own(account.redacted))
			if (typeof this.#openings[index] === 'string')
				this.#check.error('opening.unerased', at(index));
		for (const index of own(account.strayRedactions))
			this.#check.error('opening.stray-redaction', at(index));
		for (const index of own(account.missing))
			this.#check.unproved(
				// The record does not say what an audited ballot was.
				entries[index]!.entry.type === 'audited' ? 'opening.not-published' : 'opening.missing',
				at(index),
			);
		for (const placed of entries) if (mine.has(placed.index)) this.#noteRedaction(placed);
	}

	#noteRedaction({ entry }: PlacedEntry<'ballot'>): void {
		if (entry.type === 'redaction')
			this.#check.note('opening.redacted', {
				...at(entry.ref),
				values: { basis: entry.basis, by: entry.by },
			});
	}
}

const at = (index: number) => ({ place: `ballot entry ${index}` });
