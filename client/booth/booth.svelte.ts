/** The booth of one vote: what step the voter is at, and what happens between steps. Nothing here is drawn. */
import type { Pot } from '../../crypto/budget/pot.ts';
import type { VoteTexts } from '../../crypto/booth/open-vote.ts';
import type { Accepted, ReceiptAnswer, TokenAnswer, VotePage } from '../../server/api/contract.ts';
import { callApi, type Refusal } from '../api.ts';
import type { Crew } from '../crew.ts';
import { Draft } from './draft.svelte.ts';
import { blank } from './filling.ts';
import {
	emptyKept,
	readKept,
	withCast,
	withReceipt,
	writeKept,
	type CastBallot,
	type Kept,
	type KeptToken,
	type Sealed,
	type Shelf,
} from './kept.ts';
import type { TASKS } from './tasks.ts';

/** Where the voter is. `choose` goes pot by pot; a ballot that is `sent` waits for its place in the register. */
export type Step = 'start' | 'choose' | 'review' | 'sealed' | 'opened' | 'sending' | 'sent';

/** What went wrong, as the page says it: a refusal of the server, or a code of the booth's own. */
export type Trouble = Refusal | { readonly code: string };

type SealedBallot = Sealed & {
	/** Opens the ballot; forgotten when it is cast. Secret. */
	readonly seed: string;
};

const RECEIPT_EVERY_MS = 1500;

export type BoothOptions = {
	readonly vote: VotePage & VoteTexts;
	readonly crew: Crew<typeof TASKS>;
	readonly isSignedIn: boolean;
	readonly device: Shelf;
	readonly tab: Shelf;
	/** POSIX seconds. */
	readonly now: () => number;
	readonly orderSeed: string;
	/** Whose witnesses must have cosigned the register; `undefined` where nobody watches it. */
	readonly policy: string | undefined;
};

export class Booth extends Draft {
	readonly vote: VotePage;
	readonly #texts: VoteTexts;
	readonly #options: BoothOptions;
	#timer: ReturnType<typeof setTimeout> | undefined;

	step = $state<Step>('start');
	/** Whether what is kept stays on the device when the tab is closed. */
	onDevice = $state(true);
	busy = $state<'token' | 'seal' | 'open' | undefined>();
	trouble = $state<Trouble | undefined>();
	sealed = $state<SealedBallot | undefined>();
	/** The opened ballot's file, and whether it holds what was chosen. */
	opened = $state<{ readonly file: string; readonly holds: boolean } | undefined>();

	constructor(options: BoothOptions) {
		super();
		const { vote, device, tab, orderSeed } = options;
		this.#options = options;
		this.vote = vote;
		const { election, manifest, trustees } = vote;
		this.#texts = { election, manifest, trustees };
		this.kept = readKept(vote.id, [device, tab]) ?? emptyKept(orderSeed);
		this.onDevice = readKept(vote.id, [tab]) === undefined;
		this.choices = this.kept.choices ?? vote.pots.map(blank);
		if (this.kept.sending) this.step = 'sending';
		else if (this.kept.cast.length > 0) this.step = 'sent';
		else if (this.kept.choices) this.step = 'review';
	}

	override get pots(): readonly Pot[] {
		return this.vote.pots;
	}

	get hasWitnesses(): boolean {
		return this.#options.policy !== undefined;
	}

	get lastCast(): CastBallot | undefined {
		return this.kept.cast.at(-1);
	}

	/** Goes on from what was found when the page opened. */
	resume(): void {
		if (this.step === 'sending') void this.send();
		if (this.step === 'sent') void this.#fetchReceipt();
	}

	stop(): void {
		clearTimeout(this.#timer);
		this.#options.crew.stop();
	}

	keepOnDevice(wish: boolean): void {
		this.onDevice = wish;
		this.keep(this.kept);
	}

	begin(): void {
		this.trouble = undefined;
		this.pot = 0;
		this.step = 'choose';
	}

	override edit(pot: number): void {
		this.trouble = undefined;
		this.sealed = undefined;
		this.opened = undefined;
		super.edit(pot);
	}

	protected goTo(step: Step): void {
		this.step = step;
	}

	/** Takes the right to vote where it has not been taken, and seals the ballot. */
	async seal(): Promise<void> {
		await this.#attempt('seal', async () => {
			const token = await this.#takeToken();
			if (!token) return;
			const filled = $state.snapshot(this.choices);
			const input = { texts: this.#texts, filled, code: token.code };
			this.sealed = await this.#options.crew.run('seal', input);
			this.opened = undefined;
			this.step = 'sealed';
		});
	}

