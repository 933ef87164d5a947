/**
 * Does together what arrives at about the same time: proofs are cheaper to check in batches, and one durable transaction serves many.
 * Every item gets its own answer.
 */
import type { Result } from '../../crypto/result.ts';
import { ApiError } from '../http/api-error.ts';

export type BatchPlan<Item> = {
	/** What an item costs, in any unit. */
	readonly weightOf: (item: Item) => number;
	/** A batch is closed when it weighs so much. */
	readonly full: number;
	/** Who comes when so much waits is asked to come later. */
	readonly most: number;
	/** How long the first item of a batch waits for others, at most. */
	readonly waitMs: number;
	/** How many batches are under way at a time. */
	readonly parallel: number;
};

type Waiting<Item, Value> = {
	readonly item: Item;
	readonly resolve: (value: Value) => void;
	readonly reject: (e: unknown) => void;
};

/** Seconds after which somebody who was sent away may come again. */
const COME_AGAIN = '2';

export class Batcher<Item, Value> {
	readonly #plan: BatchPlan<Item>;
	readonly #work: (items: readonly Item[]) => Promise<readonly Result<Value, unknown>[]>;
	#waiting: Waiting<Item, Value>[] = [];
	#weight = 0;
	#running = 0;
	#timer: NodeJS.Timeout | undefined;

	/** @param work - answers a batch, item by item and in its order; where it throws, all of the batch fail */
	constructor(
		plan: BatchPlan<Item>,
		work: (items: readonly Item[]) => Promise<readonly Result<Value, unknown>[]>,
	) {
		this.#plan = plan;
		this.#work = work;
	}

	/** @returns the item's own answer @throws ApiError request.busy, and what the work says of the item */
	add(item: Item): Promise<Value> {
		const { weightOf, full, most, waitMs } = this.#plan;
		if (this.#weight >= most)
			return Promise.reject(new ApiError('request.busy', {}, { retryAfter: COME_AGAIN }));
		return new Promise((resolve, reject) => {
			this.#waiting.push({ item, resolve, reject });
			this.#weight += weightOf(item);
			if (this.#weight >= full) this.#begin();
			else this.#timer ??= setTimeout(() => this.#begin(), waitMs);
		});
	}

	/** Begins as many batches as may run. */
	#begin(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		while (this.#waiting.length > 0 && this.#running < this.#plan.parallel) {
			this.#running++;
			void this.#run(this.#take()).finally(() => {
				this.#running--;
				this.#begin();
			});
		}
	}

	#take(): Waiting<Item, Value>[] {
		const { weightOf, full } = this.#plan;
		let count = 0;
		for (let weight = 0; count < this.#waiting.length && weight < full; count++)
			weight += weightOf(this.#waiting[count]!.item);
		const taken = this.#waiting.slice(0, count);
		this.#waiting = this.#waiting.slice(count);
		for (const { item } of taken) this.#weight -= weightOf(item);
		return taken;
	}

	async #run(batch: readonly Waiting<Item, Value>[]): Promise<void> {
		try {
			const answers = await this.#work(batch.map(({ item }) => item));
			batch.forEach(({ resolve, reject }, i) => {
				const answer = answers[i]!;
				if (answer.ok) resolve(answer.value);
				else reject(answer.error);
			});
		} catch (e) {
			for (const { reject } of batch) reject(e);
		}
	}
}

/** Answers items group by group, each at its own place. What is thrown for a group is the answer to each of its items. */
export async function answerByGroup<Item, Value>(
	items: readonly Item[],
	groupOf: (item: Item) => string,
	work: (group: string, items: readonly Item[]) => Promise<readonly Result<Value, unknown>[]>,
): Promise<Result<Value, unknown>[]> {
	const groups = Map.groupBy(items.keys(), (i) => groupOf(items[i]!));
	const answers = new Array<Result<Value, unknown>>(items.length);
	for (const [group, places] of groups) {
		const some = places.map((i) => items[i]!);
		const answered = await work(group, some).catch((error: unknown) =>
			some.map(() => ({ ok: false as const, error })),
		);
		places.forEach((place, k) => (answers[place] = answered[k]!));
	}
	return answers;
}
