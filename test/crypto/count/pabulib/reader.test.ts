import assert from 'node:assert/strict';
import fc from 'fast-check';
import { suite } from 'uvu';
import { instanceOf } from '../../../../crypto/count/pabulib/instance.ts';
import type { ReadOptions } from '../../../../crypto/count/pabulib/reader.ts';
import { makePabulibReader, parsePabulib } from '../../../../crypto/count/pabulib/reader.ts';
import { formatRational } from '../../../../crypto/count/rational.ts';
import { scoresOf } from '../../../../crypto/count/instance.ts';
import { fileOf, names, textOf, unwrap } from '../elections.ts';
import { APPROVAL, CUMULATIVE, ORDINAL } from './sample.ts';

const test = suite('crypto/count/pabulib/reader');

const errorsOf = (text: string, options: ReadOptions = {}) => {
	const result = parsePabulib(text, options);
	return result.ok ? [] : result.error.map(({ code, place }) => `${code} at ${place}`);
};
const warningsOf = (text: string) =>
	unwrap(parsePabulib(text, { mode: 'tolerant' })).warnings.map((w) => `${w.code} at ${w.place}`);
const replace = (from: string, to: string, text = APPROVAL) => {
	assert.ok(text.includes(from), from);
	return text.replace(from, to);
};

test('a strict file is read without a warning, fractions of money exactly', () => {
	const { file, warnings } = unwrap(parsePabulib(APPROVAL));
	assert.deepEqual(warnings, []);
	assert.equal(formatRational(file.budget), '1331751.11');
	assert.deepEqual(
		file.projects.map((p) => [p.id, formatRational(p.cost), p.selected]),
		[
			['01', '1000000.11', 1],
			['B/2', '4000', 1],
			['c', '999999999', 0],
		],
	);
	assert.equal(file.projects[0]!.name, 'A "green" yard; with\na well');
	assert.deepEqual(file.projects[0]!.categories, ['green', 'water']);
	assert.equal(file.meta.get('local_key'), 'kept');
});

test('identical ballots are put together, as sets only when counted', () => {
	const { file } = unwrap(parsePabulib(APPROVAL));
	assert.deepEqual(
		file.ballots.map((b) => [b.projects.join('+'), b.voters]),
		[
			['01', 1],
			['01+B/2', 1],
			['B/2+01', 1],
			['c', 1],
		],
	);
	const instance = unwrap(instanceOf(file));
	assert.deepEqual(
		instance.ballots.map((b) => [b.projects, b.voters]),
		[
			[[0], 1],
			[[0, 1], 2],
			[[2], 1],
		],
	);
	assert.equal(instance.voters, 4);
	assert.deepEqual(
		instance.projects.map((p) => p.withdrawn),
		[false, false, true],
	);
});

test('points and ranks give the scores that the file states', () => {
	const points = unwrap(instanceOf(unwrap(parsePabulib(CUMULATIVE)).file));
	assert.deepEqual(scoresOf(points, 'points').map(formatRational), ['6.5', '3']);
	const ranks = unwrap(instanceOf(unwrap(parsePabulib(ORDINAL)).file));
	assert.deepEqual(scoresOf(ranks, 'rank-points').map(formatRational), ['3', '4']);
	assert.deepEqual(scoresOf(ranks, 'borda').map(formatRational), ['1', '1']);
});

test('CRLF is as good as LF', () => {
	const crlf = APPROVAL.replaceAll('\n', '\r\n');
	const { file, warnings } = unwrap(parsePabulib(crlf));
	assert.deepEqual(warnings, []);
	assert.equal(file.newline, '\r\n');
	assert.equal(file.projects[0]!.name, 'A "green" yard; with\r\na well');
});

