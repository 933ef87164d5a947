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
	/** Where letters with codes are handed over, `smtp://` or `smtps://`; without it nobody signs in by e-mail. */
	VICHE_SMTP: z.url({ protocol: /^smtps?$/ }).optional(),
	VICHE_MAIL_FROM: z.email().optional(),
	/** Whether staff must have confirmed their sign-in with a passkey. */
	VICHE_STAFF_PASSKEY: z.enum(['required', 'optional']).default('optional'),
	/** Longest time between a ballot and its publication, in seconds. */
	VICHE_CADENCE: z.coerce.number().min(0.05).max(3600).default(60),
	/** Where pieces of the map come from, such as https://tiles.example/{z}/{x}/{y}.png; without it projects stand on plain ground. */
	VICHE_TILES: z
		.url({ protocol: /^https?$/ })
		.refine((url) => ['{z}', '{x}', '{y}'].every((part) => decodeURI(url).includes(part)), {
			message: '{z}, {x} and {y} are needed',
		})
		.optional(),
	/** Who made the map, as its licence wants it said. */
	VICHE_TILES_BY: z.string().min(1).max(200).optional(),
	/** A C2SP tlog-policy file: witnesses, and how many of them must have cosigned a register before the public sees it. */
	VICHE_WITNESS_POLICY: z.string().min(1).optional(),
	/** How often the registers are shown to their witnesses, in seconds. */
	VICHE_WITNESS_CADENCE: z.coerce.number().min(0.05).max(3600).default(1),
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
	/** How codes are sent by e-mail. The address of the server is secret. */
	readonly mail: { readonly url: string; readonly from: string } | undefined;
	readonly staffPasskey: 'required' | 'optional';
	readonly cadenceMs: number;
	readonly tiles: { readonly template: string; readonly by: string } | undefined;
	readonly witnessPolicyFile: string | undefined;
	readonly witnessCadenceMs: number;
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
	const { VICHE_SMTP: url, VICHE_MAIL_FROM: from } = e;
	if ((url === undefined) !== (from === undefined))
		throw new ConfigError('VICHE_SMTP and VICHE_MAIL_FROM: one is not used without the other');
	if ((e.VICHE_TILES === undefined) !== (e.VICHE_TILES_BY === undefined))
		throw new ConfigError('VICHE_TILES, VICHE_TILES_BY: one needs the other');
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
		mail: url === undefined || from === undefined ? undefined : { url, from },
		staffPasskey: e.VICHE_STAFF_PASSKEY,
		cadenceMs: Math.round(e.VICHE_CADENCE * 1000),
		tiles:
			e.VICHE_TILES === undefined ? undefined : { template: e.VICHE_TILES, by: e.VICHE_TILES_BY! },
		witnessPolicyFile: e.VICHE_WITNESS_POLICY,
		witnessCadenceMs: Math.round(e.VICHE_WITNESS_CADENCE * 1000),
		logLevel: e.LOG_LEVEL,
	};
}
