import assert from 'node:assert/strict';
import { suite } from 'uvu';
import type { Trust } from '../../crypto/verify/trust.ts';
import { verifyRecord } from '../../crypto/verify/verify-record.ts';
import type { Verdict } from '../../crypto/verify/report.ts';
import type { SimulatedVote, VoteSetup } from '../../server/cli/simulate/vote.ts';
import { serveFiles, type Files } from './registers.ts';
import { smallVote } from './small-vote.ts';
import { codesOf } from './verifying.ts';

const STAGES = [
	'prepare',
	'open',
	'issue',
	'cast',
	'close',
	'tallyUp',
	'shuffle',
	'decrypt',
	'writeArchive',
	'count',
	'certify',
] as const;
type Stage = (typeof STAGES)[number];

/** What a cheater does when a stage has ended and before the next begins. */
export type Cheat = Partial<Record<Stage, (vote: SimulatedVote) => unknown>>;

/** Plays a small vote in which somebody cheats. */
export async function play(
	mode: 'sum' | 'mix',
	cheat: Cheat = {},
	changes: Partial<VoteSetup> = {},
): Promise<SimulatedVote> {
	const vote = smallVote(mode, changes);
	for (const stage of STAGES) {
		await vote[stage]();
		await cheat[stage]?.(vote);
	}
	return vote;
}

export type Judged = {
	readonly verdict: Verdict;
	/** `E5 ballot.signature`: what is false. */
	readonly errors: readonly string[];
	/** What is not shown. */
	readonly unproved: readonly string[];
};

/** What an observer finds in a record. */
export async function judge(files: Files, trust: Trust = {}): Promise<Judged> {
	const report = await verifyRecord(serveFiles(files), trust);
	return {
		verdict: report.verdict,
		errors: codesOf(report),
		unproved: codesOf(report, 'unproved'),
	};
}

/** A test file of one cheat. */
export const attack = (name: string): ReturnType<typeof suite> => suite(`attack/${name}`);

/** Caught: rejected, with these findings among the errors and no other check than theirs failing. */
export function assertCaught({ verdict, errors }: Judged, ...expected: readonly string[]): void {
	assert.equal(verdict, 'rejected');
	assert.deepEqual(errors.toSorted(), expected.toSorted());
}

/** A file of the record with its JSON changed. */
export function changeJson(files: Files, path: string, change: (value: never) => unknown): Files {
	const value = JSON.parse(new TextDecoder().decode(files.get(path))) as never;
	const bytes = new TextEncoder().encode(JSON.stringify(change(value)));
	return new Map(files).set(path, bytes);
}

/** A register of the record, written anew. */
export function replaceRegister(
	files: Files,
	kind: 'civic' | 'ballot',
	register: { files(): ReadonlyMap<string, Uint8Array> },
): Files {
	const changed = new Map([...files].filter(([path]) => !path.startsWith(`register/${kind}/`)));
	for (const [path, bytes] of register.files()) changed.set(`register/${kind}/${path}`, bytes);
	return changed;
}
