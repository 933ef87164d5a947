/** For what a vote waits, and for whom: everybody may know. */
import type { Waiting } from '../api/contract.ts';
import { isPaperComplete } from '../paper/batches.ts';
import type { Inside } from '../services.ts';
import { currentStep, whatWasSaid } from './ceremony.ts';
import { electionOf } from './open.ts';
import { nextShuffler } from './tally.ts';
import { membersOf, messagesOf, type Vote } from './votes.ts';

/** `undefined` while the vote waits for nobody of its commission. */
export async function waitingOf(inside: Inside, vote: Vote): Promise<Waiting | undefined> {
	const members = (await membersOf(inside, inside.db, vote.id)).map(({ member }) => member);
	const without = async (step: string): Promise<number[]> => {
		const said = (await messagesOf(inside, inside.db, vote.id, step)).map((m) => m.member);
		return members.filter((member) => !said.includes(member));
	};
	switch (vote.phase) {
		case 'ceremony': {
			const step = currentStep(vote, members.length, await whatWasSaid(inside, vote.id))!;
			return { what: step, members: await without(step) };
		}
		case 'ready':
			return { what: 'parameters', members: await without('parameters') };
		case 'closed': {
			const shuffled = members.length - (await without('shuffle')).length;
			const shuffler = nextShuffler(electionOf(vote), members.length, shuffled);
			if (shuffler !== undefined) return { what: 'shuffle', members: [shuffler] };
			if (vote.isPaper && !(await isPaperComplete(inside, vote.id)))
				return { what: 'paper', members: [] };
			return { what: 'decryption', members: await without('decryption') };
		}
		case 'tallied':
			return { what: 'certification', members: await without('certification') };
		default:
			return undefined;
	}
}
