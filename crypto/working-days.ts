/** Working days in Ukraine. Deadlines of regulations are counted in them; a day is a date in Kyiv. */
import { dateOf, dayOf, fromKyivDate, toKyivDate, weekdayOf } from './kyiv-time.ts';

/** A day off of every year: `08-24`, or so many days after the Orthodox Easter: `easter`, `easter+49`. */
export type Holiday = { readonly on: string; readonly name: string };

/** A working day that is free, and the day off that is worked in its place. */
export type MovedDay = { readonly off: string; readonly worked: string };

export type Calendar = {
	/** Public holidays are ordinary working days and no day is moved (Law 2136-IX, art. 6): a switch, since it will end. */
	readonly martialLaw: boolean;
	readonly holidays: readonly Holiday[];
	readonly moved: readonly MovedDay[];
};

const HOLIDAY = /^(?:(\d{2}-\d{2})|easter(?:\+(\d{1,2}))?)$/;
/** Every date is there in such a year. */
const LEAP_YEAR = 2024;

export const isHoliday = (on: string): boolean => {
	const [matched, date] = HOLIDAY.exec(on) ?? [];
	return (
		matched !== undefined && (date === undefined || dayOf(`${LEAP_YEAR}-${date}`) !== undefined)
	);
};

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

/** The day of a holiday in a year; 29 February is not there in each. */
function dayIn(year: number, { on }: Holiday): number[] {
	const [, date, after = '0'] = HOLIDAY.exec(on)!;
	const day = date === undefined ? easterOf(year) + Number(after) : dayOf(`${year}-${date}`);
	return day === undefined ? [] : [day];
}

/** Days off of a year beside weekends: a holiday that falls on one moves to the next working day. */
function daysOff(year: number, holidays: readonly Holiday[]): ReadonlySet<number> {
	const off = new Set<number>();
	for (const holiday of holidays.flatMap((one) => dayIn(year, one)).sort((a, b) => a - b)) {
		let day = holiday;
		while (isWeekend(day) || off.has(day)) day++;
		off.add(day);
	}
	return off;
}

/** @param date - `2027-03-08` @throws RangeError for what is no date */
export function isWorkingDay(date: string, { martialLaw, holidays, moved }: Calendar): boolean {
	const day = dayOf(date);
	if (day === undefined) throw new RangeError(`${date} is no date`);
	if (martialLaw) return !isWeekend(day);
	if (moved.some(({ off }) => off === date)) return false;
	if (moved.some(({ worked }) => worked === date)) return true;
	return !isWeekend(day) && !daysOff(Number(date.slice(0, 4)), holidays).has(day);
}

/** Working days from one date up to another that is not counted. */
export function countWorkingDays(from: string, until: string, calendar: Calendar): number {
	const [first, end] = [dayOf(from)!, dayOf(until)!];
	let count = 0;
	for (let day = first; day < end; day++) if (isWorkingDay(dateOf(day), calendar)) count++;
	return count;
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
