/**
 * Reads an archive as a stream and checks its whole structure: names and hashes, the chain, the places of the data, the order of
 * events. What the events mean is for the verifier. Spec: SPEC §6.3.
 *
 * Error model: problems come between the events, in the order of the file. One that makes the rest unreadable ends the reading.
 */
import { bytesToHex, parseUtf8 } from '../../bytes.ts';
import { decodeText, type Codec } from '../../codec.ts';
import { sha256 } from '../../hash.ts';
import type { Problem, Result } from '../../result.ts';
import { err, ok, problem } from '../../result.ts';
import { sizedTallyCodec } from '../tally.ts';
import { eventCodec, FOLLOWS, headerCodec, ownedCodec, setupCodec } from './events.ts';
import type { ArchiveEvent, ArchiveState, Event } from './events.ts';
import { TarReader, type TarRecord } from './tar.ts';

export type ArchiveItem =
	| { readonly event: ArchiveEvent; readonly problem?: undefined }
	| { readonly problem: Problem; readonly event?: undefined };

type Data = { readonly hash: string; readonly text: string };
/** An event's own fields. */
type Content<E = ArchiveEvent> = E extends ArchiveEvent ? Omit<E, 'height' | 'hash'> : never;

const NAME = /^([0-9a-f]{64})\.(data|event)\.json$/;
/** Texts of tallies and shuffles of large votes are long. */
const LIMITS = { bytes: 400 * 1024 * 1024, depth: 32 };

export class ArchiveReader {
	readonly #tar = new TarReader();
	#timestamp: number | undefined;
	#waiting: Data[] = [];
	#seen = new Set<string>();
	#state: ArchiveState = 'Empty';
	#height = 0;
	#last: string | undefined;
	#broken = false;

	/** What the archive has come to: after the last chunk, its state. */
	get state(): ArchiveState {
		return this.#state;
	}

