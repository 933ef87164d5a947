import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { payloadsOf, readRecords } from './support/archive.ts';
import { makeThresholdTrustees } from './support/belenios-ceremony.ts';
import {
	castVotes,
	closeVote,
	decryptResult,
	type Decrypter,
	openElection,
	shuffleBallots,
} from './support/belenios-election.ts';
import {
	addEvent,
	computeResult,
	decryptThreshold,
	derivePublicCredential,
	generateTrusteeKey,
	type Keys,
	verifyArchive,
	type Voter,
} from './support/belenios-tool.ts';

const APPROVAL = { answers: ['a', 'b', 'c'], min: 0, max: 2, question: 'Approve' };
const RANKING = {
	type: 'NonHomomorphic',
	value: { answers: ['a', 'b', 'c'], question: 'Rank' },
};
const LISTS = {
	type: 'Lists',
	value: {
		answers: [
			['A', 'a1', 'a2'],
			['B', 'b1'],
		],
		question: 'List',
	},
};
const VOTERS: Voter[] = [{ login: 'v1' }, { login: 'v2' }, { login: 'v3' }];

async function open(questions: object[], keys: Keys, voters = VOTERS) {
	const election = await openElection({ questions, voters, keys });
	const by = (login: string, ...choice: unknown[]) => ({
		privateCredential: election.privateCredentials[login]!,
		choice,
	});
	return { ...election, by };
}

async function singleTrustees(count: number): Promise<{ keys: Keys; decrypters: Decrypter[] }> {
	const made = await Promise.all(Array.from({ length: count }, generateTrusteeKey));
	return {
		keys: { publicKeys: made.map((m) => m.publicKey) },
		decrypters: made.map((m, i) => ({ owner: i + 1, privateKey: m.privateKey })),
	};
}

async function assertResult(bel: Uint8Array, result: unknown) {
	const verdict = await verifyArchive(bel);
	assert.ok(verdict.accepted, JSON.stringify(verdict));
	assert.deepEqual(payloadsOf(bel, 'Result'), [JSON.stringify({ result })]);
}

const test = suite('interop/belenios-elections');

test('holds an election with weights, lists and a revote', async () => {
	const { keys, decrypters } = await singleTrustees(2);
	const voters = [{ login: 'v1', weight: 1 }, { login: 'v2', weight: 5 }, { login: 'v3' }];
	const { bel, by } = await open([APPROVAL, LISTS], keys, voters);
	const listA = [
		[1, 1, 0],
		[0, 0],
	];
	const listB = [
		[0, 0, 0],
		[1, 1],
	];
	const closed = await closeVote(
		await castVotes(bel, [
			by('v1', [1, 1, 0], listA),
			by('v2', [0, 1, 0], listA),
			by('v1', [0, 0, 1], listB),
		]),
	);
	const expected = [
		[0, 5, 1],
		[
			[5, 5, 0],
			[1, 1],
		],
	];
	await assertResult(await decryptResult(closed, decrypters), expected);
});

test('holds an election with a ranking and shuffles', async () => {
	const { keys, decrypters } = await singleTrustees(2);
	const { bel, by } = await open([RANKING], keys);
	const votes = [by('v1', [1, 2, 3]), by('v2', [3, 2, 1])];
	const shuffled = await shuffleBallots(await closeVote(await castVotes(bel, votes)), [1, 2]);
	const published = await decryptResult(shuffled, decrypters);
	const verdict = await verifyArchive(published);
	assert.ok(verdict.accepted, JSON.stringify(verdict));
	const { result } = JSON.parse(payloadsOf(published, 'Result')[0]!) as { result: number[][][] };
	assert.deepEqual(result[0]!.sort(), [
		[1, 2, 3],
		[3, 2, 1],
	]);
});

test('any two of three threshold trustees decrypt beside a single one, one does not', async () => {
	const single = await singleTrustees(1);
	const { threshold, trustees } = await makeThresholdTrustees(2, 3);
	const { bel, by } = await open([APPROVAL], { ...single.keys, threshold });
	const closed = await closeVote(await castVotes(bel, [by('v1', [1, 0, 0]), by('v3', [1, 0, 1])]));
	const decrypters = trustees.map((trustee, i) => ({ owner: i + 2, ...trustee }));
	for (const [a, b] of [
		[0, 1],
		[0, 2],
		[1, 2],
	] as const)
		// prettier-ignore
		await assertResult(
			await decryptResult(closed, [...single.decrypters, decrypters[a]!, decrypters[b]!]),
			[[2, 0, 1]],
		);
	const { owner, key, decryptionKey } = decrypters[0]!;
	const share = await decryptThreshold(closed, owner, key, decryptionKey);
	await assert.rejects(computeResult(await addEvent(closed, 'PartialDecryption', share)));
});

test('a credential is derived as it was drawn', async () => {
	const { keys } = await singleTrustees(1);
	const { bel, uuid, privateCredentials } = await open([APPROVAL], keys);
	const derived = await Promise.all(
		Object.values(privateCredentials).map((c) => derivePublicCredential(uuid, c)),
	);
	const listed = JSON.parse(
		readRecords(bel)
			.map((r) => r.content)
			.find((text) => text.startsWith('["') && text.includes(derived[0]!))!,
	) as string[];
	assert.deepEqual(listed.sort(), derived.sort());
});

test.run();
