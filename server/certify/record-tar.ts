/** A published record in one file, as a tar: its files and all of both registers, as they stand. Spec: SPEC §10.1. */
import { encodeTarRecord } from '../../crypto/election/archive/tar.ts';
import { parseCheckpoint } from '../../crypto/register/checkpoint.ts';
import { parseNote } from '../../crypto/register/note.ts';
import {
	bundlePath,
	hashesAtLevel,
	TILE_WIDTH,
	tilePath,
	tileWidth,
} from '../../crypto/register/tile-path.ts';
import type { RegisterStore } from '../register/register-store.ts';

/** Either register. */
export type AnyRegister = RegisterStore<'civic'> | RegisterStore<'ballot'>;

export type PackedRecord = {
	/** The folder that all lies in. */
	readonly folder: string;
	readonly files: ReadonlyMap<string, Uint8Array>;
	/** By their paths from the record. */
	readonly registers: readonly (readonly [path: string, register: AnyRegister])[];
	/** POSIX seconds: every file is of the close. */
	readonly at: number;
};

/** The bytes of the tar, file by file. What is appended to a register meanwhile is left out. */
export async function* packRecord({
	folder,
	files,
	registers,
	at,
}: PackedRecord): AsyncGenerator<Uint8Array> {
	const record = (path: string, content: Uint8Array) =>
		encodeTarRecord({ name: `${folder}/${path}`, content, time: at });
	for (const [path, content] of files) yield record(path, content);
	for (const [place, register] of registers)
		for await (const [path, content] of filesOf(register))
			yield record(`${place}/${path}`, content);
}

/** Checkpoint, tiles and bundles of a register, as they stand. */
async function* filesOf(
	register: AnyRegister,
): AsyncGenerator<readonly [path: string, content: Uint8Array]> {
	const checkpoint = await register.file('checkpoint');
	yield ['checkpoint', checkpoint!];
	for (const path of pathsAt(sizeIn(Buffer.from(checkpoint!).toString()))) {
		const content = await register.file(path);
		if (!content) throw new TypeError(`${register.name}: ${path} is missing`);
		yield [path, content];
	}
}

function sizeIn(checkpoint: string): number {
	const note = parseNote(checkpoint);
	const head = note.ok ? parseCheckpoint(note.value.text) : note;
	if (!head.ok) throw new TypeError(head.error.message);
	return head.value.size;
}

/** Every tile and bundle of a log of this size. */
function pathsAt(size: number): string[] {
	const paths: string[] = [];
	for (let level = 0; hashesAtLevel(size, level) > 0; level++)
		for (let index = 0; index * TILE_WIDTH < hashesAtLevel(size, level); index++) {
			const width = tileWidth(size, level, index);
			paths.push(tilePath(level, index, width));
			if (level === 0) paths.push(bundlePath(index, width));
		}
	return paths;
}
