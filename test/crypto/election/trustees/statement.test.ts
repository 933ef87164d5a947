import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { decodeText, encodeText } from '../../../../crypto/codec.ts';
import {
	signStatement,
	statementCodec,
	verifyStatement,
} from '../../../../crypto/election/trustees/statement.ts';
import {
	asSecret,
	encodePoint,
	G,
	IDENTITY,
	invertScalar,
	modOrder,
	randomScalar,
} from '../../../../crypto/group.ts';
import { sha256Base64, sha256Hex } from '../../../../crypto/hash.ts';
import { proveKnowledge } from '../../../../crypto/proofs/schnorr.ts';
import { alterLeaf, unwrap } from '../../../support/ceremony.ts';
import { leafPaths, replaceLeaf, showPath } from '../../../support/election.ts';

const test = suite('crypto/election/trustees: statement');

const context = sha256Base64('election');
const secret = randomScalar();
const key = G.multiply(secret);
const claim = { kind: 'shuffle' as const, owner: 2, payload: sha256Hex('payload') };
const text = encodeText(statementCodec, signStatement(context, claim, secret));
const parse = (t: string) => unwrap(decodeText(statementCodec, t));

test('a signed statement is accepted after its way through its text', () => {
	assert.ok(verifyStatement(context, parse(text), key));
});

const json: unknown = JSON.parse(text);
for (const path of leafPaths(json))
	test(`a changed ${showPath(path)} is refused`, () => {
		const change = (leaf: unknown) => (leaf === 'shuffle' ? 'partial-decryption' : alterLeaf(leaf));
		const changed = JSON.stringify(replaceLeaf(json, path, change));
		assert.not(verifyStatement(context, parse(changed), key));
	});

test('another election and another key are refused', () => {
	assert.not(verifyStatement(sha256Base64('other'), parse(text), key));
	assert.not(verifyStatement(context, parse(text), G.multiply(randomScalar())));
});

test('no other key can be found that fits a given signature', () => {
	// Were the key not hashed, K = c⁻¹·(A − r·G) would accept any response r under the commitment A.
	const { signature } = parse(text);
	const shifted = {
		...parse(text),
		signature: { ...signature, response: modOrder(signature.response + 1n) },
	};
	const inverse = modOrder(secret - invertScalar(signature.challenge));
	assert.not(verifyStatement(context, shifted, G.multiply(asSecret(inverse))));
});

test('the identity signs nothing', () => {
	const prefix = `viche/trustee-statement/v1|${context}|shuffle|2|${claim.payload}|${encodePoint(IDENTITY)}|`;
	const signature = proveKnowledge(prefix, asSecret(0n));
	assert.not(verifyStatement(context, { ...claim, signature }, IDENTITY));
});

test('a purpose that is not known is refused', () => {
	const other = JSON.stringify({ ...(json as object), kind: 'ballot' });
	const read = decodeText(statementCodec, other);
	assert.is(!read.ok && read.error.place, 'kind');
});

test.run();
