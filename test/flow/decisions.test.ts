/** What no one person decides alone: the roll, an early close, an annulment; and drafts that two people change. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { decrypt, sign } from '../../crypto/commission/work.ts';
import { encodeResult } from '../../crypto/verify/record.ts';
import { verifyRecord } from '../../crypto/verify/verify-record.ts';
import { beat } from '../../server/ballots/cadence.ts';
import { openRecord, type Input } from '../../server/cli/record-source.ts';
import { ENGINES, withStore } from '../support/databases.ts';
import {
	cast,
	CLOSES,
	electionFor,
	fill,
	good,
	MEMBERS,
	OPENS,
	pageOf,
	startOpenVote,
	stateFor,
	takeToken,
	VOTERS,
	type Playing,
} from '../support/open-vote.ts';
import { addPerson, identityOf, startPlatform } from '../support/platform.ts';
import { smallPot } from '../support/small-vote.ts';

const test = suite('flow/decisions');
const REASON = 'Повітряна тривога тривала весь день';

const codeOf = async (answer: ReturnType<Playing['call']>) => {
	const { status, body } = await answer;
	return status === 200 ? 'good' : `${status} ${String(body['code'])}`;
};

const open = (engine: string, work: (p: Playing) => Promise<void>) =>
	withStore(ENGINES[engine]!, async (store) => {
		const p = await startOpenVote(store);
		await addPerson(store, 'sec2', 'secretary');
		await work(p).finally(p.close);
	});

const propose = async (p: Playing, kind: string, more: object = {}): Promise<number> => {
	const body = { kind, reason: REASON, ...more };
	return (await good(p.call('sec', 'POST', `/votes/${p.id}/decisions`, body)))['number'] as number;
};
const confirm = (p: Playing, account: string, number: number) =>
	codeOf(p.call(account, 'POST', `/votes/${p.id}/decisions/${number}/confirm`));

for (const engine of Object.keys(ENGINES))
	test(`a vote closes early when a second person confirms, and its record says so: ${engine}`, () =>
		open(engine, async (p) => {
			for (const voter of VOTERS)
				await good(cast(p, await fill(p, await takeToken(p, voter), [0])));
			const number = await propose(p, 'close-early');
			assert.equal(await confirm(p, 'sec', number), '403 decision.own');
			assert.equal(await confirm(p, VOTERS[0]!, number), '403 session.forbidden');
			assert.equal(await confirm(p, 'sec2', number + 1), '404 not-found');
			assert.equal((await pageOf(p)).phase, 'open');
			assert.equal(await confirm(p, 'sec2', number), 'good');
			assert.equal(await confirm(p, 'sec2', number), '409 decision.done');
			assert.equal((await pageOf(p)).phase, 'closed');
			await tallyAndCertify(p);
			const record = await openRecord(`${p.url}/record/${p.id}/`);
			assert.ok(record.kind === 'record');
			const report = await verifyRecord(record);
			const bad = report.findings.filter((f) => f.severity !== 'note');
			assert.deepEqual([report.verdict, bad], ['verified', []]);
			const [note] = report.findings.filter((f) => f.code === 'decision.close-early');
			assert.match(JSON.stringify(note), new RegExp(REASON));
			await refusesOtherDecisions(record);
		}));

test('a member confirms in their own vote only', () =>
	open('SQLite in memory', async (p) => {
		await addPerson(p.services.store, 'elsewhere', 'commission');
		const number = await propose(p, 'annul');
		assert.equal(await confirm(p, 'elsewhere', number), '403 member.not-one');
		assert.equal(await confirm(p, MEMBERS[0]!, number), 'good');
		assert.equal((await pageOf(p)).phase, 'annulled');
		assert.match(await codeOf(cast(p, { ballot: 'x', element: '0'.repeat(64) })), /vote\.closed/);
		await beat(p.services);
		assert.equal((await pageOf(p)).phase, 'annulled');
	}));

test('a roll changes no more once the manifest commits to it', () =>
	open('SQLite in memory', async (p) => {
		const body = { kind: 'roll', reason: REASON, roll: ['0'.repeat(64)] };
		const late = p.call('sec', 'POST', `/votes/${p.id}/decisions`, body);
		assert.equal(await codeOf(late), '409 vote.phase');
		const stray = { ...body, kind: 'annul' };
		const odd = p.call('sec', 'POST', `/votes/${p.id}/decisions`, stray);
		assert.equal(await codeOf(odd), '400 decision.roll');
	}));

test('from a draft to the ceremony: edits need the version seen, the roll two persons', () =>
	withStore(ENGINES['SQLite in memory']!, async (store) => {
		const p = await startPlatform(store, { now: OPENS - 1000 });
		const member = '11111111-1111-4111-8111-111111111111';
		await addPerson(store, member, 'commission');
		for (const secretary of ['sec', 'sec2']) await addPerson(store, secretary, 'secretary');
		const draft = {
			title: 'Бюджет',
			pots: [smallPot('sum')],
			opens: OPENS,
			closes: CLOSES,
			threshold: 1,
			commission: [{ account: member, name: 'Ann' }],
		};
		const post = (path: string, body?: unknown) => p.call('sec', 'POST', path, body);
		for (const [fault, change] of Object.entries({
			'vote.draft': { threshold: 2 },
			'request.malformed': { pots: [{ ...draft.pots[0], budget: '-1' }] },
		}))
			assert.equal(await codeOf(post('/votes', { ...draft, ...change })), `400 ${fault}`);
		const { id } = (await good(post('/votes', draft))) as { id: string };
		const { version } = await good(p.call('sec', 'GET', `/votes/${id}/draft`));
		const put = (body: object, seen: unknown) =>
			p.call('sec', 'PUT', `/votes/${id}/draft`, body, { 'if-match': `"${String(seen)}"` });
		assert.equal(await codeOf(put({ ...draft, title: 'Новий' }, version)), 'good');
		assert.equal(await codeOf(put(draft, version)), '412 request.outdated');
		assert.equal(await codeOf(post(`/votes/${id}/begin`)), '409 vote.no-roll');
		const roll = [identityOf('v1'), identityOf('v2'), identityOf('v1')].map((_, i) =>
			String(i % 2).repeat(64),
		);
		const proposal = post(`/votes/${id}/decisions`, { kind: 'roll', reason: REASON, roll });
		const { number } = await good(proposal);
		const [view] = (await good(p.call('sec2', 'GET', `/votes/${id}/decisions`))) as never as [
			{ people: number; isOwn: boolean },
		];
		assert.deepEqual([view.people, view.isOwn], [2, false]);
		const path = `/votes/${id}/decisions/${String(number)}/confirm`;
		assert.equal(await codeOf(p.call('sec2', 'POST', path)), 'good');
		assert.equal(await codeOf(post(`/votes/${id}/begin`)), 'good');
		assert.equal(await codeOf(put(draft, version)), '409 vote.phase');
		const page = await good(p.call(undefined, 'GET', `/votes/${id}`));
		assert.deepEqual([page['phase'], page['roll'], page['title']], ['ceremony', 2, 'Новий']);
		await p.close();
	}));

/** The same record with other texts of what was decided. */
async function refusesOtherDecisions({ kind, open: real }: Input & { kind: 'record' }) {
	const [text] = (JSON.parse(await textOf(real('decisions.json'))) as { decisions: string[] })
		.decisions as [string];
	const changed = (field: string, value: unknown) =>
		JSON.stringify({ ...(JSON.parse(text) as object), [field]: value });
	const cases: readonly (readonly [readonly string[], readonly string[]])[] = [
		[[], ['close.before-the-date', 'decision.not-published']],
		[[text, text.replace('close-early', 'annul')], ['decision.unregistered']],
		...Object.entries({ reason: 'Інша причина', kind: 'annul', at: 1, vote: 'x', format: 'x' }).map(
			([field, value]) =>
				[
					[changed(field, value)],
					['close.before-the-date', 'decision.not-published', 'decision.unregistered'],
				] as const,
		),
	];
	for (const [decisions, expected] of cases) {
		const file = JSON.stringify({ format: 'viche-decisions/v1', decisions });
		const report = await verifyRecord({
			kind,
			open: (path) => (path === 'decisions.json' ? Promise.resolve(chunked(file)) : real(path)),
		} as Input & { kind: 'record' });
		const codes = report.findings.filter((f) => f.severity !== 'note').map((f) => f.code);
		assert.deepEqual([...new Set(codes)].sort(), expected, file);
	}
}

async function* chunked(text: string): AsyncGenerator<Uint8Array> {
	yield await Promise.resolve(new TextEncoder().encode(text));
}

async function textOf(opened: ReturnType<(Input & { kind: 'record' })['open']>): Promise<string> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of (await opened)!) chunks.push(chunk);
	return Buffer.concat(chunks).toString();
}

async function tallyAndCertify(p: Playing): Promise<void> {
	const election = await electionFor(p);
	for (const member of MEMBERS.slice(0, 2)) {
		const state = await stateFor(p, member);
		const { text, strong } = decrypt(state, p.secrets.get(member)!, election);
		const statement = sign(state, p.secrets.get(member)!, election, 'partial-decryption', text);
		await good(p.call(member, 'POST', `/votes/${p.id}/decryptions`, { text, strong, statement }));
	}
	const result = encodeResult((await pageOf(p)).result!);
	for (const member of MEMBERS) {
		const state = await stateFor(p, member);
		const statement = sign(state, p.secrets.get(member)!, election, 'certified', result);
		const body = { verdict: 'certified', statement };
		await good(p.call(member, 'POST', `/votes/${p.id}/certificates`, body));
	}
}

test.run();
