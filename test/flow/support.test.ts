/** Residents support a project before it is reviewed: one signature a person, in time, and a record that anybody can check. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { verifyRecord } from '../../crypto/verify/verify-record.ts';
import type { SignatureAnswer } from '../../server/api/contract.ts';
import { beat } from '../../server/ballots/cadence.ts';
import { openInput } from '../../server/cli/record-source.ts';
import { ApiError } from '../../server/http/api-error.ts';
import { readTerms } from '../../server/instruments/budget/terms.ts';
import { ENGINES, withStore } from '../support/databases.ts';
import {
	EDITION_START,
	editionDraft,
	moderate,
	projectOf,
	publishProject,
	review,
	startEdition,
	submit,
	write,
	type Edition,
} from '../support/edition.ts';
import { codeOf, good } from '../support/open-vote.ts';
import { addPerson } from '../support/platform.ts';

const test = suite('flow/support');
const DAY = 86_400;
const TERMS = { supportNeeded: '2', supportDays: '3' };

const start = (engine: string, work: (p: Edition) => Promise<void>, terms: object = TERMS) =>
	withStore(ENGINES[engine]!, async (store) => {
		const p = await startEdition(store, terms);
		await work(p).finally(p.close);
	});
const pathOf = (project: string) => `/projects/${project}/signature`;
const signAs = (p: Edition, person: string | undefined, project: string) =>
	p.call(person, 'POST', pathOf(project));

/** A project of ann's that collects support. */
async function collecting(p: Edition): Promise<string> {
	const project = await write(p);
	await good(submit(p, project));
	await good(moderate(p, project));
	return project;
}

async function verify(p: Edition, project: string) {
	const input = await openInput(`${p.url}/collections/${project}/`);
	assert.ok(input.kind === 'record');
	const report = await verifyRecord(input);
	return {
		verdict: report.verdict,
		bad: report.findings.filter(({ severity }) => severity !== 'note'),
		signed: report.summary.voters,
	};
}

for (const engine of Object.keys(ENGINES))
	test(`as many sign as are needed, and the experts get it; anybody counts again: ${engine}`, () =>
		start(engine, async (p) => {
			const project = await collecting(p);
			const page = await projectOf(p, project);
			assert.deepEqual([page.status, page.due], ['collecting', undefined]);
			assert.deepEqual([page.support!.signed, page.support!.needed], [0, 2]);
			assert.equal(await codeOf(review(p, project)), '409 project.status');
			const first = (await good(signAs(p, 'bob', project))) as unknown as SignatureAnswer;
			assert.equal(await codeOf(signAs(p, 'bob', project)), '409 signature.twice');
			assert.deepEqual(await good(p.call('bob', 'GET', pathOf(project))), {
				signed: { entry: first.entry, at: first.at },
			});
			assert.deepEqual(await good(p.call('eve', 'GET', pathOf(project))), {});
			const known = await good(p.call('bob', 'GET', '/me/data'));
			assert.match(JSON.stringify(known['signatures']), new RegExp(`"${project}"`));
			const open = await verify(p, project);
			assert.deepEqual(open, { verdict: 'verified', bad: [], signed: 1 });

			const last = (await good(signAs(p, 'eve', project))) as unknown as SignatureAnswer;
			assert.deepEqual([last.signed, last.needed], [2, 2]);
			const reached = await projectOf(p, project);
			assert.deepEqual([reached.status, reached.support!.isReached], ['review', true]);
			assert.deepEqual(
				reached.events.map(({ kind }) => kind),
				['supported', 'published'],
			);
			assert.equal(await codeOf(signAs(p, 'mod', project)), '409 signature.closed');
			assert.deepEqual(await verify(p, project), { verdict: 'verified', bad: [], signed: 2 });
			p.enter('review');
			await good(review(p, project));
		}));

