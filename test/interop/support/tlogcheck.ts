/**
 * tlogcheck, the independent checker of C2SP logs (test/interop/tlogcheck). A log is a folder of static files; verdicts
 * rest on golang.org/x/mod, not on crypto/register.
 */
import { type Files, peer, run, withFolder } from './run-peer.ts';

export type LogVerdict = { verified: boolean; output: string };
/** Whom to believe: a log's verifier key (note format), or the text of a c2sp.org/tlog-policy file. */
export type Trust = { vkey: string; origin?: string } | { policy: string };
export type VerifiedEntry = { index: number; leafHash: string; entry: Uint8Array };

function tlogcheck(
	command: string,
	trust: Trust,
	args: readonly string[],
	files: Files = {},
): Promise<LogVerdict> {
	const all: Files = 'policy' in trust ? { ...files, policy: trust.policy } : files;
	return withFolder(all, async (cwd) => {
		const { code, stdout, stderr } = await run(
			peer('tlogcheck'),
			[command, ...trustArgs(trust), ...args],
			{ cwd },
		);
		// 2 is a wrong call or a trust that cannot be read: no answer about the log.
		if (code !== 0 && code !== 1) throw new Error(`tlogcheck ${command}: ${stderr}`);
		return { verified: code === 0, output: stdout };
	});
}

function trustArgs(trust: Trust): string[] {
	if ('policy' in trust) return ['-policy', 'policy'];
	const origin = trust.origin === undefined ? [] : ['-origin', trust.origin];
	return ['-vkey', trust.vkey, ...origin];
}

/** The signatures of the log's current checkpoint. @param log - absolute path or URL, here and below */
export const checkCheckpoint = (trust: Trust, log: string): Promise<LogVerdict> =>
	tlogcheck('checkpoint', trust, [log]);

/**
 * Recomputes every tile and the root from the entries.
 * @param stateFile - absolute path; holds the checkpoint of the last run, of which this log must be a continuation
 */
export const checkFull = (trust: Trust, log: string, stateFile?: string): Promise<LogVerdict> =>
	tlogcheck('full', trust, [...(stateFile === undefined ? [] : ['-state', stateFile]), log]);

/** Is the entry at `index` of the log these bytes, under its signed checkpoint? */
export const checkInclusion = (
	trust: Trust,
	log: string,
	index: number,
	entry: Uint8Array,
): Promise<LogVerdict> =>
	tlogcheck('inclusion', trust, ['-index', String(index), '-entry', 'entry', log], { entry });

/** Does the log's checkpoint, or `newer`, extend the signed checkpoint `older`? */
export const checkConsistency = (
	trust: Trust,
	log: string,
	older: string,
	newer?: string,
): Promise<LogVerdict> =>
	tlogcheck(
		'consistency',
		trust,
		['-old', 'older', ...(newer === undefined ? [] : ['-new', 'newer']), log],
		{ older, ...(newer === undefined ? {} : { newer }) },
	);

/** An offline receipt (c2sp.org/tlog-proof) for these entry bytes; with a policy, the witnesses' quorum too. */
export const checkProof = (trust: Trust, proof: string, entry: Uint8Array): Promise<LogVerdict> =>
	tlogcheck('proof', trust, ['-entry', 'entry', 'proof'], { entry, proof });

/**
 * Asks the policy's witnesses to cosign the log's checkpoint, as any log would.
 * @param out - absolute path where the cosigned checkpoint goes, when the policy is satisfied
 */
export const feedWitnesses = (trust: Trust, log: string, out: string): Promise<LogVerdict> =>
	tlogcheck('feed', trust, ['-out', out, log]);

/** Signed checkpoints of one log: false if two of one size have different roots, which proves a split view. */
export const compareCheckpoints = (
	trust: Trust,
	checkpoints: readonly string[],
): Promise<LogVerdict> => {
	const files = Object.fromEntries(checkpoints.map((text, i) => [`checkpoint-${i}`, text]));
	return tlogcheck('compare', trust, Object.keys(files), files);
};

/** The entries `from` … `to - 1`, each proved under the signed checkpoint. @throws Error if the log does not verify */
export async function dumpEntries(
	trust: Trust,
	log: string,
	from: number,
	to: number,
): Promise<VerifiedEntry[]> {
	const range = ['-from', String(from), '-to', String(to)];
	const { verified, output } = await tlogcheck('dump', trust, [...range, log]);
	if (!verified) throw new Error(output);
	return output
		.split('\n')
		.filter((line) => line !== '')
		.map((line) => {
			const [index, leafHash, entry] = line.split(' ');
			return { index: Number(index), leafHash: leafHash!, entry: Buffer.from(entry!, 'base64') };
		});
}
