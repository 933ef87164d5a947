import { ristretto255_oprf } from '@noble/curves/ed25519.js';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
	bigIntToBytesLE,
	bytesToBigIntLE,
	bytesToHex,
	concatBytes,
	parseHex,
	utf8ToBytes,
} from '../../../crypto/bytes.ts';
import { decodeText, encodeText } from '../../../crypto/codec.ts';
import {
	asSecret,
	encodePoint,
	G,
	invertScalar,
	modOrder,
	ORDER,
	type Secret,
} from '../../../crypto/group.ts';
import {
	batchComposites,
	batchProofCodec,
	proveBatchShare,
	verifyTokens,
	writeToken,
	type BatchProof,
} from '../../../crypto/token/batch.ts';
import {
	compositeWeights,
	proveEquality,
	singlePair,
	verifyEquality,
} from '../../../crypto/token/equality.ts';
import {
	Element,
	encodeElement,
	hashToElement,
	parseElement,
	scalarToBytes,
} from '../../../crypto/token/group.ts';
import {
	checkShare,
	combineShares,
	dealShare,
	dealingHash,
	issuerCodec,
	makeDealing,
	readIssuer,
	type Issuer,
	type IssuerParameters,
} from '../../../crypto/token/issuer.ts';
import {
	blindToken,
	combineEvaluations,
	evaluateToken,
	evaluationsCodec,
	redeemToken,
	redemptionRequest,
	requestHash,
	unblindToken,
	type Token,
} from '../../../crypto/token/token.ts';
import { areIssued } from '../../../crypto/token/redeem.ts';
import { leafPaths, replaceLeaf, showPath } from '../../support/election.ts';

const test = suite('crypto/token');
const UUID = 'TokenTestUuid1';
const hex = (text: string) => parseHex(text)!;
const credentialOf = (n: number) => encodePoint(G.multiplyPublic(BigInt(n)));

type Issuers = { parameters: IssuerParameters; issuer: Issuer; shares: Secret[] };

function makeIssuers(size: number, threshold: number, uuid = UUID): Issuers {
	const dealt = Array.from({ length: size }, (_, i) =>
		makeDealing({ uuid, size, threshold }, i + 1),
	);
	const shares = Array.from({ length: size }, (_, j) =>
		combineShares(
			dealt.map(({ dealing, secret }) => {
				const share = dealShare(secret, j + 1);
				assert.ok(checkShare(dealing, j + 1, share));
				return share;
			}),
		),
	);
	const parameters = { dealings: dealt.map((d) => d.dealing), threshold };
	const issuer = readIssuer(uuid, parameters);
	if (!issuer.ok) throw new Error(issuer.error[0]!.code);
	return { parameters, issuer: issuer.value, shares };
}

function issueToken({ issuer, shares }: Issuers, n: number, by = [1], uuid = UUID): Token {
	const blinded = blindToken(uuid, credentialOf(n));
	const answers = by.map((j) => evaluateToken(issuer, j, shares[j - 1]!, blinded.request));
	const token = unblindToken(issuer, credentialOf(n), blinded, answers);
	if (!token.ok) throw new Error(token.error.code);
	return token.value;
}

const redeem = ({ issuer, shares }: Issuers, token: Token, by = [1], uuid = UUID) => {
	const request = redemptionRequest(uuid, token);
	const result = redeemToken(
		issuer,
		uuid,
		token,
		by.map((j) => evaluateToken(issuer, j, shares[j - 1]!, request)),
	);
	return result.ok ? 'ok' : result.error.code;
};

function prove({ issuer, shares }: Issuers, tokens: readonly Token[], by = [1]): BatchProof {
	return batchComposites(issuer, UUID, tokens.map(writeToken)).map((composite) =>
		by.map((j) => proveBatchShare(issuer, j, shares[j - 1]!, composite)),
	);
}

const single = makeIssuers(1, 1);
const three = makeIssuers(3, 2);

