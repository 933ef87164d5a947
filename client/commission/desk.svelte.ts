/** The desk of a member of a vote's commission: what is waited for, the member's key, and what it did last. Nothing here is drawn. */
import type { VoteTexts } from '../../crypto/booth/open-vote.ts';
import type { MemberSecret } from '../../crypto/commission/work.ts';
import type { CommissionState, VotePage } from '../../server/api/contract.ts';
import { callApi, type Refusal } from '../api.ts';
import type { Crew } from '../crew.ts';
import type { Opinion, Prepared, TASKS } from './tasks.ts';

/** What went wrong: a refusal of the server, or a code of the desk's own. */
export type Trouble = Refusal | { readonly code: string };
export type Busy = 'key' | 'step' | 'test' | 'sign' | 'shuffle' | 'decrypt' | 'examine';
export type Progress = { readonly phase: string; readonly done: number; readonly total?: number };

/** How often the server is asked whether others went on; after the close answers are long and work is slow. */
const EVERY_MS = { ceremony: 3000, later: 6000 } as const;

/** What went wrong with asking is over when an answer comes. */
const PASSING = ['no-connection', 'session.missing', 'session.passkey'];

export type DeskOptions = {
	readonly vote: VotePage;
	readonly crew: Crew<typeof TASKS>;
	/** Where the sealed key stays between visits. */
	readonly device: Pick<Storage, 'getItem' | 'setItem'>;
	readonly origin: string;
};

export class Desk {
	readonly #options: DeskOptions;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#passphrase = '';

	vote = $state.raw<VotePage>({} as VotePage);
	state = $state.raw<CommissionState>();
	/** The key, while it is open. Secret. */
	secret = $state.raw<MemberSecret>();
	/** The key as it is sealed on this device. */
	file = $state<string>();
	/** The last step of the ceremony, which is not sent until the saved key was tried. */
	prepared = $state.raw<Prepared>();
	opinion = $state.raw<Opinion>();
	/** What goes on: at most one work beside the opening of the key, which may lead to a step. */
	#running = $state.raw<readonly Busy[]>([]);
	progress = $state.raw<Progress>();
	trouble = $state.raw<Trouble>();

	constructor(options: DeskOptions) {
		this.#options = options;
		this.vote = options.vote;
	}

	get busy(): Busy | undefined {
		return this.#running.at(-1);
	}

	get owner() {
		return { vote: this.vote.id, member: this.state!.member };
	}

	/** Whether the member has done what its commission waits for. */
	get isDone(): boolean {
		const { state, vote } = this;
		return state !== undefined && !(vote.waiting?.members.includes(state.member) ?? false);
	}

	/** Whether there is a key to be opened: the member has said something, or a file is here. */
	get hasKey(): boolean {
		const { state } = this;
		if (!state) return false;
		const said = Object.values(state.said).flat();
		return this.file !== undefined || said.some((m) => m.member === state.member);
	}

	start(): void {
		void this.refresh();
	}

