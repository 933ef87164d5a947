import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { decodeText, encodeText, type Codec } from '../../../../crypto/codec.ts';
import {
	makeCertificate,
	readCertificates,
} from '../../../../crypto/election/trustees/certificate.ts';
import {
	deriveChannelKeys,
	makeSeed,
	sendMessage,
	signedMessageCodec,
	signMessage,
	signText,
	type SignedMessage,
} from '../../../../crypto/election/trustees/channel.ts';
import type { Complaint } from '../../../../crypto/election/trustees/complaint.ts';
import { makeDealing, readDealings } from '../../../../crypto/election/trustees/dealing.ts';
import { openEnvelope, sealEnvelope } from '../../../../crypto/election/trustees/envelope.ts';
import {
	acceptShares,
	memberInputCodec,
	openKeyShare,
	verifyShareComplaint,
	type MemberInput,
} from '../../../../crypto/election/trustees/member.ts';
import {
	assembleThreshold,
	checkDealing,
	readThreshold,
	routeDealings,
	thresholdCodec,
} from '../../../../crypto/election/trustees/threshold.ts';
import { encodePoint, G, negate, randomScalar, add, IDENTITY } from '../../../../crypto/group.ts';
import type { Result } from '../../../../crypto/result.ts';
import { alterLeaf, runCeremony, unwrap } from '../../../support/ceremony.ts';
import { leafPaths, replaceLeaf, showPath } from '../../../support/election.ts';

const test = suite('crypto/election/trustees: complaints');

const ceremony = { size: 3, threshold: 2 };
const honest = runCeremony(ceremony);
const { keys, certs, dealings, inputs, outputs, parameters } = honest;
const [first, cheat, third] = keys as [(typeof keys)[0], (typeof keys)[0], (typeof keys)[0]];
const CHEAT = 2;

/** Codes with the members accused. */
const blamed = (result: Result<unknown, Complaint[]>): [string, number | undefined][] =>
	result.ok ? [] : result.error.map((c) => [c.code, c.accused]);
const accept = (input: MemberInput, index = 1) =>
	acceptShares({ ceremony, index, keys: keys[index - 1]!, certs }, input);
const parse = <T>(codec: Codec<T>, value: unknown): T =>
	unwrap(decodeText(codec, JSON.stringify(value)));

test('an honest ceremony gives no complaint', () => {
	assert.equal(blamed(accept(inputs[0]!)), []);
	assert.equal(blamed(readThreshold(parameters)), []);
});

// ── each single field ──

/** The code that a changed field of the published parameters must give, and the index of the member it belongs to. */
const PARAMETER_CODES: [RegExp, string][] = [
	[/^certs\[(\d)\]\.message$/, 'wire.not-canonical'],
	[/^certs\[(\d)\]\.signature/, 'ceremony.certificate-signature'],
	[/^coefexps\[(\d)\]/, 'ceremony.coefexps-signature'],
	[/^signatures\[(\d)\]/, 'ceremony.dealing-signature'],
	[/^verification_keys\[(\d)\]\.public_key/, 'ceremony.key'],
	[/^verification_keys\[(\d)\]\.pok/, 'ceremony.possession'],
	[/^verification_keys\[(\d)\]\.signature/, 'ceremony.key-signature'],
];

const parametersJson = JSON.parse(encodeText(thresholdCodec, parameters)) as unknown;
for (const path of leafPaths(parametersJson).filter(([name]) => name !== 'threshold')) {
	const place = showPath(path);
	test(`a changed ${place} of the parameters is blamed on its member`, () => {
		const [pattern, code] = PARAMETER_CODES.find(([p]) => p.test(place))!;
		const changed = parse(thresholdCodec, replaceLeaf(parametersJson, path, alterLeaf));
		const [complaint, ...more] = blamed(readThreshold(changed));
		const member = Number(pattern.exec(place)![1]) + 1;
		assert.equal(complaint, [code, member]);
		assert.is(more.length, 0);
	});
}

test('another threshold contradicts every certificate', () => {
	assert.equal(blamed(readThreshold({ ...parameters, threshold: 1 })), [
		['ceremony.context', 1],
		['ceremony.context', 2],
		['ceremony.context', 3],
	]);
	assert.equal(blamed(readThreshold({ ...parameters, threshold: 3 })), [
		['ceremony.size', undefined],
	]);
});