	/** The events and problems that are complete with this chunk. */
	*push(chunk: Uint8Array): Generator<ArchiveItem> {
		if (this.#broken) return;
		const records = this.#tar.push(chunk);
		for (;;) {
			const { done, value } = records.next();
			if (!done) {
				yield* this.#read(value);
				continue;
			}
			if (value) {
				this.#broken = true;
				yield { problem: value };
			}
			return;
		}
	}

	/** What is wrong with the end of the archive. */
	*finish(): Generator<ArchiveItem> {
		if (this.#broken) return;
		const truncated = this.#tar.finish();
		if (truncated) yield { problem: truncated };
		else if (this.#timestamp === undefined)
			yield problemItem('archive.empty', '', 'the file holds no archive');
		for (const { hash } of this.#waiting) yield stray(hash);
	}

	*#read(record: TarRecord): Generator<ArchiveItem> {
		const text = parseUtf8(record.content);
		if (this.#timestamp === undefined) {
			const header = readHeader(record, text);
			if (header.ok) this.#timestamp = header.value;
			else {
				this.#broken = true;
				yield { problem: header.error };
			}
			return;
		}
		if (record.time !== this.#timestamp)
			yield problemItem(
				'archive.time',
				record.name,
				'the record has another time than the archive',
			);
		const [, hash, kind] = NAME.exec(record.name) ?? [];
		if (hash === undefined || text === undefined || bytesToHex(sha256(record.content)) !== hash)
			yield problemItem('archive.name', record.name, 'the name is not the hash of the content');
		else if (this.#seen.has(hash))
			yield problemItem(
				'archive.repeated-data',
				record.name,
				'the record stands in the archive twice',
			);
		else {
			this.#seen.add(hash);
			if (kind === 'data') this.#waiting.push({ hash, text });
			else yield* this.#readEvent(hash, text);
		}
	}

	*#readEvent(hash: string, text: string): Generator<ArchiveItem> {
		const place = `event ${this.#height}`;
		const data = this.#waiting;
		this.#waiting = [];
		const event = decodeText(eventCodec, text);
		if (!event.ok) {
			yield problemItem(event.error.code, `${place}: ${event.error.place}`, event.error.message);
			return;
		}
		yield* this.#checkChain(event.value, place);
		this.#last = hash;
		const { height, type } = event.value;
		this.#height = height + 1;
		const inOrder = FOLLOWS[this.#state].includes(type);
		if (!inOrder)
			yield problemItem('archive.event-order', place, `${type} cannot follow ${this.#state}`);
		const content = this.#collect(event.value, data, place);
		if (!content.ok) yield { problem: content.error };
		else if (inOrder) yield { event: { ...content.value, height, hash } };
		if (inOrder) this.#state = type;
	}

	*#checkChain({ parent, height }: Event, place: string): Generator<ArchiveItem> {
		if (parent !== this.#last)
			yield problemItem('archive.chain', place, 'names another event as the one before it');
		if (height !== this.#height)
			yield problemItem('archive.height', place, `its height is ${height}`);
	}

	/** Puts an event and the data right before it together. */
	#collect(event: Event, data: readonly Data[], place: string): Result<Content> {
		const texts = new Map(data.map((d) => [d.hash, d.text]));
		const order: string[] = [];
		const take = (hash: string): string => {
			order.push(hash);
			const text = texts.get(hash);
			if (text !== undefined) return text;
			throw new Missing(this.#seen.has(hash));
		};
		try {
			const content = contentOf(event, take);
			if (!content.ok)
				return problem(
					content.error.code,
					`${place}: ${content.error.place}`,
					content.error.message,
				);
			if (order.length !== data.length)
				return err(stray(data.find((d) => !order.includes(d.hash))!.hash).problem!);
			// The protocol writes what an event refers to last, after all that this refers to.
			const expected = [...order.slice(1), ...order.slice(0, 1)];
			return data.every((d, i) => d.hash === expected[i])
				? content
				: problem('archive.data-order', place, 'its data do not stand in their order');
		} catch (e) {
			if (!(e instanceof Missing)) throw e;
			return e.stoodBefore
				? problem('archive.repeated-payload', place, 'refers to data of an earlier event')
				: problem('archive.missing-data', place, 'its data do not stand right before it');
		}
	}
}

class Missing extends Error {
	readonly stoodBefore: boolean;
	constructor(stoodBefore: boolean) {
		super();
		this.stoodBefore = stoodBefore;
	}
}

/** Follows the hashes from an event to its texts. */
function contentOf({ type, payload }: Event, take: (hash: string) => string): Result<Content> {
	if (type === 'EndBallots' || type === 'EndShuffles')
		return payload === undefined
			? ok({ type })
			: problem('archive.payload', type, 'has no payload');
	if (payload === undefined) return problem('archive.payload', type, 'needs a payload');
	const text = take(payload);
	switch (type) {
		case 'Ballot':
			return ok({ type, text, ballotHash: payload });
		case 'Result':
			return ok({ type, text });
		case 'Setup':
			return read(setupCodec, text, (setup) => ({
				type,
				election: take(setup.election),
				trustees: take(setup.trustees),
				credentials: take(setup.credentials),
				...(setup.credentials_certificate === undefined
					? {}
					: { certificate: take(setup.credentials_certificate) }),
			}));
		case 'EncryptedTally':
			return read(sizedTallyCodec, text, (sized) => ({
				type,
				text: take(sized.encrypted_tally),
				sized: text,
			}));
		case 'Shuffle':
		case 'PartialDecryption':
			return read(ownedCodec, text, ({ owner, payload }) => ({ type, owner, text: take(payload) }));
	}
}

function read<T>(codec: Codec<T>, text: string, use: (value: T) => Content): Result<Content> {
	const value = decodeText(codec, text, LIMITS);
	return value.ok ? ok(use(value.value)) : value;
}

const problemItem = (code: string, place: string, message: string): ArchiveItem => ({
	problem: { code, place, message },
});

const stray = (hash: string): ArchiveItem =>
	problemItem(
		'archive.stray-data',
		`${hash}.data.json`,
		'no event right behind it refers to the record',
	);

function readHeader({ name, time }: TarRecord, text: string | undefined): Result<number> {
	const header = text === undefined ? undefined : decodeText(headerCodec, text);
	if (name !== 'BELENIOS' || !header?.ok)
		return problem('archive.not-an-archive', name, 'the file does not begin as a Belenios archive');
	return header.value.timestamp === String(time)
		? ok(time)
		: problem('archive.time', name, 'the first record has another time than it names');
}

/** Reads a stream to its end. */
export async function* readArchive(
	chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
	reader = new ArchiveReader(),
): AsyncGenerator<ArchiveItem> {
	for await (const chunk of chunks) yield* reader.push(chunk);
	yield* reader.finish();
}
