/** Whole published records verified: registers, tokens, ballots, tally, decryption, count and certificates. */
import { ballotsOf, potOf } from '../../crypto/budget/from-pabulib.ts';
import { verifyRecord } from '../../crypto/verify/verify-record.ts';
import { BallotPool } from '../../server/cli/ballot-pool.ts';
import { JobPool } from '../../server/work/job-pool.ts';
import { fileOf } from '../crypto/count/elections.ts';
import { unwrap } from '../support/ceremony.ts';
import { serveFiles } from '../support/registers.ts';
import { smallVote } from '../support/small-vote.ts';
import { codesOf } from '../support/verifying.ts';
import { WITHOUT_KERNEL, type Bench, type Group } from './group.ts';
import type { Variant } from './measure.ts';

type Files = ReadonlyMap<string, Uint8Array>;
type Item = { readonly files: Files; readonly ballots: number };

const TOULOUSE =
	'France_Toulouse_2022_14_-_Saint-Simon_Lafourguette_Oncopole-Campus_Sante_du_Futur';

export const records: Group = {
	name: 'records',
	run: async (bench) => {
		await benchRecord(bench, 'Toulouse 2022', TOULOUSE, 'sum');
		await benchRecord(bench, 'Amsterdam 588', 'Netherlands_Amsterdam_588', 'mix');
	},
};

/** The record of a vote in which the real ballots of an election were cast. */
async function makeRecord(fixture: string, mode: 'sum' | 'mix', most: number): Promise<Item> {
	const file = fileOf(fixture);
	const pot = unwrap(potOf(file, { id: 'budget', mode }));
	const ballots = unwrap(ballotsOf(file, pot)).slice(0, most);
	const pool = new JobPool(2);
	try {
		const vote = smallVote(mode, {
			pots: [pot],
			ballots: ballots.map((b) => [b]),
			work: pool.work,
		});
		await vote.run();
		return { files: vote.record(), ballots: ballots.length };
	} finally {
		await pool.close();
	}
}

/** One byte of the archive is another. */
function damage({ files, ballots }: Item): Item {
	const [path, bytes] = [...files].find(([name]) => name.endsWith('.bel'))!;
	const damaged = bytes.with(bytes.length >> 1, bytes[bytes.length >> 1]! ^ 1);
	return { files: new Map(files).set(path, damaged), ballots };
}

async function verify({ files }: Item, threads: number) {
	const pool = new BallotPool(threads);
	try {
		const report = await verifyRecord(serveFiles(files), {}, { engine: (e) => pool.engine(e) });
		return { verdict: report.verdict, errors: codesOf(report) };
	} finally {
		await pool.close();
	}
}

const verifying = (name: string, threads: number): Variant<Item, unknown> => ({
	name,
	run: (items) => Promise.all(items.map((item) => verify(item, threads))),
});

async function benchRecord(
	bench: Bench,
	name: string,
	fixture: string,
	mode: 'sum' | 'mix',
): Promise<void> {
	const small = await makeRecord(fixture, mode, 4);
	const item = bench.size(1, 0) ? await makeRecord(fixture, mode, Infinity) : small;
	await bench.compare({
		title: `verify the record of ${name}: ${item.ballots} ballots, ${mode}`,
		unit: 'ballot',
		items: [item],
		unitsOf: (items) => items.reduce((n, i) => n + i.ballots, 0),
		trials: [[small], [damage(small)]],
		variants: [
			verifying('1 thread', 1),
			verifying('2 threads', 2),
			{ ...verifying('1 thread, no kernel', 1), ...WITHOUT_KERNEL },
		],
	});
}
