/** A filled-in ballot for a pot, and what a pot allows it to hold. Spec: SPEC §3.20. */
import { integer, object, optional, type Codec, type Infer } from '../codec.ts';
import type { BallotKind } from '../count/instance.ts';
import { compare, parseDecimal, ZERO } from '../count/rational.ts';
import { ProblemError } from '../result.ts';

/** Money or points as decimal text: `12500.50`. */
export const amount: Codec<string> = {
	decode: (value, place) => {
		const parsed = typeof value === 'string' ? parseDecimal(value) : undefined;
		if (typeof value === 'string' && parsed && compare(parsed, ZERO) >= 0) return value;
		throw new ProblemError('pot.amount', place, 'expected a decimal that is not negative');
	},
	encode: (value) => value,
};

export const limitsCodec = object(
	{
		minLength: integer(0, 10_000),
		maxLength: integer(1, 10_000),
		minSumCost: optional(amount),
		maxSumCost: optional(amount),
		minPoints: optional(integer(0, 1_000_000)),
		maxPoints: optional(integer(0, 1_000_000)),
		minSumPoints: optional(integer(0, 1_000_000)),
		maxSumPoints: optional(integer(0, 1_000_000)),
	},
	'sorted',
);
/** What a ballot for the pot must keep; absent bounds do not bind. */
export type Limits = Infer<typeof limitsCodec>;

/** A filled-in ballot for one pot: indexes into its projects, ascending, or best first when ordinal; none is a blank ballot. */
export type PotBallot = {
	readonly projects: readonly number[];
	readonly points?: readonly number[];
};

/** What of a pot the bytes of a ballot depend on. */
export type Carried = {
	readonly kind: BallotKind;
	readonly limits: Limits;
	readonly projects: readonly unknown[];
};