/** Wrong however the file is read. */
const ERRORS: readonly (readonly [string, string, string])[] = [
	[
		'unknown project on a ballot',
		replace('v4;c;F', 'v4;d;F'),
		'pabulib.unknown-project at line 28, vote',
	],
	['voter id twice', replace('v4;c', 'v1;c'), 'pabulib.repeated-voter-id at line 28, voter_id'],
	['no voter id', replace('v4;c', ';c'), 'pabulib.voter-id at line 28, voter_id'],
	[
		'project id twice',
		replace('B/2;4000', '01;4000'),
		'pabulib.repeated-project-id at line 21, project_id',
	],
	['no project id', replace('B/2;4000', ';4000'), 'pabulib.project-id at line 21, project_id'],
	['key twice', replace('local_key;', 'country;'), 'pabulib.repeated-key at line 16, country'],
	['negative cost', replace(';4000.0;', ';-4000;'), 'pabulib.cost at line 21, cost'],
	['cost of nothing', replace(';4000.0;', ';0.00;'), 'pabulib.cost at line 21, cost'],
	['NaN as cost', replace(';4000.0;', ';NaN;'), 'pabulib.decimal at line 21, cost'],
	['exponent as cost', replace(';4000.0;', ';1e999;'), 'pabulib.decimal at line 21, cost'],
	['Infinity as cost', replace(';4000.0;', ';Infinity;'), 'pabulib.decimal at line 21, cost'],
	['hexadecimal cost', replace(';4000.0;', ';0x10;'), 'pabulib.decimal at line 21, cost'],
	['comma as decimal sign', replace('1331751.11', '1331751,11'), 'pabulib.decimal at META, budget'],
	[
		'a hundred thousand digits',
		replace('4000.0', '9'.repeat(100_000)),
		'pabulib.decimal at line 21, cost',
	],
	['negative budget', replace('1331751.11', '-1'), 'pabulib.budget at META, budget'],
	['no budget', replace('budget;1331751.11\n', ''), 'pabulib.missing-key at META, budget'],
	['unknown vote type', replace(';approval', ';quadratic'), 'pabulib.vote-type at META, vote_type'],
	[
		'selected 4',
		replace('Benches;green;1', 'Benches;green;4'),
		'pabulib.selected at line 21, selected',
	],
	[
		'votes that are no number',
		replace('4000.0;2;', '4000.0;two;'),
		'pabulib.integer at line 21, votes',
	],
	['too few fields', replace('v4;c;F', 'v4;c'), 'pabulib.field-count at line 28'],
	['too many fields', replace('v4;c;F', 'v4;c;F;'), 'pabulib.field-count at line 28'],
	['ballots cut off', replace('v4;c;F\n', ''), 'pabulib.count at META, num_votes'],
	[
		'more projects than stated',
		replace('projects;3', 'projects;2'),
		'pabulib.count at META, num_projects',
	],
	['cut off in META', APPROVAL.slice(0, 60), 'pabulib.section at end'],
	['cut off in PROJECTS', APPROVAL.slice(0, APPROVAL.indexOf('VOTES')), 'pabulib.section at end'],
	['empty', '', 'pabulib.section at end'],
	[
		'cut off in quotes',
		APPROVAL.slice(0, APPROVAL.indexOf('a well')),
		'pabulib.unclosed-quote at line 19',
	],
	['section left out', replace('PROJECTS\n', 'VOTES\n'), 'pabulib.section at line 17'],
	['no META', replace('META\n', ''), 'pabulib.section at line 1'],
	['section twice', `${APPROVAL}META\n`, 'pabulib.section at line 29'],
	[
		'column twice',
		replace('voter_id;vote;sex', 'voter_id;vote;vote'),
		'pabulib.repeated-column at line 24',
	],
	[
		'column missing',
		replace('voter_id;vote;sex', 'voter_id;note;sex'),
		'pabulib.column at line 24',
	],
	['no points', replace('points\n1;a;4', 'note\n1;a;4', CUMULATIVE), 'pabulib.column at line 21'],
	[
		'too few points',
		replace('2.5,1', '3.5', CUMULATIVE),
		'pabulib.points-count at line 23, points',
	],
	[
		'negative points',
		replace('2.5,1', '4.5,-1', CUMULATIVE),
		'pabulib.negative-points at line 23, points',
	],
	['points NaN', replace('2.5,1', '2.5,NaN', CUMULATIVE), 'pabulib.decimal at line 23, points'],
	['control character', replace('Benches', 'Ben\0ches'), 'pabulib.control-character at line 21'],
];
for (const [what, text, wanted] of ERRORS)
	test(`${what}: refused in both modes, with its place`, () => {
		for (const mode of ['strict', 'tolerant'] as const) {
			const errors = errorsOf(text, { mode });
			assert.ok(
				errors.some((e) => e === wanted || e.startsWith(`${wanted},`)),
				`${mode}: ${errors.join('; ')}`,
			);
		}
	});

