/** Working days, with and without public holidays. Dates of Easter are those of the Orthodox church's tables. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { fromKyivTime, toKyivTime } from '../../crypto/kyiv-time.ts';
import {
	afterWorkingDays,
	countWorkingDays,
	isWorkingDay,
	type Calendar,
} from '../../crypto/working-days.ts';
import { USUAL_CALENDAR as WAR } from '../../server/civic/process/calendar.ts';

const test = suite('crypto/working-days');
const PEACE: Calendar = { ...WAR, martialLaw: false };

test('weekends are free, whatever the holidays', () => {
	for (const calendar of [PEACE, WAR]) {
		assert.equal(isWorkingDay('2027-03-06', calendar), false);
		assert.equal(isWorkingDay('2027-03-07', calendar), false);
		assert.equal(isWorkingDay('2027-03-09', calendar), true);
	}
});

test('holidays are free in peace and working days during martial law', () => {
	for (const date of ['2027-01-01', '2027-03-08', '2027-06-28', '2027-07-15', '2027-08-24']) {
		assert.equal(isWorkingDay(date, PEACE), false, date);
		assert.equal(isWorkingDay(date, WAR), true, date);
	}
});

test('a holiday on a weekend frees the next working day', () => {
	// Easter was on 20 April 2025, 12 April 2026, 2 May 2027, 16 April 2028; Trinity 49 days later.
	for (const monday of ['2025-04-21', '2026-04-13', '2027-05-03', '2028-04-17', '2026-06-01'])
		assert.equal(isWorkingDay(monday, PEACE), false, monday);
	// 1 May 2027 is a Saturday before Easter: both move.
	assert.equal(isWorkingDay('2027-05-04', PEACE), false);
	assert.equal(isWorkingDay('2027-05-05', PEACE), true);
	assert.equal(isWorkingDay('2027-05-04', WAR), true);
});

const end = (from: string, days: number, calendar: Calendar) =>
	toKyivTime(afterWorkingDays(fromKyivTime(from)!, days, calendar));

test('a term ends with the last of its working days, the day it begins not counted', () => {
	assert.equal(end('2027-03-01T15:00', 1, PEACE), '2027-03-03T00:00');
	// Friday: Monday is 8 March.
	assert.equal(end('2027-03-05T09:00', 1, PEACE), '2027-03-10T00:00');
	assert.equal(end('2027-03-05T09:00', 1, WAR), '2027-03-09T00:00');
	assert.equal(end('2027-03-05T23:59', 5, WAR), '2027-03-13T00:00');
	// The clocks go forward within it.
	assert.equal(end('2027-03-26T12:00', 2, WAR), '2027-03-31T00:00');
});

test('a day that is moved is free, and another is worked in its place, but in martial law', () => {
	const moved = [{ off: '2027-03-05', worked: '2027-03-13' }];
	const calendar = { ...PEACE, moved };
	assert.equal(isWorkingDay('2027-03-05', calendar), false);
	assert.equal(isWorkingDay('2027-03-13', calendar), true);
	assert.equal(isWorkingDay('2027-03-05', { ...WAR, moved }), true);
	assert.equal(isWorkingDay('2027-03-13', { ...WAR, moved }), false);
});

test('29 February is a holiday in leap years alone', () => {
	const calendar = { ...PEACE, holidays: [{ on: '02-29', name: 'День касира' }] };
	assert.equal(isWorkingDay('2028-02-29', calendar), false);
	assert.equal(isWorkingDay('2027-03-01', calendar), true);
});

test('working days are counted from one date to another', () => {
	assert.equal(countWorkingDays('2027-03-01', '2027-03-15', WAR), 10);
	assert.equal(countWorkingDays('2027-03-01', '2027-03-15', PEACE), 9);
	assert.equal(countWorkingDays('2027-03-15', '2027-03-01', WAR), 0);
});

test('what is no date is a mistake of the caller', () => {
	assert.throws(() => isWorkingDay('2027-02-30', PEACE), RangeError);
});

test.run();
