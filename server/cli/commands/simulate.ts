/** `simulate`: plays a whole secret vote with the ballots of a Pabulib file and publishes its record. */
import { join } from 'node:path';
import { Option, type Command } from 'commander';
import { MAX_FORMS } from '../../../crypto/budget/paper.ts';
import type { PabulibFile } from '../../../crypto/count/pabulib/file.ts';
import type { Language } from '../../../crypto/sentences.ts';
import { isSameSet, recordedWinners } from '../count-text.ts';
import { InputError } from '../input-error.ts';
import { jsonOption, languageOption, threadsOption, wholeNumber } from '../options.ts';
import { readPabulibFile } from '../pabulib-file.ts';
import { progressLine } from '../progress.ts';
import { addRuleOptions, chooseRule, type RuleFlags } from '../rule-options.ts';
import { Behaviour } from '../simulate/behaviour.ts';
import { voteFromFile } from '../simulate/from-file.ts';
import { JobPool } from '../../work/job-pool.ts';
import { publish, requireFree } from '../simulate/publish.ts';
import { formatSimulation, type Simulation } from '../simulate/summary.ts';
import { SimulatedVote, type VoteSetup } from '../simulate/vote.ts';
import { warn } from './count.ts';

export type SimulateFlags = RuleFlags & {
	readonly out: string;
	readonly voters?: number;
	readonly trustees: number;
	readonly threshold: number;
	readonly issuers: number;
	readonly issuerThreshold: number;
	readonly mode?: 'sum' | 'mix';
	readonly revotes: number;
	readonly paper: number;
	readonly seed: string;
	readonly threads: number;
	readonly lang: Language;
	readonly json?: true;
};

export function addSimulate(program: Command): void {
	const command = program
		.command('simulate')
		.description(
			'play a whole secret vote with the ballots of a Pabulib file and publish its record',
		)
		.argument('<file>', 'a .pb file')
		.requiredOption('--out <folder>', 'where the record goes: a new or empty folder')
		.option('--voters <number>', 'only so many of the voters', wholeNumber(1, 10_000_000))
		.option('--trustees <number>', 'members of the commission', wholeNumber(1, 20), 3)
		.option('--threshold <number>', 'members who are needed to decrypt', wholeNumber(1, 20), 2)
		.option('--issuers <number>', 'token issuers', wholeNumber(1, 20), 1)
		.option(
			'--issuer-threshold <number>',
			'issuers who are needed for a token',
			wholeNumber(1, 20),
			1,
		)
		.addOption(
			new Option(
				'--mode <mode>',
				'ballots added up, or shuffled and opened (default: what the rule needs)',
			).choices(['sum', 'mix']),
		)
		.option('--revotes <percent>', 'voters who change their mind', wholeNumber(0, 100), 5)
		.option('--paper <percent>', 'voters who vote on paper', wholeNumber(0, 100), 0)
		.option('--seed <text>', 'fixes what voters do; never the secrets', '');
	addRuleOptions(command)
		.addOption(threadsOption())
		.addOption(languageOption())
		.addOption(jsonOption())
		.action(async (path: string, flags: SimulateFlags) => {
			const simulation = await simulate(path, flags);
			process.stdout.write(
				flags.json ? `${JSON.stringify(simulation)}\n` : formatSimulation(simulation, flags.lang),
			);
		});
}

/** @throws InputError, PublishError */
export async function simulate(path: string, flags: SimulateFlags): Promise<Simulation> {
	checkCommission(flags);
	await requireFree(flags.out);
	const { file, warnings } = await readPabulibFile(path, { mode: 'tolerant', keepVotes: false });
	warn(path, warnings);
	const chosen = { ...flags, rule: chooseRule(file, flags) };
	const { pot, ballots } = voteFromFile(path, file, chosen, new Behaviour(flags.seed));
	const start = performance.now();
	const filled = ballots.map((ballot) => [ballot]);
	const online = filled.length - Math.floor((filled.length * flags.paper) / 100);
	const paper = batchesOf(filled.slice(online));
	const vote = await play(file, flags, {
		title: pot.title,
		pots: [pot],
		ballots: filled.slice(0, online),
		...(paper.length === 0 ? {} : { paper }),
	});
	await publish(vote.record(), flags.out);
	const recorded = flags.voters === undefined ? recordedWinners(file) : undefined;
	return summarize(vote, recorded, flags.out, Math.round((performance.now() - start) / 1000));
}

const batchesOf = <T>(forms: readonly T[]): T[][] =>
	Array.from({ length: Math.ceil(forms.length / MAX_FORMS) }, (_, i) =>
		forms.slice(MAX_FORMS * i, MAX_FORMS * (i + 1)),
	);

function checkCommission({ trustees, threshold, issuers, issuerThreshold }: SimulateFlags): void {
	if (threshold > trustees)
		throw new InputError(`--threshold ${threshold} is more than --trustees ${trustees}`);
	if (issuerThreshold > issuers)
		throw new InputError(`--issuer-threshold ${issuerThreshold} is more than --issuers ${issuers}`);
}

async function play(
	file: PabulibFile,
	flags: SimulateFlags,
	what: Pick<VoteSetup, 'title' | 'pots' | 'ballots' | 'paper'>,
): Promise<SimulatedVote> {
	const { trustees, threshold, issuers, issuerThreshold, revotes, seed, threads, lang } = flags;
	const pool = new JobPool(threads);
	const progress = progressLine(process.stderr, lang);
	try {
		const vote = new SimulatedVote({
			...what,
			trustees,
			threshold,
			issuers,
			issuerThreshold,
			revotes,
			seed,
			closes: Math.floor(Date.now() / 1000),
			occasion: {
				country: file.meta.get('country') ?? '',
				unit: file.meta.get('unit') ?? '',
				instance: file.meta.get('instance') ?? '',
			},
			work: pool.work,
			onProgress: (phase, done, total) => progress.show({ phase, done, total }),
		});
		await vote.run();
		return vote;
	} finally {
		progress.clear();
		await pool.close();
	}
}

function summarize(
	{ uuid, result, setup }: SimulatedVote,
	recorded: readonly string[] | undefined,
	out: string,
	seconds: number,
): Simulation {
	const [pot] = result.pots;
	const { winners, cost, budget } = pot!.count;
	return {
		uuid,
		record: out,
		archive: join(out, `${uuid}.bel`),
		mode: setup.pots[0]!.carried === 'sum' ? 'sum' : 'mix',
		roll: result.roll,
		cast: result.cast,
		counted: result.counted,
		...(result.paper ? { paper: result.paper.forms } : {}),
		valid: pot!.valid,
		blank: pot!.blank,
		spoiled: pot!.spoiled.length,
		rule: setup.pots[0]!.rule,
		winners,
		cost,
		budget,
		...(recorded === undefined ? {} : { recorded, asRecorded: isSameSet(recorded, winners) }),
		seconds,
	};
}