// RFC 9497, appendix A.1.2: ristretto255-SHA512, VOPRF.
const RFC = {
	secret: 'e6f73f344b79b379f1a0dd37e07ff62e38d9f71345ce62ae3a9bc60b04ccd909',
	key: 'c803e2cc6b05fc15064549b5920659ca4a77b2cca6f04f6b357009335476ad4e',
	input: '00',
	blind: '64d37aed22a27f5191de1c1d69fadb899d8862b58eb4220029e036ec4c1f6706',
	blinded: '863f330cc1a1259ed5a5998a23acfd37fb4351a793a5b3c090b642ddc439b945',
	evaluated: 'aa8fa048764d5623868679402ff6108d2521884fa138cd7f9c7669a9a014267e',
	proof:
		'ddef93772692e535d1a53903db24367355cc2cc78de93b3be5a8ffcc6985dd066d4346421d17bf5117a2a1ff0fcb2a759f58a539dfbe857a40bce4cf49ec600d',
	random: '222a5e897cf59db8145db8d16e597e8facb80ae7d4e26d9881aa6f61d645fc0e',
};

test('blinding, evaluation and proof are those of RFC 9497', () => {
	const { secretKey, publicKey } = ristretto255_oprf.voprf.deriveKeyPair(
		new Uint8Array(32).fill(0xa3),
		utf8ToBytes('test key'),
	);
	assert.is(bytesToHex(secretKey), RFC.secret);
	assert.is(bytesToHex(publicKey), RFC.key);
	const blinded = hashToElement(hex(RFC.input)).multiply(asSecret(bytesToBigIntLE(hex(RFC.blind))));
	assert.is(encodeElement(blinded), RFC.blinded);
	const k = bytesToBigIntLE(hex(RFC.secret));
	const evaluated = blinded.multiply(asSecret(k));
	assert.is(encodeElement(evaluated), RFC.evaluated);
	const key = parseElement(RFC.key)!;
	const random = bigIntToBytesLE(bytesToBigIntLE(hex(RFC.random)), 64);
	const { challenge, response } = proveEquality(
		singlePair(key, blinded, evaluated),
		asSecret(k),
		() => random,
	);
	const proof = bytesToHex(concatBytes(scalarToBytes(challenge), scalarToBytes(response)));
	assert.is(proof, RFC.proof);
});

test('the library of the curve accepts our proof for a batch, and we accept its', () => {
	const { voprf } = ristretto255_oprf;
	const { secretKey, publicKey } = voprf.generateKeyPair();
	const inputs = [1, 2, 3].map((i) => utf8ToBytes(`input ${i}`));
	const blinds = inputs.map((input) => voprf.blind(input));
	const { evaluated, proof } = voprf.blindEvaluateBatch(
		secretKey,
		publicKey,
		blinds.map((b) => b.blinded),
	);
	const key = parseElement(bytesToHex(publicKey))!;
	const weights = compositeWeights(
		key,
		blinds.map((b, i) => [b.blinded, evaluated[i]!] as const),
	);
	const total = (elements: readonly Uint8Array[]) =>
		elements
			.map((e, i) => parseElement(bytesToHex(e))!.multiply(asSecret(weights[i]!)))
			.reduce((a, b) => a.add(b));
	const equality = { key, base: total(blinds.map((b) => b.blinded)), image: total(evaluated) };
	const scalarAt = (from: number) => bytesToBigIntLE(proof.subarray(from, from + 32));
	assert.ok(verifyEquality(equality, { challenge: scalarAt(0), response: scalarAt(32) }));
	const ours = proveEquality(equality, asSecret(bytesToBigIntLE(secretKey)));
	const bytes = concatBytes(scalarToBytes(ours.challenge), scalarToBytes(ours.response));
	const items = inputs.map((input, i) => ({
		input,
		blind: blinds[i]!.blind,
		evaluated: evaluated[i]!,
		blinded: blinds[i]!.blinded,
	}));
	assert.is(voprf.finalizeBatch(items, publicKey, bytes).length, 3);
});

