import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { chooseEncoding, ENCODINGS, type EncodingName } from '../../../crypto/budget/encoding.ts';
import { ballotsOf, potOf, ruleOf } from '../../../crypto/budget/from-pabulib.ts';
import { countPot, readOutcome } from '../../../crypto/budget/outcome.ts';
import { checkPot, findSpoil, potCodec, type Pot } from '../../../crypto/budget/pot.ts';
import type { Limits, PotBallot } from '../../../crypto/budget/ballot.ts';
import { choicesOf, questionsOf } from '../../../crypto/budget/question.ts';
import { decodeText, encodeText } from '../../../crypto/codec.ts';
import { parsePabulib } from '../../../crypto/count/pabulib/reader.ts';
import { typeOf } from '../../../crypto/election/questions/index.ts';
import { embedBytes, extractBytes } from '../../../crypto/election/questions/non-homomorphic.ts';

const test = suite('crypto/budget');
const FOLDER = new URL('../../fixtures/pabulib/instances/', import.meta.url);

function fileOf(name: string) {
	const read = parsePabulib(readFileSync(new URL(`${name}.pb`, FOLDER), 'utf8'), {
		mode: 'tolerant',
	});
	if (!read.ok) throw new Error(read.error[0]!.message);
	return read.value.file;
}

function makePot(count: number, kind: Pot['kind'], limits: Partial<Limits> = {}): Pot {
	const base = {
		v: 1 as const,
		id: 'pot',
		title: 'Pot',
		currency: 'UAH',
		budget: '1000',
		projects: Array.from({ length: count }, (_, i) => ({
			id: `p${i + 1}`,
			name: `Project ${i + 1}`,
			cost: String(10 * (i + 1)),
			categories: [],
			withdrawn: false,
		})),
		kind,
		limits: { minLength: 1, maxLength: count, ...limits },
		rule: { name: 'greedy', options: {} },
	};
	return { ...base, carried: chooseEncoding(base) ?? 'sum' };
}

const subset = (count: number, most: number) =>
	fc.uniqueArray(fc.nat(count - 1), { maxLength: Math.min(most, count) });

function ballotFor(pot: Pot): fc.Arbitrary<PotBallot> {
	const chosen = subset(pot.projects.length, pot.limits.maxLength);
	if (pot.kind === 'ordinal') return chosen.map((projects) => ({ projects }));
	const sorted = chosen.map((list) => [...list].sort((a, b) => a - b));
	if (pot.kind === 'approval') return sorted.map((projects) => ({ projects }));
	return sorted.chain((projects) =>
		fc
			.array(fc.integer({ min: 1, max: 255 }), {
				minLength: projects.length,
				maxLength: projects.length,
			})
			.map((points) => ({ projects, points })),
	);
}

const POTS: [EncodingName, Pot][] = [
	['bitmap', makePot(1, 'approval')],
	['bitmap', makePot(64, 'approval')],
	['bitmap', makePot(240, 'approval')],
	['numbers', makePot(241, 'approval', { maxLength: 30 })],
	['numbers', makePot(256, 'approval', { maxLength: 15 })],
	['ranking', makePot(9, 'ordinal')],
	['ranking', makePot(300, 'ordinal', { maxLength: 7 })],
	['points', makePot(30, 'points', { maxPoints: 255 })],
	['numbered-points', makePot(31, 'points', { maxPoints: 10, maxLength: 15 })],
	['numbered-points', makePot(400, 'points', { maxSumPoints: 255, maxLength: 10 })],
];

for (const [name, pot] of POTS)
	test(`${name} of ${pot.projects.length} projects: every ballot has its bytes, and they fit a group element`, () => {
		assert.is(pot.carried, name);
		assert.equal(checkPot(pot), []);
		const encoding = ENCODINGS[name];
		assert.is(encoding.labels(pot).length, encoding.length(pot));
		fc.assert(
			fc.property(ballotFor(pot), (ballot) => {
				const bytes = encoding.encode(pot, ballot);
				assert.is(bytes.length, encoding.length(pot));
				assert.equal(encoding.decode(pot, bytes), { ok: true, value: ballot });
			}),
		);
		const [ballot] = fc.sample(ballotFor(pot), 1) as [PotBallot];
		const bytes = encoding.encode(pot, ballot);
		assert.equal(extractBytes(embedBytes(bytes), bytes.length), bytes);
	});

test('any bytes are either one ballot, which encodes to just these bytes, or spoiled', () => {
	for (const [name, pot] of POTS) {
		const encoding = ENCODINGS[name];
		const length = encoding.length(pot);
		const small = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 12 }), fc.nat(255));
		fc.assert(
			fc.property(fc.array(small, { minLength: length, maxLength: length }), (bytes) => {
				const ballot = encoding.decode(pot, bytes);
				if (!ballot.ok) assert.match(ballot.error.code, /^spoiled\./);
				else if (findSpoil(pot, ballot.value) === undefined)
					assert.equal(encoding.encode(pot, ballot.value), bytes);
			}),
			{ numRuns: 50 },
		);
	}
});

