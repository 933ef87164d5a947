/** Lists, search and discussions of a large edition, as the real server answers over HTTP. */
import { spawnSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { startServer } from '../../support/server-process.ts';
import { MASTER_KEY } from '../../support/platform.ts';
import type { Bench, Group } from '../group.ts';
import { drive } from '../load/drive.ts';
import { DisagreementError } from '../measure.ts';
import { buildTown, type Town } from './town.ts';

const ENSURE_BUILD = fileURLToPath(new URL('../../../server/ensure-build.ts', import.meta.url));
/** People who ask at the same moment. */
const CONNECTIONS = 4;
const SEARCHED = [
	'майданчики',
	'дерев',
	'новий сквер',
	'бібліотеки школи',
	'спортивного майданчика',
];

export const lists: Group = {
	name: 'lists',
	run: async (bench) => {
		spawnSync(process.execPath, [ENSURE_BUILD], { stdio: 'inherit' });
		const town = await buildTown(bench.size(5000, 30), bench.size(50_000, 60));
		try {
			await visit(bench, town);
		} finally {
			await rm(town.folder, { recursive: true });
		}
	},
};

async function visit(bench: Bench, town: Town): Promise<void> {
	const server = await startServer(town.folder, {
		VICHE_MASTER_KEY: Buffer.from(MASTER_KEY).toString('hex'),
		VICHE_PROXIES: '1',
		LOG_LEVEL: 'info',
	});
	try {
		const count = bench.size(1000, 20);
		for (const [what, pathOf] of visitsOf(town)) {
			const items = Array.from({ length: count }, (_, i) => pathOf(i));
			const line = await drive({
				...{ what, url: server.url, connections: CONNECTIONS, items },
				// As browsers ask.
				requestOf: (path) => ({ method: 'GET', path, headers: { 'accept-encoding': 'gzip' } }),
			});
			bench.report(line);
			if (line.errors > 0) throw new DisagreementError(`${what}: ${line.errors} errors`);
		}
	} finally {
		await server.stop();
	}
}

/** What people ask for, and where the i-th of them finds it. */
function visitsOf({
	edition,
	projects,
}: Town): readonly (readonly [string, (i: number) => string])[] {
	const api = `/api/v1/editions/${edition}`;
	const word = (i: number) => encodeURIComponent(SEARCHED[i % SEARCHED.length]!);
	const project = (i: number) => projects[(i * 37) % projects.length]!;
	const pages = Math.ceil(projects.length / 24);
	return [
		['a page of the list', (i) => `${api}/projects?page=${1 + ((i * 13) % pages)}`],
		['a search by words', (i) => `${api}/projects?words=${word(i)}`],
		['similar projects', (i) => `${api}/similar?text=${word(i)}%20${word(i + 1)}`],
		['the points of the map', () => `${api}/points`],
		['numbers of what fits on the map', () => `${api}/numbers?status=review`],
		['comments on a project', (i) => `/api/v1/projects/${project(i)}/comments`],
		['the HTML page of an edition', () => `/budget/${edition}`],
		['the HTML page of a project', (i) => `/projects/${project(i)}`],
	];
}
