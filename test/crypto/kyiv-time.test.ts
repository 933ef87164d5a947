import assert from 'node:assert/strict';
import { suite } from 'uvu';
import {
	dateOf,
	dayOf,
	fromKyivDate,
	fromKyivTime,
	toKyivDate,
	toKyivTime,
	weekdayOf,
} from '../../crypto/kyiv-time.ts';

const test = suite('crypto/kyiv-time');
const at = (text: string): number => Date.parse(text) / 1000;

test('winter is two hours ahead of UTC, summer three', () => {
	assert.equal(fromKyivTime('2027-01-15T08:00'), at('2027-01-15T06:00:00Z'));
	assert.equal(fromKyivTime('2027-07-15T08:00'), at('2027-07-15T05:00:00Z'));
});

test('every hour of two years is read back as it is written', () => {
	for (let hour = at('2026-01-01T00:00:00Z'); hour < at('2028-01-01T00:00:00Z'); hour += 3600) {
		const text = toKyivTime(hour);
		const read = fromKyivTime(text)!;
		// In the hour that comes twice the earlier of the two is meant.
		assert.ok(read === hour || (read === hour - 3600 && toKyivTime(read) === text), text);
	}
});

test('an hour that there is not, and what is no time, are refused', () => {
	// Clocks go from 03:00 to 04:00.
	assert.equal(fromKyivTime('2027-03-28T03:30'), undefined);
	assert.notEqual(fromKyivTime('2027-03-28T04:30'), undefined);
	for (const text of ['', '2027-02-30T08:00', '2027-01-15', '2027-01-15T25:00', '2027-01-15 08:00'])
		assert.equal(fromKyivTime(text), undefined, text);
});

test('dates and days are the same as those of the platform', () => {
	for (let day = -200_000; day < 200_000; day += 13) {
		const date = new Date(day * 86_400_000);
		const text = date.toISOString().slice(0, 10);
		if (!/^\d{4}-/.test(text)) continue;
		assert.equal(dateOf(day), text);
		assert.equal(dayOf(text), day);
		assert.equal(weekdayOf(day), date.getUTCDay(), text);
	}
	for (const text of ['2027-02-29', '2027-13-01', '2027-00-10', '2027-04-31', '27-01-01', ''])
		assert.equal(dayOf(text), undefined, text);
});

test('a date begins at midnight in Kyiv', () => {
	assert.equal(fromKyivDate('2027-07-15'), at('2027-07-14T21:00:00Z'));
	assert.equal(toKyivDate(at('2027-07-14T21:00:00Z')), '2027-07-15');
	assert.equal(toKyivDate(at('2027-07-14T20:59:59Z')), '2027-07-14');
	assert.equal(fromKyivDate('2027-02-30'), undefined);
});

test.run();
