import { kit } from './kit.pg.ts';
import { defineSchema } from './schema.ts';

export const schema = defineSchema(kit);
