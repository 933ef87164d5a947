/** People hear of what they wrote and follow, on their page and by letters. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { writeDigests } from '../../server/civic/notification/digest.ts';
import { sendLetters } from '../../server/civic/notification/post.ts';
import { makeUnsubscribe } from '../../server/civic/notification/router.ts';
import { enterPhases } from '../../server/civic/process/processes.ts';
import type { Inbox, MailSettings } from '../../server/api/contract.ts';
import { makeMailer } from '../../server/identity/mailer.ts';
import { ENGINES, withStore } from '../support/databases.ts';
import {
	moderate,
	publishProject,
	review,
	startEdition,
	write,
	submit,
	type Edition,
} from '../support/edition.ts';
import {
	codeOf as codeIn,
	startMailServer,
	textOf,
	type MailServer,
} from '../support/mail-server.ts';
import { codeOf, good } from '../support/open-vote.ts';
import { serveRouter } from '../support/serve-router.ts';

const test = suite('flow/notifications');
const ORIGIN = 'https://viche.example';

const start = (engine: string, work: (p: Edition) => Promise<void>) =>
	withStore(ENGINES[engine]!, async (store) => {
		const p = await startEdition(store);
		await work(p).finally(p.close);
	});

const inboxOf = async (p: Edition, who: string) =>
	(await good(p.call(who, 'GET', '/me/notifications'))) as never as Inbox;
const told = async (p: Edition, who: string) =>
	(await inboxOf(p, who)).notifications.map(({ text }) => text.uk).sort();
const follow = (p: Edition, who: string, id: string, follows = true) =>
	p.call(who, 'PUT', `/me/follows/${id}`, { follows });
const say = (p: Edition, project: string, who: string, answers?: number) =>
	p.call(who, 'POST', `/projects/${project}/comments`, {
		text: 'Цікаво.',
		...(answers === undefined ? {} : { answers }),
	});
const NAME = 'Сучасний спортивний майданчик біля ліцею № 2';

for (const engine of Object.keys(ENGINES))
	test(`authors, followers and who is answered are told, and nobody of what they did: ${engine}`, () =>
		start(engine, async (p) => {
			await good(follow(p, 'bob', p.id));
			const project = await publishProject(p);
			assert.deepEqual(await told(p, 'bob'), [`Оприлюднено проєкт «${NAME}».`]);
			assert.deepEqual(await told(p, 'ann'), [`Оприлюднено проєкт «${NAME}».`]);
			assert.deepEqual(await told(p, 'mod'), []);
			await good(follow(p, 'eve', project));
			await good(follow(p, 'eve', project));
			p.enter('review');
			await good(review(p, project));
			assert.deepEqual(await told(p, 'eve'), [`Проєкт «${NAME}» отримав позитивний висновок.`]);
			p.clock.now++;
			await good(say(p, project, 'bob'));
			await good(say(p, project, 'eve', 1));
			await good(say(p, project, 'ann', 2));
			assert.deepEqual(
				(await told(p, 'bob')).filter((text) => text.includes('відповіли')).length,
				1,
			);
			assert.equal((await told(p, 'eve')).length, 2);
			const inbox = await inboxOf(p, 'ann');
			assert.equal(inbox.unread, 4);
			assert.equal(inbox.notifications[0]!.path, `/projects/${project}#comments`);
			await good(p.call('ann', 'POST', '/me/notifications/read', { until: p.clock.now - 1 }));
			assert.equal((await inboxOf(p, 'ann')).unread, 2);
			await good(p.call('ann', 'POST', '/me/notifications/read', { until: p.clock.now }));
			assert.deepEqual(await good(p.call('ann', 'GET', '/me/unread')), { unread: 0 });
			await good(follow(p, 'eve', project, false));
			assert.deepEqual(await good(p.call('eve', 'GET', `/me/follows/${project}`)), {
				follows: false,
			});
			p.enter('revision');
			await enterPhases(p.services);
			assert.ok((await told(p, 'bob')).includes('«Громадський бюджет 2027»: почався новий етап.'));
		}));

test('what is not public is followed by nobody, and between authors and moderators stays there', () =>
	start('SQLite in memory', async (p) => {
		const draft = await write(p);
		assert.equal(await codeOf(follow(p, 'bob', draft)), '404 not-found');
		assert.equal(await codeOf(follow(p, 'bob', 'nothing')), '404 not-found');
		await good(follow(p, 'bob', p.id));
		await good(submit(p, draft));
		await good(
			moderate(p, draft, {
				...{ verdict: 'return', reasons: ['Кошторис неповний'] },
				text: 'Додайте вартість монтажу.',
			}),
		);
		assert.deepEqual(await told(p, 'bob'), []);
		const [notice] = (await inboxOf(p, 'ann')).notifications;
		assert.equal(notice!.path, `/projects/${draft}/edit`);
	}));

/** A platform that hands its letters to a mail server. */
const withMail = (
	work: (p: Edition, mail: MailServer, post: () => Promise<void>) => Promise<void>,
) =>
	start('SQLite in memory', async (p) => {
		Object.assign(p.services, { sendsMail: true });
		const mail = await startMailServer();
		const mailer = makeMailer({ url: mail.url, from: 'viche@example.org', host: 'viche.test' });
		const post = async () => {
			await writeDigests(p.services, ORIGIN);
			await sendLetters(p.services, mailer, (e) => {
				throw e;
			});
		};
		await work(p, mail, post).finally(() => {
			mailer.close();
			mail.close();
		});
	});
