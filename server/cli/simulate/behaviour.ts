import { createHash } from 'node:crypto';

/** What voters do, drawn from a seed: the same seed gives the same behaviour. Nothing secret comes from here. */
export class Behaviour {
	readonly #seed: string;
	#drawn = 0;

	constructor(seed: string) {
		this.#seed = seed;
	}

	/** A number in [0, below), uniform but for 2^−20. */
	number(below: number): number {
		const hash = createHash('sha256').update(`${this.#seed}|${this.#drawn++}`).digest();
		return Number(hash.readBigUInt64BE() % BigInt(below));
	}

	/** Whether something that happens in so many per cent of cases happens. */
	chance(percent: number): boolean {
		return this.number(1_000_000) < percent * 10_000;
	}

	shuffle<T>(items: readonly T[]): T[] {
		const shuffled = [...items];
		for (let i = shuffled.length - 1; i > 0; i--) {
			const j = this.number(i + 1);
			[shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
		}
		return shuffled;
	}
}
