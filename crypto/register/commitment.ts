/**
 * Commitments: what the register holds instead of payloads, so that these can be erased. Spec: SPEC §8.12.
 * Binding because SHA-256 is collision-resistant; hiding as long as the 32 random bytes are secret or destroyed.
 */
import { bytesToHex, concatBytes, utf8ToBytes } from '../bytes.ts';
import { sha256 } from '../hash.ts';
import type { RandomBytes } from '../random.ts';
import { randomBytes } from '../random.ts';
import type { Entry } from './entry-schema.ts';

/** What opens a commitment. Served beside the register until it is erased. */
export type Opening = {
	/** 32 random bytes, fresh for every commitment. */
	readonly r: Uint8Array;
	readonly payload: Uint8Array;
};

/** An entry that holds a commitment. */
export type CommittedEntry = Extract<Entry, { readonly c: string }>;

const DOMAIN = utf8ToBytes('viche/commit/v1\0');
const RANDOM_BYTES = 32;

function commit(type: string, { r, payload }: Opening): string {
	if (type.includes('\0')) throw new RangeError('a type has no zero byte');
	return bytesToHex(sha256(concatBytes(DOMAIN, utf8ToBytes(`${type}\0`), r, payload)));
}

/**
 * Commits to a payload: SHA-256("viche/commit/v1" ‖ 0x00 ‖ type ‖ 0x00 ‖ r ‖ payload), in hex.
 * @param type - of the entry that will hold the commitment
 * @throws RangeError if the type has a zero byte
 */
export function makeCommitment(
	type: string,
	payload: Uint8Array,
	rng: RandomBytes = randomBytes,
): { readonly c: string; readonly opening: Opening } {
	const opening = { r: rng(RANDOM_BYTES), payload };
	return { c: commit(type, opening), opening };
}

/** Whether an opening is the one that was committed to. */
export const verifyOpening = (type: string, c: string, opening: Opening): boolean =>
	opening.r.length === RANDOM_BYTES && commit(type, opening) === c;

/** Indices of entries. The account is in order when the last four lists are empty. */
export type OpeningAccount = {
	/** Entries with a commitment: as many as opened, redacted, missing and wrong together. */
	readonly committed: number;
	readonly opened: number[];
	/** Erased, and a later redaction says so. */
	readonly redacted: number[];
	/** Neither opened nor redacted. */
	readonly missing: number[];
	/** Opened, but not to what was committed. */
	readonly wrong: number[];
	/** Redacted, and yet the opening is still served. Counted as redacted too. */
	readonly unerased: number[];
	/** Redactions of an entry that does not come before, has no commitment or was redacted already. */
	readonly strayRedactions: number[];
};

/** What is served for a commitment: nothing, an opening that verifies, or one that does not. */
export type OpeningState = 'missing' | 'opened' | 'wrong';

/**
 * Accounts for every commitment of a register: opened + redacted = committed.
 * @param entries - all of them, from the first
 * @param openingOf - the opening served for an entry, if any
 */
export const accountForOpenings = (
	entries: readonly Entry[],
	openingOf: (index: number) => Opening | undefined,
): OpeningAccount =>
	accountForStates(entries, (index, { type, c }) => {
		const opening = openingOf(index);
		if (opening === undefined) return 'missing';
		return verifyOpening(type, c, opening) ? 'opened' : 'wrong';
	});

/** The same where openings were verified one by one as their payloads passed by. */
export function accountForStates(
	entries: readonly Entry[],
	stateOf: (index: number, entry: CommittedEntry) => OpeningState,
): OpeningAccount {
	const account = {
		committed: 0,
		opened: [] as number[],
		redacted: [] as number[],
		missing: [] as number[],
		wrong: [] as number[],
		unerased: [] as number[],
		strayRedactions: [] as number[],
	};
	const redacted = new Set<number>();
	for (const [i, entry] of entries.entries()) {
		if (entry.type !== 'redaction') continue;
		const target = entry.ref < i ? entries[entry.ref] : undefined;
		if (target && 'c' in target && !redacted.has(entry.ref)) redacted.add(entry.ref);
		else account.strayRedactions.push(i);
	}
	for (const [i, entry] of entries.entries()) {
		if (!('c' in entry)) continue;
		account.committed++;
		const state = stateOf(i, entry);
		if (!redacted.has(i)) account[state].push(i);
		else {
			account.redacted.push(i);
			if (state !== 'missing') account.unerased.push(i);
		}
	}
	return account;
}
