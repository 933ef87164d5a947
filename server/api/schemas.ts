/** Schemas that several endpoints share. */
import { z } from 'zod';

export const nothing = z.object({}).optional().or(z.undefined());
export const voteParams = z.object({ id: z.string().regex(/^[A-Za-z0-9]{1,64}$/) });
export const done = z.object({ done: z.literal(true) });
export const DONE = { done: true } as const;

/** A text of the protocol, checked by its own parser. */
export const protocolText = z
	.string()
	.min(1)
	.max(64 * 1024 * 1024);
export const hex64 = z.string().regex(/^[0-9a-f]{64}$/);
/** Why somebody decides or asks: a sentence at least. */
export const reasonText = z.string().trim().min(10).max(2000);

/** Shuffles of large votes and rolls of large communities are long. */
export const LONG_BODY = 128 * 1024 * 1024;
