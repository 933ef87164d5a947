/** What no one person decides alone: the roll, the opening, an early close, an annulment; and drafts that two people change. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { decrypt, sign } from '../../crypto/commission/work.ts';
import { encodeResult, type Manifest } from '../../crypto/verify/record.ts';
import { verifyRecord } from '../../crypto/verify/verify-record.ts';
import type { DecisionView, VoteWork } from '../../server/api/contract.ts';
import { beat } from '../../server/ballots/cadence.ts';
import { openRecord, type Input } from '../../server/cli/record-source.ts';
import { ENGINES, withStore } from '../support/databases.ts';
import {
	cast,
	CLOSES,
	codeOf,
	electionFor,
	fill,
	good,
	holdCeremony,
	MEMBERS,
	OPENS,
	pageOf,
	signParameters,
	startOpenVote,
	startVote,
	stateFor,
	takeToken,
	VOTERS,
	type Playing,
} from '../support/open-vote.ts';
import { addPerson, startPlatform, type RunningPlatform } from '../support/platform.ts';
import { smallPot } from '../support/small-vote.ts';

const test = suite('flow/decisions');
const REASON = 'Повітряна тривога тривала весь день';

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

test('a member reads and confirms what is proposed about their own vote only', () =>
	open('SQLite in memory', async (p) => {
		await addPerson(p.services.store, 'elsewhere', 'commission');
		await addPerson(p.services.store, 'auditor', 'auditor');
		const number = await propose(p, 'annul');
		const path = `/votes/${p.id}/decisions`;
		for (const [reader, answer, preview] of [
			['elsewhere', '403 member.not-one', '403 member.not-one'],
			[MEMBERS[0]!, 'good', '404 not-found'],
			['sec', 'good', '404 not-found'],
			['admin', 'good', '404 not-found'],
			['auditor', 'good', '404 not-found'],
		] as const) {
			assert.equal(await codeOf(p.call(reader, 'GET', path)), answer, reader);
			assert.equal(await codeOf(p.call(reader, 'GET', `${path}/1/roll`)), preview, reader);
		}
		assert.equal(await confirm(p, 'elsewhere', number), '403 member.not-one');
		assert.equal(await confirm(p, MEMBERS[0]!, number), 'good');
		assert.equal((await pageOf(p)).phase, 'annulled');
		assert.match(await codeOf(cast(p, { ballot: 'x', element: '0'.repeat(64) })), /vote\.closed/);
		await beat(p.services);
		assert.equal((await pageOf(p)).phase, 'annulled');
	}));

for (const engine of Object.keys(ENGINES))
	test(`what was proposed is taken back by who proposed it, and then decides nothing: ${engine}`, () =>
		withStore(ENGINES[engine]!, async (store) => {
			const p = await startVote(store, 'sum', { now: OPENS - 1000 });
			await addPerson(store, 'sec2', 'secretary');
			await withdrawn(p).finally(p.close);
		}));

async function withdrawn(p: Playing): Promise<void> {
	const path = `/votes/${p.id}/decisions`;
	const withdraw = (account: string, number: number) =>
		codeOf(p.call(account, 'POST', `${path}/${number}/withdraw`));
	const waiting = async () => {
		const list = (await good(p.call('sec', 'GET', '/staff/votes'))) as never as VoteWork[];
		return list.find(({ id }) => id === p.id)!.proposals;
	};
	const before = await p.services.civic.head();
	const roll = { identities: ['0'.repeat(64)] };
	const number = await propose(p, 'roll', { roll });
	assert.equal(await waiting(), 1);
	assert.equal(await withdraw('sec2', number), '403 decision.not-own');
	assert.equal(await withdraw('admin', number), '403 session.forbidden');
	assert.equal(await withdraw('sec', number + 1), '404 not-found');
	assert.equal(await withdraw('sec', number), 'good');
	assert.equal(await withdraw('sec', number), '409 decision.withdrawn');
	assert.equal(await confirm(p, 'admin', number), '409 decision.withdrawn');
	assert.equal(await codeOf(p.call('admin', 'GET', `${path}/${number}/roll`)), '404 not-found');
	assert.equal(await waiting(), 0);
	const [view] = (await good(p.call('admin', 'GET', path))) as never as DecisionView[];
	assert.deepEqual([view!.number, view!.withdrawnAt], [number, p.clock.now]);
	assert.deepEqual(await p.services.civic.head(), before, 'the register heard nothing of it');
	const next = await propose(p, 'roll', { roll });
	assert.equal(next, number + 1, 'a number never means another proposal');
	assert.equal(await confirm(p, 'admin', next), 'good');
	assert.equal(await withdraw('sec', next), '409 decision.done');
	assert.equal((await pageOf(p)).roll, 1);
}

test('a roll changes no more once the manifest commits to it', () =>
	open('SQLite in memory', async (p) => {
		const body = { kind: 'roll', reason: REASON, roll: { identities: ['0'.repeat(64)] } };
		const late = p.call('sec', 'POST', `/votes/${p.id}/decisions`, body);
		assert.equal(await codeOf(late), '409 roll.fixed');
		const stray = { ...body, kind: 'annul' };
		const odd = p.call('sec', 'POST', `/votes/${p.id}/decisions`, stray);
		assert.equal(await codeOf(odd), '400 decision.roll');
	}));

for (const engine of Object.keys(ENGINES))
	test(`a vote opens when all have signed and a second person confirms: ${engine}`, () =>
		withStore(ENGINES[engine]!, async (store) => {
			const p = await startVote(store, 'sum', { now: OPENS - 1000 });
			await openByTwo(p).finally(p.close);
		}));

async function openByTwo(p: Playing): Promise<void> {
	const proposal = { kind: 'open', reason: REASON };
	const attempt = () => codeOf(p.call('sec', 'POST', `/votes/${p.id}/decisions`, proposal));
	assert.equal(await attempt(), '409 vote.phase');
	await holdCeremony(p);
	assert.equal(await attempt(), '409 vote.not-signed');
	await signParameters(p);
	const [first, second] = [await propose(p, 'open'), await propose(p, 'open')];
	assert.equal(await confirm(p, 'sec', first), '403 decision.own');
	assert.equal((await pageOf(p)).phase, 'ready');
	assert.equal(await confirm(p, 'admin', first), 'good');
	assert.equal((await pageOf(p)).phase, 'open');
	assert.equal(await confirm(p, 'admin', second), '409 vote.phase');
	assert.equal(await codeOf(p.call('sec', 'POST', `/votes/${p.id}/open`)), '404 not-found');
	const { decisions, manifest } = await pageOf(p);
	const { roll } = JSON.parse(manifest!) as Manifest;
	const [aboutRoll, opening] = decisions;
	assert.deepEqual([aboutRoll!.people, aboutRoll!.root], [roll.count, roll.root]);
	assert.deepEqual([opening!.kind, opening!.reason], ['open', REASON]);
}

for (const engine of Object.keys(ENGINES))
	test(`both persons see what a roll would change; the register says how many are on it: ${engine}`, () =>
		withStore(ENGINES[engine]!, async (store) => {
			const p = await startVote(store, 'sum', { now: OPENS - 1000 });
			await replaceRoll(p).finally(p.close);
		}));

async function replaceRoll(p: Playing): Promise<void> {
	const identities = [0, 1, 1, 2].map((i) => String(i).repeat(64));
	const eligibility = { minAge: 16, on: '2027-01-15', territories: ['UA05'], bases: [] };
	const preview = p.call('sec', 'POST', `/votes/${p.id}/roll-preview`, { identities });
	const change = { people: 3, present: 4, added: 3, gone: 4, goneThoughAsked: 0 };
	assert.deepEqual(await good(preview), change);
	const number = await propose(p, 'roll', { roll: { identities, eligibility } });
	const path = `/votes/${p.id}/decisions/${String(number)}/roll`;
	assert.deepEqual(await good(p.call('admin', 'GET', path)), { ...change, eligibility });
	assert.equal(await codeOf(p.call(VOTERS[0], 'GET', path)), '403 session.forbidden');
	assert.equal(await confirm(p, 'sec', number), '403 decision.own');
	assert.equal((await pageOf(p)).roll, 4);
	assert.equal(await confirm(p, 'admin', number), 'good');
	assert.equal(await codeOf(p.call('admin', 'GET', path)), '404 not-found');
	const { roll, decisions } = await pageOf(p);
	const last = decisions.at(-1)!;
	assert.deepEqual([roll, last.people, last.eligibility], [3, 3, eligibility]);
	assert.ok(!JSON.stringify(decisions).includes(identities[0]!), 'no identity is published');
	const broken = { kind: 'roll', reason: REASON, roll: { identities: ['x'] } };
	const malformed = p.call('sec', 'POST', `/votes/${p.id}/decisions`, broken);
	assert.equal(await codeOf(malformed), '400 request.malformed');
}

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
		await isForInsiders(p, id, member);
		const identities = [0, 1, 0].map((i) => String(i).repeat(64));
		const proposal = post(`/votes/${id}/decisions`, {
			kind: 'roll',
			reason: REASON,
			roll: { identities },
		});
		const { number } = await good(proposal);
		const [view] = (await good(p.call('sec2', 'GET', `/votes/${id}/decisions`))) as never as [
			{ kind: string; isOwn: boolean },
		];
		assert.deepEqual([view.kind, view.isOwn], ['roll', false]);
		const path = `/votes/${id}/decisions/${String(number)}/confirm`;
		assert.equal(await codeOf(p.call('sec2', 'POST', path)), 'good');
		assert.equal(await codeOf(post(`/votes/${id}/begin`)), 'good');
		assert.equal(await codeOf(put(draft, version)), '409 vote.phase');
		const page = await good(p.call(undefined, 'GET', `/votes/${id}`));
		assert.deepEqual([page['phase'], page['roll'], page['title']], ['ceremony', 2, 'Новий']);
		await p.close();
	}));

/** A draft is there for those who work on it, and for nobody else. */
async function isForInsiders(p: RunningPlatform, id: string, member: string) {
	const { store } = p.services;
	await addPerson(store, 'resident');
	await addPerson(store, 'moderator', 'moderator');
	await addPerson(store, 'elsewhere', 'commission');
	await addPerson(store, 'auditor', 'auditor');
	await addPerson(store, 'admin', 'administrator');
	const has = async (path: string, reader?: string) => {
		const list = (await good(p.call(reader, 'GET', path))) as never as { id: string }[];
		return list.some((vote) => vote.id === id);
	};
	for (const reader of [undefined, 'resident', 'sec']) {
		assert.equal(await has('/votes', reader), false);
		assert.equal(await codeOf(p.call(reader, 'GET', `/votes/${id}`)), '404 not-found');
	}
	for (const [method, path, body] of [
		['GET', 'roll-request', undefined],
		['POST', 'roll-requests', { reason: REASON }],
		['POST', 'token', { request: '0'.repeat(64) }],
	] as const) {
		const answer = p.call('resident', method, `/votes/${id}/${path}`, body);
		assert.equal(await codeOf(answer), '404 not-found', path);
	}
	for (const insider of ['sec', 'auditor', 'admin', member]) {
		assert.equal(await has('/staff/votes', insider), true, insider);
		const page = await good(p.call(insider, 'GET', `/staff/votes/${id}`));
		assert.deepEqual([page['phase'], page['title']], ['draft', 'Новий']);
	}
	assert.equal(await has('/staff/votes', 'moderator'), false);
	assert.equal(await has('/staff/votes', 'elsewhere'), false);
	for (const path of [`/staff/votes/${id}`, `/votes/${id}/decisions`])
		assert.equal(await codeOf(p.call('elsewhere', 'GET', path)), '404 not-found', path);
}

/** The same record with other texts of what was decided. */
async function refusesOtherDecisions({ kind, open: real }: Input & { kind: 'record' }) {
	const [roll, opening, text] = (
		JSON.parse(await textOf(real('decisions.json'))) as { decisions: string[] }
	).decisions as [string, string, string];
	const changed = (field: string, value: unknown) =>
		JSON.stringify({ ...(JSON.parse(text) as object), [field]: value });
	const cases: readonly (readonly [readonly string[], readonly string[]])[] = [
		[
			[roll, opening],
			['close.before-the-date', 'decision.not-published'],
		],
		[[roll, opening, text, text.replace('close-early', 'annul')], ['decision.unregistered']],
		...Object.entries({ reason: 'Інша причина', kind: 'annul', at: 1, vote: 'x', format: 'x' }).map(
			([field, value]) =>
				[
					[roll, opening, changed(field, value)],
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
