/** The platform as a process: configured by the environment, stopped by SIGTERM or SIGINT. */
import { pino } from 'pino';
import { ConfigError, readConfig } from './config.ts';
import { damageOf } from './db/failure.ts';
import { serve } from './serve.ts';

try {
	const config = readConfig(process.env);
	const log = pino({ level: config.logLevel });
	const { url, stop } = await serve(config, log);
	log.info({ url }, 'Viche is open');
	for (const signal of ['SIGTERM', 'SIGINT'] as const)
		process.once(signal, () => {
			log.info({ signal }, 'stopping');
			stop().then(
				() => process.exit(0),
				(e: unknown) => {
					log.fatal({ err: e }, 'could not stop in good order');
					process.exit(1);
				},
			);
		});
} catch (e) {
	const damage = damageOf(e);
	const reason = damage
		? `the database is damaged, nothing was changed: ${damage.message}\nRestore a backup with: viche restore`
		: e instanceof ConfigError
			? e.message
			: String((e as Error).stack);
	process.stderr.write(`${reason}\n`);
	process.exit(damage ? 3 : e instanceof ConfigError ? 2 : 1);
}
