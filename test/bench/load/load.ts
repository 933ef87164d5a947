/**
 * The last evening before the close: the real server in a process of its own, real HTTP, everything durable. People take tokens, cast
 * ballots and read pages; then every acknowledged ballot must be in the register, and the registers must verify.
 */
import { spawnSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Accepted, TokenAnswer, VotePage } from '../../../server/api/contract.ts';
import { openPostgres } from '../../../server/db/postgres.ts';
import { databaseIn, openSqlite } from '../../../server/db/sqlite.ts';
import type { Store } from '../../../server/db/store.ts';
import { ENGINES } from '../../support/databases.ts';
import { startServer } from '../../support/server-process.ts';
import type { Bench, Group } from '../group.ts';
import { DisagreementError } from '../measure.ts';
import { checkRegisters } from './check.ts';
import { copyDatabase } from './copy-database.ts';
import { gatherCrowd, KEY_IN_HEX, type Crowd, type Voter } from './crowd.ts';
import { drive, type LoadLine } from './drive.ts';

const ENSURE_BUILD = fileURLToPath(new URL('../../../server/ensure-build.ts', import.meta.url));
/** People at a time. */
const CONNECTIONS = 64;
const JSON_BODY = { 'content-type': 'application/json' };

export const load: Group = {
	name: 'load',
	run: async (bench) => {
		spawnSync(process.execPath, [ENSURE_BUILD], { stdio: 'inherit' });
		await onSqlite(bench);
		if (ENGINES['Postgres']) await onPostgres(bench);
	},
};

const crowdFor = (bench: Bench): Promise<Crowd> => gatherCrowd(bench.size(9000, 24));

async function onSqlite(bench: Bench): Promise<void> {
	const crowd = await crowdFor(bench);
	try {
		const open = () => Promise.resolve(openSqlite(databaseIn(crowd.folder)));
		await play(bench, 'SQLite', crowd, {}, open);
	} finally {
		await rm(crowd.folder, { recursive: true });
	}
}

async function onPostgres(bench: Bench): Promise<void> {
	const crowd = await crowdFor(bench);
	const { url, remove } = await ENGINES['Postgres']!();
	try {
		const open = () => openPostgres(url!);
		const [from, to] = [openSqlite(databaseIn(crowd.folder)), await open()];
		await copyDatabase(from, to);
		await from.close();
		await to.close();
		await play(bench, 'Postgres', crowd, { DATABASE_URL: url! }, open);
	} finally {
		await remove();
		await rm(crowd.folder, { recursive: true });
	}
}

/** The evening on one engine, and what is left of it. */
async function play(
	bench: Bench,
	engine: string,
	crowd: Crowd,
	environment: Readonly<Record<string, string>>,
	open: () => Promise<Store>,
): Promise<void> {
	const server = await startServer(crowd.folder, {
		...environment,
		VICHE_MASTER_KEY: KEY_IN_HEX,
		VICHE_PROXIES: '1',
		VICHE_CADENCE: '1',
		LOG_LEVEL: 'info',
	});
	const acknowledged = new Set<string>();
	try {
		const report = (line: LoadLine) => {
			bench.report({ ...line, what: `${line.what}: ${engine}` });
			if (line.errors > 0) throw new DisagreementError(`${line.what}: ${line.errors} errors`);
		};
		report(await takeTokens(server.url, crowd));
		for (const third of thirds(crowd)) report(await castBallots(server.url, third, acknowledged));
		await waitUntilPublished(server.url, crowd.vote, acknowledged.size);
		for (const [what, path] of pagesOf(crowd.vote))
			report(await read(server.url, what, path, bench.size(1000, 20)));
	} finally {
		await server.stop();
	}
	const store = await open();
	try {
		await checkRegisters(store, crowd, acknowledged);
	} finally {
		await store.close();
	}
}

function takeTokens(url: string, { vote, voters }: Crowd): Promise<LoadLine> {
	return drive<Voter>({
		what: 'take a token',
		url,
		connections: CONNECTIONS,
		items: voters,
		requestOf: ({ session, request }) => ({
			method: 'POST',
			path: `/api/v1/votes/${vote}/token`,
			headers: { ...JSON_BODY, cookie: `session=${session}` },
			body: JSON.stringify({ request }),
		}),
		onAnswer: ({ status, body }) => {
			if (status === 200 && !(JSON.parse(body) as TokenAnswer).evaluations)
				throw new DisagreementError('an answer without an evaluation');
		},
	});
}

/** The crowd in three parts: what memory the second takes is what casting needs, and the third shows whether it stays so. */
const thirds = (crowd: Crowd): Crowd[] =>
	[0, 1, 2].map((i) => ({
		...crowd,
		voters: crowd.voters.filter((_, place) => Math.floor((3 * place) / crowd.voters.length) === i),
	}));

function castBallots(
	url: string,
	{ vote, voters }: Crowd,
	acknowledged: Set<string>,
): Promise<LoadLine> {
	return drive<Voter>({
		what: 'cast a ballot of 20 choices',
		url,
		connections: CONNECTIONS,
		items: voters,
		requestOf: ({ ballot, element, hints }) => ({
			method: 'POST',
			path: `/api/v1/votes/${vote}/ballots`,
			headers: JSON_BODY,
			body: JSON.stringify({ ballot, element, hints }),
		}),
		onAnswer: ({ status, body }) => {
			if (status === 200) acknowledged.add((JSON.parse(body) as Accepted).ballot);
		},
	});
}

async function waitUntilPublished(url: string, vote: string, count: number): Promise<void> {
	const deadline = Date.now() + 60_000;
	while (Date.now() < deadline) {
		const page = (await (await fetch(`${url}/api/v1/votes/${vote}`)).json()) as VotePage;
		if (page.cast === count) return;
	}
	throw new DisagreementError('acknowledged ballots were not published within a minute');
}

const pagesOf = (vote: string): readonly (readonly [string, string])[] => [
	['read the home page', '/'],
	['read the page of a vote', `/votes/${vote}`],
	['read the page of a register', '/registers/ballot'],
	['read a vote by the API', `/api/v1/votes/${vote}`],
	['read a checkpoint', '/register/ballot/checkpoint'],
];

const read = (url: string, what: string, path: string, count: number): Promise<LoadLine> =>
	drive({
		what,
		url,
		connections: 16,
		items: new Array<string>(count).fill(path),
		requestOf: () => ({ method: 'GET', path }),
	});