	/** Opens the sealed ballot, which is thereby lost for casting. */
	async open(): Promise<void> {
		const { sealed } = this;
		if (!sealed) return;
		await this.#attempt('open', async () => {
			const filled = $state.snapshot(this.choices);
			const { ballot, seed } = sealed;
			const input = { texts: this.#texts, ballot, seed, filled };
			this.opened = await this.#options.crew.run('open', input);
			this.sealed = undefined;
			this.step = 'opened';
		});
	}

	async cast(): Promise<void> {
		if (!this.sealed) return;
		const { ballot, hash, hints } = this.sealed;
		// Kept first: whatever happens from here on, this very ballot is sent until there is an answer.
		this.keep({ ...this.kept, sending: { ballot, hash, hints } });
		this.sealed = undefined;
		await this.send();
	}

	/** Sends the kept ballot; the server takes the same one twice without counting it twice. */
	async send(): Promise<void> {
		const { sending, token } = this.kept;
		if (!sending || token?.element === undefined) return;
		this.step = 'sending';
		this.trouble = undefined;
		const { ballot, hash, hints } = sending;
		const path = `/votes/${this.vote.id}/ballots`;
		const body = { ballot, element: token.element, hints };
		const options = { anonymous: true, idempotencyKey: hash };
		const answer = await callApi<Accepted>('POST', path, body, options);
		if (!answer.ok) {
			this.trouble = answer.error;
			return;
		}
		const { acknowledgement } = answer.value;
		try {
			const input = { texts: this.#texts, hash, acknowledgement };
			await this.#options.crew.run('checkAcknowledgement', input);
		} catch (e) {
			this.trouble = { code: codeOf(e) };
			return;
		}
		this.keep(withCast(this.kept, { hash, at: this.#options.now(), acknowledgement }));
		this.step = 'sent';
		void this.#fetchReceipt();
	}

	/** Gives up a ballot that the server refused for good. */
	giveUp(): void {
		const { sending: _, ...kept } = this.kept;
		this.keep(kept);
		this.trouble = undefined;
		this.step = kept.cast.length > 0 ? 'sent' : 'review';
	}

	/** Goes on with a code that was taken on another device. */
	async useCode(code: string): Promise<void> {
		await this.#attempt('token', async () => {
			const uuid = this.vote.id;
			const token = await this.#options.crew.run('requestToken', { uuid, code: code.trim() });
			this.keep({ ...this.kept, token });
			await this.#takeToken();
		});
	}

	changeVote(): void {
		this.choices = this.pots.map(blank);
		this.begin();
	}

	/** Asks until the ballot is in the register, and checks the proof. */
	async #fetchReceipt(): Promise<void> {
		const cast = this.lastCast;
		if (!cast || cast.receipt) return;
		const again = () => {
			this.#timer = setTimeout(() => void this.#fetchReceipt(), RECEIPT_EVERY_MS);
		};
		const path = `/votes/${this.vote.id}/ballots/${cast.hash}`;
		const answer = await callApi<ReceiptAnswer>('GET', path, undefined, { anonymous: true });
		if (!answer.ok || 'pending' in answer.value) {
			again();
			return;
		}
		const receipt = { ballot: cast.hash, ...answer.value };
		try {
			const registerKey = (JSON.parse(this.#texts.manifest) as ManifestKeys).registers.ballot;
			const { crew, policy } = this.#options;
			await crew.run('checkReceipt', { registerKey, vote: this.vote.id, receipt, policy });
			this.keep(withReceipt(this.kept, receipt));
		} catch (e) {
			this.trouble = { code: codeOf(e) };
		}
	}

	/** The right to vote; asks for it with a request that is kept before it is sent. */
	async #takeToken(): Promise<KeptToken | undefined> {
		const { crew } = this.#options;
		const uuid = this.vote.id;
		const kept = this.kept.token ?? (await crew.run('requestToken', { uuid }));
		if (kept.element !== undefined) return kept;
		this.keep({ ...this.kept, token: kept });
		if (!this.#options.isSignedIn) {
			this.trouble = { code: 'session.missing' };
			return undefined;
		}
		const { request } = kept;
		const answer = await callApi<TokenAnswer>('POST', `/votes/${uuid}/token`, { request });
		if (!answer.ok) {
			this.trouble = answer.error;
			return undefined;
		}
		const { evaluations } = answer.value;
		const input = { texts: this.#texts, kept: $state.snapshot(kept), answer: evaluations };
		const token = { ...kept, element: await crew.run('receiveToken', input) };
		this.keep({ ...this.kept, token });
		return token;
	}

	async #attempt(what: 'token' | 'seal' | 'open', work: () => Promise<void>): Promise<void> {
		if (this.busy) return;
		this.busy = what;
		this.trouble = undefined;
		try {
			await work();
		} catch (e) {
			this.trouble = { code: codeOf(e) };
		} finally {
			this.busy = undefined;
		}
	}

	protected keep(kept: Kept): void {
		const { device, tab } = this.#options;
		const [shelf, other] = this.onDevice ? [device, tab] : [tab, device];
		writeKept(this.vote.id, $state.snapshot(kept), shelf, [other]);
		this.kept = kept;
	}
}

type ManifestKeys = { readonly registers: { readonly ballot: string } };

const codeOf = (e: unknown): string => (e instanceof Error ? e.message : '');
