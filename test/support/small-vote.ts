import type { PotBallot } from '../../crypto/budget/ballot.ts';
import { chooseEncoding } from '../../crypto/budget/encoding.ts';
import type { Pot } from '../../crypto/budget/pot.ts';
import type { NewEntry } from '../../crypto/register/entry.ts';
import type { Entry, RegisterKind } from '../../crypto/register/entry-schema.ts';
import { workHere } from '../../server/work/jobs.ts';
import { RegisterBuilder } from '../../server/cli/simulate/register-builder.ts';
import { SimulatedVote, type VoteSetup } from '../../server/cli/simulate/vote.ts';

const PROJECTS = ['park', 'road', 'tree', 'lamp'];

/** A pot of four projects, of which two or three can be funded. */
export function smallPot(mode: 'sum' | 'mix'): Pot {
	const base = {
		v: 1 as const,
		id: 'budget',
		title: 'Budget',
		currency: 'UAH',
		budget: '100',
		projects: PROJECTS.map((id, i) => ({
			id,
			name: id,
			cost: String(30 + 10 * i),
			categories: [],
			withdrawn: false,
		})),
		kind: 'approval' as const,
		limits: { minLength: 1, maxLength: 4 },
		rule:
			mode === 'sum'
				? { name: 'greedy', options: {} }
				: { name: 'equal-shares', options: { completion: 'add1' as const } },
	};
	return { ...base, carried: mode === 'sum' ? 'sum' : chooseEncoding(base)! };
}

/** Five voters, one of whom votes twice when `revotes` is 100 per cent. */
export const SMALL_BALLOTS: readonly PotBallot[] = [[0], [0, 1], [0, 2], [1, 3], [2]].map(
	(projects) => ({
		projects,
	}),
);

/** A vote of five voters, three members of whom two decrypt, one issuer; nothing is done yet. */
export function smallVote(
	mode: 'sum' | 'mix' = 'sum',
	changes: Partial<VoteSetup> = {},
): SimulatedVote {
	return new SimulatedVote({
		title: 'Small vote',
		pots: [smallPot(mode)],
		ballots: SMALL_BALLOTS.map((ballot) => [ballot]),
		trustees: 3,
		threshold: 2,
		issuers: 1,
		issuerThreshold: 1,
		revotes: 0,
		seed: 'small',
		closes: 1_800_000_000,
		occasion: { country: 'Україна', unit: 'Громада', instance: '2027' },
		work: workHere,
		...changes,
	});
}

/** What a server that has the register's key can sign instead: the same register with other entries, chained anew. */
export function rewrite<K extends RegisterKind>(
	kind: K,
	register: RegisterBuilder<K>,
	change: (entries: NewEntry<K>[]) => readonly NewEntry<K>[],
): RegisterBuilder<K> {
	const rewritten = new RegisterBuilder(kind, register.signer.name, register.signer.seed);
	const entries = register.entries.map((bytes) => {
		const { prev: _, v: __, ...entry } = JSON.parse(new TextDecoder().decode(bytes)) as Entry<K>;
		return entry as unknown as NewEntry<K>;
	});
	for (const entry of change(entries)) rewritten.append(entry);
	return rewritten;
}
