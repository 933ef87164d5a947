import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { ageOn, findRefusal, isDate } from '../../../server/electorate/eligibility.ts';
import {
	isPlausible,
	isTaxNumber,
	writeNumber,
} from '../../../server/electorate/registry-number.ts';

const test = suite('server/electorate/eligibility');
const RULE = { minAge: 14, on: '2027-03-01', territories: ['UA0512'], bases: ['registered'] };
const PERSON = {
	domain: 'ua.rnokpp',
	number: '1234567899',
	born: '2013-03-01',
	territory: 'UA05120030000012345',
	basis: 'registered',
};

test('counts full years, leap days included', () => {
	assert.equal(ageOn('2013-03-01', '2027-02-28'), 13);
	assert.equal(ageOn('2013-03-01', '2027-03-01'), 14);
	assert.equal(ageOn('2012-02-29', '2027-02-28'), 14);
	assert.equal(ageOn('2012-02-29', '2027-03-01'), 15);
});

test('knows dates that do not exist', () => {
	for (const text of ['2027-02-29', '2027-13-01', '27-01-01', '2027-1-1', ''])
		assert.ok(!isDate(text), text);
	assert.ok(isDate('2028-02-29'));
});

test('a tax number has its check digit: no other last digit does', () => {
	const good = Array.from({ length: 10 }, (_, d) => `123456789${d}`).filter(isTaxNumber);
	assert.deepEqual(good, ['1234567899']);
	for (const text of ['123456789', '12345678999', '123456789x', '']) assert.ok(!isTaxNumber(text));
	assert.ok(isPlausible('ua.unzr', '19900101-12345') && !isPlausible('ua.unzr', '19900101'));
});

test('a passport is one, however registries write it', () => {
	for (const text of ['АВ123456', 'ав 123456', 'AB123456', 'ab№123456'])
		assert.equal(writeNumber('ua.passport', text), 'АВ123456', text);
	for (const text of ['АВ123456', 'AB 123456', '001234567'])
		assert.ok(isPlausible('ua.passport', text), text);
	// Latin letters that look like no Cyrillic one are of no Ukrainian passport.
	for (const text of ['', '1234567899', 'QW123456', 'АВ12345'])
		assert.ok(!isPlausible('ua.passport', text), text);
	assert.equal(writeNumber('ua.unzr', '19900101-12345'), '19900101-12345');
});

test('each condition of the rule refuses by its name', () => {
	assert.equal(findRefusal(PERSON, RULE), undefined);
	for (const [refusal, change] of Object.entries({
		number: { number: '1234567898' },
		born: { born: '01.03.2013' },
		age: { born: '2013-03-02' },
		territory: { territory: 'UA63' },
		basis: { basis: 'lives' },
	}))
		assert.equal(findRefusal({ ...PERSON, ...change }, RULE), refusal);
	assert.equal(findRefusal({ ...PERSON, basis: '' }, { ...RULE, bases: [] }), undefined);
});

test.run();
