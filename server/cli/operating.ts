/**
 * What the commands of operators have in common: where the community is, and how it is told that something cannot be done. They import
 * the database only when they run: every other command would wait for it too.
 */
import { readFileSync } from 'node:fs';
import { Option } from 'commander';
import { DrizzleQueryError } from 'drizzle-orm/errors';
import type { RegisterState } from '../backup/registers.ts';
import { readMasterKey } from '../master-key.ts';
import { InputError } from './input-error.ts';

export const dataOption = (): Option =>
	new Option('--data <folder>', 'folder of the database and of the master key')
		.env('VICHE_DATA')
		.default('data');

/** The community's key, from where the server takes it. Secret. @throws ConfigError where there is none */
export const masterKeyOf = (folder: string): Uint8Array =>
	readMasterKey(folder, process.env['VICHE_MASTER_KEY']);

/** What an operator asks for is refused in one line; a fault of this program stays one. @throws InputError */
export async function refusing<T>(work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (e) {
		if (!(e instanceof Error) || e instanceof TypeError || e instanceof RangeError) throw e;
		throw new InputError(e instanceof DrizzleQueryError ? String(e.cause?.message) : e.message);
	}
}

/** @throws InputError where the community's database is Postgres, with what is to be done there */
export function requireEmbedded(instead: string): void {
	if (process.env['DATABASE_URL'] !== undefined)
		throw new InputError(`DATABASE_URL is set, and Postgres has its own tools: ${instead}`);
}

/** Checkpoints that somebody kept; may be given more than once. */
export const checkpointOption = (): Option =>
	new Option(
		'--checkpoint <file>',
		'a signed checkpoint that you kept, which a register must continue; may be repeated',
	)
		.default([])
		.argParser((file: string, before: readonly string[]) => [...before, file]);

export const readCheckpoints = (files: readonly string[]): string[] =>
	files.map((file) => readFileSync(file, 'utf8'));

export type Printing = { readonly json?: true };

/** One line a register: name, size and root, as in its checkpoint. */
export function printRegisters(registers: readonly RegisterState[], { json }: Printing): void {
	process.stdout.write(
		json
			? `${JSON.stringify({ registers })}\n`
			: registers.map(({ name, size, root }) => `${name} ${size} ${root}\n`).join(''),
	);
}