const INPUT_CODES: [RegExp, string, number | undefined][] = [
	[/^polynomial$/, 'wire.not-canonical', undefined],
	[/^secrets\[(\d)\]/, 'wire.not-canonical', 1],
	[/^coefexps\[(\d)\]/, 'ceremony.coefexps-signature', 1],
	[/^signatures\[(\d)\]/, 'ceremony.dealing-signature', 1],
];

const inputJson = JSON.parse(encodeText(memberInputCodec, inputs[0]!)) as unknown;
for (const path of leafPaths(inputJson)) {
	const place = showPath(path);
	test(`a changed ${place} of a member's input is blamed on its sender`, () => {
		const [pattern, code, offset] = INPUT_CODES.find(([p]) => p.test(place))!;
		const changed = parse(memberInputCodec, replaceLeaf(inputJson, path, alterLeaf));
		const member = offset && Number(pattern.exec(place)![1]) + offset;
		assert.equal(blamed(accept(changed)), [[code, member]]);
	});
}

test('lists that are too short or too long are refused before anything is opened', () => {
	for (const field of ['secrets', 'coefexps', 'signatures'] as const)
		for (const list of [inputs[0]![field].slice(1), [...inputs[0]![field], inputs[0]![field][0]!]])
			assert.equal(blamed(accept({ ...inputs[0]!, [field]: list })), [
				['ceremony.input-size', undefined],
			]);
	for (const field of ['coefexps', 'signatures', 'verification_keys'] as const) {
		const short = { ...parameters, [field]: parameters[field].slice(1) };
		assert.equal(blamed(readThreshold(short)), [['ceremony.input-size', undefined]]);
	}
	const short = { ...dealings[1]!, secrets: dealings[1]!.secrets.slice(1) };
	assert.equal(
		checkDealing(ceremony, certs, CHEAT, short).map((c) => [c.code, c.accused]),
		[['ceremony.shares', CHEAT]],
	);
	assert.throws(() => routeDealings([short, ...dealings]), /share for every member/);
});

const readAll = () =>
	unwrap(readDealings(ceremony, certs, parameters.coefexps, parameters.signatures));

// ── members that sign what is false ──

/** The certificates with the second replaced by one whose content the cheat chooses and signs. */
function forgeCertificate(change: (content: Record<string, unknown>) => unknown): SignedMessage[] {
	const content = JSON.parse(certs[1]!.message) as Record<string, unknown>;
	const forged = signMessage(cheat.signing, JSON.stringify(change(content)));
	return [certs[0]!, forged, certs[2]!];
}
const context = (change: object) => (content: Record<string, unknown>) => ({
	...content,
	context: { ...(content.context as object), ...change },
});
const TORSION = '7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7';

for (const [what, change, code] of [
	['another size', context({ size: 4 }), 'ceremony.context'],
	['another threshold', context({ threshold: 1 }), 'ceremony.context'],
	['the index of somebody else', context({ index: 3 }), 'ceremony.context'],
	['another group', context({ group: 'RFC-3526-2048' }), 'wire.value'],
	['no context', ({ context: _, ...c }: Record<string, unknown>) => c, 'wire.missing-field'],
	[
		'an encryption key of small order',
		(c: Record<string, unknown>) => ({ ...c, encryption: TORSION }),
		'wire.value',
	],
	[
		'the identity as encryption key',
		(c: Record<string, unknown>) => ({ ...c, encryption: encodePoint(IDENTITY) }),
		'ceremony.identity-key',
	],
	[
		'a verification key it does not sign with',
		(c: Record<string, unknown>) => ({ ...c, verification: encodePoint(third.encryption) }),
		'ceremony.certificate-signature',
	],
	[
		'the encryption key of another member',
		(c: Record<string, unknown>) => ({ ...c, encryption: encodePoint(first.encryption) }),
		'ceremony.duplicate-key',
	],
] as const)
	test(`a certificate with ${what} is blamed on its member`, () => {
		const forged = forgeCertificate(change);
		assert.equal(blamed(readCertificates(ceremony, forged)), [[code, CHEAT]]);
		assert.equal(blamed(makeDealing(ceremony, 1, first, forged)), [[code, CHEAT]]);
	});

