/** Working days in Ukraine. Deadlines of regulations are counted in them; a day is a date in Kyiv. */
import { dateOf, dayOf, fromKyivDate, toKyivDate, weekdayOf } from '../../../crypto/kyiv-time.ts';

export type Calendar = {
	/** During martial law public holidays are ordinary working days (Law 2136-IX, art. 6): a switch, since it will end. */
	readonly holidays: 'observed' | 'working';
};

/** Public holidays of the Labour Code (art. 73) that have a date, as of 2024: month and day. */
const FIXED = ['01-01', '03-08', '05-01', '05-08', '06-28', '07-15', '08-24', '10-01', '12-25'];
const TO_TRINITY = 49;

/** Easter of the Julian calendar, as a day. Meeus, Astronomical Algorithms, ch. 8. */
function easterOf(year: number): number {
	const d = (19 * (year % 19) + 15) % 30;
	const e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
	const sum = d + e + 114;
	const [month, date] = [Math.floor(sum / 31), (sum % 31) + 1];
	const pad = (n: number) => String(n).padStart(2, '0');
	/** Between the calendars, from 1900 to 2099. */
	const LAG = 13;
	return dayOf(`${year}-${pad(month)}-${pad(date)}`)! + LAG;
}

const isWeekend = (day: number): boolean => [0, 6].includes(weekdayOf(day));

/** Days off of a year beside weekends: a holiday that falls on one moves to the next working day. */
function daysOff(year: number): ReadonlySet<number> {
	const easter = easterOf(year);
	const holidays = [...FIXED.map((date) => dayOf(`${year}-${date}`)!), easter, easter + TO_TRINITY];
	const off = new Set<number>();
	for (const holiday of holidays.sort((a, b) => a - b)) {
		let day = holiday;
		while (isWeekend(day) || off.has(day)) day++;
		off.add(day);
	}
	return off;
}

/** @param date - `2027-03-08` */
export function isWorkingDay(date: string, { holidays }: Calendar): boolean {
	const day = dayOf(date);
	if (day === undefined) throw new RangeError(`${date} is no date`);
	if (isWeekend(day)) return false;
	return holidays === 'working' || !daysOff(Number(date.slice(0, 4))).has(day);
}

/**
 * When so many working days are over, the day of `from` not counted: the midnight in Kyiv that ends the last of them.
 * @param from - POSIX seconds @returns POSIX seconds
 */
export function afterWorkingDays(from: number, days: number, calendar: Calendar): number {
	let day = dayOf(toKyivDate(from))!;
	for (let left = days; left > 0;) if (isWorkingDay(dateOf(++day), calendar)) left--;
	return fromKyivDate(dateOf(day + 1))!;
}