test('an issued token is redeemed, in its own vote and for its own credential only', () => {
	const token = issueToken(single, 7);
	assert.is(redeem(single, token), 'ok');
	assert.is(redeem(single, { ...token, credential: credentialOf(8) }), 'token.invalid');
	assert.is(redeem(single, token, [1], 'AnotherVoteUuid'), 'token.invalid');
	assert.is(redeem(makeIssuers(1, 1), token), 'token.invalid');
	assert.is(redeem(single, { ...token, credential: '0'.repeat(63) + '1' }), 'token.credential');
});

test('requests of one credential are unlike each other and give the same token', () => {
	const [a, b] = [blindToken(UUID, credentialOf(3)), blindToken(UUID, credentialOf(3))];
	assert.is.not(encodeElement(a.request), encodeElement(b.request));
	assert.is.not(requestHash(a.request), requestHash(b.request));
	assert.equal(writeToken(issueToken(single, 3)), writeToken(issueToken(single, 3)));
});

test('any two of three issuers give the same token, one alone none, and the wrong one is named', () => {
	const tokens = [
		[1, 2],
		[1, 3],
		[3, 2],
		[2, 1, 3],
	].map((by) => writeToken(issueToken(three, 5, by)));
	for (const token of tokens) assert.equal(token, tokens[0]);
	const { issuer, shares } = three;
	const { request } = blindToken(UUID, credentialOf(5));
	const answers = [1, 2, 3].map((j) => evaluateToken(issuer, j, shares[j - 1]!, request));
	const code = (list: typeof answers) => {
		const combined = combineEvaluations(issuer, request, list);
		return combined.ok ? 'ok' : `${combined.error.code} ${combined.error.place}`.trim();
	};
	assert.is(code(answers), 'ok');
	assert.is(code([answers[0]!]), 'token.too-few-issuers');
	assert.is(code([answers[0]!, answers[0]!]), 'token.repeated-issuer issuer 1');
	assert.is(code([answers[0]!, { ...answers[1]!, issuer: 4 }]), 'token.unknown-issuer issuer 4');
	const marked = evaluateToken(issuer, 2, asSecret(modOrder(shares[1]! + 1n)), request);
	assert.is(code([answers[0]!, marked]), 'token.issuer-proof issuer 2');
	assert.is(
		code([answers[0]!, { ...answers[1]!, evaluated: answers[2]!.evaluated }]),
		'token.issuer-proof issuer 2',
	);
});

test('messages are read in one spelling only', () => {
	const { request } = blindToken(UUID, credentialOf(5));
	const text = encodeText(evaluationsCodec, [
		evaluateToken(single.issuer, 1, asSecret(single.shares[0]!), request),
	]);
	assert.ok(decodeText(evaluationsCodec, text).ok);
	const parsed = JSON.parse(text) as unknown;
	for (const bad of [
		'00'.repeat(32),
		'ff'.repeat(32),
		`01${'00'.repeat(31)}`,
		bytesToHex(bigIntToBytesLE(ORDER, 32)).toUpperCase(),
		'',
		5,
	])
		assert.not.ok(
			decodeText(evaluationsCodec, JSON.stringify(replaceLeaf(parsed, [0, 'evaluated'], () => bad)))
				.ok,
		);
	for (const bad of [bytesToHex(bigIntToBytesLE(ORDER, 32)), 'ff'.repeat(32), '0'])
		assert.not.ok(
			decodeText(
				evaluationsCodec,
				JSON.stringify(replaceLeaf(parsed, [0, 'proof', 'response'], () => bad)),
			).ok,
		);
});

