/** R11: what an observer saw signed before is still true. */
import { openCheckpoint, type Checkpoint } from '../register/checkpoint.ts';
import { compareCheckpoints, isRollback } from '../register/compare.ts';
import { ed25519Verifier } from '../register/note.ts';
import type { TileReader } from '../register/tile-reader.ts';
import type { VerifierKey } from '../register/verifier-key.ts';
import type { CheckLog, Journal } from './report.ts';

/** What is needed of a register to compare with its past. */
export type GrownRegister = {
	readonly key: VerifierKey;
	readonly checkpoint: Checkpoint;
	readonly tiles: TileReader;
};

/** Compares signed checkpoints from before with the registers of now. */
export async function checkEarlierCheckpoints(
	journal: Journal,
	notes: readonly string[],
	registers: readonly GrownRegister[],
): Promise<void> {
	const check = journal.check('R11');
	for (const [i, note] of notes.entries()) {
		const place = `checkpoint ${i + 1}`;
		check.count();
		const register = registers.find(({ key }) => note.startsWith(`${key.name}\n`));
		if (!register) check.unproved('register.checkpoint-unknown', { place });
		else {
			const seen = openCheckpoint(note, ed25519Verifier(register.key));
			if (!seen.ok) check.problems([seen.error], place);
			else await compareWithPast(check, place, seen.value, register);
		}
	}
}

/** Whether the register still says what a checkpoint from before says. */
export async function compareWithPast(
	check: CheckLog,
	place: string,
	seen: Checkpoint,
	{ checkpoint, tiles }: GrownRegister,
): Promise<void> {
	if (isRollback(seen, checkpoint)) {
		check.error('register.rollback', {
			place,
			detail: `${seen.size} before, ${checkpoint.size} now`,
		});
		return;
	}
	const path = seen.size > 0 ? await tiles.readPrefixPath(seen.size) : undefined;
	if (path?.ok === false) {
		check.problems([path.error], place);
		return;
	}
	const relation = compareCheckpoints(seen, checkpoint, path?.value);
	if (!relation.ok) check.problems([relation.error], place);
	else if (relation.value === 'fork')
		check.error('register.fork', { place, detail: `size ${seen.size}` });
	else if (relation.value === 'unproven') check.unproved('register.unreadable', { place });
}
