/** A ballot that is being filled in, pot by pot; where it is kept, and what comes before and after, others decide. */
import type { PotBallot } from '../../crypto/budget/ballot.ts';
import type { Pot } from '../../crypto/budget/pot.ts';
import { emptyKept, type Kept } from './kept.ts';

export abstract class Draft {
	/** The pot that is being filled in. */
	pot = $state(0);
	choices = $state<readonly PotBallot[]>([]);
	kept = $state<Kept>(emptyKept(''));
	/** Whether choices are covered, so that a helper may look at the screen. */
	hides = $state(false);

	abstract get pots(): readonly Pot[];
	protected abstract keep(kept: Kept): void;
	protected abstract goTo(step: 'start' | 'choose' | 'review'): void;

	fill(part: PotBallot): void {
		this.choices = this.choices.map((old, i) => (i === this.pot ? part : old));
		this.keep({ ...this.kept, choices: this.choices });
	}

	/** Remembers a project to think about, or no longer. */
	like(key: string): void {
		const liked = this.kept.liked ?? [];
		const without = liked.filter((other) => other !== key);
		const all = without.length < liked.length ? without : [...liked, key];
		this.keep({ ...this.kept, liked: all });
	}

	next(): void {
		if (this.pot + 1 < this.pots.length) this.pot++;
		else this.goTo('review');
	}

	back(): void {
		if (this.pot > 0) this.pot--;
		else this.goTo('start');
	}

	edit(pot: number): void {
		this.pot = pot;
		this.goTo('choose');
	}
}
