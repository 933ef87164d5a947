/** Paper forms, as JSON. */
import { z } from 'zod';
import type { PaperBatchView, PaperView } from '../contract.ts';
import { exactly } from './exactly.ts';
import { hex64 } from '../schemas.ts';

const count = z.number().int().min(0);

const batch = exactly<PaperBatchView>()(
	z.strictObject({
		id: z.string(),
		label: z.string(),
		forms: count,
		sheet: hex64,
		number: count.optional(),
		people: count,
		own: z.array(z.array(z.string())).optional(),
		differing: z.array(count).optional(),
	}),
);

export const paperView = exactly<PaperView>()(
	z.strictObject({
		handedOut: count,
		entered: count,
		isComplete: z.boolean(),
		batches: z.array(batch),
	}),
).meta({ id: 'Paper' });