test('parameters of issuers cannot be changed, and whoever is at fault is named', () => {
	const { parameters } = three;
	const text = encodeText(issuerCodec, parameters);
	const next = bytesToHex(Element.BASE.multiply(asSecret(77n)).toBytes());
	for (const path of leafPaths(JSON.parse(text))) {
		if (showPath(path) === 'threshold') continue;
		const forged = JSON.stringify(
			replaceLeaf(JSON.parse(text) as unknown, path, (leaf) =>
				showPath(path).includes('possession')
					? bytesToHex(bigIntToBytesLE(modOrder(bytesToBigIntLE(hex(String(leaf))) + 1n), 32))
					: next,
			),
		);
		const read = decodeText(issuerCodec, forged);
		assert.ok(read.ok);
		const issuer = readIssuer(UUID, read.value);
		assert.not.ok(issuer.ok, showPath(path));
		if (!issuer.ok)
			assert.equal(
				issuer.error.map((p) => p.place),
				[showPath(path).slice(0, 11)],
			);
	}
	const codes = (change: Partial<IssuerParameters>, uuid = UUID) => {
		const issuer = readIssuer(uuid, { ...parameters, ...change });
		return issuer.ok ? [] : issuer.error.map((p) => p.code);
	};
	assert.equal(codes({ threshold: 4 }), ['issuer.threshold']);
	assert.equal(codes({ threshold: 1 }), Array(3).fill('issuer.degree'));
	assert.equal(codes({}, 'AnotherVoteUuid'), Array(3).fill('issuer.possession'));
	assert.ok(
		codes({
			dealings: [parameters.dealings[0]!, parameters.dealings[0]!, parameters.dealings[2]!],
		}).includes('issuer.duplicate'),
	);
	assert.is.not(dealingHash(parameters.dealings[0]!), dealingHash(parameters.dealings[1]!));
	assert.not.ok(checkShare(parameters.dealings[0]!, 1, asSecret(12345n)));
	assert.not.ok(checkShare(parameters.dealings[0]!, 1, asSecret(0n)));
});

test('a key chosen to cancel the others has no proof of possession', () => {
	const context = { uuid: UUID, size: 2, threshold: 1 };
	const honest = makeDealing(context, 1).dealing;
	const mine = makeDealing(context, 2).dealing;
	const rogue = {
		...mine,
		commitments: [Element.BASE.multiply(asSecret(5n)).subtract(honest.commitments[0]!)],
	};
	const read = readIssuer(UUID, { dealings: [honest, rogue], threshold: 1 });
	assert.equal(read.ok ? [] : read.error.map((p) => `${p.code} ${p.place}`), [
		'issuer.possession dealings[1]',
	]);
});

for (const [name, issuers, by] of [
	['one issuer', single, [1]],
	['two of three issuers', three, [3, 1]],
] as const)
	test(`the batch proof of ${name} holds, and no token or number of it can be changed`, () => {
		const tokens = [1, 2, 3, 4].map((n) => issueToken(issuers, n, [...by]));
		const written = tokens.map(writeToken);
		const proof = prove(issuers, tokens, [...by]);
		const codes = (list: typeof written, p: BatchProof = proof, uuid = UUID) =>
			verifyTokens(issuers.issuer, uuid, list, p).map((x) => x.code);
		assert.equal(codes(written), []);
		const swapped = { ...written[1]!, credential: credentialOf(99) };
		for (const list of [
			[written[0]!, swapped, ...written.slice(2)],
			written.slice(1),
			[written[1]!, written[0]!, written[2]!, written[3]!],
			[...written, writeToken(issueToken(issuers, 6, [...by]))],
		])
			assert.equal(codes(list), ['tokens.issuer-proof']);
		assert.equal(codes(written, proof, 'AnotherVoteUuid'), ['tokens.issuer-proof']);
		assert.equal(codes([...written.slice(1), written[1]!]), ['token.duplicate']);
		assert.equal(codes([{ ...written[0]!, element: '00'.repeat(32) }, ...written.slice(1)]), [
			'token.element',
		]);
		assert.equal(
			codes([{ ...written[0]!, credential: '0'.repeat(63) + '1' }, ...written.slice(1)]),
			['token.credential'],
		);
		assert.equal(codes(written, []), ['tokens.runs']);
		assert.equal(codes(written, [[]]), ['tokens.too-few-issuers']);
		assert.equal(codes(written, [[proof[0]![0]!, proof[0]![0]!]]), ['tokens.repeated-issuer']);
		assert.equal(codes(written, [[{ ...proof[0]![0]!, issuer: 9 }]]), ['tokens.unknown-issuer']);
		const text = encodeText(batchProofCodec, proof);
		for (const path of leafPaths(JSON.parse(text))) {
			const forged = decodeText(
				batchProofCodec,
				JSON.stringify(
					replaceLeaf(JSON.parse(text) as unknown, path, (leaf) =>
						typeof leaf === 'number'
							? leaf + 10
							: showPath(path).endsWith('image')
								? encodeElement(Element.BASE.multiply(asSecret(3n)))
								: bytesToHex(
										bigIntToBytesLE(modOrder(bytesToBigIntLE(hex(String(leaf))) + 1n), 32),
									),
					),
				),
			);
			assert.ok(forged.ok);
			assert.is(codes(written, forged.value).length, 1, showPath(path));
		}
	});

