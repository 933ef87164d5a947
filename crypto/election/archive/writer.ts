/** Writes an archive event by event. The same events and time give the same bytes. Spec: SPEC §6. */
import { utf8ToBytes } from '../../bytes.ts';
import { encodeText } from '../../codec.ts';
import { sha256Hex } from '../../hash.ts';
import { sizedTallyCodec, type SizedTally } from '../tally.ts';
import { eventCodec, FOLLOWS, headerCodec, ownedCodec, setupCodec } from './events.ts';
import type { ArchiveState, EventType } from './events.ts';
import { encodeTarRecord } from './tar.ts';

export type SetupTexts = {
	readonly election: string;
	readonly trustees: string;
	readonly credentials: string;
	readonly certificate?: string;
};

export class ArchiveWriter {
	readonly #time: number;
	readonly #sink: (bytes: Uint8Array) => void;
	#state: ArchiveState = 'Empty';
	#height = 0;
	#parent: string | undefined;

	/** `time`: seconds since 1970, that of every record. `sink` takes the bytes in order. */
	constructor(time: number, sink: (bytes: Uint8Array) => void) {
		this.#time = time;
		this.#sink = sink;
		this.#record('BELENIOS', encodeText(headerCodec, { version: 1, timestamp: String(time) }));
	}

	setup({ election, trustees, credentials, certificate }: SetupTexts): void {
		const data = encodeText(setupCodec, {
			election: sha256Hex(election),
			trustees: sha256Hex(trustees),
			credentials: sha256Hex(credentials),
			...(certificate === undefined ? {} : { credentials_certificate: sha256Hex(certificate) }),
		});
		const texts = [election, trustees, credentials];
		this.#event('Setup', [...texts, ...(certificate === undefined ? [] : [certificate]), data]);
	}

	ballot(text: string): void {
		this.#event('Ballot', [text]);
	}

	endBallots(): void {
		this.#event('EndBallots', []);
	}

	encryptedTally(text: string, sized: SizedTally): void {
		this.#event('EncryptedTally', [text, encodeText(sizedTallyCodec, sized)]);
	}

	/** `owner`: the number of the trustee who shuffled. */
	shuffle(owner: number, text: string): void {
		this.#owned('Shuffle', owner, text);
	}

	endShuffles(): void {
		this.#event('EndShuffles', []);
	}

	/** `owner`: the number of the trustee who decrypted. */
	partialDecryption(owner: number, text: string): void {
		this.#owned('PartialDecryption', owner, text);
	}

	result(text: string): void {
		this.#event('Result', [text]);
	}

	#owned(type: 'Shuffle' | 'PartialDecryption', owner: number, text: string): void {
		this.#event(type, [text, encodeText(ownedCodec, { owner, payload: sha256Hex(text) })]);
	}

	/** Writes the data, then the event that refers to the last of them. @throws RangeError for an event out of order. */
	#event(type: EventType, data: readonly string[]): void {
		if (!FOLLOWS[this.#state].includes(type))
			throw new RangeError(`${type} cannot follow ${this.#state}`);
		for (const text of data) this.#record(`${sha256Hex(text)}.data.json`, text);
		const last = data.at(-1);
		const event = encodeText(eventCodec, {
			height: this.#height,
			type,
			...(this.#parent === undefined ? {} : { parent: this.#parent }),
			...(last === undefined ? {} : { payload: sha256Hex(last) }),
		});
		this.#parent = sha256Hex(event);
		this.#record(`${this.#parent}.event.json`, event);
		this.#state = type;
		this.#height++;
	}

	#record(name: string, text: string): void {
		this.#sink(encodeTarRecord({ name, content: utf8ToBytes(text), time: this.#time }));
	}
}
