/** Verifying the registers of a database, by themselves and against checkpoints that somebody has kept. */
import { bytesToBase64, equalBytes } from '../../crypto/bytes.ts';
import { openCheckpoint, type OpenedCheckpoint } from '../../crypto/register/checkpoint.ts';
import type { RegisterKind } from '../../crypto/register/entry-schema.ts';
import { ed25519Verifier } from '../../crypto/register/note.ts';
import { openCommunity } from '../community.ts';
import type { Store } from '../db/store.ts';
import { RegisterDamaged } from '../register/register-damaged.ts';
import type { RegisterStore } from '../register/register-store.ts';
import { workHere } from '../work/jobs.ts';
import { BackupRefused } from './refused.ts';

/** How far a register has come. */
export type RegisterState = {
	readonly name: string;
	readonly size: number;
	/** Base64. */
	readonly root: string;
};

/**
 * @param masterKey - 32 bytes. Secret
 * @param kept - signed checkpoints, each of which one of the registers must continue
 * @throws RegisterDamaged when a register is not what its checkpoint says or does not continue a kept one; BackupRefused when a kept
 *   one is of no register here; ConfigError where there is no community
 */
export async function verifyRegisters(
	store: Store,
	masterKey: Uint8Array,
	kept: readonly string[],
): Promise<RegisterState[]> {
	const now = () => Math.floor(Date.now() / 1000);
	const { civic, box } = await openCommunity({ store, masterKey, work: workHere, now });
	const registers = [civic, box];
	for (const note of kept) await requireContinued(registers, note);
	return Promise.all(registers.map(stateOf));
}

type Register = RegisterStore<RegisterKind>;

async function requireContinued(registers: readonly Register[], note: string): Promise<void> {
	for (const register of registers) {
		const opened = openCheckpoint(note, ed25519Verifier(register.key));
		if (opened.ok) return requirePrefix(register, opened.value);
	}
	throw new BackupRefused('the checkpoint is signed by no register of this community');
}

async function requirePrefix(register: Register, kept: OpenedCheckpoint): Promise<void> {
	const root = await register.rootAt(kept.size);
	if (root === undefined)
		throw new RegisterDamaged(
			register.name,
			`entries are missing that were published: the kept checkpoint is of ${kept.size} entries`,
		);
	if (!equalBytes(root, kept.root))
		throw new RegisterDamaged(
			register.name,
			`the first ${kept.size} entries are not those of the kept checkpoint`,
		);
}

async function stateOf(register: Register): Promise<RegisterState> {
	const { size } = await register.head();
	const root = await register.rootAt(size);
	if (!root) throw new RegisterDamaged(register.name, 'has shrunk');
	return { name: register.name, size, root: bytesToBase64(root) };
}
