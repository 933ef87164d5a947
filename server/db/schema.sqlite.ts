import { kit } from './kit.sqlite.ts';
import { defineSchema } from './schema.ts';

export const schema = defineSchema(kit);