const ask = (p: Edition, address: string, frequency = 'daily') =>
	p.call('ann', 'PUT', '/me/mail', { address, frequency, language: 'uk' });
const confirm = (p: Edition, code: string) => p.call('ann', 'POST', '/me/mail/confirm', { code });
const settings = async (p: Edition) =>
	(await good(p.call('ann', 'GET', '/me/mail'))) as never as MailSettings;

test('letters come to a confirmed address, as often as was asked, and stop at one press', () =>
	withMail(async (p, mail, post) => {
		const project = await publishProject(p);
		assert.equal(await codeOf(ask(p, 'nobody')), '400 mail.address');
		await good(ask(p, 'Ann@Example.org'));
		assert.equal(await codeOf(ask(p, 'ann@example.org')), '429 mail.wait');
		await post();
		assert.equal(mail.letters.length, 1);
		assert.match(mail.letters[0]!.to[0]!, /<ann@example\.org>/);
		for (let i = 0; i < 5; i++)
			assert.equal(await codeOf(confirm(p, '0000 0000')), '400 mail.code');
		// After five tries not even the right one.
		assert.equal(await codeOf(confirm(p, codeIn(mail.letters[0]!))), '400 mail.code');
		p.clock.now += 121;
		await good(ask(p, 'ann@example.org'));
		await post();
		await good(confirm(p, codeIn(mail.letters[1]!)));
		assert.deepEqual(await settings(p), {
			...{ isOffered: true, address: 'a…@example.org', isConfirmed: true, frequency: 'daily' },
		});
		await post();
		assert.equal(mail.letters.length, 2, 'what was before the address is told by no letter');
		await good(say(p, project, 'bob'));
		await post();
		assert.equal(mail.letters.length, 2, 'a day is not over');
		p.clock.now += 86_400;
		await good(say(p, project, 'eve'));
		await post();
		await post();
		assert.equal(mail.letters.length, 3);
		const [, , news] = mail.letters;
		assert.equal(textOf(news!).split(`Новий коментар до проєкту «${NAME}».`).length, 3);
		const stop = /^List-Unsubscribe:\s*<([^>]+)>/m.exec(news!.data)![1]!;
		assert.match(news!.data, /^List-Unsubscribe-Post: List-Unsubscribe=One-Click/m);
		assert.ok(textOf(news!).includes(stop));
		const { path, close } = await serveRouter(makeUnsubscribe(p.services));
		const press = async (url: string) =>
			(
				await fetch(path(url), {
					method: 'POST',
					redirect: 'manual',
					body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
				})
			).headers.get('location');
		assert.equal(
			await press(stop.replace(/.$/, (c) => (c === 'A' ? 'B' : 'A'))),
			'/unsubscribe?failed',
		);
		assert.equal((await settings(p)).frequency, 'daily');
		assert.equal(await press(stop), '/unsubscribe?done');
		close();
		assert.equal((await settings(p)).frequency, 'never');
		p.clock.now += 8 * 86_400;
		await good(say(p, project, 'eve'));
		await post();
		assert.equal(mail.letters.length, 3);
	}));

test('an address is nowhere in clear, and is forgotten when asked', () =>
	withMail(async (p, _, post) => {
		await good(ask(p, 'ann.secret@example.org', 'at-once'));
		const { t, db } = p.services.store;
		const rows = JSON.stringify([
			await db.select().from(t.mailWishes),
			await db.select().from(t.letters),
		]);
		assert.ok(
			!rows.includes('ann.secret') && !Buffer.from(rows).toString('latin1').includes('ann.secret'),
		);
		await post();
		assert.equal((await db.select().from(t.letters)).length, 0);
		await good(p.call('ann', 'DELETE', '/me/mail'));
		assert.equal((await settings(p)).address, undefined);
		assert.equal(
			await codeOf(p.call('ann', 'PUT', '/me/mail/frequency', { frequency: 'daily' })),
			'404 not-found',
		);
	}));

test('a letter that the mail server does not take is tried again, and no letter is written twice', () =>
	start('SQLite in memory', async (p) => {
		assert.equal(await codeOf(ask(p, 'ann@example.org')), '409 mail.off');
		Object.assign(p.services, { sendsMail: true });
		await good(ask(p, 'ann@example.org'));
		const failures: unknown[] = [];
		const down = makeMailer({
			url: 'smtp://127.0.0.1:9',
			from: 'v@example.org',
			host: 'viche.test',
		});
		await sendLetters(p.services, down, (e) => failures.push(e));
		await sendLetters(p.services, down, (e) => failures.push(e));
		assert.equal(failures.length, 1);
		assert.ok(!String(failures[0]).includes('ann@'));
		down.close();
		p.clock.now += 601;
		const mail = await startMailServer();
		const up = makeMailer({ url: mail.url, from: 'v@example.org', host: 'viche.test' });
		await sendLetters(p.services, up, (e) => {
			throw e;
		});
		up.close();
		mail.close();
		assert.equal(mail.letters.length, 1);
	}));

test.run();
