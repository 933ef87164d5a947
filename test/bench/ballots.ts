/** Ballots made and verified: by us in every way there is, by noble used plainly, by belenios-tool. */
import { claimsOf, makeBallot, parseBallot, verifyBallot } from '../../crypto/election/ballot.ts';
import type { Question } from '../../crypto/election/questions/index.ts';
import { verifyAndHint } from '../../crypto/proofs/hints.ts';
import { inProcess, type BallotEngine, type BallotTask } from '../../crypto/verify/engine.ts';
import { BallotPool } from '../../server/cli/ballot-pool.ts';
import { verifyBallot as askBelenios } from '../interop/support/belenios-tool.ts';
import { unwrap } from '../support/ceremony.ts';
import { WITHOUT_KERNEL, type Bench, type Group } from './group.ts';
import type { Variant } from './measure.ts';
import { BELENIOS_TOOL, whereInstalled } from './peer.ts';
import { holdsPlainly } from './plain-noble.ts';
import {
	castBallots,
	CHOICES,
	damageBallot,
	makeSampleElection,
	MIX,
	SUM,
	type SampleElection,
} from './sample-election.ts';

/** As many as the verifier takes at once. */
const CHUNK = 128;
const PARTS = { unit: 'choice', count: CHOICES };

type Verifying = Variant<BallotTask, readonly boolean[]>;

export const ballots: Group = {
	name: 'ballots',
	run: async (bench) => {
		await benchQuestion(bench, 'sum', SUM, bench.size(4 * CHUNK, 6));
		await benchQuestion(bench, 'mix', MIX, bench.size(4 * CHUNK, 6));
	},
};

async function benchQuestion(
	bench: Bench,
	mode: string,
	question: Question,
	count: number,
): Promise<void> {
	const sample = makeSampleElection(question, count);
	const tasks = castBallots(sample);
	await benchMaking(bench, mode, sample);
	const pool = new BallotPool(2);
	try {
		const peer = whereInstalled([askingBelenios(sample, tasks)]);
		await bench.compare({
			title: `verify a ${mode} ballot of ${CHOICES} choices`,
			unit: 'ballot',
			parts: PARTS,
			items: tasks,
			trials: [[tasks[0]!, damageBallot(tasks[1]!, sample.voters[1]!), tasks[2]!]],
			variants: [
				{
					name: 'plain noble',
					run: (some) => some.map(({ text }) => holdsPlainly(sample.election.text, text)),
					items: tasks.slice(0, 4),
					baseline: true,
				},
				...peer.variants,
				...verifying(sample, tasks, pool.engine(sample.election)),
			],
			missing: peer.missing,
		});
	} finally {
		await pool.close();
	}
}

const benchMaking = (bench: Bench, mode: string, { election, voters, choices }: SampleElection) =>
	bench.compare({
		title: `make a ${mode} ballot of ${CHOICES} choices`,
		unit: 'ballot',
		parts: PARTS,
		items: voters.map((voter, i) => ({ voter, choice: choices[i]! })).slice(0, 20),
		trials: [voters.slice(0, 2).map((voter, i) => ({ voter, choice: choices[i]! }))],
		variants: [
			{
				name: 'ours',
				run: (some) => some.map(({ voter, choice }) => makeBallot(election, voter, choice)),
			},
		],
	});

/** The verdicts of an engine that is given chunks as the verifier gives them. */
async function ask(engine: BallotEngine, tasks: readonly BallotTask[]): Promise<boolean[]> {
	const chunks = Array.from({ length: Math.ceil(tasks.length / CHUNK) }, (_, i) =>
		tasks.slice(CHUNK * i, CHUNK * (i + 1)),
	);
	const verdicts = await Promise.all(chunks.map((chunk) => engine.verify(chunk)));
	return verdicts.flat().map((problems) => problems.length === 0);
}

function verifying(
	{ election }: SampleElection,
	tasks: readonly BallotTask[],
	twoThreads: BallotEngine,
): Verifying[] {
	const alone = (some: readonly BallotTask[]) =>
		some.map(({ text }) => verifyBallot(election, text).length === 0);
	const inBatch = (some: readonly BallotTask[]) => ask(inProcess(election), some);
	return [
		{ name: 'alone', run: alone, items: tasks.slice(0, 64) },
		{ name: 'alone, no kernel', run: alone, items: tasks.slice(0, 4), ...WITHOUT_KERNEL },
		{
			name: 'alone, making hints',
			run: (some) =>
				some.map(({ text }) => {
					const claims = claimsOf(election, unwrap(parseBallot(election, text)), text);
					return verifyAndHint(claims, election.key).ok;
				}),
			items: tasks.slice(0, 64),
		},
		{ name: 'batch with hints, 1 thread', run: inBatch },
		{ name: 'batch with hints, 2 threads', run: (some) => ask(twoThreads, some) },
		{
			name: 'batch with hints, no kernel',
			run: inBatch,
			items: tasks.slice(0, CHUNK),
			...WITHOUT_KERNEL,
		},
	];
}

/** One process a ballot; what a process costs that refuses its input at once is taken off. */
const askingBelenios = ({ setup }: SampleElection, tasks: readonly BallotTask[]): Verifying => ({
	name: BELENIOS_TOOL,
	run: async (some) => {
		const verdicts: boolean[] = [];
		for (const { text } of some) verdicts.push((await askBelenios(setup, text)).accepted);
		return verdicts;
	},
	overhead: async (some) => {
		for (const _ of some) await askBelenios(setup, '{}');
	},
	items: tasks.slice(0, 12),
	baseline: true,
});
