/** Passkeys of staff, and those who would step up with another's, with an old answer, or from another site. */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { suite } from 'uvu';
import { FRESH_SECONDS } from '../../../server/http/api.ts';
import { Authenticator, type Lie } from '../../support/authenticator.ts';
import { ENGINES } from '../../support/databases.ts';
import { withDoors, type Doors } from '../../support/sign-in.ts';
import type { Visitor } from '../../support/visitor.ts';

const test = suite('attack/http/passkeys');

type Answer = { readonly status: number; readonly body: Record<string, unknown> };
const said = ({ status, body }: Answer): string =>
	status === 200 ? 'good' : `${status} ${String(body['code'])}`;

const optionsOf = async (visitor: Visitor, path: string): Promise<unknown> => {
	const { status, body } = await visitor.api('POST', `${path}/options`, {});
	assert.equal(status, 200, JSON.stringify(body));
	return body;
};
const send = async (visitor: Visitor, path: string, credential: unknown): Promise<string> =>
	said(await visitor.api('POST', path, { name: 'ключ', credential }));
const add = async (visitor: Visitor, key: Authenticator, lie?: Lie): Promise<string> =>
	send(visitor, '/passkeys', key.create(await optionsOf(visitor, '/passkeys'), lie));
const stepUp = async (visitor: Visitor, key: Authenticator, lie?: Lie): Promise<string> =>
	send(visitor, '/step-up', key.get(await optionsOf(visitor, '/step-up'), lie));
const passkeysOf = async ({ services: { store } }: Doors, account: string) =>
	await store.db.select().from(store.t.passkeys).where(eq(store.t.passkeys.account, account));

/** A secretary with a passkey. */
async function secretary(doors: Doors, subject = 'sec'): Promise<[Visitor, Authenticator, string]> {
	const [visitor, account] = await doors.person(subject, 'secretary');
	const key = new Authenticator(doors.origin);
	assert.equal(await add(visitor, key), 'good');
	return [visitor, key, account];
}

for (const engine of Object.keys(ENGINES))
	test(`a stale session is made anew by a passkey, under another token, and ends when it would have: ${engine}`, () =>
		withDoors(
			async (doors) => {
				const [visitor, key] = await secretary(doors);
				const { db, t } = doors.services.store;
				const [before] = await db.select().from(t.sessions);
				doors.clock.now += FRESH_SECONDS + 1;
				const act = async () => said(await visitor.api('POST', '/votes', {}));
				assert.equal(await act(), '401 session.step-up');
				const old = visitor.cookies.get('session')!;
				assert.equal(await stepUp(visitor, key), 'good');
				assert.notEqual(visitor.cookies.get('session'), old);
				assert.equal(await act(), '400 request.malformed');
				assert.equal((await visitor.api('GET', '/me')).body['assurance'], 'passkey');
				const [after, ...more] = await db.select().from(t.sessions);
				assert.equal(more.length, 0);
				assert.equal(after!.expiresAt, before!.expiresAt);
				const thief = doors.visitor();
				thief.cookies.set('session', old);
				assert.equal((await thief.api('GET', '/me')).status, 401);
			},
			{},
			engine,
		));

for (const engine of Object.keys(ENGINES))
	test(`an answer is good once, also when it comes twice at once: ${engine}`, () =>
		withDoors(
			async (doors) => {
				const [visitor, key] = await secretary(doors);
				const answer = key.get(await optionsOf(visitor, '/step-up'));
				const { body } = await visitor.api('GET', '/me');
				assert.equal(body['assurance'], 'high');
				const twins = await Promise.all([1, 2, 3].map(() => send(visitor, '/step-up', answer)));
				assert.equal(twins.filter((result) => result === 'good').length, 1, String(twins));
				assert.equal(await send(visitor, '/step-up', answer), '400 passkey.refused');
				const made = new Authenticator(doors.origin);
				const creation = made.create(await optionsOf(visitor, '/passkeys'));
				assert.equal(await send(visitor, '/passkeys', creation), 'good');
				assert.equal(await send(visitor, '/passkeys', creation), '400 passkey.refused');
			},
			{},
			engine,
		));

