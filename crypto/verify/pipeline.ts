/**
 * Hands items on in chunks, several chunks under way at a time, and takes the answers in the order of the items: memory is bounded by
 * the chunks under way.
 */
export class Pipeline<Item, Answer> {
	readonly #limits: PipelineLimits<Item>;
	readonly #work: (items: readonly Item[]) => Promise<Answer>;
	readonly #take: (answer: Answer, items: readonly Item[]) => void;
	#chunk: Item[] = [];
	#chunkSize = 0;
	readonly #underWay: { items: readonly Item[]; answer: Promise<Answer> }[] = [];

	constructor(
		limits: PipelineLimits<Item>,
		work: (items: readonly Item[]) => Promise<Answer>,
		take: (answer: Answer, items: readonly Item[]) => void,
	) {
		this.#limits = limits;
		this.#work = work;
		this.#take = take;
	}

	async push(item: Item): Promise<void> {
		this.#chunk.push(item);
		this.#chunkSize += this.#limits.sizeOf(item);
		const { items, size } = this.#limits;
		if (this.#chunk.length >= items || this.#chunkSize >= size) await this.#flush();
	}

	/** Waits until everything was answered. */
	async end(): Promise<void> {
		if (this.#chunk.length > 0) await this.#flush();
		while (this.#underWay.length > 0) await this.#settleFirst();
	}

	async #flush(): Promise<void> {
		const items = this.#chunk;
		this.#chunk = [];
		this.#chunkSize = 0;
		const answer = this.#work(items);
		// Awaited in turn; until then a failure must not count as unhandled.
		answer.catch(() => undefined);
		this.#underWay.push({ items, answer });
		if (this.#underWay.length >= this.#limits.parallel) await this.#settleFirst();
	}

	async #settleFirst(): Promise<void> {
		const { items, answer } = this.#underWay.shift()!;
		this.#take(await answer, items);
	}
}

export type PipelineLimits<Item> = {
	/** Chunks under way at a time. */
	readonly parallel: number;
	/** Most items in a chunk. */
	readonly items: number;
	/** A chunk is full when its items add up to this. */
	readonly size: number;
	readonly sizeOf: (item: Item) => number;
};
