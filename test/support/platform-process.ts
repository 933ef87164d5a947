/**
 * The platform as a process of its own, to be killed: node platform-process.ts DATABASE begin|resume
 * Begins with an open vote. Prints one line of JSON when it answers.
 */
import { eq } from 'drizzle-orm';
import { startCadence } from '../../server/ballots/cadence.ts';
import { failureOf } from '../../server/db/failure.ts';
import { openPostgres } from '../../server/db/postgres.ts';
import { openSqlite } from '../../server/db/sqlite.ts';
import { CROWD, OPENS, startOpenVote } from './open-vote.ts';
import { startPlatform } from './platform.ts';

const [path, how] = process.argv.slice(2) as [string, 'begin' | 'resume'];
const store = path.startsWith('postgres:') ? await openPostgres(path) : openSqlite(path);
const running =
	how === 'begin'
		? await startOpenVote(store, 'sum', { voters: CROWD })
		: await startPlatform(store, { now: OPENS }, false);
const { t } = store;
const [vote] = await store.db
	.select({ id: t.votes.id })
	.from(t.votes)
	.where(eq(t.votes.phase, 'open'));
startCadence(running.services, 20, (e) => {
	// As operators' logs do: the next beat comes nevertheless.
	if (failureOf(e) === undefined) throw e;
});
process.stdout.write(`${JSON.stringify({ url: running.url, id: vote!.id })}\n`);