test('a member sees that somebody stands in its place', () => {
	const other = unwrap(deriveChannelKeys(makeSeed()));
	const replaced = [certs[0]!, makeCertificate(ceremony, CHEAT, other), certs[2]!];
	const expected = [['ceremony.own-certificate', undefined]];
	assert.equal(blamed(makeDealing(ceremony, CHEAT, cheat, replaced)), expected);
	assert.equal(blamed(makeDealing(ceremony, 3, first, certs)), expected);
	assert.equal(
		blamed(acceptShares({ ceremony, index: 3, keys: cheat, certs }, inputs[2]!)),
		expected,
	);
});

test('members that were shown different certificates find out', () => {
	const other = unwrap(deriveChannelKeys(makeSeed()));
	const shown = [certs[0]!, certs[1]!, makeCertificate(ceremony, 3, other)];
	const dealing = unwrap(makeDealing(ceremony, CHEAT, cheat, shown));
	assert.equal(
		checkDealing(ceremony, certs, CHEAT, dealing).map((c) => [c.code, c.accused]),
		[['ceremony.dealing-signature', CHEAT]],
	);
});

/** Member 1's input with other coefficients of the cheat, signed by it as often as it has to. */
function signCoefexps(texts: readonly string[]): MemberInput {
	const coefexps = signMessage(cheat.signing, JSON.stringify({ coefexps: texts }));
	const list = certs.map((c) => encodeText(signedMessageCodec, c)).join(',');
	const both = `certs_sig|{"certs":[${list}],"coefexps":${JSON.stringify(texts)}}`;
	const replace = <T>(items: readonly T[], item: T) => [items[0]!, item, items[2]!];
	return {
		...inputs[0]!,
		coefexps: replace(inputs[0]!.coefexps, coefexps),
		signatures: replace(inputs[0]!.signatures, signText(cheat.signing, both)),
	};
}

const published = (JSON.parse(dealings[1]!.coefexps.message) as { coefexps: string[] }).coefexps;
for (const [what, texts, code] of [
	['too few coefficients', published.slice(1), 'ceremony.degree'],
	['too many coefficients', [...published, published[0]!], 'ceremony.degree'],
	['no coefficients', [], 'wire.value'],
	['a zero coefficient', [published[0]!, encodePoint(IDENTITY)], 'ceremony.identity-coefficient'],
	['a coefficient of small order', [published[0]!, TORSION], 'wire.value'],
	['coefficients of another polynomial', [published[1]!, published[1]!], 'ceremony.share'],
] as const)
	test(`${what} are blamed on the member that signed them`, () => {
		assert.equal(blamed(accept(signCoefexps(published))), []);
		assert.equal(blamed(accept(signCoefexps(texts))), [[code, CHEAT]]);
	});

test('coefficients that cancel those of the others have no shares that fit', () => {
	const read = readAll();
	const others = add(read.coefexps[0]![0]!, read.coefexps[2]![0]!);
	const rogue = add(G.multiply(randomScalar()), negate(others));
	assert.equal(blamed(accept(signCoefexps([encodePoint(rogue), published[1]!]))), [
		['ceremony.share', CHEAT],
	]);
});

test('older coefficients of a member under its own name are noticed by itself', () => {
	const older = unwrap(makeDealing(ceremony, 1, first, certs));
	const input = {
		...inputs[0]!,
		coefexps: [older.coefexps, ...inputs[0]!.coefexps.slice(1)],
		signatures: [older.signature, ...inputs[0]!.signatures.slice(1)],
	};
	assert.equal(blamed(accept(input)), [
		['ceremony.own-polynomial', undefined],
		['ceremony.share', 1],
	]);
	assert.equal(blamed(accept({ ...inputs[0]!, polynomial: older.polynomial })), [
		['ceremony.own-polynomial', undefined],
	]);
});

// ── wrong shares ──

const withShare = (envelope: string): MemberInput => ({
	...inputs[0]!,
	secrets: [inputs[0]!.secrets[0]!, envelope, inputs[0]!.secrets[2]!],
});
const shareOf = (index: number) =>
	unwrap(openEnvelope(keys[index - 1]!.decryption, dealings[1]!.secrets[index - 1]!));
const wrongShare = (content: string) => sendMessage(cheat.signing, first.encryption, content);

test('shares that were swapped are blamed on the sender', () => {
	assert.equal(blamed(accept(withShare(dealings[1]!.secrets[2]!))), [
		['channel.decryption', CHEAT],
	]);
	const readdressed = sealEnvelope(first.encryption, shareOf(3));
	assert.equal(blamed(accept(withShare(readdressed))), [['channel.recipient', CHEAT]]);
	assert.equal(blamed(accept(withShare(inputs[0]!.secrets[2]!))), [['channel.signature', CHEAT]]);
});