/** Refused in strict mode; read with a warning in tolerant mode. */
const QUIRKS: readonly (readonly [string, string, string])[] = [
	['byte order mark', `\ufeff${APPROVAL}`, 'pabulib.byte-order-mark at line 1'],
	['title in small letters', replace('VOTES', 'votes'), 'pabulib.section-title at line 23'],
	['space around a field', replace('v4;c;F', 'v4; c;F'), 'pabulib.whitespace at line 28, vote'],
	['space in a list', replace('v2;01,B/2', 'v2;01, B/2'), 'pabulib.whitespace at line 26, vote'],
	['space around a value', replace('budget;', 'budget; '), 'pabulib.whitespace at line 9, budget'],
	['blank line inside', replace('VOTES', '\nVOTES'), 'pabulib.blank-line at line 23'],
	['quotes inside a field', replace('Benches', 'Ben"ches'), 'pabulib.quote at line 21'],
	['text after a quoted field', replace('a well"', 'a well"s'), 'pabulib.quote at line 20'],
	[
		'project twice on a ballot',
		replace('v4;c;F', 'v4;c,c;F'),
		'pabulib.repeated-project at line 28, vote',
	],
	['empty ballot', replace('v4;c;F', 'v4;;F'), 'pabulib.ballot-length at line 28, vote'],
	['long ballot', replace('v4;c;F', 'v4;01,B/2,c;F'), 'pabulib.ballot-length at line 28, vote'],
	[
		'choose-1 with two',
		replace(';approval', ';choose-1'),
		'pabulib.ballot-length at line 26, vote',
	],
	[
		'dear ballot',
		replace('max_length;2', 'max_sum_cost;1000001'),
		'pabulib.ballot-cost at line 26, vote',
	],
	[
		'cheap ballot',
		replace('max_length;2', 'min_sum_cost;1000001'),
		'pabulib.ballot-cost at line 25, vote',
	],
	['votes that are wrong', replace('4000.0;2;', '4000.0;3;'), 'pabulib.votes at line 21, votes'],
	[
		'score that is wrong',
		replace('50;2;3', '50;2;4', CUMULATIVE),
		'pabulib.score at line 19, score',
	],
	['ordinal score', replace('50;3;4', '50;3;2', ORDINAL), 'pabulib.score at line 17, score'],
	[
		'too many points',
		replace('1;a;4', '1;a;6', CUMULATIVE),
		'pabulib.ballot-points at line 22, points',
	],
	[
		'selected beyond the budget',
		replace('Withdrawn;;0', 'Withdrawn;;1'),
		'pabulib.selected-cost at PROJECTS, selected',
	],
	[
		'undeclared category',
		replace('local_key;kept', 'categories;water'),
		'pabulib.category at line 19, category',
	],
	['unknown rule', replace('rule;greedy', 'rule;fair'), 'pabulib.rule at META, rule'],
	['wrong date', replace('01.05.2026', '2026-05-01'), 'pabulib.date at META, date_begin'],
	['flag 0', replace('local_key;kept', 'fully_funded;0'), 'pabulib.flag at META, fully_funded'],
	[
		'bounds the wrong way',
		replace('min_length;1', 'min_length;3'),
		'pabulib.bounds at META, max_length',
	],
	[
		'no country',
		replace('country;Ukraine', 'country;None'),
		'pabulib.missing-key at META, country',
	],
	[
		'no max_sum_points',
		replace('max_sum_points;5', 'note;5', CUMULATIVE),
		'pabulib.missing-key at META, max_sum_points',
	],
	[
		'amounts without labels',
		replace('local_key;kept', 'budget_per_category;1,2'),
		'pabulib.label-count at META, budget_per_category',
	],
];
for (const [what, text, wanted] of QUIRKS)
	test(`${what}: refused in strict mode, a warning in tolerant mode`, () => {
		const found = (list: readonly string[]) => list.some((e) => e.startsWith(wanted));
		assert.ok(found(errorsOf(text)), errorsOf(text).join('; '));
		assert.ok(found(warningsOf(text)), warningsOf(text).join('; '));
	});

