import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bytesToHex } from '../../../crypto/bytes.ts';
import {
	claimsOf,
	makeBallot,
	makeHintedBallot,
	parseBallot,
	verifyBallot,
} from '../../../crypto/election/ballot.ts';
import { deriveCredential, makeCode } from '../../../crypto/election/credential.ts';
import type { Choice, Question } from '../../../crypto/election/questions/index.ts';
import { encodePoint, G, modOrder } from '../../../crypto/group.ts';
import { verifyAndHintBatch, verifyBatch } from '../../../crypto/proofs/batch.ts';
import { verifyAndHint } from '../../../crypto/proofs/hints.ts';
import type { Problem } from '../../../crypto/result.ts';
import {
	leafPaths,
	makeTestElection,
	replaceLeaf,
	showPath,
	signAnything,
	type JsonObject,
} from '../../support/election.ts';

const test = suite('crypto/election: forged ballots');

const QUESTIONS: Record<string, { question: Question; choice: Choice }> = {
	choices: {
		question: { answers: ['a', 'b', 'c'], min: 1, max: 2, question: 'q' },
		choice: [1, 0, 1],
	},
	'choices or blank': {
		question: { answers: ['a', 'b'], blank: true, min: 1, max: 1, question: 'q' },
		choice: [1, 0, 0],
	},
	bytes: {
		question: { type: 'NonHomomorphic', value: { answers: ['a', 'b', 'c'], question: 'q' } },
		choice: [255, 0, 7],
	},
	lists: {
		question: {
			type: 'Lists',
			value: {
				answers: [
					['L', 'a'],
					['M', 'b', 'c'],
				],
				question: 'q',
			},
		},
		choice: [
			[0, 0],
			[1, 0, 1],
		],
	},
};

const OTHER_POINT = encodePoint(G.multiplyPublic(123456789n));

/** Another value of the same kind: the next scalar, another point, another text. */
function change(leaf: unknown): unknown {
	const text = String(leaf);
	if (/^[0-9]+$/.test(text) && text.length < 78) return String(modOrder(BigInt(text) + 1n));
	if (/^[0-9a-f]{64}$/.test(text)) return OTHER_POINT;
	return text.startsWith('A') ? `B${text.slice(1)}` : `A${text.slice(1)}`;
}

/** The plain verdict, after holding that a batch with the hints of an honest ballot gives the same. */
function judge(
	election: Parameters<typeof verifyBallot>[0],
	text: string,
	hints: Uint8Array,
): Problem[] {
	const plain = verifyBallot(election, text);
	const ballot = parseBallot(election, text);
	if (ballot.ok) {
		const claims = claimsOf(election, ballot.value, text);
		assert.equal(verifyBatch([{ claims, hints }], election.key), [plain]);
		assert.equal(verifyBatch([{ claims, hints: undefined }], election.key), [plain]);
		const [made] = verifyAndHintBatch([{ claims, hints }], election.key);
		assert.equal(made!.ok ? [] : made!.error, plain);
	}
	return plain;
}

for (const [name, { question, choice }] of Object.entries(QUESTIONS)) {
	const { election } = makeTestElection([question]);
	const credential = deriveCredential(election.definition.uuid, makeCode());
	const { text, hints: ownHints } = makeHintedBallot(election, credential, [choice]);
	const honest = JSON.parse(text) as JsonObject;
	const parsed = parseBallot(election, text);
	if (!parsed.ok) throw new Error(parsed.error.message);
	const hinted = verifyAndHint(claimsOf(election, parsed.value, text), election.key);

	test(`${name}: an honest ballot verifies, and so does its copy signed again by its owner`, () => {
		assert.ok(hinted.ok);
		assert.equal(judge(election, text, hinted.value), []);
		assert.equal(verifyBallot(election, signAnything(honest, credential)), []);
	});

	test(`${name}: the hints that its maker gives are those that anybody makes of its text`, () => {
		assert.ok(hinted.ok);
		assert.equal(bytesToHex(ownHints), bytesToHex(hinted.value));
	});

	test(`${name}: no field can be changed by somebody else`, () => {
		for (const path of leafPaths(honest)) {
			const forged = JSON.stringify(replaceLeaf(honest, path, change));
			assert.ok(verifyBallot(election, forged).length > 0, showPath(path));
		}
	});

	test(`${name}: no field of an answer can be changed by the voter, and the proof at fault is named`, () => {
		assert.ok(hinted.ok);
		for (const path of leafPaths(honest['answers'], ['answers'])) {
			const forged = signAnything(replaceLeaf(honest, path, change), credential);
			const problems = judge(election, forged, hinted.value);
			assert.ok(problems.length > 0, showPath(path));
			assert.ok(problems.every((p) => p.code.startsWith('ballot.') && p.code.endsWith('proof')));
			const place = showPath(path);
			const isProof = !place.includes('choices');
			assert.ok(!isProof || problems.some((p) => place.startsWith(p.place)), place);
		}
	});

	test(`${name}: an answer cannot be used again under another credential`, () => {
		const other = deriveCredential(election.definition.uuid, makeCode());
		const copied = signAnything({ ...honest, credential: other.public }, other);
		assert.ok(verifyBallot(election, copied).length > 0);
	});
}