test('many who sign at once: each once, and no more than are needed', () =>
	start(
		'SQLite in memory',
		async (p) => {
			const people = Array.from({ length: 12 }, (_, i) => `s${i}`);
			for (const person of people) await addPerson(p.services.store, person);
			const project = await collecting(p);
			const all = [...people, ...people].map((person) => codeOf(signAs(p, person, project)));
			const codes = (await Promise.all(all)).toSorted();
			assert.equal(codes.filter((code) => code === 'good').length, 10);
			const { support, status } = await projectOf(p, project);
			assert.deepEqual([support!.signed, support!.isReached, status], [10, true, 'review']);
			assert.deepEqual(await verify(p, project), { verdict: 'verified', bad: [], signed: 10 });
		},
		{ supportNeeded: '10', supportDays: '3' },
	));

test('who may not sign, and for what nobody can', () =>
	start('SQLite in memory', async (p) => {
		const project = await collecting(p);
		assert.equal(await codeOf(signAs(p, undefined, project)), '401 session.missing');
		assert.equal(await codeOf(signAs(p, 'ann', project)), '403 signature.own');
		assert.equal(await codeOf(signAs(p, 'bob', 'nothing')), '404 not-found');
		const draft = await write(p);
		assert.equal(await codeOf(signAs(p, 'bob', draft)), '404 not-found');
		assert.equal((await projectOf(p, project)).support!.signed, 0);
		const nothing = await fetch(`${p.url}/collections/${draft}/record.json`);
		assert.equal(nothing.status, 404);
		const other = await fetch(`${p.url}/collections/${project}/other.json`);
		assert.equal(other.status, 404);
	}));

test('when the time is over, a project without enough support is not reviewed, and its authors hear why', () =>
	start('SQLite in memory', async (p) => {
		const project = await collecting(p);
		await good(signAs(p, 'bob', project));
		const { ends } = (await projectOf(p, project)).support!;
		p.clock.now = ends;
		assert.equal(await codeOf(signAs(p, 'eve', project)), '409 signature.closed');
		await beat(p.services);
		await beat(p.services);
		const { status, support, events } = await projectOf(p, project);
		assert.deepEqual([status, support!.signed, support!.isReached], ['rejected', 1, false]);
		assert.equal(events[0]!.kind, 'unsupported');
		assert.deepEqual(await verify(p, project), { verdict: 'verified', bad: [], signed: 1 });
		const notices = await good(p.call('ann', 'GET', '/me/notifications'));
		assert.match(JSON.stringify(notices), /не зібрав потрібної підтримки/);
	}));

test('support is collected no longer than until the admission', () =>
	start(
		'SQLite in memory',
		async (p) => {
			const project = await collecting(p);
			const { ends } = (await projectOf(p, project)).support!;
			p.enter('admission');
			assert.ok(ends <= p.clock.now && ends > p.clock.now - 10 * DAY);
			assert.equal(await codeOf(signAs(p, 'bob', project)), '409 edition.phase');
		},
		{ supportNeeded: '2', supportDays: '200' },
	));

test('authors take a project back while it collects: the register says that it did not get there', () =>
	start('SQLite in memory', async (p) => {
		const project = await collecting(p);
		await good(signAs(p, 'bob', project));
		await good(p.call('ann', 'POST', `/projects/${project}/withdraw`, {}));
		const { status, support } = await projectOf(p, project);
		assert.deepEqual([status, support!.isReached], ['withdrawn', false]);
		assert.deepEqual(await verify(p, project), { verdict: 'verified', bad: [], signed: 1 });
	}));

test('an edition that asks for no support reviews at once; half of a rule is refused', async () => {
	await start(
		'SQLite in memory',
		async (p) => {
			const project = await publishProject(p);
			const { status, support } = await projectOf(p, project);
			assert.deepEqual([status, support], ['review', undefined]);
		},
		{},
	);
	const half = editionDraft(EDITION_START, { supportNeeded: '5', supportDays: '' });
	assert.throws(
		() => readTerms(half),
		(e: unknown) => e instanceof ApiError && e.fields?.['supportDays'] === 'empty',
	);
});

test.run();
