/**
 * The last member of a group deals coefficients that cancel those of the others out, so that it alone knows the secret of the
 * group's key; one more member works with it, fewer than the threshold of three. The honest two get shares that fit, and accept.
 * Keys: the two members' own. They may deal last, as in a ceremony without commitments (SPEC §4.5).
 */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { encodeText } from '../../crypto/codec.ts';
import type { ArchiveEvent } from '../../crypto/election/archive/events.ts';
import { encodeElection } from '../../crypto/election/definition.ts';
import { makeCertificate } from '../../crypto/election/trustees/certificate.ts';
import {
	deriveChannelKeys,
	makeSeed,
	sendMessage,
	signedMessageCodec,
	signMessage,
	signText,
	type ChannelKeys,
	type SignedMessage,
} from '../../crypto/election/trustees/channel.ts';
import { makeDealing, shareCodec, type Dealing } from '../../crypto/election/trustees/dealing.ts';
import { acceptShares } from '../../crypto/election/trustees/member.ts';
import { evaluateInExponent } from '../../crypto/election/trustees/polynomial.ts';
import type { TrusteeKey } from '../../crypto/election/trustees/single.ts';
import { routeDealings } from '../../crypto/election/trustees/threshold.ts';
import { trusteesCodec } from '../../crypto/election/trustees/trustees.ts';
import {
	asSecret,
	encodePoint,
	encodePoints,
	G,
	invertScalar,
	modOrder,
	parsePoint,
	randomScalar,
	subtract,
	sumOfProductsPublic,
	sumPoints,
	type Point,
	type Scalar,
} from '../../crypto/group.ts';
import { verifyArchive } from '../../crypto/verify/archive.ts';
import { unwrap } from '../support/ceremony.ts';
import { smallVote } from '../support/small-vote.ts';
import { codesOf, inChunks, writeArchive } from '../support/verifying.ts';

const test = suite('attack/rogue-group-key');
const ceremony = { size: 4, threshold: 3 };
const HONEST = [1, 2];
const ACCOMPLICE = 3;
const ROGUE = 4;

/** The points of the coefficients that a member published. */
const coefexpsOf = ({ coefexps }: Dealing): Point[] =>
	(JSON.parse(coefexps.message) as { coefexps: string[] }).coefexps.map((text) =>
		parsePoint(text)!,
	);

/** The coefficients of the polynomial through the group's key less the others' parts at 0, and known shares at 1 and 2. */
function cancellingCoefexps(key: Point, others: readonly Dealing[], shares: Scalar[]): Point[] {
	const rest = subtract(key, sumPoints(others.map((d) => coefexpsOf(d)[0]!)));
	const at = [rest, ...shares.map((s) => G.multiply(asSecret(s)))];
	const half = invertScalar(2n);
	const weights = [
		[1n, 0n, 0n],
		[-3n * half, 2n, -half],
		[half, -1n, half],
	];
	return weights.map((row) => sumOfProductsPublic(at, row.map(modOrder)));
}

function dealRogue(
	key: Point,
	keys: readonly ChannelKeys[],
	certs: readonly SignedMessage[],
	others: readonly Dealing[],
): Dealing {
	const { signing } = keys[ROGUE - 1]!;
	const shares = HONEST.map(() => randomScalar());
	const coefexps = encodePoints(cancellingCoefexps(key, others, shares));
	const written = certs.map((c) => JSON.parse(encodeText(signedMessageCodec, c)) as unknown);
	return {
		polynomial: '',
		secrets: keys.map(({ encryption }, j) =>
			sendMessage(signing, encryption, encodeText(shareCodec, { secret: shares[j] ?? 1n })),
		),
		coefexps: signMessage(signing, JSON.stringify({ coefexps })),
		signature: signText(signing, `certs_sig|${JSON.stringify({ certs: written, coefexps })}`),
	};
}

/** The key that follows for a member, signed by it; its secret is known to nobody, so that the proof is a guess. */
function guessKey(
	index: number,
	{ signing }: ChannelKeys,
	dealings: readonly Dealing[],
): TrusteeKey {
	const coefexps = dealings.map(coefexpsOf);
	const public_key = sumPoints(coefexps.map((c) => evaluateInExponent(c, index)));
	return {
		pok: { challenge: randomScalar(), response: randomScalar() },
		public_key,
		signature: signText(signing, encodePoint(public_key)),
	};
}

test('nobody can prove to know the members’ shares of such a key', async () => {
	const keys = Array.from({ length: ceremony.size }, () => unwrap(deriveChannelKeys(makeSeed())));
	const certs = keys.map((k, i) => makeCertificate(ceremony, i + 1, k));
	const others = [...HONEST, ACCOMPLICE].map((i) =>
		unwrap(makeDealing(ceremony, i, keys[i - 1]!, certs)),
	);
	const key = G.multiply(randomScalar());
	const dealings = [...others, dealRogue(key, keys, certs, others)];
	const inputs = routeDealings(dealings);
	const accepted = HONEST.map(
		(index) =>
			unwrap(acceptShares({ ceremony, index, keys: keys[index - 1]!, certs }, inputs[index - 1]!))
				.output.public_key,
	);
	const guessed = [ACCOMPLICE, ROGUE].map((i) => guessKey(i, keys[i - 1]!, dealings));
	const trustees = encodeText(trusteesCodec, [
		[
			'Pedersen',
			{
				threshold: ceremony.threshold,
				certs,
				coefexps: dealings.map((d) => d.coefexps),
				signatures: dealings.map((d) => d.signature),
				verification_keys: [...accepted, ...guessed],
			},
		],
	]);
	const vote = smallVote();
	vote.prepare();
	const election = encodeElection({ ...vote.election.definition, public_key: key });
	const setup = { type: 'Setup', election, trustees, credentials: '[]' } as ArchiveEvent;
	const report = await verifyArchive(inChunks(writeArchive([setup])));
	assert.equal(report.verdict, 'rejected');
	assert.deepEqual(codesOf(report), ['E3 ceremony.possession']);
	assert.deepEqual(
		report.findings.filter((f) => f.check === 'E3').map((f) => f.place),
		[ACCOMPLICE, ROGUE].map((i) => `trustees.json: [0].verification_keys[${i - 1}].pok`),
	);
});

test.run();
