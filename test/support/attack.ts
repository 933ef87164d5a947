import assert from 'node:assert/strict';
import { encodeElection, parseElection } from '../../crypto/election/definition.ts';
import { sha256Hex } from '../../crypto/hash.ts';
import { encodeManifest, type Manifest } from '../../crypto/verify/record.ts';
import type { Trust } from '../../crypto/verify/trust.ts';
import { verifyRecord } from '../../crypto/verify/verify-record.ts';
import type { Verdict } from '../../crypto/verify/report.ts';
import { issuersText, JOBS, type Booth } from '../../server/work/jobs.ts';
import type { SimulatedVote, VoteSetup } from '../../server/cli/simulate/vote.ts';
import { unwrap } from './ceremony.ts';
import { serveFiles, type Files } from './registers.ts';
import { rewrite, smallVote } from './small-vote.ts';
import { codesOf } from './verifying.ts';

const STAGES = [
	'prepare',
	'open',
	'issue',
	'cast',
	'close',
	'enterPaper',
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

/** A document of the tally becomes another one, and the civic register, whose key the server has, says so from the beginning. */
export function reregister(vote: SimulatedVote, stale: string, fresh: string): void {
	const [before, hash] = [sha256Hex(stale), sha256Hex(fresh)];
	vote.civic = rewrite('civic', vote.civic, (entries) =>
		entries.map((entry) =>
			entry.type === 'tally' && entry.hash === before ? { ...entry, hash } : entry,
		),
	);
}

/** Before the vote is opened: another manifest, and the definition that names it. */
export function redefine(vote: SimulatedVote, manifest: Manifest): void {
	vote.manifest = manifest;
	vote.manifestText = encodeManifest(manifest);
	const extra = { manifest: sha256Hex(vote.manifestText) };
	vote.election = unwrap(parseElection(encodeElection(vote.election.definition, extra)));
}

/** A credential of nobody on the roll. @returns its booth, and the number that {@link SimulatedVote.encrypt} calls its voter by */
export function inventVoter(vote: SimulatedVote): {
	readonly booth: Booth;
	readonly voter: number;
} {
	const [booth] = JOBS.openBooths({ uuid: vote.uuid, count: 1 });
	return { booth: booth!, voter: vote.booths.push(booth!) - 1 };
}

/** What the first so many issuers make of a request when they ask nobody whose it is. */
export function mintToken({ uuid, issuers }: SimulatedVote, booth: Booth): string {
	const text = issuersText(uuid, issuers.text);
	const answers = issuers.shares
		.slice(0, issuers.issuer.threshold)
		.map((share, i) =>
			JOBS.evaluate({ issuers: text, j: i + 1, share, requests: [booth.request] }),
		);
	const [token] = JOBS.unblind({
		issuers: text,
		booths: [booth],
		answers: [answers.map(([a]) => a!)],
	});
	return token!;
}
