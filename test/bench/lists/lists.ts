/** Lists, search and discussions of a large edition, as the real server answers over HTTP. */
import { spawnSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Group } from '../group.ts';
import { buildTown, type Town } from './town.ts';
import { visit, type Visits } from './visits.ts';

const ENSURE_BUILD = fileURLToPath(new URL('../../../server/ensure-build.ts', import.meta.url));
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
			await visit(bench, town.folder, visitsOf(town));
		} finally {
			await rm(town.folder, { recursive: true });
		}
	},
};

function visitsOf({ edition, projects }: Town): Visits {
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
