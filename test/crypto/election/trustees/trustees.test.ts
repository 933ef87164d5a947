import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { decodeText, encodeText } from '../../../../crypto/codec.ts';
import { makeTrusteeKey } from '../../../../crypto/election/trustees/single.ts';
import {
	parseTrustees,
	readTrustees,
	trusteesCodec,
	type TrusteeEntry,
} from '../../../../crypto/election/trustees/trustees.ts';
import {
	asSecret,
	add,
	encodePoint,
	equalPoints,
	G,
	modOrder,
	randomScalar,
} from '../../../../crypto/group.ts';
import { readBel } from '../../../support/bel.ts';
import { alterLeaf, runCeremony, unwrap } from '../../../support/ceremony.ts';
import { leafPaths, replaceLeaf, showPath } from '../../../support/election.ts';

const test = suite('crypto/election/trustees');

/** Code and place of what is wrong. */
const problemsOf = (text: string): [string, string][] => {
	const result = parseTrustees(text);
	return result.ok ? [] : result.error.map((p) => [p.code, p.place]);
};

for (const [folder, quorums] of [
	['bt30-single', [[1, 1]]],
	[
		'bt30-stv',
		[
			[1, 1],
			[1, 1],
			[1, 1],
		],
	],
	['bt30-threshold', [[5, 3]]],
	['bt330-threshold', [[5, 3]]],
	[
		'bt30-mixed',
		[
			[1, 1],
			[3, 2],
		],
	],
	[
		'bt330-mixed',
		[
			[1, 1],
			[3, 2],
		],
	],
	['dkgmix-30-ccm', [[5, 3]]],
	['dkgmix-330-gcm', [[5, 3]]],
	['ts-threshold', [[5, 3]]],
	['invalid/A0-threshold-good', [[5, 3]]],
] as const)
	test(`${folder}: the trustees hold the election's key and are written byte for byte`, () => {
		const { trustees: text, election } = readBel(folder);
		const { public_key } = JSON.parse(election) as { public_key: string };
		const trustees = unwrap(parseTrustees(text));
		assert.is(encodePoint(trustees.electionKey), public_key);
		assert.equal(
			trustees.quorums.map((q) => [q.owners.length, q.threshold]),
			quorums,
		);
		trustees.owners.forEach(({ owner }, i) => assert.is(owner, i + 1));
		assert.is(encodeText(trusteesCodec, unwrap(decodeText(trusteesCodec, text))), text);
	});

for (const [folder, expected] of [
	['70-wrong-pok', ['trustee.possession', '[0].pok']],
	['A5-no-vk-signature', ['ceremony.key-signature', '[0].verification_keys[0].signature']],
	['A6-certs-signature', ['ceremony.dealing-signature', '[0].signatures[0]']],
] as const)
	test(`${folder} is refused for the right reason`, () => {
		assert.equal(problemsOf(readBel(`invalid/${folder}`).trustees), [expected]);
	});

test('71-extra-trustee has another key than its election', () => {
	const { trustees, election } = readBel('invalid/71-extra-trustee');
	const { public_key } = JSON.parse(election) as { public_key: string };
	assert.is.not(encodePoint(unwrap(parseTrustees(trustees)).electionKey), public_key);
});

const secrets = [randomScalar(), randomScalar()];
const group = runCeremony({ size: 3, threshold: 2 });
const entries: TrusteeEntry[] = [
	['Single', { ...makeTrusteeKey(secrets[0]!), name: 'Anna' }],
	['Pedersen', group.parameters],
	['Single', makeTrusteeKey(secrets[1]!)],
];
const text = encodeText(trusteesCodec, entries);

test('owners are numbered through the file, and know their place', () => {
	const { owners, electionKey } = unwrap(parseTrustees(text));
	assert.equal(
		owners.map((o) => [o.owner, o.entry, o.member, o.name]),
		[
			[1, 0, undefined, 'Anna'],
			[2, 1, 1, undefined],
			[3, 1, 2, undefined],
			[4, 1, 3, undefined],
			[5, 2, undefined, undefined],
		],
	);
	const held = [secrets[0]!, ...group.secrets, secrets[1]!];
	owners.forEach((o, i) => assert.ok(equalPoints(o.key.point, G.multiply(asSecret(held[i]!)))));
	owners.forEach((o, i) => {
		const signing = o.member === undefined ? held[i]! : group.keys[o.member - 1]!.signing;
		assert.ok(equalPoints(o.signingKey, G.multiply(asSecret(signing))));
	});
	const shared = modOrder(2n * group.secrets[0]! - group.secrets[1]!);
	const singles = G.multiply(asSecret(modOrder(secrets[0]! + secrets[1]!)));
	assert.ok(equalPoints(electionKey, add(singles, G.multiply(asSecret(shared)))));
});

const json: unknown = JSON.parse(text);
for (const path of leafPaths(json).filter((p) => p.at(-1) !== 'name'))
	test(`a changed ${showPath(path)} is refused at its entry`, () => {
		const problems = problemsOf(JSON.stringify(replaceLeaf(json, path, alterLeaf)));
		assert.ok(problems.length > 0);
		for (const [, place] of problems) assert.ok(place.startsWith(`[${path[0]!}]`), place);
	});

test('a key that stands twice is refused', () => {
	const twice = encodeText(trusteesCodec, [entries[0]!, entries[2]!, entries[0]!]);
	assert.equal(problemsOf(twice), [['trustee.duplicate-key', '[2]']]);
});

test('keys that cancel each other are refused even with proofs', () => {
	const opposite = makeTrusteeKey(asSecret(modOrder(0n - secrets[0]!)));
	const cancelling = encodeText(trusteesCodec, [entries[0]!, ['Single', opposite]]);
	assert.equal(problemsOf(cancelling), [['trustees.identity-key', '']]);
});

test('a trustee who holds a key alone has no signature', () => {
	const key = makeTrusteeKey(secrets[0]!);
	const signed = readTrustees([['Single', { ...key, signature: key.pok }]]);
	assert.is(!signed.ok && signed.error[0]!.code, 'trustee.unexpected-signature');
});

test('what is no list of trustees is refused', () => {
	for (const wrong of ['', '[]', '{}', '[["Single"]]', '[["Other",{}]]', '[[]]', '[1]', ` ${text}`])
		assert.is(problemsOf(wrong).length, 1, wrong);
});

test('no value at any place makes the reader crash', () => {
	const paths = leafPaths(json).flatMap((path) => path.map((_, i) => path.slice(0, i + 1)));
	fc.assert(
		fc.property(fc.constantFrom(...paths), fc.jsonValue(), (path, value) => {
			const changed = JSON.stringify(replaceLeaf(json, path, () => value));
			const isName = path.at(-1) === 'name' && typeof value === 'string';
			return changed === text || isName || problemsOf(changed).length > 0;
		}),
		{ numRuns: 200 },
	);
});

test.run();