	stop(): void {
		clearTimeout(this.#timer);
		this.#options.crew.stop();
	}

	/** Asks where the vote is, goes on by itself where nothing is to be decided, and asks again. */
	async refresh(): Promise<void> {
		clearTimeout(this.#timer);
		const path = `/votes/${this.vote.id}`;
		const [state, vote] = await Promise.all([
			callApi<CommissionState>('GET', `${path}/commission`),
			callApi<VotePage>('GET', path),
		]);
		if (state.ok && vote.ok) {
			this.vote = vote.value;
			this.state = state.value;
			this.file ??= this.#options.device.getItem(this.#shelf()) ?? undefined;
			if (PASSING.includes(this.trouble?.code ?? '')) this.trouble = undefined;
			await this.#goOn();
		} else this.trouble = state.ok ? (vote as { error: Refusal }).error : state.error;
		const every = this.vote.phase === 'ceremony' || this.vote.phase === 'ready';
		this.#timer = setTimeout(() => void this.refresh(), every ? EVERY_MS.ceremony : EVERY_MS.later);
	}

	makeKey(passphrase: string): Promise<void> {
		return this.#attempt('key', async () => {
			const { secret, file } = await this.#options.crew.run('makeKey', {
				owner: this.owner,
				passphrase,
			});
			this.#keep(file);
			this.#passphrase = passphrase;
			this.secret = secret;
			await this.refresh();
		});
	}

	openKey(passphrase: string, file = this.file ?? ''): Promise<void> {
		return this.#attempt('key', async () => {
			const input = { owner: this.owner, file, passphrase };
			this.secret = await this.#options.crew.run('openKey', input);
			this.#keep(file);
			this.#passphrase = passphrase;
			await this.refresh();
		});
	}

	/** Tries the file that was saved; the ceremony goes on only with a key that can be used again. */
	testKey(file: string, passphrase: string): Promise<void> {
		return this.#attempt('test', async () => {
			const { text } = this.prepared!;
			const input = { owner: this.owner, file, passphrase, key: text };
			await this.#options.crew.run('testKey', input);
			await this.#send('ceremony', { step: 'key', text });
			this.prepared = undefined;
		});
	}

	signManifest(): Promise<void> {
		return this.#attempt('sign', async () => {
			const statement = await this.#options.crew.run('signManifest', this.#acting());
			await this.#send('parameters', { statement });
		});
	}

	shuffle(): Promise<void> {
		return this.#attempt('shuffle', async () => {
			const body = await this.#options.crew.run('shuffle', this.#actingOn(), this.#onProgress);
			await this.#send('shuffles', body);
		});
	}

	decrypt(): Promise<void> {
		return this.#attempt('decrypt', async () => {
			const body = await this.#options.crew.run('decrypt', this.#actingOn(), this.#onProgress);
			await this.#send('decryptions', body);
		});
	}

	examine(): Promise<void> {
		return this.#attempt('examine', async () => {
			const { record } = this.#actingOn();
			this.opinion = await this.#options.crew.run('examine', record, this.#onProgress);
		});
	}

	/** @param reason - why the member does not sign */
	signResult(reason?: string): Promise<void> {
		return this.#attempt('sign', async () => {
			const verdict = reason === undefined ? ('certified' as const) : ('dissent' as const);
			const { result } = this.opinion!;
			const input = { ...this.#acting(), verdict, result };
			const statement = await this.#options.crew.run('signResult', input);
			await this.#send('certificates', { verdict, statement, ...(reason && { reason }) });
		});
	}

	/** Steps of the ceremony that ask nothing of a person are taken as soon as they can be. */
	async #goOn(): Promise<void> {
		const { state, secret } = this;
		const step = state?.step;
		if (!state || !secret || step === undefined || this.isDone || this.prepared) return;
		await this.#attempt('step', async () => {
			const input = { state, secret, owner: this.owner, passphrase: this.#passphrase };
			const prepared = await this.#options.crew.run('prepareStep', input);
			// Kept before anything is sent: what is said must be what the key on this device goes with.
			this.#keep(prepared.file);
			this.secret = prepared.secret;
			if (step === 'key') this.prepared = prepared;
			else await this.#send('ceremony', { step, text: prepared.text });
		});
	}

	#acting() {
		const { election, manifest, trustees } = this.vote as VotePage & VoteTexts;
		return { state: this.state!, secret: this.secret!, texts: { election, manifest, trustees } };
	}

	/** @throws Error `record.pending` */
	#actingOn() {
		// What a member works on is the record that everybody sees, not what the server says beside it.
		if (this.vote.isRecordPending) throw new Error('record.pending');
		return { ...this.#acting(), record: `${this.#options.origin}${this.vote.record!}` };
	}

	readonly #onProgress = (progress: unknown): void => {
		this.progress = progress as Progress;
	};

	async #send(what: string, body: unknown): Promise<void> {
		const answer = await callApi('POST', `/votes/${this.vote.id}/${what}`, body);
		if (!answer.ok) throw new Refused(answer.error);
		void this.refresh();
	}

	async #attempt(what: Busy, work: () => Promise<void>): Promise<void> {
		if (this.#running.some((other) => other !== 'key' || what === 'key')) return;
		this.#running = [...this.#running, what];
		this.trouble = undefined;
		this.progress = undefined;
		try {
			await work();
		} catch (e) {
			this.trouble =
				e instanceof Refused ? e.refusal : { code: e instanceof Error ? e.message : '' };
		} finally {
			// Works that overlap may end in any order.
			this.#running = this.#running.toSpliced(this.#running.indexOf(what), 1);
		}
	}

	#shelf = (): string => `viche/key/${this.owner.vote}/${this.owner.member}`;

	#keep(file: string): void {
		this.file = file;
		this.#options.device.setItem(this.#shelf(), file);
	}
}

class Refused extends Error {
	readonly refusal: Refusal;
	constructor(refusal: Refusal) {
		super(refusal.code);
		this.refusal = refusal;
	}
}
