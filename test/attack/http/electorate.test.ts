/** What people try over HTTP to get on a roll, to decide alone, or to read what others asked. Nothing of it changes anything. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import type { RollPlace, RollRequestView } from '../../../server/api/contract.ts';
import { ENGINES, withStore } from '../../support/databases.ts';
import {
	codeOf,
	good,
	holdCeremony,
	OPENS,
	pageOf,
	signParameters,
	startVote,
	type Playing,
} from '../../support/open-vote.ts';
import { addPerson } from '../../support/platform.ts';

const test = suite('attack/http/electorate');
const WHY = 'Живу в громаді від травня.';
const HTML = '<script>alert(1)</script><img src=x onerror=alert(2)>';

/** A vote whose ceremony goes on; `stranger` has asked, the secretary has proposed to accept. */
const asked = (work: (p: Playing) => Promise<void>) => () =>
	withStore(ENGINES['SQLite in memory']!, async (store) => {
		const p = await startVote(store, 'sum', { now: OPENS - 1000 });
		await addPerson(store, 'audit', 'auditor');
		await addPerson(store, 'sec2', 'secretary');
		await good(p.call('stranger', 'POST', `/votes/${p.id}/roll-requests`, { reason: WHY }));
		const body = { verdict: 'accepted', answer: 'Подано довідку.' };
		await good(p.call('sec', 'POST', `/votes/${p.id}/roll-requests/stranger/answer`, body));
		await work(p).finally(p.close);
	});

/** Everything that may not change. */
async function stateOf({ services: { store, civic } }: Playing): Promise<unknown> {
	const { db, t } = store;
	return [
		(await civic.head()).size,
		await db.$count(t.roll),
		await db.select().from(t.decisions),
		await db.select().from(t.rollRequests),
	];
}

async function assertRefused(
	p: Playing,
	expected: string,
	...call: Parameters<Playing['call']>
): Promise<void> {
	const before = await stateOf(p);
	assert.equal(await codeOf(p.call(...call)), expected, call.slice(0, 3).join(' '));
	assert.deepEqual(await stateOf(p), before);
}

const versionOf = async (p: Playing): Promise<string> => {
	const path = `/votes/${p.id}/roll-requests`;
	const [request] = (await good(p.call('audit', 'GET', path))) as never as RollRequestView[];
	return request!.version;
};

test(
	'nobody confirms what they have proposed: a roll, an opening, an annulment, an answer',
	asked(async (p) => {
		const path = `/votes/${p.id}/decisions`;
		const propose = async (kind: string, more: object = {}) =>
			String((await good(p.call('sec', 'POST', path, { kind, reason: WHY, ...more })))['number']);
		const roll = await propose('roll', { roll: { identities: ['0'.repeat(64)] } });
		const annul = await propose('annul');
		for (const number of [roll, annul])
			await assertRefused(p, '403 decision.own', 'sec', 'POST', `${path}/${number}/confirm`);
		await assertRefused(
			...([p, '403 decision.own', 'sec', 'POST'] as const),
			`/votes/${p.id}/roll-requests/stranger/confirm`,
			{ version: await versionOf(p) },
		);
		await holdCeremony(p);
		await signParameters(p);
		const opening = await propose('open');
		await assertRefused(p, '403 decision.own', 'sec', 'POST', `${path}/${opening}/confirm`);
		await assertRefused(p, '409 roll.fixed', 'admin', 'POST', `${path}/${roll}/confirm`);
		assert.equal((await pageOf(p)).phase, 'ready');
	}),
);

test(
	'a proposer who is given another role still does not confirm',
	asked(async (p) => {
		const path = `/votes/${p.id}/decisions`;
		const { number } = await good(p.call('sec', 'POST', path, { kind: 'annul', reason: WHY }));
		const { store } = p.services;
		await store.tx(async (db) => {
			await db.insert(store.t.roles).values({ account: 'sec', role: 'administrator' });
		});
		const confirm = `${path}/${String(number)}/confirm`;
		await assertRefused(p, '403 decision.own', 'sec', 'POST', confirm);
		await assertRefused(
			p,
			'404 not-found',
			'admin',
			'POST',
			`/votes/elsewhere/decisions/1/confirm`,
		);
	}),
);

test(
	'requests of others are read by the desk alone, and answered by those who may',
	asked(async (p) => {
		const path = `/votes/${p.id}/roll-requests`;
		const version = await versionOf(p);
		for (const account of ['v1', 'stranger', 'ann'])
			await assertRefused(p, '403 session.forbidden', account, 'GET', path);
		await assertRefused(p, '401 session.missing', undefined, 'GET', path);
		await assertRefused(p, '401 session.missing', undefined, 'POST', path, { reason: WHY });
		const body = { verdict: 'accepted', answer: 'Так буде добре.' };
		for (const account of ['v1', 'stranger', 'ann', 'audit', 'admin']) {
			const answer = `${path}/stranger/answer`;
			await assertRefused(p, '403 session.forbidden', account, 'POST', answer, body);
		}
		for (const account of ['v1', 'stranger', 'ann', 'audit'])
			await assertRefused(
				...([p, '403 session.forbidden', account, 'POST'] as const),
				`${path}/stranger/confirm`,
				{ version },
			);
		const own = await good(p.call('v1', 'GET', `/votes/${p.id}/roll-request`));
		assert.ok(!('request' in own) && !JSON.stringify(own).includes(WHY));
		const place = (await good(
			p.call('stranger', 'GET', `/votes/${p.id}/roll-request`),
		)) as never as RollPlace;
		assert.deepEqual([place.request!.reason, place.request!.answer], [WHY, undefined]);
	}),
);

