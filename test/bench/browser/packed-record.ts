/** Records of simulated votes in one file each, kept in the folder for temporary files. */
import { existsSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeTarRecord } from '../../../crypto/election/archive/tar.ts';
import { verifyRecord } from '../../../crypto/verify/verify-record.ts';
import { BallotPool } from '../../../server/cli/ballot-pool.ts';
import { openInput } from '../../../server/cli/record-source.ts';
import { JobPool } from '../../../server/work/job-pool.ts';
import { smallPot, smallVote } from '../../support/small-vote.ts';
import { CHOICES } from '../sample-election.ts';

/** To be changed when what is packed changes. */
const VERSION = 1;

export type PackedRecord = {
	readonly path: string;
	/** The same with one byte of its ballots changed. */
	readonly damagedPath: string;
};

/** The record of a vote of so many people on twenty projects, of which they choose up to five. */
export async function packRecord(voters: number): Promise<PackedRecord> {
	const path = join(tmpdir(), `viche-bench-record-${VERSION}-${voters}.tar`);
	const damagedPath = path.replace('.tar', '-damaged.tar');
	if (!existsSync(damagedPath)) {
		const tar = Buffer.concat([...(await tarOf(voters))]);
		await keep(path, tar);
		const at = tar.indexOf('"response":"', tar.indexOf('.bel')) + 20;
		tar[at] = tar[at] === 0x31 ? 0x32 : 0x31;
		await keep(damagedPath, tar);
	}
	return { path, damagedPath };
}

async function keep(path: string, bytes: Uint8Array): Promise<void> {
	await writeFile(`${path}-${process.pid}`, bytes);
	await rename(`${path}-${process.pid}`, path);
}

async function tarOf(voters: number): Promise<Uint8Array[]> {
	const small = smallPot('sum');
	const projects = Array.from({ length: CHOICES }, (_, i) => ({
		...small.projects[0]!,
		id: `p${i + 1}`,
		name: `Project ${i + 1}`,
	}));
	const pots = [{ ...small, projects, limits: { minLength: 1, maxLength: 5 } }];
	const ballots = Array.from({ length: voters }, (_, i) => [
		{ projects: Array.from({ length: CHOICES }, (_, p) => p).filter((p) => (i + p) % 7 === 0) },
	]);
	const pool = new JobPool(availableParallelism());
	try {
		const vote = smallVote('sum', { pots, ballots, work: pool.work });
		await vote.run();
		return [...vote.record()].map(([name, content]) =>
			encodeTarRecord({ name: `record/${name}`, content, time: 1_800_000_000 }),
		);
	} finally {
		await pool.close();
	}
}

/** Whether the command line's verifier finds it proved, with one thread. */
export async function verifyInNode(path: string): Promise<boolean> {
	const input = await openInput(path);
	if (input.kind !== 'record') throw new TypeError('not a record');
	const pool = new BallotPool(1);
	try {
		const report = await verifyRecord(input, {}, { engine: (e) => pool.engine(e) });
		return report.verdict === 'verified';
	} finally {
		await pool.close();
	}
}
