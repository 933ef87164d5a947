/** The journal: every act of an official, with the decision or not at all; nothing of residents; read by who oversees. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { beat } from '../../server/ballots/cadence.ts';
import { ENDPOINTS } from '../../server/api/endpoints.ts';
import type { JournalEntry } from '../../server/api/contract.ts';
import { KEPT_SECONDS } from '../../server/civic/journal/journal.ts';
import { journal } from '../../client/texts/journal.ts';
import { ENGINES, withStore } from '../support/databases.ts';
import { codeOf, good } from '../support/open-vote.ts';
import { addPerson } from '../support/platform.ts';
import {
	check,
	collecting,
	sign,
	startPetitions,
	submitPetition,
	writePetition,
	type PetitionPlatform,
} from '../support/petition.ts';

const test = suite('flow/journal');

const start = (engine: string, work: (p: PetitionPlatform) => Promise<void>) =>
	withStore(ENGINES[engine]!, async (store) => {
		const p = await startPetitions(store);
		await addPerson(store, 'aud', 'auditor');
		await work(p).finally(p.close);
	});
const read = async (p: PetitionPlatform, who = 'aud') =>
	(await good(p.call(who, 'GET', '/journal'))) as never as {
		acts: JournalEntry[];
		pages: number;
	};

for (const engine of Object.keys(ENGINES))
	test(`what officials decide is there, what residents do is not: ${engine}`, () =>
		start(engine, async (p) => {
			p.clock.now += 1;
			const id = await collecting(p);
			await good(sign(p, id, 'bob'));
			const refused = await writePetition(p);
			await good(submitPetition(p, refused));
			// What is refused did not happen.
			const wrong = check(p, refused, { verdict: 'refuse', reasons: [], text: '' });
			assert.equal(await codeOf(wrong), '400 petition.check');
			const { acts, pages } = await read(p);
			assert.deepEqual(
				acts.map(({ name, action, object }) => [name, action, object]),
				[
					['mod', 'POST /petitions/:petition/check', id],
					['sec', 'POST /petition-rules/publication', undefined],
				],
			);
			assert.equal(pages, 1);
			assert.doesNotMatch(JSON.stringify(acts), /bob|ann/);
		}));

test('the auditor and the administrator read it, nobody else', () =>
	start('SQLite in memory', async (p) => {
		await addPerson(p.services.store, 'adm', 'administrator');
		assert.equal((await read(p, 'adm')).acts.length, 1);
		for (const who of ['bob', 'sec', 'mod'])
			assert.equal(await codeOf(p.call(who, 'GET', '/journal')), '403 session.forbidden');
	}));

test('after three years it is forgotten', () =>
	start('SQLite in memory', async (p) => {
		p.clock.now += KEPT_SECONDS;
		await beat(p.services);
		assert.equal((await read(p)).acts.length, 1);
		p.clock.now += 1;
		await beat(p.services);
		assert.deepEqual((await read(p)).acts, []);
	}));

test('every act has a name in both languages, and no name is of nothing', () => {
	const acts = ENDPOINTS.filter(
		({ access, method, path }) =>
			Array.isArray(access) && method !== 'get' && !/\/(?:draft|roll-preview)$/.test(path),
	).map(({ method, path }) => `${method.toUpperCase()} ${path}`);
	const named = acts.filter((action) => !action.includes('/passkeys')).sort();
	assert.deepEqual(Object.keys(journal.uk.acts).sort(), named);
	assert.deepEqual(Object.keys(journal.en.acts).sort(), named);
});

test.run();
