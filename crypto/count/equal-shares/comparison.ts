import type { Instance } from '../instance.ts';
import type { Comparison } from '../options.ts';

/**
 * How many voters prefer each of two outcomes: by the number of listed projects in it (`preference`), or by having any
 * at all (`exclusion-ratio`). Voters without a project in one of the outcomes count like all others. Spec: SPEC §9.6.
 */
export function comparePreferences(
	instance: Instance,
	by: Exclude<Comparison, 'none'>,
	a: readonly number[],
	b: readonly number[],
): { readonly forA: number; readonly forB: number } {
	const inA = new Set(a);
	const inB = new Set(b);
	let forA = 0;
	let forB = 0;
	const satisfaction = (projects: readonly number[], chosen: ReadonlySet<number>) => {
		const won = projects.filter((p) => chosen.has(p)).length;
		return by === 'preference' ? won : Math.min(won, 1);
	};
	for (const { projects, voters } of instance.ballots) {
		const difference = satisfaction(projects, inA) - satisfaction(projects, inB);
		if (difference > 0) forA += voters;
		if (difference < 0) forB += voters;
	}
	return { forA, forB };
}
