/** The pot and the ballots of a vote to be simulated, from a Pabulib file. */
import { ballotsOf, potOf } from '../../../crypto/budget/from-pabulib.ts';
import type { PotBallot } from '../../../crypto/budget/ballot.ts';
import type { Pot } from '../../../crypto/budget/pot.ts';
import type { PabulibFile } from '../../../crypto/count/pabulib/file.ts';
import type { Problem } from '../../../crypto/result.ts';
import { inputError } from '../input-error.ts';
import type { RuleChoice } from '../rule-options.ts';
import type { Behaviour } from './behaviour.ts';

export type FileChoices = {
	readonly mode?: 'sum' | 'mix';
	readonly rule: RuleChoice;
	/** Ballots of so many voters, drawn by `behaviour`; default all. */
	readonly voters?: number;
};

/** @throws InputError when the file's vote cannot be held here */
export function voteFromFile(
	path: string,
	file: PabulibFile,
	{ mode, rule, voters }: FileChoices,
	behaviour: Behaviour,
): { readonly pot: Pot; readonly ballots: readonly PotBallot[] } {
	const must = <T>(
		result: { ok: true; value: T } | { ok: false; error: Problem | readonly Problem[] },
	): T => {
		if (result.ok) return result.value;
		throw inputError(path, [result.error].flat());
	};
	const pot = must(potOf(file, { id: 'budget', rule, ...(mode === undefined ? {} : { mode }) }));
	const all = must(ballotsOf(file, pot));
	if (voters === undefined || voters >= all.length) return { pot, ballots: all };
	return { pot, ballots: behaviour.shuffle(all).slice(0, voters) };
}
