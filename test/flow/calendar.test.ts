/** The calendar of working days: who changes it, what it accepts, and that deadlines follow it. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import type { CalendarView, OwnProject } from '../../server/api/contract.ts';
import { toKyivTime } from '../../crypto/kyiv-time.ts';
import { ENGINES, withStore } from '../support/databases.ts';
import { publishProject, review, startEdition, type Edition } from '../support/edition.ts';
import { codeOf, good } from '../support/open-vote.ts';
import { addPerson } from '../support/platform.ts';

const test = suite('flow/calendar');
const read = async (p: Edition) =>
	(await good(p.call(undefined, 'GET', '/calendar'))) as never as CalendarView;
const put = (p: Edition, body: object, seen: string, who = 'adm') =>
	p.call(
		who,
		'PUT',
		'/calendar',
		{ ...{ martialLaw: false, holidays: '08-24 | День Незалежності', moved: '' }, ...body },
		{ 'if-match': `"${seen}"` },
	);

async function changeIt(p: Edition) {
	const { version, martialLaw, holidays } = await read(p);
	assert.equal(martialLaw, true);
	assert.equal(holidays.length, 11);
	assert.equal(await codeOf(put(p, {}, version, 'sec')), '403 session.forbidden');
	const faults = async (body: object) => (await put(p, body, version)).body['fields'];
	for (const line of ['13-01 | Нема такого', '08-24', 'easter+x | Ні', '02-30 | Ні'])
		assert.deepEqual(await faults({ holidays: line }), { holidays: 'holiday' }, line);
	// A day off is not moved, nor to a working day, nor from what is no date.
	for (const line of [
		'2027-08-24 | 2027-08-28',
		'2027-08-23 | 2027-08-25',
		'2027-02-30 | 2027-03-06',
		'2027-08-23',
	])
		assert.deepEqual(await faults({ moved: line }), { moved: 'moved' }, line);
	assert.equal((await read(p)).version, version);

	const refuse = async () => {
		const project = await publishProject(p);
		const reasons = ['Кошторис неповний'];
		const text = 'Немає кошторису робіт.';
		await good(review(p, project, { verdict: 'negative', reasons, text }));
		return project;
	};
	const before = await refuse();
	const dueOf = async (id: string) =>
		toKyivTime(
			((await good(p.call('ann', 'GET', `/projects/${id}/draft`))) as never as OwnProject).due!,
		);
	// Three working days from Wednesday, 20 January 2027.
	assert.equal(await dueOf(before), '2027-01-26T00:00');
	const moved = '2027-01-21 | 2027-01-24';
	await good(put(p, { holidays: '01-22 | День Соборності', moved }, version));
	assert.equal(await codeOf(put(p, {}, version)), '412 request.outdated');
	assert.equal(await dueOf(before), '2027-01-26T00:00');
	// Thursday and Friday are free now, and Sunday is worked.
	assert.equal(await dueOf(await refuse()), '2027-01-27T00:00');
}

for (const [name, engine] of Object.entries(ENGINES))
	test(`${name}: the administrator changes the calendar, and deadlines follow it`, () =>
		withStore(engine, async (store) => {
			const p = await startEdition(store);
			await addPerson(store, 'adm', 'administrator');
			await changeIt(p).finally(p.close);
		}));

test.run();
