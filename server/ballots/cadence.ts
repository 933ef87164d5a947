/**
 * What happens by the clock: waiting ballots are published, votes whose time is over are closed, processes enter their phases, signatures
 * are collected no longer than their terms say.
 */
import { eq } from 'drizzle-orm';
import { forgetOldActs } from '../civic/journal/journal.ts';
import { enterPhases } from '../civic/process/processes.ts';
import { endSupport } from '../instruments/budget/support.ts';
import { countPolls } from '../instruments/poll/result.ts';
import { endPetitions } from '../instruments/petition/signing.ts';
import { decide, type Services } from '../services.ts';
import { closeVote } from '../votes/close.ts';
import { holdVote } from '../votes/votes.ts';
import { repeat } from '../work/repeat.ts';
import { publishBallots } from './publish.ts';

/** One beat: everything that is due. */
export async function beat(services: Services): Promise<void> {
	const { db, t } = services.store;
	const open = await db.select({ id: t.votes.id }).from(t.votes).where(eq(t.votes.phase, 'open'));
	for (const { id } of open)
		await decide(services, async (inside) => {
			const vote = await holdVote(inside, id);
			// Another process, or two persons, may have closed it meanwhile.
			if (vote.phase !== 'open') return;
			if (services.now() >= vote.closes) await closeVote(inside, vote);
			else await publishBallots(inside, id, vote.batch);
		});
	await enterPhases(services);
	await countPolls(services);
	await endSupport(services);
	await endPetitions(services);
	await forgetOldActs(services);
}

/** Beats until it is stopped. @param onError - hears what a beat failed with; the next one comes nevertheless */
export const startCadence = (
	services: Services,
	everyMs: number,
	onError: (e: unknown) => void,
): (() => Promise<void>) => repeat(() => beat(services), everyMs, onError);
