/** The first reading of an archive: structure, setup and every ballot (E1 to E6); what follows the ballots is kept. */
import { bytesToHex } from '../bytes.ts';
import type { ArchiveEvent, ArchiveState } from '../election/archive/events.ts';
import { ArchiveReader, readArchive } from '../election/archive/reader.ts';
import type { SetupTexts } from '../election/archive/writer.ts';
import { sha256, sha256Hex } from '../hash.ts';
import { BallotChecks, credentialOf } from './ballots.ts';
import type { OwnedText } from './decryption.ts';
import { HintReader } from './hints.ts';
import type { ArchiveOptions } from './options.ts';
import { inProcess, type BallotEngine } from './engine.ts';
import type { Journal } from './report.ts';
import { checkSetup, type Setup } from './setup.ts';
import type { OpenBytes } from './source.ts';

/** What an archive holds beside its ballots. */
export type ArchiveContents = {
	/** SHA-256 of the whole file, in hex. */
	readonly hash: string;
	readonly state: ArchiveState;
	readonly texts: SetupTexts | undefined;
	readonly setup: Setup | undefined;
	readonly engine: BallotEngine | undefined;
	/** The hash of every ballot, in order. */
	readonly ballots: readonly string[];
	/** The weight of every ballot that counts, by its place; none when the voters are not known. */
	readonly counted: ReadonlyMap<number, bigint> | undefined;
	readonly tally: { readonly text: string; readonly sized: string } | undefined;
	readonly shuffles: readonly OwnedText[];
	readonly partials: readonly OwnedText[];
	readonly result: string | undefined;
};

/** Reads an archive to its end, checking on the way. */
export async function scanArchive(
	journal: Journal,
	open: OpenBytes,
	options: ArchiveOptions,
): Promise<ArchiveContents> {
	const scan = new ArchiveScan(journal, options);
	const hash = sha256.create();
	const reader = new ArchiveReader();
	const structure = journal.check('E1');
	for await (const { event, problem } of readArchive(hashing(open(), hash), reader)) {
		if (problem) structure.problems([problem]);
		else {
			structure.count();
			await scan.take(event);
		}
	}
	return { ...(await scan.end()), hash: bytesToHex(hash.digest()), state: reader.state };
}

async function* hashing(
	chunks: AsyncIterable<Uint8Array>,
	hash: { update(bytes: Uint8Array): unknown },
): AsyncGenerator<Uint8Array> {
	for await (const chunk of chunks) {
		hash.update(chunk);
		yield chunk;
	}
}

class ArchiveScan {
	readonly #journal: Journal;
	readonly #options: ArchiveOptions;
	readonly #hints: HintReader | undefined;
	#texts: SetupTexts | undefined;
	#setup: Setup | undefined;
	#engine: BallotEngine | undefined;
	#checks: BallotChecks | undefined;
	#tally: ArchiveContents['tally'];
	readonly #shuffles: OwnedText[] = [];
	readonly #partials: OwnedText[] = [];
	#result: string | undefined;

	constructor(journal: Journal, options: ArchiveOptions) {
		this.#journal = journal;
		this.#options = options;
		this.#hints = options.hints && new HintReader(options.hints());
	}

	async take(event: ArchiveEvent): Promise<void> {
		switch (event.type) {
			case 'Setup':
				this.#begin(event);
				return;
			case 'Ballot':
				return this.#takeBallot(event);
			case 'EncryptedTally':
				this.#tally = event;
				return;
			case 'Shuffle':
				this.#shuffles.push(ownedText(event));
				return;
			case 'PartialDecryption':
				this.#partials.push(ownedText(event));
				return;
			case 'Result':
				this.#result = event.text;
				return;
			case 'EndBallots':
			case 'EndShuffles':
				return;
		}
	}

	#begin(texts: SetupTexts): void {
		this.#texts = texts;
		this.#setup = checkSetup(this.#journal, texts);
		if (!this.#setup) return;
		const { election, credentials } = this.#setup;
		this.#engine = (this.#options.engine ?? inProcess)(election);
		this.#checks = new BallotChecks(this.#journal, this.#engine, credentials, (done) =>
			this.#options.onProgress?.({ phase: 'ballots', done }),
		);
	}

	async #takeBallot({
		text,
		ballotHash,
	}: Extract<ArchiveEvent, { type: 'Ballot' }>): Promise<void> {
		const hints = await this.#hints?.next();
		this.#options.onBallot?.({ hash: ballotHash, text, credential: credentialOf(text) });
		await this.#checks?.take(ballotHash, text, hints);
	}

	async end(): Promise<Omit<ArchiveContents, 'hash' | 'state'>> {
		const counted = await this.#checks?.end();
		const known = this.#setup?.credentials !== undefined;
		const { summary } = this.#journal;
		const ballots = this.#checks?.hashes ?? [];
		if (this.#checks) summary.ballots = ballots.length;
		if (this.#checks && counted && known) {
			summary.voters = counted.size;
			summary.revotes = this.#checks.revotes;
		}
		if (this.#hints && !(await this.#hints.isAtEnd()))
			this.#journal.check('E5').note('hints.malformed');
		return {
			texts: this.#texts,
			setup: this.#setup,
			engine: this.#engine,
			ballots,
			counted: known ? counted : undefined,
			tally: this.#tally,
			shuffles: this.#shuffles,
			partials: this.#partials,
			result: this.#result,
		};
	}
}

const ownedText = ({ owner, text }: { owner: number; text: string }): OwnedText => ({
	owner,
	text,
	hash: sha256Hex(text),
});
