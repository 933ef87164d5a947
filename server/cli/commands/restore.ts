/** `restore`: makes a backup the database of a data folder that has none. */
import type { Command } from 'commander';
import { jsonOption } from '../options.ts';
import {
	checkpointOption,
	dataOption,
	masterKeyOf,
	printRegisters,
	readCheckpoints,
	refusing,
	requireEmbedded,
	type Printing,
} from '../operating.ts';

type RestoreFlags = Printing & {
	readonly from: string;
	readonly data: string;
	readonly checkpoint: readonly string[];
};

const UNCOMPARED =
	'No --checkpoint was given: nobody has compared the backup with what was published since it was made.\n';

export function addRestore(program: Command): void {
	program
		.command('restore')
		.description('verify a backup and make it the database of a folder that has none')
		.requiredOption('--from <file>', 'a file that `viche backup` made')
		.addOption(dataOption())
		.addOption(checkpointOption())
		.addOption(jsonOption())
		.action(restore);
}

async function restore({ from, data, checkpoint, ...printing }: RestoreFlags): Promise<void> {
	requireEmbedded('restore with pg_restore, then run `viche check`');
	const registers = await refusing(async () => {
		const { restoreBackup } = await import('../../backup/restore.ts');
		return restoreBackup(from, data, masterKeyOf(data), readCheckpoints(checkpoint));
	});
	if (checkpoint.length === 0) process.stderr.write(UNCOMPARED);
	printRegisters(registers, printing);
}
