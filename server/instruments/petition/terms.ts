/** When what must happen to a petition: by working days of the community's calendar, and by days and months in Kyiv. */
import { dateOf, dayOf, fromKyivDate, monthAfter, toKyivDate } from '../../../crypto/kyiv-time.ts';
import { afterWorkingDays, countWorkingDays } from '../../../crypto/working-days.ts';
import { calendarOf } from '../../civic/process/calendar.ts';
import type { Inside } from '../../services.ts';

const midnightAfter = (date: string): number => fromKyivDate(dateOf(dayOf(date)! + 1))!;

/** The midnight that ends so many working days after a moment. @param from - POSIX seconds; now where nothing is said */
export const dueAfter = async (
	inside: Inside,
	days: number,
	from: number = inside.now(),
): Promise<number> => afterWorkingDays(from, days, await calendarOf(inside));

/** When a collection ends: the midnight after its last day, the day of the publication not counted. */
export const endOfCollection = (published: number, days: number): number =>
	midnightAfter(dateOf(dayOf(toKyivDate(published))! + days));

/** Until when an appeal is answered: a month after the last day of the collection (393/96-ВР, art. 20). @param ends - the midnight after that day */
export const endOfAppeal = (ends: number): number =>
	midnightAfter(monthAfter(toKyivDate(ends - 1)));

/** Until when a petition is considered whose author presented it at a hearing: longer by the working days from its call to its end. */
export async function afterHearing(inside: Inside, due: number, called: number): Promise<number> {
	const calendar = await calendarOf(inside);
	const days = countWorkingDays(toKyivDate(called), toKyivDate(inside.now()), calendar);
	// `due` is a midnight: the second before it is still of the last day.
	return afterWorkingDays(due - 1, days, calendar);
}
