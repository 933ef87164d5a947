/** `backup`: a verified copy of the embedded database, while the server runs. */
import type { Command } from 'commander';
import { jsonOption } from '../options.ts';
import {
	dataOption,
	masterKeyOf,
	printRegisters,
	refusing,
	requireEmbedded,
	type Printing,
} from '../operating.ts';

type BackupFlags = Printing & { readonly data: string; readonly out: string };

export function addBackup(program: Command): void {
	program
		.command('backup')
		.description('copy the database into one sealed file, while the server runs')
		.addOption(dataOption())
		.requiredOption('--out <file>', 'where the backup goes: a new file')
		.addOption(jsonOption())
		.action(backup);
}

async function backup({ data, out, ...printing }: BackupFlags): Promise<void> {
	requireEmbedded('make backups with pg_dump');
	const registers = await refusing(async () => {
		const { makeBackup } = await import('../../backup/backup.ts');
		return makeBackup(data, masterKeyOf(data), out);
	});
	printRegisters(registers, printing);
}