test('bytes that are no ballot are refused by name', () => {
	const code = (pot: Pot, bytes: number[]) => {
		const ballot = ENCODINGS[pot.carried as EncodingName].decode(pot, bytes);
		return ballot.ok ? 'ok' : ballot.error.code;
	};
	const bits = makePot(3, 'approval');
	assert.is(code(bits, [0b1110_0000]), 'ok');
	assert.is(code(bits, [0b0001_0000]), 'spoiled.unknown-project');
	const list = makePot(250, 'approval', { maxLength: 3 });
	assert.is(code(list, [1, 2, 0]), 'ok');
	assert.is(code(list, [2, 1, 0]), 'spoiled.encoding');
	assert.is(code(list, [1, 1, 0]), 'spoiled.encoding');
	assert.is(code(list, [1, 0, 2]), 'spoiled.encoding');
	assert.is(code(list, [251, 0, 0]), 'spoiled.unknown-project');
	const wide = makePot(300, 'ordinal', { maxLength: 2 });
	assert.is(code(wide, [1, 44, 0, 1]), 'ok');
	assert.is(code(wide, [1, 45, 0, 0]), 'spoiled.unknown-project');
	const pairs = makePot(40, 'points', { maxPoints: 9, maxLength: 2 });
	assert.is(code(pairs, [1, 5, 2, 5]), 'ok');
	assert.is(code(pairs, [2, 5, 1, 5]), 'spoiled.encoding');
	assert.is(code(pairs, [1, 0, 0, 0]), 'spoiled.encoding');
	assert.is(code(pairs, [0, 5, 0, 0]), 'spoiled.unknown-project');
});

test('the limits of a pot spoil a ballot, each by its name', () => {
	const pot = makePot(5, 'points', {
		minLength: 2,
		maxLength: 3,
		minSumCost: '30',
		maxSumCost: '90',
		minPoints: 2,
		maxPoints: 6,
		minSumPoints: 5,
		maxSumPoints: 10,
	});
	const spoil = (projects: number[], points: number[]) => findSpoil(pot, { projects, points });
	assert.is(spoil([0, 1], [3, 4]), undefined);
	assert.is(spoil([0, 0], [3, 4]), 'spoiled.repeated-project');
	assert.is(spoil([0], [3]), 'spoiled.too-few-projects');
	assert.is(spoil([0, 1, 2, 3], [3, 3, 3, 3]), 'spoiled.too-many-projects');
	assert.is(spoil([2, 4, 3], [3, 3, 3]), 'spoiled.too-dear');
	assert.is(
		findSpoil({ ...pot, limits: { ...pot.limits, minSumCost: '31' } }, { projects: [0, 1] }),
		'spoiled.too-cheap',
	);
	assert.is(spoil([0, 1], [1, 4]), 'spoiled.points-of-project');
	assert.is(spoil([0, 1], [7, 2]), 'spoiled.points-of-project');
	assert.is(spoil([0, 1], [2, 2]), 'spoiled.too-few-points');
	assert.is(spoil([0, 1], [6, 5]), 'spoiled.too-many-points');
});

test('a pot that cannot be held is refused', () => {
	const good = makePot(4, 'approval');
	const codes = (change: Partial<Pot>) => checkPot({ ...good, ...change }).map((p) => p.code);
	assert.equal(codes({}), []);
	assert.equal(codes({ limits: { minLength: 3, maxLength: 2 } }), ['pot.limits']);
	assert.equal(codes({ limits: { minLength: 1, maxLength: 5 } }), ['pot.limits']);
	assert.equal(codes({ carried: 'points' }), ['pot.encoding']);
	assert.equal(codes({ carried: 'sum', rule: { name: 'equal-shares', options: {} } }), [
		'pot.rule-needs-ballots',
	]);
	assert.equal(codes({ carried: 'sum', limits: { ...good.limits, maxSumCost: '5' } }), [
		'pot.rule-needs-ballots',
	]);
	assert.equal(codes({ rule: { name: 'nobody', options: {} } }), ['count.unknown-rule']);
	assert.equal(codes({ rule: { name: 'greedy', options: { utility: 'cost' } } }), ['count.option']);
	assert.equal(
		codes({
			projects: [good.projects[0]!, good.projects[0]!],
			limits: { minLength: 1, maxLength: 1 },
		}),
		['count.duplicate-project'],
	);
	assert.is(chooseEncoding(makePot(300, 'approval', { maxLength: 16 })), undefined);
});