test('every lie in a step-up is refused, and the session stays what it was', () =>
	withDoors(async (doors) => {
		const [visitor, key] = await secretary(doors);
		assert.equal(await stepUp(visitor, key), 'good');
		const session = visitor.cookies.get('session');
		const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
		const another = new Authenticator(doors.origin);
		const lies: Record<string, Lie> = {
			'another origin': { origin: 'https://evil.example' },
			'another port': { origin: 'http://localhost:1' },
			'another site’s passkey': { rpId: 'evil.example' },
			'a challenge of the attacker': { challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' },
			'an answer to something else': { type: 'webauthn.create' },
			'nobody verified': { flags: 1 },
			'nobody present': { flags: 4 },
			'another key': { key: privateKey },
			'an unknown passkey': { id: another.id },
			'a counter that has not grown': { counter: key.counter },
			'a counter that went back': { counter: 0 },
		};
		for (const [title, lie] of Object.entries(lies))
			assert.equal(await stepUp(visitor, key, lie), '400 passkey.refused', title);
		assert.equal(visitor.cookies.get('session'), session);
		assert.equal(await stepUp(visitor, key), 'good', 'the truth');
	}));

test('every lie about a new passkey is refused', () =>
	withDoors(async (doors) => {
		const [visitor, account] = await doors.person('sec', 'secretary');
		const key = new Authenticator(doors.origin);
		for (const lie of [
			{ origin: 'https://evil.example' },
			{ rpId: 'evil.example' },
			{ challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' },
			{ type: 'webauthn.get' },
			{ flags: 1 },
		])
			assert.equal(await add(visitor, key, lie), '400 passkey.refused', JSON.stringify(lie));
		assert.equal((await passkeysOf(doors, account)).length, 0);
	}));

test('a challenge is for its account, its purpose and five minutes', () =>
	withDoors(async (doors) => {
		const [visitor, key] = await secretary(doors);
		const [other, otherKey] = await secretary(doors, 'other');
		const foreign = await optionsOf(other, '/step-up');
		assert.equal(await send(visitor, '/step-up', key.get(foreign)), '400 passkey.refused');
		await stepUp(visitor, key);
		const adding = { ...((await optionsOf(visitor, '/passkeys')) as object), rpId: 'localhost' };
		assert.equal(await send(visitor, '/step-up', key.get(adding)), '400 passkey.refused');
		const late = await optionsOf(visitor, '/step-up');
		doors.clock.now += 300;
		assert.equal(await send(visitor, '/step-up', key.get(late)), '400 passkey.refused');
		assert.equal(await stepUp(other, otherKey), 'good');
	}));

test('another’s passkey steps nobody up, is not renamed or removed, and is not taken over', () =>
	withDoors(async (doors) => {
		const [victim, key, account] = await secretary(doors);
		const [attacker, own] = await secretary(doors, 'attacker');
		assert.equal(await stepUp(attacker, key), '400 passkey.refused');
		assert.equal(await stepUp(attacker, own), 'good');
		const path = `/passkeys/${key.id}`;
		assert.equal(said(await attacker.api('PUT', path, { name: 'мій' })), '404 not-found');
		assert.equal(said(await attacker.api('DELETE', path)), '404 not-found');
		assert.equal(await add(attacker, key), '400 passkey.refused', 'an id that is taken');
		assert.deepEqual(
			(await passkeysOf(doors, account)).map((p) => p.name),
			['ключ'],
		);
		assert.equal(await stepUp(victim, key), 'good');
	}));

test('who has a passkey changes passkeys with one only; the first needs a fresh sign-in', () =>
	withDoors(async (doors) => {
		const [visitor, key, account] = await secretary(doors);
		// Whoever breaks into the account at the provider gets a session, and no passkey.
		const [thief] = await doors.person('sec', 'secretary');
		const begin = async (who: Visitor) => said(await who.api('POST', '/passkeys/options', {}));
		assert.equal(await begin(thief), '401 session.passkey');
		const remove = async (who: Visitor) => said(await who.api('DELETE', `/passkeys/${key.id}`));
		assert.equal(await remove(thief), '401 session.passkey');
		assert.equal((await passkeysOf(doors, account)).length, 1);
		assert.equal(await stepUp(visitor, key), 'good');
		const second = new Authenticator(doors.origin);
		assert.equal(await add(visitor, second), 'good');
		const renamed = await visitor.api('PUT', `/passkeys/${second.id}`, { name: 'другий' });
		assert.equal(said(renamed), 'good');
		doors.clock.now += FRESH_SECONDS + 1;
		assert.equal(await remove(visitor), '401 session.step-up');
		assert.equal(await stepUp(visitor, second), 'good');
		assert.equal(await remove(visitor), 'good');
		assert.deepEqual(
			(await passkeysOf(doors, account)).map((p) => p.name),
			['другий'],
		);
		const [late] = await doors.person('late', 'moderator');
		doors.clock.now += FRESH_SECONDS + 1;
		assert.equal(await begin(late), '401 session.step-up');
		const [resident] = await doors.person('resident');
		assert.equal(await begin(resident), '403 session.forbidden');
		const [author] = await doors.person('author', 'author');
		assert.equal(await begin(author), '403 session.forbidden');
	}));

test('where passkeys are required, staff do and see nothing without one, but can add their first', () =>
	withDoors(
		async (doors) => {
			const [visitor] = await doors.person('sec', 'secretary');
			const staff = async () => said(await visitor.api('GET', '/staff'));
			assert.equal(await staff(), '401 session.passkey');
			assert.equal(said(await visitor.api('POST', '/votes', {})), '401 session.passkey');
			assert.equal(said(await visitor.api('POST', '/step-up/options', {})), '409 passkey.none');
			const key = new Authenticator(doors.origin);
			assert.equal(await add(visitor, key), 'good');
			assert.equal(await staff(), '401 session.passkey');
			assert.equal(await stepUp(visitor, key), 'good');
			assert.equal(await staff(), 'good');
			const [resident] = await doors.person('resident');
			assert.equal(said(await resident.api('GET', '/staff')), '403 session.forbidden');
			assert.equal(said(await resident.api('GET', '/me')), 'good');
		},
		{ staffAssurance: 'passkey' },
	));

test('requests of another site change nothing', () =>
	withDoors(async (doors) => {
		const [visitor, key, account] = await secretary(doors);
		visitor.site = 'cross-site';
		for (const [method, path] of [
			['POST', '/passkeys/options'],
			['POST', '/passkeys'],
			['PUT', `/passkeys/${key.id}`],
			['DELETE', `/passkeys/${key.id}`],
			['POST', '/step-up/options'],
			['POST', '/step-up'],
		] as const)
			assert.equal(said(await visitor.api(method, path, {})), '403 request.cross-site', path);
		assert.equal((await passkeysOf(doors, account)).length, 1);
	}));

test.run();