test(
	'requests are found by vote and person together, and by nothing else',
	asked(async (p) => {
		const version = await versionOf(p);
		const confirm = (vote: string, account: string) =>
			`/votes/${vote}/roll-requests/${account}/confirm`;
		for (const [vote, account, code] of [
			['elsewhere', 'stranger', '404 not-found'],
			[p.id, 'v1', '404 not-found'],
			[p.id, 'nobody', '404 not-found'],
			[p.id, '..%2F..%2Fstranger', '400 request.malformed'],
			[p.id, "x'%20OR%201=1--", '400 request.malformed'],
		] as const)
			await assertRefused(p, code, 'admin', 'POST', confirm(vote, account), { version });
		for (const seen of ['', 'f'.repeat(63), undefined])
			await assertRefused(
				...([p, '400 request.malformed', 'admin', 'POST'] as const),
				confirm(p.id, 'stranger'),
				{ version: seen },
			);
		const guessed = { version: 'f'.repeat(64) };
		await assertRefused(
			...([p, '412 request.outdated', 'admin', 'POST'] as const),
			confirm(p.id, 'stranger'),
			guessed,
		);
	}),
);

test(
	'staff who are not on the roll do not decide about themselves',
	asked(async (p) => {
		const path = `/votes/${p.id}/roll-requests`;
		await good(p.call('sec2', 'POST', path, { reason: WHY }));
		const body = { verdict: 'accepted', answer: 'Працює у громаді.' };
		await assertRefused(p, '403 roll.own-request', 'sec2', 'POST', `${path}/sec2/answer`, body);
		await good(p.call('sec', 'POST', `${path}/sec2/answer`, body));
		const all = (await good(p.call('sec2', 'GET', path))) as never as RollRequestView[];
		const { version } = all.find((r) => r.account === 'sec2')!;
		await assertRefused(
			...([p, '403 roll.own-request', 'sec2', 'POST'] as const),
			`${path}/sec2/confirm`,
			{ version },
		);
	}),
);

test(
	'what is no sentence, or no verdict, is refused; HTML is kept as the text that it is',
	asked(async (p) => {
		const path = `/votes/${p.id}/roll-requests`;
		for (const body of [
			...[{}, { reason: '' }, { reason: ' '.repeat(50) }, { reason: 'x'.repeat(2001) }],
			...[{ reason: [WHY] }, { reason: WHY, account: 'v2' }],
		])
			await assertRefused(p, '400 request.malformed', 'ann', 'POST', path, body);
		for (const body of [
			...[{ verdict: 'accepted' }, { verdict: 'perhaps', answer: WHY }],
			...[{ verdict: 'accepted', answer: WHY, confirmer: 'admin' }],
		])
			await assertRefused(
				...([p, '400 request.malformed', 'sec', 'POST'] as const),
				`${path}/stranger/answer`,
				body,
			);
		await good(p.call('ann', 'POST', path, { reason: HTML }));
		const all = (await good(p.call('audit', 'GET', path))) as never as RollRequestView[];
		assert.equal(all.find((r) => r.account === 'ann')!.reason, HTML);
	}),
);

test(
	'a roll that is malformed, or proposed by who may not, is refused',
	asked(async (p) => {
		const path = `/votes/${p.id}/decisions`;
		const good64 = '0'.repeat(64);
		const rule = { minAge: 16, on: '2027-01-15', territories: [], bases: [] };
		const proposal = (roll: unknown) => ({ kind: 'roll', reason: WHY, roll });
		for (const roll of [
			...[{ identities: [] }, { identities: ['0'.repeat(63)] }, { identities: [1] }, [good64]],
			...[{ identities: [good64], eligibility: { ...rule, on: '2027-02-30' } }],
			...[{ identities: [good64], eligibility: { ...rule, minAge: -1 } }],
			...[{ identities: [good64], eligibility: { ...rule, bases: 'all' } }],
		])
			await assertRefused(p, '400 request.malformed', 'sec', 'POST', path, proposal(roll));
		await assertRefused(p, '400 decision.roll', 'sec', 'POST', path, proposal(undefined));
		const enrol = { kind: 'enrol', reason: WHY };
		await assertRefused(p, '400 request.malformed', 'sec', 'POST', path, enrol);
		for (const account of ['v1', 'ann', 'admin', 'audit'])
			for (const call of [path, `/votes/${p.id}/roll-preview`])
				await assertRefused(
					...([p, '403 session.forbidden', account, 'POST', call] as const),
					proposal({ identities: [good64] }),
				);
		for (const account of ['v1', 'stranger'])
			await assertRefused(p, '403 session.forbidden', account, 'GET', '/staff/votes');
	}),
);

test.run();
