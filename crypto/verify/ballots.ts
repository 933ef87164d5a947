/** E5 and E6: every ballot by itself, whether it may vote, and which ballot of each voter counts. */
import type { CredentialList } from '../election/credential.ts';
import type { Problem } from '../result.ts';
import type { BallotEngine, BallotTask } from './engine.ts';
import { Pipeline } from './pipeline.ts';
import type { CheckLog, Journal } from './report.ts';

/** Chunks small enough to show progress, large enough for a batch to pay. */
const CHUNK = { items: 128, size: 8 * 1024 * 1024 };

/** A valid ballot begins so: the codec of ballots has this order and no escapes here (SPEC §3.10). */
const BEGINNING =
	/^\{"election_uuid":"[^"\\]*","election_hash":"[^"\\]*","credential":"([0-9a-f]{64})",/;

/** The credential that a ballot names; `undefined` where its text is none of a ballot. */
export const credentialOf = (text: string): string | undefined => BEGINNING.exec(text)?.[1];

/** Ballots are named by their number in the archive, from 1, and their hash. */
export const ballotPlace = (index: number, hash: string): string => `ballot ${index + 1} (${hash})`;

type Task = BallotTask & { readonly index: number };

/** Takes the ballots of an archive one after another. Keeps a few words for each, never its text. */
export class BallotChecks {
	readonly #proofs: CheckLog;
	readonly #voters: CheckLog;
	readonly #credentials: CredentialList | undefined;
	readonly #pipeline: Pipeline<Task, readonly (readonly Problem[])[]>;
	readonly #hashes: string[] = [];
	readonly #seen = new Set<string>();
	/** The last valid ballot of each voter. */
	readonly #last = new Map<string, number>();
	#settled = 0;
	#accepted = 0;

	constructor(
		journal: Journal,
		engine: BallotEngine,
		credentials: CredentialList | undefined,
		onSettled: (ballots: number) => void,
	) {
		this.#proofs = journal.check('E5');
		this.#voters = journal.check('E6');
		this.#credentials = credentials;
		if (!credentials) this.#voters.unproved('ballot.voters-unknown');
		this.#pipeline = new Pipeline(
			{ ...CHUNK, parallel: engine.parallel, sizeOf },
			(tasks) => engine.verify(tasks),
			(verdicts, tasks) => {
				tasks.forEach((task, i) => this.#settle(task, verdicts[i]!));
				onSettled((this.#settled += tasks.length));
			},
		);
	}

	/** The hash of every ballot, in the order of the archive. */
	get hashes(): readonly string[] {
		return this.#hashes;
	}

	/** Takes the next ballot. */
	async take(hash: string, text: string, hints?: Uint8Array): Promise<void> {
		const index = this.#hashes.push(hash) - 1;
		this.#voters.count();
		if (this.#seen.has(hash)) {
			this.#voters.error('ballot.duplicate', { place: ballotPlace(index, hash) });
			return;
		}
		this.#seen.add(hash);
		await this.#pipeline.push(hints ? { text, hints, index } : { text, index });
	}

	/** Waits for the last verdict. The weight of every ballot that counts, by its place among all. */
	async end(): Promise<ReadonlyMap<number, bigint>> {
		await this.#pipeline.end();
		const counted = new Map<number, bigint>();
		for (const [credential, index] of this.#last)
			counted.set(index, this.#credentials!.get(credential)!);
		return counted;
	}

	/** Valid ballots of known voters that a later one replaced. */
	get revotes(): number {
		return this.#accepted - this.#last.size;
	}

	#settle({ text, index }: Task, problems: readonly Problem[]): void {
		const place = ballotPlace(index, this.#hashes[index]!);
		this.#proofs.count();
		this.#proofs.problems(problems, place);
		const credential = credentialOf(text);
		if (problems.length > 0 || credential === undefined || !this.#credentials) return;
		if (!this.#credentials.has(credential)) {
			this.#voters.error('ballot.unknown-credential', { place, detail: credential });
			return;
		}
		this.#accepted++;
		this.#last.set(credential, index);
	}
}

const sizeOf = ({ text, hints }: Task): number => text.length + (hints?.length ?? 0);
