import { defineConfig } from 'drizzle-kit';

const isPg = process.env['DIALECT'] === 'pg';

export default defineConfig({
	dialect: isPg ? 'postgresql' : 'sqlite',
	schema: './server/db/drizzle-tables.ts',
	out: `./migrations/${isPg ? 'pg' : 'sqlite'}`,
});
