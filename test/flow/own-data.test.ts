/** What the platform knows of a person: theirs to take, and to have forgotten, while the register verifies as before. */
import assert from 'node:assert/strict';
import { eq } from 'drizzle-orm';
import { suite } from 'uvu';
import type { CommentPage } from '../../server/api/contract.ts';
import { enrolIdentity } from '../../server/identity/people.ts';
import { decide } from '../../server/services.ts';
import { ENGINES, withStore } from '../support/databases.ts';
import {
	projectOf,
	publishProject,
	startEdition,
	write,
	type Edition,
} from '../support/edition.ts';
import { codeOf, good } from '../support/open-vote.ts';
import { identityOf } from '../support/platform.ts';

const test = suite('flow/own-data');

const start = (engine: string, work: (p: Edition) => Promise<void>) =>
	withStore(ENGINES[engine]!, async (store) => {
		const p = await startEdition(store);
		await work(p).finally(p.close);
	});

for (const engine of Object.keys(ENGINES))
	test(`everything is told to its owner, and forgotten when they ask: ${engine}`, () =>
		start(engine, async (p) => {
			const { store, civic } = p.services;
			Object.assign(p.services, { sendsMail: true });
			const project = await publishProject(p);
			const draft = await write(p);
			const say = (text: string, who: string) =>
				p.call(who, 'POST', `/projects/${project}/comments`, { text });
			await good(say('Мій секретний коментар', 'ann'));
			await good(say('Чужий коментар', 'bob'));
			await good(
				p.call('ann', 'PUT', `/projects/${project}/comments/2/reaction`, { reaction: 'agree' }),
			);
			await good(p.call('ann', 'PUT', `/me/follows/${p.id}`, { follows: true }));
			await good(
				p.call('ann', 'PUT', '/me/mail', {
					...{ address: 'ann@example.org', frequency: 'daily', language: 'uk' },
				}),
			);
			const pdf = Buffer.from('%PDF-1.7\n%%EOF\n').toString('base64');
			await good(p.call('ann', 'POST', `/projects/${draft}/files`, { name: 'a.pdf', bytes: pdf }));
			const told = JSON.stringify(await good(p.call('ann', 'GET', '/me/data')));
			for (const part of [
				'ann@example.org',
				'секретний',
				project,
				draft,
				p.id,
				'"agree"',
				'Оприлюднено',
			])
				assert.ok(told.includes(part), part);
			assert.ok(!told.includes('Чужий'));

			const before = await civic.head();
			await good(p.call('ann', 'POST', '/me/erase', { sure: true }));
			assert.equal((await projectOf(p, project)).authors[0], '');
			const { threads } = (await good(
				p.call(undefined, 'GET', `/projects/${project}/comments`),
			)) as never as CommentPage;
			assert.deepEqual(
				threads.map(([comment]) => [comment!.state, comment!.text, comment!.agree]),
				[
					['shown', 'Чужий коментар', 0],
					['withdrawn', undefined, 0],
				],
			);
			await assertForgotten(p);
			assert.deepEqual(await civic.head(), before);
			await civic.verify();
			// Who comes again is somebody new, with nothing of the old.
			const again = await decide(p.services, (inside) =>
				enrolIdentity(inside, identityOf('ann'), 'Ганна'),
			);
			assert.notEqual(again, 'ann');
			assert.equal(
				await store.db.$count(store.t.proposalAuthors, eq(store.t.proposalAuthors.account, again)),
				0,
			);
		}));

/** No table has a word, a name or an address of theirs, but what is published without a name. */
async function assertForgotten({ services }: Edition): Promise<void> {
	const { db, t } = services.store;
	const [account] = await db.select().from(t.accounts).where(eq(t.accounts.id, 'ann'));
	assert.equal(account!.name, '');
	assert.ok(account!.identity.startsWith('erased '));
	for (const table of [t.sessions, t.follows, t.notifications, t.mailWishes, t.reactions] as const)
		assert.equal(await db.$count(table, eq(table.account, 'ann')), 0);
	assert.equal(await db.$count(t.files), 0);
	const comments = await db.select({ text: t.comments.text }).from(t.comments);
	assert.ok(!comments.some(({ text }) => text.includes('секретний')));
	const drafts = await db
		.select({ draft: t.proposals.draft, status: t.proposals.status })
		.from(t.proposals)
		.where(eq(t.proposals.version, 0));
	assert.deepEqual(
		drafts.map(({ draft, status }) => [(draft as { title: string }).title, status]),
		[['', 'withdrawn']],
	);
}

test('who acts for the community is not forgotten while they do', () =>
	start('SQLite in memory', async (p) => {
		assert.equal(
			await codeOf(p.call('mod', 'POST', '/me/erase', { sure: true })),
			'409 account.is-staff',
		);
	}));

test.run();
