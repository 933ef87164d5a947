/** Sign-in at a provider, and those who would make it theirs: planted sessions, stolen and crossed answers, ways to other sites. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { makeSessionCookie } from '../../../server/identity/cookies.ts';
import { ENGINES } from '../../support/databases.ts';
import { CITIZEN } from '../../support/id-gov.ts';
import { requestText, sendRaw, statusesOf } from '../../support/raw.ts';
import { withDoors, type Doors } from '../../support/sign-in.ts';
import type { Visitor } from '../../support/visitor.ts';

const test = suite('attack/http/sign-in');
const NAME = 'Руденко Галина Іванівна';

/** Goes to the provider. @returns where it sends the browser back to */
async function begin(visitor: Visitor, query = ''): Promise<string> {
	const response = await visitor.send(`/sign-in/provider${query}`);
	const there = await fetch(response.headers.get('location')!, { redirect: 'manual' });
	const { pathname, search } = new URL(there.headers.get('location')!);
	return pathname + search;
}

const comeBack = async (visitor: Visitor, path: string): Promise<string | null> =>
	(await visitor.send(path)).headers.get('location');
const nameOf = async (visitor: Visitor) => (await visitor.api('GET', '/me')).body['name'];
const FAILED = '/sign-in/failed';

for (const engine of Object.keys(ENGINES))
	test(`a session is made anew at every sign-in, and a planted one ends: ${engine}`, () =>
		withDoors(
			async (doors) => {
				const [attacker] = await doors.person('attacker');
				const victim = doors.visitor();
				victim.cookies.set('session', attacker.cookies.get('session')!);
				assert.equal(await comeBack(victim, await begin(victim, '?return=/account')), '/account');
				const first = victim.cookies.get('session')!;
				assert.notEqual(first, attacker.cookies.get('session'));
				assert.equal(await nameOf(victim), NAME);
				assert.equal((await attacker.api('GET', '/me')).status, 401);
				assert.equal(await comeBack(victim, await begin(victim, '?again')), '/');
				const old = doors.visitor();
				old.cookies.set('session', first);
				assert.equal((await old.api('GET', '/me')).status, 401, 'the session before the last');
				const { db, t } = doors.services.store;
				const sessions = await db.select().from(t.sessions);
				assert.equal(sessions.length, 1);
				assert.ok(!JSON.stringify(sessions).includes(victim.cookies.get('session')!));
			},
			{},
			engine,
		));

test('an answer of the provider is good in the browser that asked, once, for ten minutes', () =>
	withDoors(async (doors) => {
		const attacker = doors.visitor();
		const stolen = await begin(attacker);
		const victim = doors.visitor();
		assert.equal(await comeBack(victim, stolen), FAILED, 'no sign-in was begun here');
		await begin(victim);
		assert.equal(await comeBack(victim, stolen), FAILED, 'another sign-in was begun here');
		assert.ok(!victim.cookies.has('session'));
		const binding = new Map(attacker.cookies);
		assert.equal(await comeBack(attacker, stolen), '/');
		const replayer = doors.visitor();
		for (const [name, value] of binding) replayer.cookies.set(name, value);
		assert.equal(await comeBack(replayer, stolen), FAILED, 'a replay');
		const slow = doors.visitor();
		const late = await begin(slow);
		doors.clock.now += 600;
		assert.equal(await comeBack(slow, late), FAILED, 'ten minutes later');
		doors.gov.citizen = { ...CITIZEN, edrpoucode: '00000000' };
		const organisation = doors.visitor();
		assert.equal(await comeBack(organisation, await begin(organisation)), FAILED);
		assert.ok(!organisation.cookies.has('session'));
	}));

test('nobody is led to another site', () =>
	withDoors(async (doors) => {
		for (const wish of ['https://evil.example', '//evil.example', '/\\evil.example', '/\r\nX: y']) {
			const visitor = doors.visitor();
			const query = `?return=${encodeURIComponent(wish)}`;
			assert.equal(await comeBack(visitor, await begin(visitor, query)), '/', wish);
		}
	}));

test('what a provider says of a name cannot steer what is around it', () =>
	withDoors(async (doors) => {
		doors.gov.citizen = {
			...CITIZEN,
			lastname: 'Ру\r\nSet-Cookie: a=b\0',
			givenname: '\u202eанилаГ\u2066',
			middlename: `\u2028${'І'.repeat(5000)}`,
		};
		const visitor = doors.visitor();
		assert.equal(await comeBack(visitor, await begin(visitor)), '/');
		const name = String(await nameOf(visitor));
		assert.match(name, /^Ру Set-Cookie: a=b анилаГ І+$/u);
		assert.ok(name.length <= 200);
	}));

test('a callback at another address is a callback at ours', () =>
	withDoors(async (doors) => {
		const visitor = doors.visitor();
		const path = await begin(visitor);
		const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
		for (const [address, leadsTo] of [
			['http://[/sign-in/callback?state=x', undefined],
			['http://evil.test/sign-in/callback?state=x', FAILED],
			[`http://evil.test${path}`, '/'],
		] as const) {
			const answer = await sendRaw(doors.origin, requestText('GET', address, { Cookie: cookie }));
			assert.equal(/^location: (.*)$/im.exec(answer)?.[1], leadsTo, answer);
			assert.ok(statusesOf(answer)[0]! < 500);
		}
	}));

test('the cookie of a session is for this origin, its requests and nobody’s scripts', () =>
	withDoors(async (doors) => {
		const visitor = doors.visitor();
		const back = await visitor.send(await begin(visitor));
		const session = back.headers.getSetCookie().map((line) => line.replace(/=[\w-]{43};/, '=…;'));
		assert.deepEqual(session, [
			'session=…; Max-Age=28800; Path=/; HttpOnly; SameSite=Lax',
			'sign-in=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax',
		]);
		const secure = makeSessionCookie('https://viche.test');
		const attributes = 'Path=/; HttpOnly; SameSite=Lax; Secure';
		assert.equal(secure.keep('t'), `__Host-session=t; Max-Age=28800; ${attributes}`);
		assert.equal(secure.forget, `__Host-session=; Max-Age=0; ${attributes}`);
		const token = 'a'.repeat(43);
		for (const header of [
			`session=${token}`,
			`x__Host-session=${token}`,
			`__Host-session=${token}b`,
		])
			assert.equal(secure.read(header), undefined, header);
	}));

test('a person ends all other sessions, and nobody else’s', () =>
	withDoors(async (doors) => {
		const [here] = await doors.person('resident');
		const [there] = await doors.person('resident');
		const [other] = await doors.person('other');
		assert.equal(await here.submit('/sign-out', { others: 'yes' }), '/account');
		const statusOf = async (visitor: Visitor) => (await visitor.api('GET', '/me')).status;
		assert.deepEqual(
			[await statusOf(here), await statusOf(there), await statusOf(other)],
			[200, 401, 200],
		);
		assert.equal(await doors.visitor().submit('/sign-out', { others: 'yes' }), '/account');
		assert.equal(await here.submit('/sign-out', {}), '/');
		assert.equal(await statusOf(here), 401);
	}));

test('a session ends by itself, whatever happens in it', () =>
	withDoors(async (doors: Doors) => {
		const [visitor] = await doors.person('resident');
		doors.clock.now += 8 * 3600 - 1;
		assert.equal((await visitor.api('GET', '/me')).status, 200);
		doors.clock.now += 1;
		assert.equal((await visitor.api('GET', '/me')).status, 401);
	}));

test.run();