test('tolerant reading repairs what it accepts', () => {
	const messy = replace('v2;01,B/2', 'v2 ; 01 , B/2').replace('VOTES', ' Votes');
	const { file } = unwrap(parsePabulib(`\ufeff${messy}\n\n`, { mode: 'tolerant' }));
	assert.deepEqual(file.ballots, unwrap(parsePabulib(APPROVAL)).file.ballots);
});

test('a project listed twice counts once, though the votes column counts both', () => {
	const text = replace('v4;c;F', 'v4;c,c;F').replace('999999999;1', '999999999;2');
	const { file, warnings } = unwrap(parsePabulib(text, { mode: 'tolerant' }));
	assert.deepEqual(
		warnings.map((w) => w.code),
		['pabulib.repeated-project'],
	);
	assert.equal(unwrap(instanceOf(file)).ballots.at(-1)!.projects.length, 1);
});

test('every finding is reported, not only the first', () => {
	const text = replace('4000.0', '-1').replace('v4;c;F', 'v4;x,y;F').replace('v2;', 'v1;');
	assert.equal(errorsOf(text).length >= 4, true);
});

test('columns may stand in any order after the first, and META too with a warning', () => {
	const swapped = replace('country;Ukraine\nunit;Viche', 'unit;Viche\ncountry;Ukraine');
	const { warnings } = unwrap(parsePabulib(swapped));
	assert.deepEqual(
		warnings.map((w) => w.code),
		['pabulib.field-order'],
	);
	const columns = replace('voter_id;vote;sex', 'voter_id;sex;vote').replaceAll(
		/^(v\d);([^;]*);(.)$/gm,
		'$1;$3;$2',
	);
	assert.deepEqual(
		unwrap(parsePabulib(columns)).file.ballots,
		unwrap(parsePabulib(APPROVAL)).file.ballots,
	);
});

const LIMITS: readonly (readonly [string, ReadOptions['limits'], string])[] = [
	['text', { characters: 300 }, 'pabulib.too-long'],
	['record', { recordCharacters: 40 }, 'pabulib.record-too-long'],
	['fields', { fields: 5 }, 'pabulib.too-many-fields'],
	['projects', { projects: 2 }, 'pabulib.too-many-projects'],
	['ballots', { ballots: 3 }, 'pabulib.too-many-ballots'],
];
for (const [what, limits, code] of LIMITS)
	test(`more ${what} than the limit is refused`, () => {
		assert.ok(errorsOf(APPROVAL, { limits: limits! }).some((e) => e.startsWith(code)));
	});

test('a quoted field that never ends is refused at the limit, in linear time', () => {
	const reader = makePabulibReader();
	reader.push('META\nkey;value\ndescription;"');
	for (let i = 0; i < 40_000; i++) reader.push('endless line of text without a quote\n');
	const result = reader.finish();
	assert.ok(!result.ok && result.error.some((e) => e.code === 'pabulib.record-too-long'));
});

