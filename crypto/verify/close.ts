/** R10: the civic register closes this very ballot register, and every step of the tally comes after. Spec: SPEC §10.4. */
import { bytesToHex } from '../bytes.ts';
import type { CivicEntry } from '../register/entry-schema.ts';
import type { BallotRegister } from './ballot-register.ts';
import type { PlacedEntry, Register } from './register.ts';
import { addProblem } from './register.ts';
import type { CheckLog, Journal } from './report.ts';

type Entry<T extends CivicEntry['type']> = Extract<CivicEntry, { type: T }>;
export type CloseEntry = Entry<'close'> & { readonly index: number };

/** A step of the tally as it must stand in the civic register: the hash of its file or text. */
export type TallyStep = { readonly part: string; readonly hash: string };

/** The close of this vote in the civic register, if there is one. */
export function findClose(entries: readonly PlacedEntry<'civic'>[]): CloseEntry | undefined {
	for (const { index, entry } of entries) if (entry.type === 'close') return { ...entry, index };
	return undefined;
}

/** Compares the close with the ballot register. `closesAt`: when the vote was to close at the earliest, in POSIX seconds. */
export async function checkClose(
	journal: Journal,
	close: CloseEntry,
	register: Register<'ballot'>,
	ballots: BallotRegister,
	closesAt: number,
): Promise<void> {
	const check = journal.check('R10');
	const place = `civic entry ${close.index}`;
	check.count();
	const differs = (detail: string) => check.error('close.other-register', { place, detail });
	if (close.at < closesAt) check.error('close.before-the-date', { place });
	if (close.ballots !== ballots.cast.length)
		differs(`${close.ballots} ballots, the register has ${ballots.cast.length}`);
	if (ballots.closedAt !== undefined && close.size !== ballots.closedAt + 1)
		differs(`size ${close.size}, the register closed at ${ballots.closedAt + 1}`);
	if (close.size > register.tiles.size) {
		differs(`size ${close.size}, the register has ${register.tiles.size} entries`);
		return;
	}
	const root = await register.tiles.readRoot(close.size);
	if (!root.ok) addProblem(check, 'ballot', root.error);
	else if (bytesToHex(root.value) !== close.root) differs(`another root at size ${close.size}`);
}

/** Compares the steps that the register has with those that the record shows. */
export function checkTallySteps(
	journal: Journal,
	entries: readonly PlacedEntry<'civic'>[],
	close: CloseEntry | undefined,
	steps: readonly TallyStep[],
): void {
	const check = journal.check('R10');
	const left = [...steps];
	for (const { index, entry } of entries) {
		if (entry.type !== 'tally') continue;
		check.count();
		const place = `civic entry ${index} (${entry.part})`;
		if (!close || index < close.index || entry.at < close.at)
			check.error('tally.before-close', { place });
		const found = left.findIndex((s) => s.part === entry.part && s.hash === entry.hash);
		if (found >= 0) left.splice(found, 1);
		else if (steps.some((s) => s.part === entry.part))
			check.error('tally.stray-entry', { place, detail: entry.hash });
		else check.unproved('tally.document-missing', { place, detail: entry.hash });
	}
	reportUnregistered(check, left);
}

function reportUnregistered(check: CheckLog, steps: readonly TallyStep[]): void {
	for (const { part, hash } of steps)
		check.error('tally.unregistered', { place: part, detail: hash });
}
