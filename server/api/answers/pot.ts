/** A pot as JSON. Spec: SPEC §3.20, §9.4. */
import { z } from 'zod';
import { ENCODINGS, type EncodingName } from '../../../crypto/budget/encoding.ts';
import type { Limits } from '../../../crypto/budget/ballot.ts';
import { potCodec, type Pot } from '../../../crypto/budget/pot.ts';
import type { PotProject } from '../../../crypto/budget/project.ts';
import { READINGS } from '../../../crypto/count/instance.ts';
import {
	COMPARISONS,
	COMPLETIONS,
	UTILITIES,
	type CountOptions,
} from '../../../crypto/count/options.ts';
import { TIE_KEYS } from '../../../crypto/count/ties.ts';
import { attempt } from '../../../crypto/result.ts';
import { exactly } from './exactly.ts';

/** Money or points: an exact decimal as text. */
export const amount = z.string().meta({
	description: 'An exact amount as text: 12500.50, or a fraction: 1250/3',
	examples: ['12500.50'],
});
const count = z.number().int().min(0);

export const countOptions = exactly<CountOptions>()(
	z.strictObject({
		reading: z.enum(READINGS).optional(),
		tie: z.array(z.enum(TIE_KEYS)).optional(),
		lotSeed: z.string().optional(),
		threshold: amount.optional(),
		supportFloor: amount.optional(),
		exclusive: z.array(z.array(z.string())).optional(),
		caps: z.array(z.strictObject({ category: z.string(), amount })).optional(),
		leftover: z.boolean().optional(),
		share: amount.optional(),
		reserve: amount.optional(),
		utility: z.enum(UTILITIES).optional(),
		completion: z.enum(COMPLETIONS).optional(),
		utilitarian: z.boolean().optional(),
		increment: amount.optional(),
		comparison: z.enum(COMPARISONS).optional(),
	}),
).meta({ id: 'CountOptions', description: 'Options of a counting rule (crypto/SPEC.md §9.4)' });

const limits = exactly<Limits>()(
	z.strictObject({
		minLength: count,
		maxLength: count,
		minSumCost: amount.optional(),
		maxSumCost: amount.optional(),
		minPoints: count.optional(),
		maxPoints: count.optional(),
		minSumPoints: count.optional(),
		maxSumPoints: count.optional(),
	}),
);

const degrees = z.string().meta({ description: 'Decimal degrees' });
const project = exactly<PotProject>()(
	z.strictObject({
		id: z.string(),
		name: z.string(),
		cost: amount,
		categories: z.array(z.string()),
		withdrawn: z.boolean(),
		summary: z.string().optional(),
		place: z
			.strictObject({
				label: z.string().optional(),
				lat: degrees.optional(),
				lon: degrees.optional(),
			})
			.optional(),
		url: z.string().optional(),
	}),
);

const shape = exactly<Pot>()(
	z.strictObject({
		v: z.literal(1),
		id: z.string(),
		title: z.string(),
		currency: z.string(),
		budget: amount,
		projects: z.array(project).min(1),
		kind: z.enum(['approval', 'points', 'ordinal']),
		limits,
		rule: z.strictObject({ name: z.string(), options: countOptions }),
		carried: z.enum(['sum', ...(Object.keys(ENCODINGS) as EncodingName[])]),
	}),
);

/** A pot, checked by the codec that the verifier reads it with. */
export const pot = shape
	.refine((value) => attempt(() => potCodec.decode(value, 'pot')).ok, 'not a pot')
	.meta({ id: 'Pot', description: 'A pot (crypto/SPEC.md §3.20)' });
