/** Authors of two projects make one of them: offered, refused, taken back, accepted; and what then stands where. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { sha256Hex } from '../../crypto/hash.ts';
import type { EditionPage } from '../../server/api/contract.ts';
import { listEntries } from '../../server/register/browse.ts';
import { ENGINES, withStore } from '../support/databases.ts';
import {
	ownOf,
	projectDraft,
	projectOf,
	publishProject,
	review,
	save,
	startEdition,
	submit,
	type Edition,
} from '../support/edition.ts';
import { codeOf, good } from '../support/open-vote.ts';

const test = suite('flow/merges');
const WHY = 'Обидва проєкти про той самий сквер.';

const start = (engine: string, work: (p: Edition) => Promise<void>, terms: object = {}) =>
	withStore(ENGINES[engine]!, async (store) => {
		const p = await startEdition(store, terms);
		await work(p).finally(p.close);
	});

const publishAs = (p: Edition, author: string) => publishProject(p, projectDraft(), author);
const offer = (p: Edition, who: string, project: string, into: number) =>
	p.call(who, 'PUT', `/projects/${project}/merge`, { into, text: WHY });
const accept = (p: Edition, who: string, into: string, from: string) =>
	p.call(who, 'POST', `/projects/${into}/merges/${from}/accept`);

for (const engine of Object.keys(ENGINES))
	test(`two projects become one, and the register has it: ${engine}`, () =>
		start(engine, async (p) => {
			const [one, two] = [await publishAs(p, 'ann'), await publishAs(p, 'bob')];
			p.enter('review');
			await good(review(p, two));
			await good(p.call('eve', 'PUT', `/me/follows/${one}`, { follows: true }));
			await good(offer(p, 'ann', one, 2));
			const offered = await ownOf(p, two, 'bob');
			assert.deepEqual(
				offered.offers.map(({ id, number, text }) => [id, number, text]),
				[[one, 1, WHY]],
			);
			assert.equal((await ownOf(p, one)).offer!.number, 2);
			// What is between authors is not told to the public.
			const kinds = async (project: string) =>
				(await projectOf(p, project)).events.map(({ kind }) => kind);
			assert.deepEqual(await kinds(two), ['positive', 'published']);
			await good(accept(p, 'bob', two, one));

			const gone = await projectOf(p, one);
			assert.deepEqual([gone.status, gone.events[0]!.kind], ['merged', 'merged']);
			assert.deepEqual(gone.events[0]!.other, { id: two, number: 2 });
			const common = await projectOf(p, two);
			assert.deepEqual([common.status, common.authors], ['revise', ['bob', 'ann']]);
			assert.ok(common.due! > p.clock.now);
			const { documents } = (await good(
				p.call(undefined, 'GET', `/editions/${p.id}`),
			)) as unknown as EditionPage;
			const merge = documents.find(({ name }) => name === 'merge')!;
			assert.deepEqual(JSON.parse(merge.text!), {
				format: 'viche-merge/v1',
				from: { id: one, number: 1 },
				into: { id: two, number: 2 },
			});
			const entries = await listEntries(p.services, 'civic', {});
			assert.match(JSON.stringify(entries), new RegExp(sha256Hex(merge.text!)));
			const heard = await good(p.call('eve', 'GET', '/me/notifications'));
			assert.match(JSON.stringify(heard), /об’єднано з іншим/);

			// Nobody judges the text that the authors are about to replace.
			assert.equal(await codeOf(review(p, two)), '409 project.status');

			// Whoever joined publishes the common text, and the experts look again.
			const draft = await ownOf(p, two);
			const typed = { ...draft.draft, title: 'Сквер і майданчик, разом' };
			await good(save(p, two, typed, draft.version));
			await good(submit(p, two));
			assert.equal((await projectOf(p, two)).status, 'review');
			await good(review(p, two, { version: 2 }));
			assert.equal(await codeOf(review(p, one)), '409 project.status');
		}));

test('what cannot be offered, and who cannot decide', () =>
	start('SQLite in memory', async (p) => {
		const [one, two] = [await publishAs(p, 'ann'), await publishAs(p, 'bob')];
		for (const into of [1, 3])
			assert.equal(await codeOf(offer(p, 'ann', one, into)), '422 merge.other');
		assert.equal(await codeOf(offer(p, 'bob', one, 2)), '403 project.not-author');
		assert.equal(await codeOf(accept(p, 'bob', two, one)), '404 not-found');
		await good(offer(p, 'ann', one, 2));
		assert.equal(await codeOf(accept(p, 'ann', two, one)), '403 project.not-author');
		await good(p.call('bob', 'DELETE', `/projects/${two}/merges/${one}`));
		assert.equal((await ownOf(p, one)).offer, undefined);
		assert.equal((await ownOf(p, one)).events[0]!.kind, 'merge-refused');
		await good(offer(p, 'ann', one, 2));
		await good(p.call('ann', 'DELETE', `/projects/${one}/merge`));
		assert.equal(await codeOf(accept(p, 'bob', two, one)), '404 not-found');
		assert.equal((await projectOf(p, one)).status, 'review');
		await good(offer(p, 'ann', one, 2));
		p.enter('admission');
		assert.equal(await codeOf(accept(p, 'bob', two, one)), '409 edition.phase');
		assert.equal((await ownOf(p, one)).mayMerge, false);
	}));

test('offers are not repeated for ever, and vanish with what was offered', () =>
	start('SQLite in memory', async (p) => {
		const [one, two] = [await publishAs(p, 'ann'), await publishAs(p, 'bob')];
		for (let i = 0; i < 3; i++) {
			await good(offer(p, 'ann', one, 2));
			assert.equal(await codeOf(offer(p, 'ann', one, 2)), '409 merge.offered');
			await good(p.call('ann', 'DELETE', `/projects/${one}/merge`));
		}
		assert.equal(await codeOf(offer(p, 'ann', one, 2)), '409 merge.offered');
		await good(offer(p, 'bob', two, 1));
		await good(p.call('bob', 'POST', `/projects/${two}/withdraw`, {}));
		assert.deepEqual((await ownOf(p, one)).offers, []);
		assert.equal(await codeOf(accept(p, 'ann', one, two)), '404 not-found');
	}));

test('a merge gives no new term to who has missed one, and none that ends after the admission begins', () =>
	start('SQLite in memory', async (p) => {
		const [one, two] = [await publishAs(p, 'ann'), await publishAs(p, 'bob')];
		const three = await publishAs(p, 'eve');
		p.enter('review');
		const reasons = ['Кошторис неповний'];
		await good(review(p, two, { verdict: 'revise', reasons, text: 'Додайте вартість монтажу.' }));
		await good(offer(p, 'ann', one, 2));
		p.clock.now = (await ownOf(p, two, 'bob')).due!;
		assert.equal(await codeOf(accept(p, 'bob', two, one)), '409 project.late');
		await good(p.call('ann', 'DELETE', `/projects/${one}/merge`));
		await good(offer(p, 'ann', one, 3));
		p.enter('admission');
		p.clock.now -= 6 * 86_400;
		assert.equal(await codeOf(accept(p, 'eve', three, one)), '409 merge.late');
		assert.equal((await projectOf(p, one)).status, 'review');
	}));

test('of two who are accepted into each other at once one is; an offer that came back cannot be', () =>
	start('SQLite in memory', async (p) => {
		const [one, two] = [await publishAs(p, 'ann'), await publishAs(p, 'bob')];
		await good(offer(p, 'ann', one, 2));
		await good(offer(p, 'bob', two, 1));
		const codes = await Promise.all([
			codeOf(accept(p, 'bob', two, one)),
			codeOf(accept(p, 'ann', one, two)),
		]);
		assert.equal(codes.filter((code) => code === 'good').length, 1, codes.join());
		const states = [(await projectOf(p, one)).status, (await projectOf(p, two)).status];
		assert.deepEqual(states.toSorted(), ['merged', 'revise']);
	}));

test('one that collects support can be merged, and none into it', () =>
	start(
		'SQLite in memory',
		async (p) => {
			const [one, two] = [await publishAs(p, 'ann'), await publishAs(p, 'bob')];
			assert.equal(await codeOf(offer(p, 'ann', one, 2)), '422 merge.other');
			await good(p.call('eve', 'POST', `/projects/${two}/signature`));
			assert.equal((await projectOf(p, two)).status, 'review');
			await good(offer(p, 'ann', one, 2));
			await good(accept(p, 'bob', two, one));
			const { status, support } = await projectOf(p, one);
			assert.deepEqual([status, support!.isReached], ['merged', false]);
		},
		{ supportNeeded: '1', supportDays: '3' },
	));

test.run();