for (const [what, content, code] of [
	['a share beside the polynomial', '{"secret":"12345"}', 'ceremony.share'],
	['what is no share', '{"secrets":"12345"}', 'wire.missing-field'],
] as const)
	test(`${what} is blamed on the sender, and anybody is convinced`, () => {
		const result = accept(withShare(wrongShare(content)));
		assert.equal(blamed(result), [[code, CHEAT]]);
		const complaint = result.ok ? undefined : result.error[0];
		assert.ok(complaint && verifyShareComplaint(readAll(), 1, complaint));
	});

test('nobody can be accused of what it has not signed, or of a right share', () => {
	const evidence = unwrap(decodeText(signedMessageCodec, shareOf(1)));
	const accuse = (change: Partial<Complaint>, accuser = 1) =>
		verifyShareComplaint(readAll(), accuser, {
			code: 'ceremony.share',
			place: 'secrets[1]',
			message: '',
			accused: CHEAT,
			...change,
		});
	assert.not(accuse({ evidence }), 'a right share');
	assert.not(accuse({ evidence }, 3), 'a share of somebody else');
	assert.not(accuse({ evidence, accused: 3 }), 'signed by another member');
	assert.not(accuse({ evidence, accused: 4 }), 'no such member');
	assert.not(accuse({ evidence, accused: undefined }));
	assert.not(accuse({}), 'no evidence');
	const addressed = JSON.stringify({
		recipient: encodePoint(first.encryption),
		message: '{"secret":"12345"}',
	});
	assert.not(accuse({ evidence: signMessage(first.signing, addressed) }), 'signed by the accuser');
	assert.ok(accuse({ evidence: signMessage(cheat.signing, addressed) }));
	const toItself = unwrap(openEnvelope(cheat.decryption, dealings[1]!.polynomial));
	const own = unwrap(decodeText(signedMessageCodec, toItself));
	assert.not(accuse({ evidence: own }, CHEAT), 'what it keeps for itself');
});

test('a share of zero is right when it lies on the polynomial', () => {
	const a = G.multiply(randomScalar());
	const root = signCoefexps([encodePoint(a), encodePoint(negate(a))]);
	const secrets = withShare(wrongShare('{"secret":"0"}')).secrets;
	assert.equal(blamed(accept({ ...root, secrets })), []);
	assert.equal(blamed(accept({ ...inputs[0]!, secrets })), [['ceremony.share', CHEAT]]);
});

test('a dealing of nobody, or among certificates that are wrong, is not taken', () => {
	assert.throws(() => checkDealing(ceremony, certs, 4, dealings[1]!), /no such member/);
	const forged = forgeCertificate(context({ size: 4 }));
	assert.is(checkDealing(ceremony, forged, 1, dealings[0]!)[0]!.code, 'ceremony.context');
});

test('only what the member itself has sent opens as its share', () => {
	assert.is(unwrap(openKeyShare(cheat, outputs[1]!.private_key)), honest.secrets[1]!);
	for (const [envelope, code] of [
		[outputs[0]!.private_key, 'channel.decryption'],
		[dealings[1]!.polynomial, 'wire.missing-field'],
		[sealEnvelope(cheat.encryption, 'text'), 'wire.not-json'],
		[sendMessage(first.signing, cheat.encryption, '{"decryption_key":"1"}'), 'channel.signature'],
	] as const) {
		const opened = openKeyShare(cheat, envelope);
		assert.is(!opened.ok && opened.error.code, code);
	}
});

test('keys of two members that were swapped do not follow from the coefficients', () => {
	const swapped = [outputs[1]!, outputs[0]!, outputs[2]!];
	assert.equal(blamed(assembleThreshold(ceremony, certs, dealings, swapped)), [
		['ceremony.key', 1],
		['ceremony.key', 2],
	]);
});

test('a key without its signature is refused', () => {
	const { signature: _, ...unsigned } = parameters.verification_keys[1]!;
	const verification_keys = [
		parameters.verification_keys[0]!,
		unsigned,
		parameters.verification_keys[2]!,
	];
	assert.equal(blamed(readThreshold({ ...parameters, verification_keys })), [
		['ceremony.key-signature', CHEAT],
	]);
});

test.run();
