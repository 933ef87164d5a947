/** Tokens: issued one at a time, and all of a vote's checked by everybody. */
import {
	batchComposites,
	proveBatchShare,
	verifyTokens,
	type BatchProof,
	type WrittenToken,
} from '../../crypto/token/batch.ts';
import { encodeElement, hashToElement, parseElement } from '../../crypto/token/group.ts';
import { redeemToken, redemptionRequest, tokenInput } from '../../crypto/token/token.ts';
import { WITHOUT_KERNEL, type Bench, type Group } from './group.ts';
import {
	benchIssuing,
	evaluate,
	makeCredential,
	makeSampleIssuer,
	readAnswer,
	UUID,
	type SampleIssuer,
} from './token-issuing.ts';

/** Tokens of a vote with both kinds of proof. */
type Batch = {
	readonly tokens: readonly WrittenToken[];
	/** An evaluation for each token, with a proof of its own; only where tokens are checked one by one. */
	readonly answers: readonly string[];
	readonly proof: BatchProof;
};

export const tokens: Group = {
	name: 'tokens',
	run: async (bench) => {
		const sample = makeSampleIssuer();
		await benchIssuing(bench, sample);
		await benchChecking(bench, sample);
	},
};

/** k·H(m), without the detour by a request: what is measured is what comes after. */
function makeToken({ share }: SampleIssuer): WrittenToken {
	const credential = makeCredential();
	const input = hashToElement(tokenInput(UUID, credential));
	return { credential, element: encodeElement(input.multiply(share)) };
}

const prove = ({ issuer, share }: SampleIssuer, written: readonly WrittenToken[]): BatchProof =>
	batchComposites(issuer, UUID, written).map((c) => [proveBatchShare(issuer, 1, share, c)]);

function makeBatch(sample: SampleIssuer, written: readonly WrittenToken[]): Batch {
	return { tokens: written, answers: [], proof: prove(sample, written) };
}

function withAnswers(sample: SampleIssuer, batch: Batch): Batch {
	const requests = batch.tokens.map(({ credential, element }) =>
		encodeElement(redemptionRequest(UUID, { credential, element: parseElement(element)! })),
	);
	return { ...batch, answers: requests.map((request) => evaluate(sample, request)) };
}

/** The same with the elements of the first two tokens exchanged. */
function damage(batch: Batch): Batch {
	const [a, b, ...rest] = batch.tokens as [WrittenToken, WrittenToken, ...WrittenToken[]];
	const exchanged = [{ ...a, element: b.element }, { ...b, element: a.element }, ...rest];
	return { ...batch, tokens: exchanged };
}

async function benchChecking(bench: Bench, sample: SampleIssuer): Promise<void> {
	const { issuer } = sample;
	const make = (count: number) =>
		makeBatch(
			sample,
			Array.from({ length: count }, () => makeToken(sample)),
		);
	const count = bench.size(20_000, 100);
	const batch = make(count);
	const some = withAnswers(sample, make(bench.size(100, 4)));
	const oneByOne = ({ tokens: written, answers }: Batch): boolean =>
		written.every(({ credential, element }, i) => {
			const token = { credential, element: parseElement(element)! };
			return redeemToken(issuer, UUID, token, readAnswer(answers[i]!)).ok;
		});
	const together = ({ tokens: written, proof }: Batch): boolean =>
		verifyTokens(issuer, UUID, written, proof).length === 0;
	const measured = {
		unit: 'token',
		items: [batch],
		unitsOf: (batches: readonly Batch[]) => batches.reduce((n, b) => n + b.tokens.length, 0),
	};
	await bench.compare({
		...measured,
		title: `check the ${count} tokens of a vote`,
		trials: [[some, damage(some)]],
		variants: [
			{ name: 'one by one', run: (all) => all.map(oneByOne), items: [some] },
			{ name: 'by the batch proof', run: (all) => all.map(together) },
			{
				name: 'by the batch proof, no kernel',
				run: (all) => all.map(together),
				items: [make(bench.size(2000, 50))],
				...WITHOUT_KERNEL,
			},
		],
	});
	await bench.compare({
		...measured,
		title: `prove that ${count} tokens were issued`,
		trials: [[some]],
		factsOf: (proved) => proved.map(together),
		variants: [
			{
				name: 'ours',
				run: (all: readonly Batch[]) => all.map((b) => makeBatch(sample, b.tokens)),
			},
		],
	});
}
