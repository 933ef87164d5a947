/** Reads a file of hints beside the ballots it is for. Spec: SPEC §10.1. Untrusted: a damaged file only costs time. */
import { concatBytes } from '../bytes.ts';

/** Hints of one ballot are a few kilobytes; what is longer is no hint. */
const MAX_HINTS = 4 * 1024 * 1024;

/** For each ballot in order: its length as a 32-bit number, most significant byte first, and the hints; none where it is 0. */
export class HintReader {
	readonly #chunks: AsyncIterator<Uint8Array>;
	#buffer: Uint8Array = new Uint8Array(0);
	#ended = false;
	#malformed = false;

	constructor(chunks: AsyncIterable<Uint8Array>) {
		this.#chunks = chunks[Symbol.asyncIterator]();
	}

	/** Whether the file turned out not to be one of hints; from there on there are none. */
	get malformed(): boolean {
		return this.#malformed;
	}

	/** The hints of the next ballot. */
	async next(): Promise<Uint8Array | undefined> {
		if (this.#malformed) return undefined;
		const head = await this.#take(4);
		const length = head && new DataView(head.buffer, head.byteOffset).getUint32(0);
		const hints = length === undefined || length > MAX_HINTS ? undefined : await this.#take(length);
		if (!hints) this.#malformed = true;
		return hints?.length === 0 ? undefined : hints;
	}

	/** Whether nothing is left; more hints than ballots belong to something else. */
	async isAtEnd(): Promise<boolean> {
		return !this.#malformed && (await this.#take(1)) === undefined;
	}

	/** The next bytes; `undefined` when the file ends before. */
	async #take(length: number): Promise<Uint8Array | undefined> {
		const parts = [this.#buffer];
		let have = this.#buffer.length;
		while (have < length && !this.#ended) {
			const chunk: IteratorResult<Uint8Array, unknown> = await this.#chunks.next();
			if (chunk.done === true) this.#ended = true;
			else {
				parts.push(chunk.value);
				have += chunk.value.length;
			}
		}
		const whole = parts.length === 1 ? this.#buffer : concatBytes(...parts);
		this.#buffer = have < length ? whole : whole.subarray(length);
		return have < length ? undefined : whole.subarray(0, length);
	}
}
