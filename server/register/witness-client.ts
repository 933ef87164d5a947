/** Asks one witness to cosign a checkpoint. Spec: SPEC §8.4, c2sp.org/tlog-witness v1.0.0. */
import { bytesToHex, utf8ToBytes } from '../../crypto/bytes.ts';
import {
	encodeAddCheckpoint,
	parseTreeSize,
	TREE_SIZE_TYPE,
} from '../../crypto/register/add-checkpoint.ts';
import { openCheckpoint } from '../../crypto/register/checkpoint.ts';
import { cosignatureVerifier, openCosignatures } from '../../crypto/register/cosignature.ts';
import type { RegisterKind } from '../../crypto/register/entry-schema.ts';
import {
	ed25519Verifier,
	encodeSignatureLine,
	MAX_NOTE_BYTES,
	parseNote,
} from '../../crypto/register/note.ts';
import type { PolicyWitness } from '../../crypto/register/policy.ts';
import { nativeSha256 } from './native-sha256.ts';
import type { Published } from './publication.ts';
import type { RegisterStore } from './register-store.ts';

/** A witness that can be reached. */
export type ReachableWitness = PolicyWitness & { readonly url: string };

export type WitnessAnswer =
	| { readonly kind: 'cosigned'; readonly line: string }
	/** Another process of ours was faster with a later checkpoint. */
	| { readonly kind: 'outrun' }
	/** No answer, or none that can be used. */
	| { readonly kind: 'failed'; readonly reason: string }
	/** The witness has seen another history of this register than ours. */
	| { readonly kind: 'contradicts'; readonly reason: string };

const MAX_TRIES = 4;
const failed = (reason: string): WitnessAnswer => ({ kind: 'failed', reason });
const contradicts = (reason: string): WitnessAnswer => ({ kind: 'contradicts', reason });

/**
 * Submits a checkpoint of a register, proving from whatever size the witness says it knows.
 * @param head - not of size 0
 * @param guess - the size that the witness probably knows, 0 for none
 */
export async function requestCosignature(
	register: RegisterStore<RegisterKind>,
	witness: ReachableWitness,
	head: Published,
	guess: number,
	timeoutMs: number,
): Promise<WitnessAnswer> {
	let oldSize = Math.min(guess, head.size);
	let isRepeated = false;
	for (let tries = 0; tries < MAX_TRIES; tries++) {
		const proof = await register.proveConsistency(head, oldSize);
		const body = encodeAddCheckpoint({ oldSize, proof, note: head.checkpoint });
		const answer = await call(witness, 'add-checkpoint', timeoutMs, body);
		if (typeof answer === 'string') return failed(answer);
		if (answer.status === 200) return readCosignature(witness, head, answer.text);
		if (answer.status === 422)
			return contradicts(`refuses the proof from ${oldSize} to ${head.size} entries`);
		const known = answer.status === 409 ? knownSize(answer) : undefined;
		if (known === undefined) return failed(`status ${answer.status}: ${answer.text.slice(0, 200)}`);
		if (known > head.size) return await judgeAhead(register, known);
		if (known === oldSize && isRepeated)
			return known === head.size
				? contradicts(`has cosigned another root of ${known} entries`)
				: failed(`knows ${known} entries and refuses a proof from there`);
		isRepeated = known === oldSize;
		oldSize = known;
	}
	return failed('says another size each time');
}

/** A witness that is ahead of what was submitted has seen what another process signed meanwhile, or what we have lost. */
async function judgeAhead(
	register: RegisterStore<RegisterKind>,
	known: number,
): Promise<WitnessAnswer> {
	const { size } = await register.head();
	return known <= size
		? { kind: 'outrun' }
		: contradicts(`has cosigned ${known} entries, and here are ${size}`);
}

/** Whether a witness has cosigned anything of a register that is empty here. Witnesses need not answer this. */
export async function contradictsEmptiness(
	{ key, name }: RegisterStore<RegisterKind>,
	witness: ReachableWitness,
	timeoutMs: number,
): Promise<WitnessAnswer | undefined> {
	const id = bytesToHex(nativeSha256(utf8ToBytes(name)));
	const answer = await call(witness, `${id}/checkpoint`, timeoutMs);
	if (typeof answer === 'string' || answer.status !== 200) return undefined;
	const seen = openCheckpoint(answer.text, ed25519Verifier(key));
	return seen.ok && seen.value.size > 0
		? contradicts(`has cosigned ${seen.value.size} entries, and here are none`)
		: undefined;
}

function readCosignature(
	{ key }: ReachableWitness,
	{ checkpoint }: Published,
	text: string,
): WitnessAnswer {
	const note = parseNote(checkpoint);
	const lines = note.ok ? openCosignatures(text, note.value.text, cosignatureVerifier(key)) : note;
	return lines.ok
		? { kind: 'cosigned', line: encodeSignatureLine(lines.value[0]!) }
		: failed(lines.error.message);
}

type Answer = { readonly status: number; readonly type: string | null; readonly text: string };

const knownSize = ({ type, text }: Answer): number | undefined =>
	type === TREE_SIZE_TYPE ? parseTreeSize(text) : undefined;

/** @returns the answer, or why there is none */
async function call(
	{ url }: ReachableWitness,
	path: string,
	timeoutMs: number,
	body?: string,
): Promise<Answer | string> {
	try {
		const response = await fetch(`${url.replace(/\/+$/, '')}/${path}`, {
			...(body === undefined ? {} : { method: 'POST', body }),
			headers: { 'Content-Type': 'text/plain; charset=utf-8' },
			redirect: 'error',
			signal: AbortSignal.timeout(timeoutMs),
		});
		const text = await readAtMost(response, MAX_NOTE_BYTES);
		return { status: response.status, type: response.headers.get('content-type'), text };
	} catch (e) {
		const cause = e instanceof Error && e.cause instanceof Error ? e.cause : e;
		return cause instanceof Error ? cause.message : String(cause);
	}
}

async function readAtMost(response: Response, most: number): Promise<string> {
	const chunks: Uint8Array[] = [];
	let length = 0;
	for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
		length += chunk.length;
		if (length > most) throw new Error(`the answer has more than ${most} bytes`);
		chunks.push(chunk);
	}
	return Buffer.concat(chunks).toString('utf8');
}
