/** `demo`: a small vote from key ceremony to verified result, for a first look. */
import { availableParallelism } from 'node:os';
import { access, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import type { Language } from '../../../crypto/sentences.ts';
import { languageOption } from '../options.ts';
import { formatSimulation } from '../simulate/summary.ts';
import { simulate } from './simulate.ts';
import { verify } from './verify.ts';

const FILE = new URL(
	'../../../test/fixtures/pabulib/instances/Poland_Swiecie_2023.pb',
	import.meta.url,
);
const FOLDER = 'demo';

export function addDemo(program: Command): void {
	program
		.command('demo')
		.description(`play a small vote, publish its record in ./${FOLDER} and verify it`)
		.addOption(languageOption())
		.action(async ({ lang }: { readonly lang: Language }) => {
			const threads = availableParallelism();
			await removeRecord(FOLDER);
			const simulation = await simulate(fileURLToPath(FILE), {
				out: FOLDER,
				voters: 60,
				trustees: 3,
				threshold: 2,
				issuers: 1,
				issuerThreshold: 1,
				revotes: 10,
				paper: 0,
				seed: 'demo',
				threads,
				lang,
			});
			process.stdout.write(`${formatSimulation(simulation, lang)}\n`);
			process.exitCode = await verify(FOLDER, { threads, lang });
		});
}

/** Takes the last demo away, and nothing that is not a record. */
async function removeRecord(folder: string): Promise<void> {
	const isRecord = await access(join(folder, 'record.json')).then(
		() => true,
		() => false,
	);
	if (isRecord) await rm(folder, { recursive: true });
}
