import fc from 'fast-check';
import type { Instance, InstanceInput } from '../../../crypto/count/instance.ts';
import { makeInstance } from '../../../crypto/count/instance.ts';
import type { Rational } from '../../../crypto/count/rational.ts';
import { fromInteger, rational } from '../../../crypto/count/rational.ts';
import { unwrap } from './elections.ts';

export type World = Omit<InstanceInput, 'ballots'> & {
	readonly ballots: readonly {
		readonly projects: readonly string[];
		readonly points?: readonly Rational[];
	}[];
};

/** Small numbers meet ties at every turn; large and fractional ones do not. */
const cost = fc.oneof(
	fc.integer({ min: 1, max: 12 }).map(fromInteger),
	fc.integer({ min: 1, max: 2_000_000 }).map((n) => rational(BigInt(n), 100n)),
);

function worldOf(kind: Instance['kind']): fc.Arbitrary<World> {
	const ids = fc
		.integer({ min: 1, max: 7 })
		.map((m) => Array.from({ length: m }, (_, i) => `p${i}`));
	return ids.chain((all) => {
		const listed = kind === 'ordinal' ? fc.shuffledSubarray(all) : fc.subarray(all);
		const ballot = listed.chain((projects) =>
			kind === 'points'
				? fc
						.array(fc.integer({ min: 0, max: 6 }), {
							minLength: projects.length,
							maxLength: projects.length,
						})
						.map((points) => ({ projects, points: points.map((n) => rational(BigInt(n), 2n)) }))
				: fc.constant({ projects }),
		);
		return fc.record({
			projects: fc.tuple(...all.map((id) => cost.map((c) => ({ id, cost: c })))),
			budget: fc.oneof(fc.integer({ min: 1, max: 60 }).map(fromInteger), cost),
			kind: fc.constant(kind),
			ballots: fc.array(ballot, { minLength: 1, maxLength: 14 }),
		});
	});
}

/** Random elections; budget and ballots small enough to be counted naively. */
export const approvals = worldOf('approval');
export const pointed = worldOf('points');
export const ranked = worldOf('ordinal');

export const instanceOfWorld = (world: World): Instance => unwrap(makeInstance(world));
