import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { encodeText } from '../../../../crypto/codec.ts';
import {
	encodeTrusteeSecret,
	makeTrusteeKey,
	parseTrusteeKey,
	parseTrusteeSecret,
	trusteeKeyCodec,
	verifyPossession,
} from '../../../../crypto/election/trustees/single.ts';
import {
	asSecret,
	encodePoint,
	equalPoints,
	G,
	IDENTITY,
	negate,
	ORDER,
	randomScalar,
	add,
} from '../../../../crypto/group.ts';
import { proveKnowledge } from '../../../../crypto/proofs/schnorr.ts';
import { alterLeaf, unwrap } from '../../../support/ceremony.ts';
import { leafPaths, replaceLeaf, showPath } from '../../../support/election.ts';
import { readJsonVector, readVector, recordedScalars } from '../../../support/vectors.ts';

const test = suite('crypto/election/trustees: single');

test('the known answer is reproduced', () => {
	const { trustee } = readJsonVector('belenios/kat.json') as {
		trustee: { private_key: string; random: string[]; result: unknown };
	};
	const key = makeTrusteeKey(
		asSecret(BigInt(trustee.private_key)),
		recordedScalars(trustee.random),
	);
	assert.is(encodeText(trusteeKeyCodec, key), JSON.stringify(trustee.result));
});

for (const [folder, id] of [
	['bt330-single', 'D2916B07'],
	['bt330-mixed', '107BF70D'],
	['bt30-lists', 'DFF975BE'],
])
	test(`the files of ${folder!} belong together and are written back byte for byte`, () => {
		const publicText = readVector(`belenios/${folder!}/${id!}.pubkey`).trimEnd();
		const secretText = readVector(`belenios/${folder!}/${id!}.privkey`).trimEnd();
		const key = unwrap(parseTrusteeKey(publicText));
		const secret = unwrap(parseTrusteeSecret(secretText));
		assert.ok(equalPoints(G.multiply(secret), key.public_key));
		assert.is(encodeText(trusteeKeyCodec, key), publicText);
		assert.is(encodeTrusteeSecret(secret), secretText);
	});

const secret = randomScalar();
const text = encodeText(trusteeKeyCodec, makeTrusteeKey(secret));
const json: unknown = JSON.parse(text);

for (const path of leafPaths(json))
	test(`a changed ${showPath(path)} is refused`, () => {
		assert.ok(parseTrusteeKey(text).ok);
		const changed = parseTrusteeKey(JSON.stringify(replaceLeaf(json, path, alterLeaf)));
		assert.equal(!changed.ok && [changed.error.code, changed.error.place], [
			'trustee.possession',
			'pok',
		]);
	});

test('a key chosen to cancel the keys of others cannot be proved', () => {
	const others = add(G.multiply(randomScalar()), G.multiply(randomScalar()));
	const own = randomScalar();
	const public_key = add(G.multiply(own), negate(others));
	assert.ok(equalPoints(add(public_key, others), G.multiply(own)));
	const prefix = `pok|Ed25519|${encodePoint(public_key)}|`;
	assert.not(verifyPossession({ public_key, pok: proveKnowledge(prefix, own) }));
	assert.not(verifyPossession({ public_key, pok: makeTrusteeKey(own).pok }));
});

test('the identity is no key although its logarithm is known', () => {
	const prefix = `pok|Ed25519|${encodePoint(IDENTITY)}|`;
	assert.not(verifyPossession({ public_key: IDENTITY, pok: proveKnowledge(prefix, asSecret(0n)) }));
});

test('secrets are decimal, canonical and not zero', () => {
	assert.is(unwrap(parseTrusteeSecret('"7"')), 7n);
	for (const wrong of ['"0"', '7', '"07"', `"${ORDER}"`, '"-1"', '', '"7" '])
		assert.not(parseTrusteeSecret(wrong).ok, wrong);
});

test.run();
