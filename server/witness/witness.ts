/** A witness: cosigns what continues the checkpoint that it cosigned last, and nothing else. Spec: SPEC §8.4, c2sp.org/tlog-witness v1.0.0. */
import { bytesToHex, parseHex } from '../../crypto/bytes.ts';
import {
	encodeTreeSize,
	parseAddCheckpoint,
	TREE_SIZE_TYPE,
	type AddCheckpoint,
} from '../../crypto/register/add-checkpoint.ts';
import { parseCheckpoint, type Checkpoint } from '../../crypto/register/checkpoint.ts';
import { makeCosignature } from '../../crypto/register/cosignature.ts';
import { verifyConsistency } from '../../crypto/register/merkle-proof.ts';
import { EMPTY_ROOT } from '../../crypto/register/merkle.ts';
import {
	ed25519Verifier,
	encodeNote,
	encodeSignatureLine,
	openNote,
	parseNote,
	type OpenedNote,
} from '../../crypto/register/note.ts';
import { parseVerifierKey, type Signer } from '../../crypto/register/verifier-key.ts';
import type { Problem } from '../../crypto/result.ts';
import { nativeSha256 } from '../register/native-sha256.ts';
import type { KnownLog, WitnessStore } from './witness-store.ts';

export type WitnessAnswer = {
	readonly status: 200 | 400 | 403 | 404 | 409 | 422;
	readonly type: string;
	readonly body: string;
};

const TEXT = 'text/plain; charset=utf-8';
const refuse = (status: 400 | 403 | 404 | 422, why: string): WitnessAnswer => ({
	status,
	type: TEXT,
	body: `${why}\n`,
});
const refuseFor = (status: 400 | 403 | 422, { code, message }: Problem): WitnessAnswer =>
	refuse(status, `${code}: ${message}`);
const otherSize = ({ size }: KnownLog): WitnessAnswer => ({
	status: 409,
	type: TREE_SIZE_TYPE,
	body: encodeTreeSize(size),
});

type Submitted = Pick<AddCheckpoint, 'oldSize' | 'proof'> & {
	readonly checkpoint: Checkpoint;
	readonly opened: OpenedNote;
};

export class Witness {
	readonly #store: WitnessStore;
	readonly #signer: Signer;
	readonly #now: () => number;

	/** @param signer - secret @param now - POSIX seconds */
	constructor(store: WitnessStore, signer: Signer, now: () => number) {
		this.#store = store;
		this.#signer = signer;
		this.#now = now;
	}

	/** Answers a submission. What it cosigns is durable before this returns. */
	addCheckpoint(body: Uint8Array): WitnessAnswer {
		const request = parseAddCheckpoint(body);
		if (!request.ok) return refuseFor(400, request.error);
		const note = parseNote(request.value.note);
		if (!note.ok) return refuseFor(400, note.error);
		const checkpoint = parseCheckpoint(note.value.text);
		if (!checkpoint.ok) return refuseFor(400, checkpoint.error);
		const { origin } = checkpoint.value;
		const log = this.#store.find(origin);
		if (!log) return refuse(404, 'this log is not known here');
		const opened = openBy(log, request.value.note);
		if (!opened.ok) return refuseFor(403, opened.error);
		const submitted = { ...request.value, checkpoint: checkpoint.value, opened: opened.value };
		return this.#store.advance(origin, (known, remember) => {
			const refusal = findRefusal(known, submitted);
			if (refusal) return refusal;
			const { text, signatures } = submitted.opened;
			const line = makeCosignature(text, this.#signer, this.#now());
			const { size, root } = submitted.checkpoint;
			const cosigned = encodeNote(text, [...signatures.map(encodeSignatureLine), line]);
			remember({ size, root: bytesToHex(root), note: cosigned });
			return { status: 200, type: TEXT, body: line };
		});
	}
}

/** Opens a note by the log's key. */
function openBy({ key: text }: KnownLog, note: string): ReturnType<typeof openNote> {
	const key = parseVerifierKey(text);
	return key.ok ? openNote(note, [ed25519Verifier(key.value)]) : key;
}

/** Why a checkpoint is not cosigned; `undefined` when it continues what is known. */
function findRefusal(
	known: KnownLog,
	{ oldSize, proof, checkpoint }: Submitted,
): WitnessAnswer | undefined {
	const { size } = checkpoint;
	if (oldSize > size) return refuse(400, 'the old size is larger than the checkpoint');
	// Everything continues an empty log: a cosignature would say nothing, and witnesses have come to grief over it.
	if (size === 0) return refuse(400, 'an empty log is not cosigned: submit its first entry');
	if (oldSize !== known.size) return otherSize(known);
	const root = known.size === 0 ? EMPTY_ROOT : parseHex(known.root)!;
	if (oldSize === size && known.root !== bytesToHex(checkpoint.root)) return otherSize(known);
	const continues = verifyConsistency({ size: oldSize, root }, checkpoint, proof, nativeSha256);
	return continues.ok ? undefined : refuseFor(422, continues.error);
}
