/** The working days of the community: its public holidays, and whether they are observed. */
import { isHoliday, isWorkingDay, type Calendar } from '../../../crypto/working-days.ts';
import { dayOf } from '../../../crypto/kyiv-time.ts';
import type { Inside } from '../../services.ts';
import { FieldReader } from '../fields.ts';
import { changeSetting, readSetting } from '../setting.ts';

const SETTING = 'calendar';
const MOST_MOVED = 60;

/** Until the community has a calendar of its own: the Labour Code (art. 73) as of 2024, during martial law. */
export const USUAL_CALENDAR: Calendar = {
	martialLaw: true,
	holidays: [
		{ on: '01-01', name: 'Новий рік' },
		{ on: '03-08', name: 'Міжнародний жіночий день' },
		{ on: 'easter', name: 'Великдень' },
		{ on: '05-01', name: 'День праці' },
		{ on: '05-08', name: 'День пам’яті та перемоги' },
		{ on: 'easter+49', name: 'Трійця' },
		{ on: '06-28', name: 'День Конституції України' },
		{ on: '07-15', name: 'День Української Державності' },
		{ on: '08-24', name: 'День Незалежності України' },
		{ on: '10-01', name: 'День захисників і захисниць України' },
		{ on: '12-25', name: 'Різдво Христове' },
	],
	moved: [],
};

/** A calendar as it is typed: lines such as `08-24 | name` and `2027-03-05 | 2027-03-13`. */
export type CalendarDraft = {
	readonly martialLaw: boolean;
	readonly holidays: string;
	readonly moved: string;
};

export const calendarOf = (inside: Inside): Promise<Calendar> =>
	readSetting(inside, SETTING, USUAL_CALENDAR);

/** Puts a calendar in the place of the one that was read. Terms that run already keep their end. @throws ApiError calendar, request.outdated */
export async function changeCalendar(
	inside: Inside,
	typed: CalendarDraft,
	seen: string | undefined,
): Promise<void> {
	const calendar = readCalendar(typed);
	await changeSetting(inside, SETTING, await calendarOf(inside), calendar, seen);
}

function readCalendar({ martialLaw, holidays: typed, moved }: CalendarDraft): Calendar {
	const read = new FieldReader();
	const holidays = read.pairs('holidays', typed, 0, 40).map(([on, name]) => {
		if (!isHoliday(on) || name === '') read.fault('holidays', 'holiday');
		return { on, name };
	});
	const pairs = read.pairs('moved', moved, 0, MOST_MOVED).map(([off, worked]) => ({ off, worked }));
	const usual: Calendar = { martialLaw: false, holidays, moved: [] };
	const isMoved = ({ off, worked }: (typeof pairs)[number]) =>
		[off, worked].every((date) => dayOf(date) !== undefined) &&
		isWorkingDay(off, usual) &&
		!isWorkingDay(worked, usual);
	const isRead = Object.keys(read.faults).length === 0;
	if (isRead && !pairs.every(isMoved)) read.fault('moved', 'moved');
	read.require('calendar');
	return { martialLaw, holidays, moved: pairs };
}
