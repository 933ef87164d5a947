/** Shuffles made and verified. */
import { concatBytes } from '../../crypto/bytes.ts';
import { decodeText, encodeText } from '../../crypto/codec.ts';
import { makeBallot, parseBallot } from '../../crypto/election/ballot.ts';
import {
	makeShuffle,
	shuffleCodec,
	shuffledParts,
	verifyShuffle,
	type Mixed,
} from '../../crypto/election/shuffle.ts';
import { TallyBuilder } from '../../crypto/election/tally.ts';
import { modOrder } from '../../crypto/group.ts';
import {
	shuffle as askForShuffle,
	verifyElection as askBelenios,
} from '../interop/support/belenios-tool.ts';
import { unwrap } from '../support/ceremony.ts';
import { WITHOUT_KERNEL, type Bench, type Group } from './group.ts';
import { BELENIOS_TOOL, whereInstalled } from './peer.ts';
import { makeSampleElection, MIX, type SampleElection } from './sample-election.ts';

/** Ballots to shuffle, and the archive in which it is their turn. */
type Unshuffled = {
	readonly sample: SampleElection;
	readonly before: Mixed;
	readonly writeArchive: (shuffle?: string) => Uint8Array;
};
type Shuffled = Unshuffled & { readonly text: string };

const ballotsOf = (items: readonly Unshuffled[]): number =>
	items.reduce((n, { before }) => n + before[0]!.length, 0);

export const shuffles: Group = {
	name: 'shuffles',
	run: async (bench) => {
		await benchMaking(bench, bench.size(500, 8));
		await benchVerifying(bench, bench.size(10_000, 8));
	},
};

function makeUnshuffled(count: number): Unshuffled {
	const sample = makeSampleElection(MIX, count);
	const { election, voters, choices } = sample;
	const texts = voters.map((voter, i) => makeBallot(election, voter, choices[i]!));
	const builder = new TallyBuilder(election);
	for (const text of texts) builder.add(unwrap(parseBallot(election, text)), 1n);
	const { tally, text: tallyText, sized } = builder.finish();
	const writeArchive = (shuffle?: string): Uint8Array => {
		const chunks: Uint8Array[] = [];
		const writer = sample.beginArchive((bytes) => chunks.push(bytes));
		for (const text of texts) writer.ballot(text);
		writer.endBallots();
		writer.encryptedTally(tallyText, sized);
		if (shuffle !== undefined) writer.shuffle(1, shuffle);
		return concatBytes(...chunks);
	};
	return { sample, before: shuffledParts(election, tally), writeArchive };
}

const holds = ({ sample, before, text }: Shuffled): boolean =>
	verifyShuffle(sample.election, before, unwrap(decodeText(shuffleCodec, text))).ok;

const shuffleOurselves = (some: readonly Unshuffled[]): Shuffled[] =>
	some.map((one) => {
		const { shuffle } = makeShuffle(one.sample.election, one.before);
		return { ...one, text: encodeText(shuffleCodec, shuffle) };
	});

async function benchMaking(bench: Bench, count: number): Promise<void> {
	const withArchive = (one: Unshuffled) => ({ ...one, bel: one.writeArchive() });
	const few = withArchive(makeUnshuffled(2));
	const ask = (some: readonly (typeof few)[]): Promise<Shuffled[]> =>
		Promise.all(some.map(async (one) => ({ ...one, text: (await askForShuffle(one.bel, 1))[0]! })));
	const peer = whereInstalled([
		{ name: BELENIOS_TOOL, run: ask, overhead: () => ask([few]), baseline: true as const },
	]);
	await bench.compare({
		title: `shuffle ${count} ballots and prove it`,
		unit: 'ballot',
		items: [withArchive(makeUnshuffled(count))],
		unitsOf: ballotsOf,
		trials: [[few]],
		factsOf: (results) => results.map(holds),
		variants: [{ name: 'ours', run: shuffleOurselves }, ...peer.variants],
		missing: peer.missing,
	});
}

async function benchVerifying(bench: Bench, count: number): Promise<void> {
	const shuffled = shuffleOurselves([makeUnshuffled(count), makeUnshuffled(5)]);
	const [large, small] = shuffled.map(withArchives) as [Archived, Archived];
	const verify = (some: readonly Archived[]) => some.map(holds);
	const peer = whereInstalled([
		{
			name: BELENIOS_TOOL,
			run: async (some: readonly Archived[]) =>
				Promise.all(some.map(async ({ bel }) => (await askBelenios(bel)).accepted)),
			overhead: (some: readonly Archived[]) =>
				Promise.all(some.map((s) => askBelenios(s.unshuffledBel))),
			baseline: true as const,
		},
	]);
	await bench.compare({
		title: `verify a shuffle of ${count} ballots`,
		unit: 'ballot',
		items: [large],
		unitsOf: ballotsOf,
		trials: [[small], [withArchives(damage(small))]],
		variants: [
			{ name: 'ours', run: verify },
			{ name: 'ours, no kernel', run: verify, ...WITHOUT_KERNEL },
			...peer.variants,
		],
		missing: peer.missing,
	});
}

/** The archive with the shuffle and up to it: what belenios-tool needs longer for is the shuffle. */
type Archived = Shuffled & { readonly bel: Uint8Array; readonly unshuffledBel: Uint8Array };
const withArchives = (one: Shuffled): Archived => ({
	...one,
	bel: one.writeArchive(one.text),
	unshuffledBel: one.writeArchive(),
});

/** The same shuffle with one response of its proof changed. */
function damage(shuffled: Shuffled): Shuffled {
	const { ciphertexts, proofs } = unwrap(decodeText(shuffleCodec, shuffled.text));
	const damaged = proofs.map((proof) => ({ ...proof, s1: modOrder(proof.s1 + 1n) }));
	return { ...shuffled, text: encodeText(shuffleCodec, { ciphertexts, proofs: damaged }) };
}
