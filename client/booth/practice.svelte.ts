/** A draft that is for practice: it is kept nowhere and goes nowhere. */
import type { Pot } from '../../crypto/budget/pot.ts';
import { Draft } from './draft.svelte.ts';
import { blank } from './filling.ts';
import { emptyKept, type Kept } from './kept.ts';

export class Practice extends Draft {
	readonly #pots: readonly Pot[];
	step = $state<'start' | 'choose' | 'review' | 'done'>('start');

	constructor(pots: readonly Pot[], orderSeed: string) {
		super();
		this.#pots = pots;
		this.choices = pots.map(blank);
		this.kept = emptyKept(orderSeed);
	}

	override get pots(): readonly Pot[] {
		return this.#pots;
	}

	/** Begins anew, with nothing chosen. */
	restart(): void {
		this.choices = this.#pots.map(blank);
		this.edit(0);
	}

	finish(): void {
		this.step = 'done';
	}

	protected override keep(kept: Kept): void {
		this.kept = kept;
	}

	protected override goTo(step: 'start' | 'choose' | 'review'): void {
		this.step = step;
	}
}
