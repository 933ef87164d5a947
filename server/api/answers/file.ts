/** Files of projects, as JSON. */
import { z } from 'zod';
import type { AttachedFile } from '../contract.ts';
import { exactly } from './exactly.ts';

export const fileFields = {
	hash: z.string().meta({ description: 'SHA-256, hex: the file is at /files/ and this' }),
	name: z.string(),
	type: z.string(),
	alt: z.string().optional(),
};
export const attachedFile = exactly<AttachedFile>()(z.strictObject(fileFields));
