/**
 * What the public sees of registers that witnesses watch: of each the last checkpoint that enough of them have cosigned, never an
 * earlier one than before. Any number of processes may publish at once.
 */
import { and, eq, sql } from 'drizzle-orm';
import { encodeNote, parseNote } from '../../crypto/register/note.ts';
import { openWitnessed, type Policy } from '../../crypto/register/policy.ts';
import { encodeVerifierKey } from '../../crypto/register/verifier-key.ts';
import type { Schema } from '../db/schema.ts';
import type { Db, Store } from '../db/store.ts';
import { RegisterDamaged } from './register-damaged.ts';

/** A checkpoint that the public sees, with the lines of those who cosigned it. */
export type Published = { readonly size: number; readonly checkpoint: string };

export async function findPublished(
	db: Db,
	t: Schema,
	register: string,
): Promise<Published | undefined> {
	const [found] = await db.select().from(t.published).where(eq(t.published.register, register));
	return found;
}

/** The size that each witness cosigned last, by its verifier key. */
export async function cosignedSizes(
	{ db, t }: Store,
	register: string,
): Promise<ReadonlyMap<string, number>> {
	const { cosignatures } = t;
	const rows = await db.select().from(cosignatures).where(eq(cosignatures.register, register));
	return new Map(rows.map(({ witness, size }) => [witness, size]));
}

/**
 * Keeps cosignatures, which must have been verified, and publishes the checkpoint if the policy is satisfied.
 * @param lines - signature lines by the verifier keys of their witnesses
 * @returns whether the policy is satisfied
 * @throws RegisterDamaged when the checkpoint is not one that the policy's logs sign
 */
export const publish = (
	store: Store,
	policy: Policy,
	register: string,
	{ size, checkpoint }: Published,
	lines: ReadonlyMap<string, string>,
): Promise<boolean> =>
	store.tx(async (db) => {
		const { cosignatures, published } = store.t;
		for (const [witness, line] of lines)
			await db
				.insert(cosignatures)
				.values({ register, witness, size, line })
				.onConflictDoUpdate({
					target: [cosignatures.register, cosignatures.witness],
					set: { size, line },
					setWhere: sql`${cosignatures.size} <= ${size}`,
				});
		const kept = await db
			.select()
			.from(cosignatures)
			.where(and(eq(cosignatures.register, register), eq(cosignatures.size, size)));
		const known = new Map([...kept.map((c) => [c.witness, c.line] as const), ...lines]);
		const note = withLines(checkpoint, policy, known);
		const opened = openWitnessed(note, policy);
		if (!opened.ok) {
			if (opened.error.code === 'policy.quorum-not-met') return false;
			throw new RegisterDamaged(register, opened.error.message);
		}
		await db
			.insert(published)
			.values({ register, size, checkpoint: note })
			.onConflictDoUpdate({
				target: published.register,
				set: { size, checkpoint: note },
				setWhere: sql`${published.size} <= ${size}`,
			});
		return true;
	});

/** The checkpoint with the lines of the policy's witnesses below the log's own. */
function withLines(
	checkpoint: string,
	{ witnesses }: Policy,
	lines: ReadonlyMap<string, string>,
): string {
	const note = parseNote(checkpoint);
	if (!note.ok) throw new TypeError(note.error.message);
	const own = checkpoint.slice(note.value.text.length + 1);
	const cosigned = witnesses.flatMap(({ key }) => lines.get(encodeVerifierKey(key)) ?? []);
	return encodeNote(note.value.text, [own, ...cosigned]);
}
