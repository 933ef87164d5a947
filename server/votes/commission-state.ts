import type { CommissionState } from '../api/contract.ts';
import type { Inside } from '../services.ts';
import { currentStep, whatWasSaid } from './ceremony.ts';
import { electionOf } from './open.ts';
import { nextShuffler, shufflesOf } from './tally.ts';
import { membersOf, messagesOf, type Vote } from './votes.ts';

/** What a member of the commission sees, and needs for what it does next. */
export async function commissionState(
	inside: Inside,
	vote: Vote,
	member: number,
): Promise<CommissionState> {
	const members = await membersOf(inside, inside.db, vote.id);
	const said = await whatWasSaid(inside, vote.id);
	const by = async (step: string) =>
		(await messagesOf(inside, inside.db, vote.id, step)).map((m) => m.member);
	const shuffles = await shufflesOf(inside, vote.id);
	const step = vote.phase === 'ceremony' ? currentStep(vote, members.length, said) : undefined;
	const next =
		vote.tally === null
			? undefined
			: nextShuffler(electionOf(vote), members.length, shuffles.length);
	return {
		member,
		phase: vote.phase,
		threshold: vote.threshold,
		members: members.map(({ member: number, name }) => ({ member: number, name })),
		...(step === undefined ? {} : { step }),
		said,
		signed: await by('parameters'),
		...(next === undefined ? {} : { shuffler: next }),
		...(vote.tally === null ? {} : { tally: vote.tally }),
		...(shuffles.length === 0 ? {} : { shuffle: shuffles.at(-1)!.text }),
		decrypted: await by('decryption'),
		certified: await by('certification'),
	};
}
