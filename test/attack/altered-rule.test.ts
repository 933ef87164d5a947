/** Rule or budget are changed when the votes are known. */
import { suite } from 'uvu';
import type { Manifest } from '../../crypto/verify/record.ts';
import { encodeElection } from '../../crypto/election/definition.ts';
import { parseElection } from '../../crypto/election/definition.ts';
import { encodeManifest } from '../../crypto/verify/record.ts';
import { sha256Hex } from '../../crypto/hash.ts';
import type { SimulatedVote } from '../../server/cli/simulate/vote.ts';
import { assertCaught, judge, play } from '../support/attack.ts';

const test = suite('attack/altered-rule');

const CHANGES: Readonly<Record<string, (pot: Manifest['pots'][0]) => Manifest['pots'][0]>> = {
	'the rule': (pot) => ({ ...pot, rule: { name: 'greedy-no-skip', options: {} } }),
	'the budget': (pot) => ({ ...pot, budget: '60' }),
	'a cost': (pot) => ({ ...pot, projects: pot.projects.map((p) => ({ ...p, cost: '10' })) }),
};

function alter(vote: SimulatedVote, change: (typeof CHANGES)[string]): void {
	vote.manifest = { ...vote.manifest, pots: vote.manifest.pots.map(change) };
	vote.manifestText = encodeManifest(vote.manifest);
}

for (const [what, change] of Object.entries(CHANGES))
	test(`${what}, in the manifest`, async () => {
		const vote = await play('sum', { decrypt: (v) => alter(v, change) });
		assertCaught(
			await judge(vote.record()),
			...['R2 manifest.not-bound', 'R2 manifest.other-registered', 'R3 ceremony-record.signature'],
		);
	});

test('and in the definition that names it: every ballot was made for another one', async () => {
	const vote = await play('sum', {
		decrypt: (v) => {
			alter(v, CHANGES['the budget']!);
			const text = encodeElection(v.election.definition, { manifest: sha256Hex(v.manifestText) });
			const election = parseElection(text);
			if (election.ok) v.election = election.value;
		},
	});
	const { errors, ...judged } = await judge(vote.record());
	assertCaught(
		{ ...judged, errors: errors.filter((e) => !e.startsWith('E')) },
		...['R2 manifest.other-registered', 'R2 manifest.other-definition'],
		'R3 ceremony-record.signature',
	);
	assertCaught(
		{ ...judged, errors: errors.filter((e) => e.startsWith('E5')) },
		'E5 ballot.other-election',
	);
});

test.run();