test('tokens of a key that was never published are not proved by issuers who prove another sum', () => {
	const tokens = [1, 2].map((n) => issueToken(single, n));
	const forged = [tokens[0]!, { ...tokens[1]!, element: tokens[1]!.element.add(Element.BASE) }];
	const written = forged.map(writeToken);
	const proof = prove(single, forged);
	assert.equal(
		verifyTokens(single.issuer, UUID, written, proof).map((p) => p.code),
		['tokens.not-issued'],
	);
});

test('a vote without tokens has an empty proof', () => {
	assert.equal(verifyTokens(single.issuer, UUID, [], []), []);
	assert.is(modOrder(invertScalar(2n) * 2n), 1n);
});

/** SPEC §7.4: the shares' holders say of many tokens at once what they would say of each. */
test('of many tokens at once those are found that were not issued, wherever they stand', () => {
	const three = makeIssuers(3, 2);
	for (const [issuers, by] of [
		[single, [1]],
		[three, [1, 2]],
	] as const) {
		const shares = issuers.shares.slice(0, by.length);
		const good = [1, 2, 3, 4, 5, 6, 7].map((n) => writeToken(issueToken(issuers, n, [...by])));
		assert.equal(
			areIssued(UUID, shares, good),
			good.map(() => true),
		);
		const identity = encodePoint(G.multiplyPublic(0n));
		const bad = [
			{ ...good[0]!, element: good[1]!.element },
			{ ...good[1]!, element: encodeElement(Element.BASE) },
			{ ...good[2]!, element: '00'.repeat(32) },
			{ ...good[3]!, credential: identity },
			{ ...good[4]!, credential: 'x' },
			writeToken(issueToken(issuers, 5, [...by], 'OtherVoteUuid1')),
		];
		const mixed = [bad[0]!, good[4]!, ...bad.slice(1, 4), good[5]!, bad[4]!, good[6]!, bad[5]!];
		const verdicts = areIssued(UUID, shares, mixed);
		assert.equal(verdicts, [false, true, false, false, false, true, false, true, false]);
		mixed.forEach((token, i) => {
			const element = parseElement(token.element);
			if (!element) return;
			const whole = redeem(issuers, { ...token, element }, [...by]) === 'ok';
			assert.is(verdicts[i], whole, `token ${i}`);
		});
	}
	assert.equal(areIssued(UUID, single.shares, []), []);
});

test('tokens whose faults would cancel each other out do not pass', () => {
	const [a, b] = [1, 2].map((n) => issueToken(single, n));
	const shifted = [
		{ ...a!, element: a!.element.add(Element.BASE) },
		{ ...b!, element: b!.element.subtract(Element.BASE) },
	];
	assert.equal(areIssued(UUID, single.shares, shifted.map(writeToken)), [false, false]);
});

test.run();
