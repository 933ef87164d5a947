/**
 * A community with an open vote and people who are about to vote in it: made once through the very services that real use goes through,
 * and kept in the folder for temporary files. Their ballots are encrypted beforehand, as browsers would; what is measured is the server.
 */
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pot } from '../../../crypto/budget/pot.ts';
import { bytesToBase64, bytesToHex } from '../../../crypto/bytes.ts';
import { createCommunity } from '../../../server/community.ts';
import { insertAll } from '../../../server/db/insert-all.ts';
import { databaseIn, openSqlite } from '../../../server/db/sqlite.ts';
import type { Store } from '../../../server/db/store.ts';
import {
	createVote,
	holdCeremonyAndOpen,
	makePlayers,
	type Staff,
} from '../../../server/demo/play.ts';
import { openShares } from '../../../server/electorate/shares.ts';
import { grantRoles } from '../../../server/identity/people.ts';
import { decide, type Services } from '../../../server/services.ts';
import { requireVote } from '../../../server/votes/votes.ts';
import { JobPool } from '../../../server/work/job-pool.ts';
import { issuersText } from '../../../server/work/jobs.ts';
import { MASTER_KEY } from '../../support/platform.ts';
import { CHOICES } from '../sample-election.ts';

/** Somebody who is about to vote. */
export type Voter = {
	/** Token of their session. */
	readonly session: string;
	readonly request: string;
	/** What the answer to the request must come to. */
	readonly element: string;
	readonly ballot: string;
	/** Base64. */
	readonly hints: string;
};

export type Crowd = {
	/** Holds the database of the platform. A copy: it may be spoiled. */
	readonly folder: string;
	readonly vote: string;
	readonly voters: readonly Voter[];
};

/** To be changed when what is prepared changes. */
const VERSION = 1;
const YEAR = 365 * 86_400;
/** Voters who are prepared at a time. */
const CHUNK = 50;

/** As the server sees a clock. */
export const now = (): number => Math.floor(Date.now() / 1000);

/** A folder with so many people who are about to vote, for one run. */
export async function gatherCrowd(count: number): Promise<Crowd> {
	const kept = join(tmpdir(), `viche-bench-load-${VERSION}-${count}`);
	if (!existsSync(kept)) {
		process.stderr.write(`preparing ${count} voters, kept in ${kept}\n`);
		const making = `${kept}-${process.pid}`;
		await mkdir(making);
		await prepare(making, count);
		await rename(making, kept);
	}
	const folder = `${kept}-run-${process.pid}`;
	await rm(folder, { recursive: true, force: true });
	await cp(kept, folder, { recursive: true });
	const { vote, voters } = JSON.parse(await readFile(join(folder, 'crowd.json'), 'utf8')) as Crowd;
	return { folder, vote, voters };
}

async function prepare(folder: string, count: number): Promise<void> {
	const store = openSqlite(databaseIn(folder));
	const pool = new JobPool(availableParallelism());
	try {
		const parts = { store, masterKey: MASTER_KEY, work: pool.work, now };
		const place = { host: 'bench.test', name: 'Громада', country: 'Україна' };
		const services = await createCommunity(parts, place);
		const sessions = await enrol(store, count);
		const vote = await openSampleVote(services, count);
		const chunks = await Promise.all(
			Array.from({ length: Math.ceil(count / CHUNK) }, (_, i) =>
				equip(services, vote, sessions.slice(CHUNK * i, CHUNK * (i + 1))),
			),
		);
		await writeFile(join(folder, 'crowd.json'), JSON.stringify({ vote, voters: chunks.flat() }));
	} finally {
		await pool.close();
		await store.close();
	}
}

const identityOf = (n: number): string => createHash('sha256').update(`voter ${n}`).digest('hex');

/** Accounts of voters, and their sessions. @returns the tokens of the sessions */
async function enrol(store: Store, count: number): Promise<string[]> {
	const { t } = store;
	const tokens = Array.from({ length: count }, () => randomBytes(32).toString('base64url'));
	const accounts = tokens.map((_, n) => ({
		id: `voter-${n}`,
		identity: identityOf(n),
		name: '',
		createdAt: now(),
	}));
	const sessions = tokens.map((token, n) => ({
		tokenHash: createHash('sha256').update(token).digest('hex'),
		account: `voter-${n}`,
		createdAt: now(),
		expiresAt: now() + YEAR,
	}));
	await store.tx(async (db) => {
		await insertAll(db, t.accounts, accounts);
		await insertAll(db, t.sessions, sessions);
	});
	return tokens;
}

const POT: Pot = {
	v: 1,
	id: 'budget',
	title: 'Budget',
	currency: 'UAH',
	budget: '100000',
	projects: Array.from({ length: CHOICES }, (_, i) => ({
		id: `p${i + 1}`,
		name: `Project ${i + 1}`,
		cost: String(10_000 + 1000 * i),
		categories: [],
		withdrawn: false,
	})),
	kind: 'approval',
	limits: { minLength: 1, maxLength: 5 },
	rule: { name: 'greedy', options: {} },
	carried: 'sum',
};

/** Who proposes the roll and the opening, and who confirms them. */
const STAFF: Staff = { proposer: 'secretary', confirmer: 'administrator' };

async function openSampleVote(services: Services, count: number): Promise<string> {
	const members = ['one', 'two', 'three'];
	const vote = await decide(services, async (inside) => {
		const { db, store } = inside;
		for (const id of [...members, ...Object.values(STAFF)]) {
			const identity = `identity of ${id}`;
			await db.insert(store.t.accounts).values({ id, identity, name: id, createdAt: now() });
			await grantRoles(inside, id, ['commission']);
		}
		const draft = {
			title: 'Громадський бюджет',
			pots: [POT],
			opens: now() - 3600,
			closes: now() + YEAR,
			threshold: 2,
			commission: members.map((account) => ({ account, name: account })),
		};
		return createVote(
			inside,
			draft,
			Array.from({ length: count }, (_, n) => identityOf(n)),
			STAFF,
		);
	});
	await holdCeremonyAndOpen(makePlayers(services, vote, members.length, STAFF));
	return vote;
}

/** What voters' browsers compute, done on the threads. */
async function equip(
	services: Services,
	uuid: string,
	sessions: readonly string[],
): Promise<Voter[]> {
	const { work, keys, store } = services;
	const vote = await requireVote(services, store.db, uuid);
	const issuers = issuersText(uuid, vote.issuer);
	const [share] = openShares(keys, uuid, vote.issuerShares);
	const booths = await work('openBooths', { uuid, count: sessions.length });
	const requests = booths.map(({ request }) => request);
	const answers = await work('evaluate', { issuers, j: 1, share: share!, requests });
	const elements = await work('unblind', { issuers, booths, answers: answers.map((a) => [a]) });
	const ballots = booths.map(({ credential, secret }, i) => ({
		credential,
		secret,
		filled: [{ projects: [i % CHOICES, (i + 3) % CHOICES] }],
	}));
	const made = await work('encrypt', { election: vote.election!, pots: [POT], ballots });
	return sessions.map((session, i) => ({
		session,
		request: requests[i]!,
		element: elements[i]!,
		ballot: made[i]!.text,
		hints: bytesToBase64(made[i]!.hints),
	}));
}

/** What the server is started with, to open what is prepared. */
export const KEY_IN_HEX = bytesToHex(MASTER_KEY);
