/**
 * Shows the registers to their witnesses and publishes what enough of them have cosigned. A round asks every witness that lags, waits
 * for all answers, then decides. Rounds of several processes do each other no harm: witnesses compare and remember in one act, and what
 * is published never goes back.
 */
import type { RegisterKind } from '../../crypto/register/entry-schema.ts';
import { encodeVerifierKey } from '../../crypto/register/verifier-key.ts';
import type { ServicesWithoutQueues } from '../services.ts';
import { cosignedSizes, findPublished, publish } from './publication.ts';
import type { Head, RegisterStore } from './register-store.ts';
import {
	contradictsEmptiness,
	requestCosignature,
	type ReachableWitness,
	type WitnessAnswer,
} from './witness-client.ts';
import type { Witnessing } from './witnessing.ts';

/** A witness that has seen another history than ours: one of the two is false, and nothing is published any more. */
export type Contradiction = {
	readonly register: string;
	readonly witness: string;
	readonly reason: string;
};

/** Thrown at start, before anything is signed. */
export class WitnessContradiction extends Error {
	constructor(found: readonly Contradiction[]) {
		const lines = found.map((c) => `witness ${c.witness} ${c.reason} of ${c.register}`);
		super(`the registers contradict what witnesses have seen:\n${lines.join('\n')}`);
		this.name = 'WitnessContradiction';
	}
}

/** Figures of a register for operators. */
export type FeedingState = {
	readonly register: string;
	readonly size: number;
	readonly published: number;
	/** Last cosigned sizes by the names of witnesses in the policy. */
	readonly cosigned: ReadonlyMap<string, number>;
};

export type FeederOptions = {
	/** How long a witness may take to answer. */
	readonly timeoutMs: number;
	readonly log: {
		readonly warn: (about: object, message: string) => void;
		readonly fatal: (about: object, message: string) => void;
	};
};

/** A witness that failed n times in a row is left alone for 2^n − 1 rounds, at most for so many. */
const MOST_ROUNDS_OFF = 31;

type Troubled = { failures: number; roundsOff: number };

export class Feeder {
	readonly #services: ServicesWithoutQueues;
	readonly #witnessing: Witnessing;
	readonly #options: FeederOptions;
	readonly #witnesses: readonly ReachableWitness[];
	readonly #troubled = new Map<string, Troubled>();
	#contradictions: readonly Contradiction[] = [];

	constructor(services: ServicesWithoutQueues, witnessing: Witnessing, options: FeederOptions) {
		this.#services = services;
		this.#witnessing = witnessing;
		this.#options = options;
		this.#witnesses = witnessing.policy.witnesses.filter(
			(w) => w.url !== undefined,
		) as ReachableWitness[];
	}

	/** What witnesses have said against the registers; for good, until the process ends. */
	get contradictions(): readonly Contradiction[] {
		return this.#contradictions;
	}

	/** Asks every witness, also those that should know all: they may know more. @throws WitnessContradiction */
	async compare(): Promise<void> {
		await this.#round(true);
		if (this.#contradictions.length > 0) throw new WitnessContradiction(this.#contradictions);
	}

	/** One round. Does nothing after a contradiction. */
	async feed(): Promise<void> {
		await this.#round(false);
	}

	async state(): Promise<FeedingState[]> {
		const { store } = this.#services;
		return Promise.all(
			this.#registers.map(async (register) => {
				const { size } = await register.head();
				const published = await findPublished(store.db, store.t, register.name);
				const sizes = await cosignedSizes(store, register.name);
				const cosigned = this.#witnessing.policy.witnesses.map(
					({ name, key }) => [name, sizes.get(encodeVerifierKey(key)) ?? 0] as const,
				);
				return {
					register: register.name,
					size,
					published: published?.size ?? 0,
					cosigned: new Map(cosigned),
				};
			}),
		);
	}

	get #registers(): readonly RegisterStore<RegisterKind>[] {
		return [this.#services.civic, this.#services.box];
	}

	async #round(everyone: boolean): Promise<void> {
		if (this.#contradictions.length > 0) return;
		const rounds = await Promise.all(this.#registers.map((r) => this.#ask(r, everyone)));
		const found = rounds.flatMap((round) => round.contradictions);
		if (found.length > 0) {
			// What one register has lost the other may have lost too: nothing at all is published.
			this.#contradictions = found;
			for (const about of found)
				this.#options.log.fatal(
					about,
					'a witness contradicts the register: publishing has stopped',
				);
			return;
		}
		for (const { register, head, lines } of rounds) await this.#publish(register, head, lines);
	}

	/** Asks the witnesses of a register about its present head. */
	async #ask(register: RegisterStore<RegisterKind>, everyone: boolean) {
		const head = await register.head();
		const known = await cosignedSizes(this.#services.store, register.name);
		const lines = new Map<string, string>();
		const contradictions: Contradiction[] = [];
		const askOne = async (witness: ReachableWitness) => {
			const key = encodeVerifierKey(witness.key);
			const cosigned = known.get(key) ?? 0;
			if (!everyone && (cosigned === head.size || this.#isOff(register, key))) return;
			const answer = await this.#answerOf(register, witness, head, cosigned);
			this.#noteTrouble(register, key, witness.name, answer);
			if (answer?.kind === 'cosigned') lines.set(key, answer.line);
			else if (answer?.kind === 'contradicts')
				contradictions.push({
					register: register.name,
					witness: witness.name,
					reason: answer.reason,
				});
		};
		await Promise.all(this.#witnesses.map(askOne));
		return { register, head, lines, contradictions };
	}

	#answerOf(
		register: RegisterStore<RegisterKind>,
		witness: ReachableWitness,
		head: Head,
		cosigned: number,
	): Promise<WitnessAnswer | undefined> {
		const { timeoutMs } = this.#options;
		return head.size === 0
			? contradictsEmptiness(register, witness, timeoutMs)
			: requestCosignature(register, witness, head, cosigned, timeoutMs);
	}

	async #publish(
		{ name }: RegisterStore<RegisterKind>,
		head: Head,
		lines: ReadonlyMap<string, string>,
	): Promise<void> {
		const { store } = this.#services;
		const published = await findPublished(store.db, store.t, name);
		// An empty register is not shown to witnesses, so nobody could have cosigned it.
		if (head.size === 0 || (published?.size === head.size && lines.size === 0)) return;
		await publish(store, this.#witnessing.policy, name, head, lines);
	}

	#isOff({ name }: RegisterStore<RegisterKind>, key: string): boolean {
		const troubled = this.#troubled.get(`${name} ${key}`);
		if (!troubled || troubled.roundsOff === 0) return false;
		troubled.roundsOff--;
		return true;
	}

	#noteTrouble(
		{ name: register }: RegisterStore<RegisterKind>,
		key: string,
		witness: string,
		answer: WitnessAnswer | undefined,
	): void {
		const id = `${register} ${key}`;
		if (answer?.kind !== 'failed') {
			this.#troubled.delete(id);
			return;
		}
		const failures = (this.#troubled.get(id)?.failures ?? 0) + 1;
		this.#troubled.set(id, { failures, roundsOff: Math.min(2 ** failures - 1, MOST_ROUNDS_OFF) });
		const { reason } = answer;
		if (failures === 1) this.#options.log.warn({ register, witness, reason }, 'no cosignature');
	}
}
