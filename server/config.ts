/** Everything that the environment decides, read once. */
import { resolve } from 'node:path';
import { z } from 'zod';

const schema = z.object({
	/** 0: any free port. */
	PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
	/** Where people reach the platform; by default the address that it listens on. */
	ORIGIN: z.url({ protocol: /^https?$/ }).optional(),
	/** How many reverse proxies of your own stand before the server. */
	VICHE_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
	/** A Postgres address; without one the embedded database in VICHE_DATA. */
	DATABASE_URL: z.url({ protocol: /^postgres(?:ql)?$/ }).optional(),
	/** Folder of the embedded database and of keys that were generated. */
	VICHE_DATA: z.string().min(1).default('data'),
	/** 32 bytes in hex that seal secrets at rest; by default what `viche create` left in VICHE_DATA. */
	VICHE_MASTER_KEY: z
		.string()
		.regex(/^[0-9a-f]{64}$/, '64 lower-case hex digits are needed')
		.optional(),
	/** A community with sample people and a sign-in for everybody: never for real votes. */
	VICHE_DEMO: z.stringbool().default(false),
	/** How many ballots of the demo's real vote are played when it is made. */
	VICHE_DEMO_VOTERS: z.coerce.number().int().min(1).max(6586).default(60),
	/** A JSON file that says where people sign in; not needed in a demo. */
	VICHE_PROVIDER: z.string().min(1).optional(),
	/** Longest time between a ballot and its publication, in seconds. */
	VICHE_CADENCE: z.coerce.number().min(0.05).max(3600).default(60),
	NODE_ENV: z.string().default('development'),
	LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
});

export type Config = {
	readonly port: number;
	readonly origin: string | undefined;
	readonly proxies: number;
	readonly databaseUrl: string | undefined;
	readonly dataFolder: string;
	readonly masterKey: string | undefined;
	readonly demo: boolean;
	readonly demoVoters: number;
	readonly providerFile: string | undefined;
	readonly cadenceMs: number;
	readonly logLevel: z.infer<typeof schema>['LOG_LEVEL'];
};

/** Thrown at start when the environment is not usable; every fault is named. */
export class ConfigError extends Error {}

/** @throws ConfigError */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
	const read = schema.safeParse(environment);
	if (!read.success) {
		const faults = read.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`);
		throw new ConfigError(faults.join('\n'));
	}
	const e = read.data;
	if (e.VICHE_DEMO && e.NODE_ENV === 'production')
		throw new ConfigError('VICHE_DEMO: a demo never runs in production');
	if (e.VICHE_DEMO && e.DATABASE_URL !== undefined)
		throw new ConfigError('VICHE_DEMO: a demo is kept in the embedded database');
	if (!e.VICHE_DEMO && e.VICHE_PROVIDER === undefined)
		throw new ConfigError('VICHE_PROVIDER: is needed outside a demo');
	return {
		port: e.PORT,
		origin: e.ORIGIN === undefined ? undefined : new URL(e.ORIGIN).origin,
		proxies: e.VICHE_PROXIES,
		databaseUrl: e.DATABASE_URL,
		dataFolder: resolve(e.VICHE_DATA),
		masterKey: e.VICHE_MASTER_KEY,
		demo: e.VICHE_DEMO,
		demoVoters: e.VICHE_DEMO_VOTERS,
		providerFile: e.VICHE_PROVIDER,
		cadenceMs: Math.round(e.VICHE_CADENCE * 1000),
		logLevel: e.LOG_LEVEL,
	};
}
