/** Real editions of real cities, brought here, counted by the city's rule, taken away again, and brought back. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { ballotsOf, potOf } from '../../../crypto/budget/from-pabulib.ts';
import { countPot, type PotOutcome } from '../../../crypto/budget/outcome.ts';
import { findSpoil, potInstance, type Pot } from '../../../crypto/budget/pot.ts';
import { encodePotAsPabulib } from '../../../crypto/budget/to-pabulib.ts';
import { votesOf } from '../../../crypto/count/instance.ts';
import type { PabulibFile } from '../../../crypto/count/pabulib/file.ts';
import { parsePabulib } from '../../../crypto/count/pabulib/reader.ts';
import { fileOf, names, unwrap } from '../count/elections.ts';

const test = suite('crypto/budget, editions of Pabulib');
const LOT = '00'.repeat(32);
const OCCASION = { country: 'Україна', unit: 'Громада', instance: '2027' };
/** 2027-01-15 and 2027-01-26. */
const DATES = { opens: 1_800_000_000, closes: 1_801_000_000 };

/** The ballots that are missing were on paper. */
const WITHOUT_PAPER = ['Hungary_Budapest_2025_XI_Ujbuda', 'Hungary_Veszprem_2025'];
/** Reserve money came later, and how much is not in the file. */
const WITH_RESERVE = [
	'Poland_Poznan_2025_2_-_Kiekrz_Krzyzowniki-Smochowice_Podolany_Strzeszyn__large',
];

/** By the city's rule; where the file names none that is known, by most votes. */
const importPot = (file: PabulibFile) => {
	const own = potOf(file, { id: 'pot', mode: 'mix' });
	if (own.ok || own.error[0]!.code !== 'pot.unknown-rule') return own;
	return potOf(file, { id: 'pot', mode: 'mix', rule: { name: 'greedy', options: {} } });
};

/** What this platform would count: a ballot beyond the limits is spoiled here. */
function outcomeOf(file: PabulibFile, pot: Pot): PotOutcome {
	const kept = unwrap(ballotsOf(file, pot)).filter(
		(ballot) => findSpoil(pot, ballot) === undefined,
	);
	const instance = unwrap(potInstance(pot, kept));
	return { valid: instance.voters, blank: 0, spoiled: [], totals: votesOf(instance), instance };
}

/** Funded in any way that the rule knows: `2` and `3` are those that a reserve paid for. */
const selectedIn = (file: PabulibFile, pot: Pot): string[] => {
	const counts = pot.rule.name === 'greedy-top-up' ? [1, 2, 3] : [1];
	return file.projects.filter((p) => counts.includes(p.selected ?? 0)).map((p) => p.id);
};

const seen = { imported: 0, asRecorded: 0, notHere: [] as string[] };

for (const name of names)
	test(`${name}: imported, counted, exported, and the same again`, () => {
		const file = fileOf(name);
		const made = importPot(file);
		if (!made.ok) {
			assert.deepEqual(
				made.error.map(({ code }) => code),
				['pot.too-long'],
			);
			seen.notHere.push(name);
			return;
		}
		const pot = made.value;
		const outcome = outcomeOf(file, pot);
		const count = unwrap(countPot(pot, outcome, LOT));
		const recorded = file.projects.some((p) => p.selected !== undefined);
		if (recorded && ![...WITHOUT_PAPER, ...WITH_RESERVE].includes(name)) {
			assert.deepEqual(count.winners.toSorted(), selectedIn(file, pot).toSorted());
			seen.asRecorded++;
		}
		const text = encodePotAsPabulib(pot, outcome, count, { ...OCCASION, ...DATES });
		const read = unwrap(parsePabulib(text, { mode: 'strict' }));
		assert.deepEqual(read.warnings, []);
		const again = unwrap(importPot(read.file));
		assert.deepEqual(again, pot);
		assert.deepEqual(outcomeOf(read.file, again), outcome);
		assert.deepEqual(selectedIn(read.file, again).toSorted(), count.winners.toSorted());
		assert.deepEqual(unwrap(countPot(again, outcomeOf(read.file, again), LOT)), count);
		seen.imported++;
	});

test('at least 25 editions came through, and 20 of them as the city recorded', () => {
	assert.deepEqual(seen.notHere, []);
	assert.ok(seen.imported >= 25, `${seen.imported} imported`);
	assert.ok(seen.asRecorded >= 20, `${seen.asRecorded} as recorded`);
});

test.run();