test('a line of nothing but quoted fields does not exhaust the stack', () => {
	assert.ok(errorsOf(`META\n${'"";'.repeat(200_000)}`)[0]!.startsWith('pabulib.too-many-fields'));
});

test('text cut anywhere is read as the whole', () => {
	const whole = unwrap(parsePabulib(APPROVAL));
	const oneByOne = makePabulibReader();
	for (const character of APPROVAL) oneByOne.push(character);
	assert.deepEqual(unwrap(oneByOne.finish()), whole);
	const text = APPROVAL.replaceAll('\n', '\r\n');
	const wanted = unwrap(parsePabulib(text));
	fc.assert(
		fc.property(fc.array(fc.nat(text.length), { maxLength: 8 }), (cuts) => {
			const reader = makePabulibReader();
			let from = 0;
			for (const to of [...cuts.sort((a, b) => a - b), text.length]) {
				reader.push(text.slice(from, to));
				from = to;
			}
			assert.deepEqual(unwrap(reader.finish()), wanted);
		}),
		{ seed: 7 },
	);
});

test('a stream of many ballots is held as its few distinct ones', () => {
	const reader = makePabulibReader({ keepVotes: false });
	reader.push(
		APPROVAL.slice(0, APPROVAL.indexOf('v1;'))
			.replace('num_votes;4', 'num_votes;60000')
			.replace(';3;"A', ';40000;"A')
			.replace('.0;2;', '.0;40000;')
			.replace('999;1;', '999;0;'),
	);
	for (let i = 0; i < 60_000; i++) reader.push(`w${i};${['01', 'B/2', '01,B/2'][i % 3]!};F\n`);
	const { file } = unwrap(reader.finish());
	assert.deepEqual(
		file.ballots.map((b) => b.voters),
		[20_000, 20_000, 20_000],
	);
	assert.equal(file.voteTable.rows.length, 0);
});

test('of the real files only two break a rule, both known', () => {
	const broken = names.filter((name) => !parsePabulib(textOf(name)).ok);
	assert.deepEqual(broken, ['Netherlands_Amsterdam_604', 'Worldwide_Mechanical_Turk_Utilities_3']);
	for (const name of broken) assert.ok(fileOf(name).voters > 0);
});

const fragments = [
	'META',
	'PROJECTS',
	'VOTES',
	'\n',
	'\r\n',
	';',
	'"',
	'""',
	',',
	'key;value\n',
	'budget;1',
	'project_id;cost\n',
	'voter_id;vote\n',
	'1e999',
	'NaN',
	'-1',
	'\0',
	'\ufeff',
	'\ud800',
	'None',
	' ',
];
test('whatever the text, the reader answers with findings or a file that can be counted', () => {
	const edit = fc.tuple(
		fc.nat(900),
		fc.nat(9),
		fc.oneof(fc.constantFrom(...fragments), fc.string()),
	);
	const damaged = fc
		.tuple(fc.constantFrom(APPROVAL, CUMULATIVE, ORDINAL), fc.array(edit))
		.map(([text, edits]) => {
			let result: string = text;
			for (const [at, remove, insert] of edits)
				result = result.slice(0, at) + insert + result.slice(at + remove);
			return result;
		});
	const invented = fc
		.array(fc.oneof(fc.constantFrom(...fragments), fc.string({ unit: 'binary' })))
		.map((a) => a.join(''));
	fc.assert(
		fc.property(
			fc.oneof(damaged, invented),
			fc.constantFrom('strict' as const, 'tolerant' as const),
			(text, mode) => {
				const result = parsePabulib(text, { mode });
				if (result.ok) assert.ok(instanceOf(result.value.file).ok);
				else {
					assert.ok(result.error.length > 0);
					for (const { code, message } of result.error)
						assert.ok(/^pabulib\.[a-z-]+$/.test(code) && message);
				}
			},
		),
		{ numRuns: 2000, seed: 11 },
	);
});

test.run();
