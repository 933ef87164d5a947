/** What happens by the clock: waiting ballots are published, votes whose time is over are closed. */
import { eq } from 'drizzle-orm';
import { decide, type Services } from '../services.ts';
import { closeVote } from '../votes/close.ts';
import { publishBallots } from './publish.ts';

/** One beat: everything that is due. */
export async function beat(services: Services): Promise<void> {
	const { db, t } = services.store;
	const open = await db.select().from(t.votes).where(eq(t.votes.phase, 'open'));
	for (const vote of open)
		await decide(services, async (inside) => {
			if (services.now() >= vote.closes) await closeVote(inside, vote);
			else await publishBallots(inside, vote.id);
		});
}

/** Beats until it is stopped. @param onError - hears what a beat failed with; the next one comes nevertheless */
export function startCadence(
	services: Services,
	everyMs: number,
	onError: (e: unknown) => void,
): () => Promise<void> {
	let running: Promise<void> = Promise.resolve();
	let timer: NodeJS.Timeout | undefined;
	let stopped = false;
	const next = () => {
		if (stopped) return;
		timer = setTimeout(() => {
			running = beat(services).catch(onError).then(next);
		}, everyMs);
	};
	next();
	return async () => {
		stopped = true;
		clearTimeout(timer);
		await running;
	};
}