test('a pot is written and read again, in any order of fields', () => {
	const pot = makePot(3, 'points', { maxPoints: 5 });
	const read = decodeText(potCodec, encodeText(potCodec, pot));
	assert.equal(read, { ok: true, value: pot });
	const unknown = decodeText(potCodec, JSON.stringify({ ...pot, budget: '-1' }));
	assert.is(unknown.ok ? '' : `${unknown.error.code} ${unknown.error.place}`, 'pot.amount budget');
});

test('blank and spoiled ballots are counted apart and never dropped', () => {
	const pot = makePot(3, 'approval', { maxLength: 2 });
	const ballots = [[0b1000_0000], [0b1110_0000], [0], [0b0001_0000], [0b0100_0000], [0b1000_0000]];
	const outcome = readOutcome(pot, { ballots, notCanonical: new Set([4]) }, 6);
	assert.ok(outcome.ok);
	const { valid, blank, spoiled, totals } = outcome.value;
	assert.equal({ valid, blank, totals }, { valid: 2, blank: 1, totals: [2, 0, 0] });
	assert.equal(spoiled, [
		{ code: 'spoiled.unknown-project', bytes: '10' },
		{ code: 'spoiled.embedding', bytes: '40' },
		{ code: 'spoiled.too-many-projects', bytes: 'e0' },
	]);
	const codeOf = (r: ReturnType<typeof readOutcome>) => (r.ok ? 'ok' : r.error.code);
	assert.is(codeOf(readOutcome(pot, { ballots: [[1, 2]] }, 1)), 'outcome.shape');
	assert.is(codeOf(readOutcome(pot, { counts: [1n, 0n, 0n, 0n] }, 1)), 'outcome.shape');
	const sums: Pot = { ...pot, carried: 'sum' };
	assert.is(codeOf(readOutcome(sums, { counts: [1n, 3n, 0n, 0n] }, 2)), 'outcome.too-many');
	assert.is(codeOf(readOutcome(sums, { ballots: [] }, 2)), 'outcome.shape');
});

/** The decrypted parts that ballots of these choices would give. */
function tally(pot: Pot, ballots: readonly PotBallot[]) {
	const [question] = questionsOf([pot]);
	const choices = ballots.map((b) => choicesOf([pot], [b])[0] as readonly number[]);
	for (const choice of choices) assert.is(typeOf(question!).refuse(question!, choice), undefined);
	if (pot.carried !== 'sum') return { ballots: choices };
	return {
		counts: choices.reduce(
			(sum, c) => sum.map((n, i) => n + BigInt(c[i]!)),
			choices[0]!.map(() => 0n),
		),
	};
}

const reproducible = readdirSync(FOLDER)
	.map((f) => f.replace(/\.pb$/, ''))
	.filter((f) => /Gdynia|Wieliczka|Krakow_2022|Swiecie|Katowice|Poznan_2023_11/.test(f));

for (const name of reproducible)
	test(`${name}: carried by ballots, the winners are those that the city recorded`, () => {
		const file = fileOf(name);
		// 2 and 3 are money from elsewhere, which only the top-up rule knows of.
		const most = ruleOf(file)?.name === 'greedy-top-up' ? 3 : 1;
		const funded = (selected = 0) => selected > 0 && selected <= most;
		const recorded = file.projects.filter((p) => funded(p.selected)).map((p) => p.id);
		for (const mode of ['mix', 'sum'] as const) {
			const made = potOf(file, { id: 'pot', mode });
			if (mode === 'sum' && !made.ok) {
				assert.equal(
					made.error.map((p) => p.code),
					['pot.rule-needs-ballots'],
					name,
				);
				continue;
			}
			assert.ok(made.ok, name);
			const ballots = ballotsOf(file, made.value);
			assert.ok(ballots.ok);
			const outcome = readOutcome(made.value, tally(made.value, ballots.value), file.voters);
			assert.ok(outcome.ok);
			assert.equal(outcome.value.spoiled, []);
			const counted = countPot(made.value, outcome.value, '00'.repeat(32));
			assert.ok(counted.ok);
			if (recorded.length > 0)
				assert.equal([...counted.value.winners].sort(), recorded.sort(), `${name} ${mode}`);
		}
	});

test('every city rule that is known by name makes a pot, in one mode at least', () => {
	for (const f of readdirSync(FOLDER)) {
		const file = fileOf(f.replace(/\.pb$/, ''));
		const made = potOf(file, {
			id: 'pot',
			...(ruleOf(file) ? {} : { rule: { name: 'greedy', options: {} } }),
		});
		if (made.ok) continue;
		assert.ok(
			made.error.every((p) => ['pot.too-long', 'pot.encoding'].includes(p.code)),
			`${f} ${JSON.stringify(made.error)}`,
		);
	}
});

test.run();
