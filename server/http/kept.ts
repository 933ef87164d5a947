/** Things that are costly to make and stay the same for a state: made once, the last few kept in memory. */
export class Kept<T> {
	readonly #most: number;
	readonly #kept = new Map<string, Promise<T>>();

	/** @param most - as many are kept */
	constructor(most: number) {
		this.#most = most;
	}

	/** What was made in this state, or is made now; what could not be made is not kept. */
	get(state: string, make: () => Promise<T>): Promise<T> {
		const known = this.#kept.get(state);
		if (known) return known;
		const made = make();
		this.#kept.set(state, made);
		made.catch(() => this.#kept.delete(state));
		for (const [old] of [...this.#kept].slice(0, -this.#most)) this.#kept.delete(old);
		return made;
	}
}
