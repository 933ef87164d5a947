/** The platform as a process: configured by the environment, stopped by SIGTERM or SIGINT. */
import { pino } from 'pino';
import { ConfigError, readConfig } from './config.ts';
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
	process.stderr.write(`${e instanceof ConfigError ? e.message : String((e as Error).stack)}\n`);
	process.exit(e instanceof ConfigError ? 2 : 1);
}