test('a choice that is not allowed cannot be proved', () => {
	const wrong: [string, Choice][] = [
		['choices', [1, 1, 1]],
		['choices', [0, 0, 0]],
		['choices', [1, 2, 0]],
		['choices', [1, 0]],
		['choices or blank', [1, 1, 0]],
		['choices or blank', [0, 1, 1]],
		['choices or blank', [0, 0, 0]],
		['bytes', [256, 0, 0]],
		['bytes', [0.5, 0, 0]],
		['bytes', [1, 2]],
		[
			'lists',
			[
				[0, 0],
				[1, 0, 0],
			],
		],
		[
			'lists',
			[
				[1, 1],
				[1, 0, 1],
			],
		],
		[
			'lists',
			[
				[0, 1],
				[1, 0, 1],
			],
		],
		[
			'lists',
			[
				[0, 0],
				[0, 0, 0],
			],
		],
	];
	for (const [name, choice] of wrong) {
		const { election } = makeTestElection([QUESTIONS[name]!.question]);
		const credential = deriveCredential(election.definition.uuid, makeCode());
		assert.throws(
			() => makeBallot(election, credential, [choice]),
			(e: unknown) => e instanceof RangeError,
		);
	}
});

test('in a batch of honest and forged ballots exactly the forged ones are found, whatever the hints', () => {
	const { question, choice } = QUESTIONS['choices']!;
	const { election } = makeTestElection([question]);
	const batch = Array.from({ length: 12 }, (_, i) => {
		const credential = deriveCredential(election.definition.uuid, makeCode());
		const text = makeBallot(election, credential, [choice]);
		const ballot = parseBallot(election, text);
		if (!ballot.ok) throw new Error();
		const hints = verifyAndHint(claimsOf(election, ballot.value, text), election.key);
		if (!hints.ok) throw new Error();
		const path = ['answers', 0, 'overall_proof', 1, 'response'];
		const bad = i === 4 || i === 11;
		const cast = bad
			? signAnything(replaceLeaf(JSON.parse(text) as JsonObject, path, change), credential)
			: text;
		const parsedCast = parseBallot(election, cast);
		if (!parsedCast.ok) throw new Error();
		return { claims: claimsOf(election, parsedCast.value, cast), hints: hints.value, bad };
	});
	for (const spoil of [
		(h: Uint8Array) => h,
		(h: Uint8Array) => h.map((b, i) => (i === 100 ? b ^ 1 : b)),
		(h: Uint8Array) => h.slice(64),
		() => undefined,
	]) {
		const verdicts = verifyBatch(
			batch.map(({ claims, hints }) => ({ claims, hints: spoil(hints) })),
			election.key,
		);
		assert.equal(
			verdicts.map((v) => v.length > 0),
			batch.map((b) => b.bad),
		);
		const hinted = verifyAndHintBatch(
			batch.map(({ claims, hints }) => ({ claims, hints: spoil(hints) })),
			election.key,
		);
		const good = batch.map((b) => (b.bad ? undefined : b.hints));
		assert.equal(
			hinted.map((h) => (h.ok ? h.value : undefined)),
			good,
		);
	}
});

/** SPEC §11.3: hints with consistent but false commitments reach the equations, where only the random coefficients tell. */
test('a response changed together with hints that keep the hashes right is caught by the equations', () => {
	const { question, choice } = QUESTIONS['bytes']!;
	const { election } = makeTestElection([question]);
	const credential = deriveCredential(election.definition.uuid, makeCode());
	const text = makeBallot(election, credential, [choice]);
	const ballot = parseBallot(election, text);
	if (!ballot.ok) throw new Error();
	const hints = verifyAndHint(claimsOf(election, ballot.value, text), election.key);
	if (!hints.ok) throw new Error();
	const signature = ballot.value.signature;
	const response = modOrder(signature.proof.response + 1n);
	const forged = {
		...ballot.value,
		signature: { ...signature, proof: { ...signature.proof, response } },
	};
	const forgedText = JSON.stringify(
		replaceLeaf(JSON.parse(text) as JsonObject, ['signature', 'proof', 'response'], () =>
			String(response),
		),
	);
	const claims = claimsOf(election, forged, forgedText);
	assert.equal(
		verifyBatch([{ claims, hints: hints.value }], election.key)[0]!.map((p) => p.code),
		['ballot.signature'],
	);
});

test.run();
