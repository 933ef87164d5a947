/** Dates, and moments as people write them in Kyiv: `2027-03-01T08:00`, without a zone. No clock: moments are POSIX seconds. */

const PARTS = new Intl.DateTimeFormat('en-CA', {
	timeZone: 'Europe/Kyiv',
	hourCycle: 'h23',
	year: 'numeric',
	month: '2-digit',
	day: '2-digit',
	hour: '2-digit',
	minute: '2-digit',
});
const PATTERN = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})$/;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
/** Kyiv is ahead of UTC by two hours, or three in summer. */
const OFFSETS = [3, 2].map((hours) => hours * 3600);
const DAY = 86_400;
/** Days of four hundred years of the Gregorian calendar, and from 1 March of year 0 to 1 January 1970. */
const [ERA, TO_1970] = [146_097, 719_468];

/** @param at - POSIX seconds */
export function toKyivTime(at: number): string {
	const parts = new Map(PARTS.formatToParts(at * 1000).map(({ type, value }) => [type, value]));
	const [year, month, day, hour, minute] = ['year', 'month', 'day', 'hour', 'minute'].map((type) =>
		parts.get(type as Intl.DateTimeFormatPartTypes)!,
	);
	return `${year!}-${month!}-${day!}T${hour!}:${minute!}`;
}

/** POSIX seconds; the earlier moment where clocks go back. @returns `undefined` for what is no time, as in the hour that is left out in spring */
export function fromKyivTime(text: string): number | undefined {
	const [, date = '', hours, minutes] = PATTERN.exec(text) ?? [];
	const day = dayOf(date);
	if (day === undefined) return undefined;
	const asUtc = day * DAY + Number(hours) * 3600 + Number(minutes) * 60;
	return OFFSETS.map((offset) => asUtc - offset).find((at) => toKyivTime(at) === text);
}

/** The date in Kyiv, `2027-03-01`. @param at - POSIX seconds */
export const toKyivDate = (at: number): string => toKyivTime(at).slice(0, 10);

/** When a date begins in Kyiv, in POSIX seconds; `undefined` for what is no date. */
export const fromKyivDate = (date: string): number | undefined => fromKyivTime(`${date}T00:00`);

/** Days from 1970-01-01 to a date; `undefined` for what is no date. */
export function dayOf(date: string): number | undefined {
	const [, years, months, days] = DATE.exec(date) ?? [];
	if (days === undefined) return undefined;
	// Years that begin in March: the day that is not always there comes last.
	const month = (Number(months) + 9) % 12;
	const year = Number(years) - (month >= 10 ? 1 : 0);
	const leaps = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
	const day = year * 365 + leaps + Math.floor((153 * month + 2) / 5) + Number(days) - 1 - TO_1970;
	return dateOf(day) === date ? day : undefined;
}

/** The date so many days after 1970-01-01. */
export function dateOf(day: number): string {
	const since = day + TO_1970;
	const era = Math.floor(since / ERA);
	const inEra = since - era * ERA;
	const yearOfEra = Math.floor(
		(inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36_524) - Math.floor(inEra / 146_096)) /
			365,
	);
	const inYear =
		inEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
	const march = Math.floor((5 * inYear + 2) / 153);
	const date = inYear - Math.floor((153 * march + 2) / 5) + 1;
	const month = march < 10 ? march + 3 : march - 9;
	const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
	return [String(year).padStart(4, '0'), pad(month), pad(date)].join('-');
}

const pad = (value: number): string => String(value).padStart(2, '0');

/** The same day of the next month, or its last where there is none: `2027-01-31` gives `2027-02-28`. @param date - a date */
export function monthAfter(date: string): string {
	const [year, month, day] = date.split('-').map(Number) as [number, number, number];
	const next = month === 12 ? `${year + 1}-01` : `${year}-${pad(month + 1)}`;
	for (let last = day; ; last--) {
		const found = `${next}-${pad(last)}`;
		if (dayOf(found) !== undefined) return found;
	}
}

/** 0 for Sunday. */
export const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7;
