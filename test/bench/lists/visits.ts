/** What people ask a server for at the same moment, and how long they wait. */
import { MASTER_KEY } from '../../support/platform.ts';
import { startServer } from '../../support/server-process.ts';
import type { Bench } from '../group.ts';
import { drive } from '../load/drive.ts';
import { DisagreementError } from '../measure.ts';

const CONNECTIONS = 4;

/** What is asked for, and where the i-th of them finds it. */
export type Visits = readonly (readonly [what: string, pathOf: (i: number) => string])[];

/** Starts the real server on a folder, asks it, and stops it. @param rest - done while it runs */
export async function visit(
	bench: Bench,
	folder: string,
	visits: Visits,
	rest: (url: string) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
	const server = await startServer(folder, {
		VICHE_MASTER_KEY: Buffer.from(MASTER_KEY).toString('hex'),
		VICHE_PROXIES: '1',
		LOG_LEVEL: 'info',
	});
	try {
		const count = bench.size(1000, 20);
		for (const [what, pathOf] of visits) {
			const items = Array.from({ length: count }, (_, i) => pathOf(i));
			const line = await drive({
				...{ what, url: server.url, connections: CONNECTIONS, items },
				// As browsers ask.
				requestOf: (path) => ({ method: 'GET', path, headers: { 'accept-encoding': 'gzip' } }),
			});
			bench.report(line);
			if (line.errors > 0) throw new DisagreementError(`${what}: ${line.errors} errors`);
		}
		await rest(server.url);
	} finally {
		await server.stop();
	}
}
