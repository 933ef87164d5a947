/** The key that all secrets of a community derive from. It is never in the database. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseHex } from '../crypto/bytes.ts';
import { ConfigError } from './config.ts';

const fileIn = (folder: string): string => join(folder, 'master-key');

/** The key of the environment, or that of the data folder. Secret. @throws ConfigError where there is none */
export function readMasterKey(folder: string, given: string | undefined): Uint8Array {
	const key = parseHex(given ?? readFile(folder).trim());
	if (key?.length !== 32)
		throw new ConfigError(`${fileIn(folder)}: 64 lower-case hex digits are needed`);
	return key;
}

function readFile(folder: string): string {
	try {
		return readFileSync(fileIn(folder), 'utf8');
	} catch {
		throw new ConfigError(`VICHE_MASTER_KEY is not set, and there is no ${fileIn(folder)}`);
	}
}

/** Makes a key in the data folder, readable by its owner alone. @throws Error where there is one */
export function createMasterKey(folder: string): void {
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	writeFileSync(fileIn(folder), `${randomBytes(32).toString('hex')}\n`, {
		mode: 0o600,
		flag: 'wx',
	});
}
