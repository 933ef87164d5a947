/** `check`: verifies the registers of a database, embedded or Postgres, while the server runs or after it was restored. */
import type { Command } from 'commander';
import { jsonOption } from '../options.ts';
import {
	checkpointOption,
	dataOption,
	masterKeyOf,
	printRegisters,
	readCheckpoints,
	refusing,
	type Printing,
} from '../operating.ts';

type CheckFlags = Printing & { readonly data: string; readonly checkpoint: readonly string[] };

export function addCheck(program: Command): void {
	program
		.command('check')
		.description('verify both registers of the database against their signed checkpoints')
		.addOption(dataOption())
		.addOption(checkpointOption())
		.addOption(jsonOption())
		.action(check);
}

const check = ({ data, checkpoint, ...printing }: CheckFlags): Promise<void> =>
	refusing(async () => {
		const { checkRegisters } = await import('../../backup/check.ts');
		const databaseUrl = process.env['DATABASE_URL'];
		const place = { folder: data, databaseUrl, masterKey: masterKeyOf(data) };
		const found = await checkRegisters(place, readCheckpoints(checkpoint));
		if ('damage' in found) {
			process.stderr.write(`${found.damage}\n`);
			process.exitCode = 1;
		} else printRegisters(found, printing);
	});
