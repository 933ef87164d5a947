/** What people say about projects, what becomes of it, and what is told of that. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import type {
	CommentPage,
	ModerationSummary,
	OwnComments,
	ReasonList,
	WaitingComment,
} from '../../server/api/contract.ts';
import { ENGINES, withStore } from '../support/databases.ts';
import { publishProject, startEdition, write, type Edition } from '../support/edition.ts';
import { codeOf, good } from '../support/open-vote.ts';
import { addPerson } from '../support/platform.ts';

const test = suite('flow/comments');
const RUDE = 'Образи, погрози або мова ворожнечі';
const WHY = 'Я нікого не ображав, прошу перечитати.';

const start = (engine: string, work: (p: Edition, project: string) => Promise<void>) =>
	withStore(ENGINES[engine]!, async (store) => {
		const p = await startEdition(store);
		await work(p, await publishProject(p)).finally(p.close);
	});

const at = (project: string, rest = '') => `/projects/${project}/comments${rest}`;
const say = (p: Edition, project: string, text: string, who = 'bob', more: object = {}) =>
	p.call(who, 'POST', at(project), { text, ...more });
const read = async (p: Edition, project: string, page = 1) =>
	(await good(p.call(undefined, 'GET', at(project, `?page=${page}`)))) as never as CommentPage;
const own = async (p: Edition, project: string, who: string) =>
	(await good(p.call(who, 'GET', at(project, '/mine')))) as never as OwnComments;
const queue = async (p: Edition, who = 'mod') =>
	(await good(p.call(who, 'GET', '/moderation/comments'))) as never as WaitingComment[];
const decide = (p: Edition, project: string, number: number, body: object, who = 'mod') =>
	p.call(who, 'POST', at(project, `/${number}/moderation`), {
		...{ verdict: 'remove', reasons: [RUDE], text: '' },
		...body,
	});

for (const engine of Object.keys(ENGINES)) {
	test(`threads, answers and reactions are read as they were said: ${engine}`, () =>
		start(engine, async (p, project) => {
			await good(say(p, project, ' Чи буде освітлення?\r\nІ лавки? '));
			await good(say(p, project, 'Друга думка', 'eve'));
			await good(say(p, project, 'Так, у кошторисі.', 'ann', { answers: 1 }));
			await good(say(p, project, 'Дякуємо за запитання.', 'exp', { answers: 3, isOfficial: true }));
			assert.equal(
				await codeOf(say(p, project, 'Від імені громади', 'bob', { isOfficial: true })),
				'403 session.forbidden',
			);
			for (const [who, reaction] of [
				['ann', 'agree'],
				['eve', 'agree'],
				['exp', 'agree'],
				['exp', 'disagree'],
				['mod', 'agree'],
				['mod', undefined],
			] as const)
				await good(p.call(who, 'PUT', at(project, '/1/reaction'), { reaction }));
			assert.deepEqual(await good(p.call(undefined, 'GET', `/editions/${p.id}/statistics`)), {
				...{ projects: 1, authors: 1, commenters: 4, reacting: 3, followers: 0 },
			});
			const { threads, found, pages } = await read(p, project);
			assert.deepEqual(
				threads.map((thread) => thread.map(({ number, answers }) => [number, answers])),
				[
					[[2, undefined]],
					[
						[1, undefined],
						[3, 1],
						[4, 3],
					],
				],
			);
			assert.deepEqual([found, pages], [4, 1]);
			const [, [first, , reply]] = threads as [unknown, CommentPage['threads'][number]];
			assert.equal(first!.text, 'Чи буде освітлення?\nІ лавки?');
			assert.deepEqual([first!.name, first!.agree, first!.disagree], ['bob', 2, 1]);
			assert.deepEqual([reply!.name, reply!.isOfficial], ['exp', true]);
			assert.deepEqual((await own(p, project, 'exp')).reactions, [
				{ number: 1, reaction: 'disagree' },
			]);
		}));

	test(`what breaks the rules is reported, removed for a reason, and judged again by another: ${engine}`, () =>
		start(engine, async (p, project) => {
			await good(say(p, project, 'Автор — крадій!'));
			const report = (who: string) =>
				p.call(who, 'POST', at(project, '/1/report'), { reason: RUDE });
			assert.equal(await codeOf(report('bob')), '409 comment.own');
			for (const who of ['ann', 'ann', 'eve']) await good(report(who));
			const [waiting, ...others] = await queue(p);
			assert.deepEqual(others, []);
			assert.deepEqual(
				[waiting!.project, waiting!.text, waiting!.waits, waiting!.reports],
				[project, 'Автор — крадій!', 'report', [{ reason: RUDE, people: 2 }]],
			);
			assert.equal(await codeOf(decide(p, project, 1, { reasons: [] })), '400 review.card');
			assert.equal(await codeOf(decide(p, project, 1, { reasons: ['Так'] })), '400 review.card');
			await good(decide(p, project, 1, { text: 'Без образ, будь ласка.' }));
			const [[removed]] = (await read(p, project)).threads as [CommentPage['threads'][number]];
			assert.deepEqual(
				[removed!.state, removed!.text, removed!.name, removed!.reasons],
				['removed', undefined, undefined, [{ text: RUDE, clause: 'п. 1' }]],
			);
			assert.deepEqual(await queue(p), []);
			assert.deepEqual((await own(p, project, 'bob')).mayAppeal, [1]);

			const appeal = (who: string) => p.call(who, 'POST', at(project, '/1/appeal'), { text: WHY });
			assert.equal(await codeOf(appeal('ann')), '403 comment.not-own');
			await good(appeal('bob'));
			assert.equal(await codeOf(appeal('bob')), '409 comment.no-appeal');
			const answer = (who: string, granted: boolean) =>
				p.call(who, 'POST', at(project, '/1/appeal-decision'), { granted, text: WHY });
			assert.deepEqual(
				(await queue(p)).map(({ waits, isOwnRemoval, acts }) => [
					waits,
					isOwnRemoval,
					acts.map(({ act }) => act),
				]),
				[['appeal', true, ['removed', 'appealed']]],
			);
			assert.equal(await codeOf(answer('mod', true)), '403 comment.second-person');
			await good(answer('sec', true));
			assert.equal((await read(p, project)).threads[0]![0]!.text, 'Автор — крадій!');
			assert.equal(await codeOf(answer('sec', false)), '409 comment.no-appeal');
			const summary = (await good(
				p.call(undefined, 'GET', '/moderation/summary'),
			)) as never as ModerationSummary;
			const [month] = summary.months;
			assert.deepEqual(
				[summary.waiting, month!.removed, month!.appealed, month!.restored, summary.reasons],
				[0, 1, 1, 1, [{ text: RUDE, times: 1 }]],
			);
		}));
}

test('what was taken back has no words left, and cannot be answered', () =>
	start('SQLite in memory', async (p, project) => {
		await good(say(p, project, 'Передумаю'));
		await good(say(p, project, 'Відповідь', 'eve', { answers: 1 }));
		const withdraw = (who: string) => p.call(who, 'POST', at(project, '/1/withdraw'));
		assert.equal(await codeOf(withdraw('eve')), '403 comment.not-own');
		await good(withdraw('bob'));
		assert.equal(await codeOf(withdraw('bob')), '409 comment.gone');
		const [[first, second]] = (await read(p, project)).threads as [CommentPage['threads'][number]];
		assert.deepEqual(
			[first!.state, first!.text, second!.text],
			['withdrawn', undefined, 'Відповідь'],
		);
		const { comments } = p.services.store.t;
		const rows = await p.services.store.db.select({ text: comments.text }).from(comments);
		assert.ok(!rows.some(({ text }) => text.includes('Передумаю')));
		for (const code of [
			codeOf(say(p, project, 'ще', 'eve', { answers: 1 })),
			codeOf(p.call('eve', 'PUT', at(project, '/1/reaction'), { reaction: 'agree' })),
			codeOf(p.call('eve', 'POST', at(project, '/1/report'), { reason: RUDE })),
			codeOf(decide(p, project, 1, {})),
		])
			assert.equal(await code, '409 comment.gone');
	}));

test('nothing is said about what is not published, nor too much, nor without end', () =>
	start('SQLite in memory', async (p, project) => {
		const draft = await write(p);
		assert.equal(await codeOf(say(p, draft, 'Рано')), '404 not-found');
		assert.equal((await p.call(undefined, 'GET', at(draft))).status, 404);
		assert.equal(await codeOf(say(p, project, 'x')), '400 comment.text');
		assert.equal(await codeOf(say(p, project, 'x'.repeat(2001))), '400 comment.text');
		assert.equal(await codeOf(say(p, project, 'кому?', 'bob', { answers: 7 })), '404 not-found');
		for (let i = 0; i < 10; i++) await good(say(p, project, `№ ${i}`));
		assert.equal(await codeOf(say(p, project, 'одинадцятий')), '429 comment.too-many');
		p.clock.now += 601;
		await good(say(p, project, 'одинадцятий'));
		for (let i = 0; i < 10; i++) await good(say(p, project, `№ ${i}`, 'eve'));
		const second = await read(p, project, 2);
		assert.deepEqual([second.found, second.pages, second.threads.length], [21, 2, 1]);
		assert.deepEqual((await read(p, project, 3)).threads, []);
	}));

test('moderators decide about others, for reasons that the community keeps', () =>
	start('SQLite in memory', async (p, project) => {
		await addPerson(p.services.store, 'mod2', 'moderator');
		await good(say(p, project, 'Думка модератора', 'mod'));
		assert.equal(await codeOf(decide(p, project, 1, {})), '403 review.own');
		await good(p.call('ann', 'POST', at(project, '/1/report'), { reason: RUDE }));
		await good(decide(p, project, 1, { verdict: 'keep', reasons: [] }, 'mod2'));
		assert.deepEqual(await queue(p), []);
		// Who has reported it once does not make work twice.
		await good(p.call('ann', 'POST', at(project, '/1/report'), { reason: RUDE }));
		assert.deepEqual(await queue(p), []);
		const list = (await good(
			p.call(undefined, 'GET', '/moderation/reasons'),
		)) as never as ReasonList;
		const reasons = 'Не про місто | ст. 4';
		const put = (seen: string) =>
			p.call('sec', 'PUT', '/moderation/reasons', { reasons }, { 'if-match': `"${seen}"` });
		const bad = { reasons: 'Без пункту' };
		const faulty = await p.call('sec', 'PUT', '/moderation/reasons', bad, {
			'if-match': `"${list.version}"`,
		});
		assert.deepEqual(faulty.body['fields'], { reasons: 'reason' });
		await good(put(list.version));
		assert.equal(await codeOf(put(list.version)), '412 request.outdated');
		assert.equal(await codeOf(decide(p, project, 1, {}, 'mod2')), '400 review.card');
		await good(decide(p, project, 1, { reasons: ['Не про місто'] }, 'mod2'));
	}));

test.run();
