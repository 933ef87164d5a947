/** Sign-in by a code from a letter, and those who would use it for somebody else. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { makeLimits } from '../../../server/http/limits.ts';
import { ENGINES } from '../../support/databases.ts';
import { codeOf, textOf } from '../../support/mail-server.ts';
import { withDoors, type Doors } from '../../support/sign-in.ts';
import type { Visitor } from '../../support/visitor.ts';

const test = suite('attack/http/email-codes');
const ADDRESS = 'Maria.Koval@Example.org';

/** Asks for a code. @returns it */
async function ask({ mail }: Doors, visitor: Visitor, more: object = {}): Promise<string> {
	const letter = mail.next();
	const fields = { address: ADDRESS, return: '/account', ...more };
	assert.equal(await visitor.submit('/sign-in/email', fields), '/sign-in/code');
	return codeOf(await letter);
}

/** The same browser, as it is now. */
function copyOf(doors: Doors, { cookies }: Visitor): Visitor {
	const copy = doors.visitor();
	for (const [name, value] of cookies) copy.cookies.set(name, value);
	return copy;
}

const enter = (visitor: Visitor, code: string) => visitor.submit('/sign-in/code', { code });
const whoIs = async (visitor: Visitor) => (await visitor.api('GET', '/me')).body;
const DEAD = '/sign-in/failed?why=code';
const wrongOf = (code: string) => code.replace(/\d/, (digit) => String((Number(digit) + 1) % 10));

for (const engine of Object.keys(ENGINES)) {
	test(`a code signs in its browser once, with low assurance, and the address is stored nowhere: ${engine}`, () =>
		withDoors(
			async (doors) => {
				const visitor = doors.visitor();
				const code = await ask(doors, visitor);
				const replayer = copyOf(doors, visitor);
				assert.equal(await enter(visitor, code), '/account');
				assert.deepEqual(await whoIs(visitor), {
					name: 'm…@example.org',
					roles: [],
					assurance: 'low',
				});
				assert.equal(await enter(replayer, code), DEAD, 'a replay');
				const { db, t } = doors.services.store;
				const rows = [
					...(await db.select().from(t.accounts)),
					...(await db.select().from(t.emailCodes)),
					...(await db.select().from(t.sessions)),
				];
				assert.ok(!/koval/i.test(JSON.stringify(rows)));
				// The same person again, however the address is written.
				const again = doors.visitor();
				await enter(again, await ask(doors, again, { address: ' maria.koval@EXAMPLE.ORG ' }));
				assert.equal((await db.select().from(t.accounts)).length, 1);
			},
			{},
			engine,
		));

	test(`guesses are counted, also those that come at once, and a used-up code is dead: ${engine}`, () =>
		withDoors(
			async (doors) => {
				const visitor = doors.visitor();
				const code = await ask(doors, visitor);
				const stubborn = copyOf(doors, visitor);
				const wrong = wrongOf(code);
				const answers = await Promise.all(Array.from({ length: 12 }, () => enter(visitor, wrong)));
				assert.equal(answers.filter((where) => where === '/sign-in/code?bad=code').length, 4);
				assert.equal(answers.filter((where) => where === DEAD).length, 8);
				assert.equal(await enter(stubborn, code), DEAD, 'the right code, too late');
				assert.ok(!stubborn.cookies.has('session'));
				const patient = doors.visitor();
				const second = await ask(doors, patient);
				for (let i = 0; i < 4; i++)
					assert.equal(await enter(patient, wrongOf(second)), '/sign-in/code?bad=code');
				assert.equal(await enter(patient, second), '/account', 'the fifth try may be right');
			},
			{},
			engine,
		));

	test(`a right code that comes twice at once signs in once: ${engine}`, () =>
		withDoors(
			async (doors) => {
				const visitor = doors.visitor();
				const code = await ask(doors, visitor);
				const twins = Array.from({ length: 4 }, () => enter(copyOf(doors, visitor), code));
				const answers = (await Promise.all(twins)).sort();
				assert.deepEqual(answers, ['/account', DEAD, DEAD, DEAD]);
			},
			{},
			engine,
		));
}

test('a code is good in the browser that asked, for ten minutes', () =>
	withDoors(async (doors) => {
		const visitor = doors.visitor();
		const code = await ask(doors, visitor);
		assert.equal(await enter(doors.visitor(), code), DEAD, 'no browser that asked');
		const other = doors.visitor();
		await ask(doors, other, { address: 'other@example.org' });
		assert.equal(await enter(other, code), '/sign-in/code?bad=code', 'a browser with its own code');
		doors.clock.now += 600;
		assert.equal(await enter(visitor, code), DEAD, 'ten minutes later');
	}));

test('a low session takes no token, acts for nobody, and adds no passkey, whatever its account has', () =>
	withDoors(async (doors) => {
		const visitor = doors.visitor();
		await enter(visitor, await ask(doors, visitor));
		const { db, t } = doors.services.store;
		const [account] = await db.select().from(t.accounts);
		// Nobody can be given a role by address; should one slip in, it counts for nothing.
		await db.insert(t.roles).values({ account: account!.id, role: 'secretary' });
		for (const [method, path] of [
			['POST', '/votes/x/token'],
			['GET', '/staff'],
			['POST', '/votes'],
			['POST', '/passkeys/options'],
			['POST', '/step-up/options'],
			['GET', '/votes/x/commission'],
		] as const) {
			const { status, body } = await visitor.api(method, path, method === 'GET' ? undefined : {});
			assert.deepEqual([status, body['code']], [403, 'session.low'], path);
		}
		assert.deepEqual((await whoIs(visitor))['roles'], []);
	}));

test('a planted session never becomes the session of who signs in', () =>
	withDoors(async (doors) => {
		const [attacker] = await doors.person('attacker');
		const victim = doors.visitor();
		const planted = attacker.cookies.get('session')!;
		victim.cookies.set('session', planted);
		await enter(victim, await ask(doors, victim));
		assert.notEqual(victim.cookies.get('session'), planted);
		assert.equal((await whoIs(victim))['name'], 'm…@example.org');
		assert.equal((await attacker.api('GET', '/me')).status, 401, 'the planted one has ended');
		const made = 'x'.repeat(43);
		const other = doors.visitor();
		other.cookies.set('session', made);
		await enter(other, await ask(doors, other));
		assert.notEqual(other.cookies.get('session'), made);
	}));

test('forms of another site are refused, and nobody is led to another site', () =>
	withDoors(async (doors) => {
		const visitor = doors.visitor();
		visitor.site = 'cross-site';
		assert.equal(await visitor.submit('/sign-in/email', { address: ADDRESS }), '403');
		assert.equal(await visitor.submit('/sign-in/code', { code: '12345678' }), '403');
		assert.equal(await visitor.submit('/sign-out', { others: 'yes' }), '403');
		assert.equal(doors.mail.letters.length, 0);
		for (const wish of [
			'https://evil.example',
			'//evil.example',
			'/\\evil.example',
			'/\t/evil',
			'',
		]) {
			const led = doors.visitor();
			assert.equal(await enter(led, await ask(doors, led, { return: wish })), '/', wish);
		}
	}));

test('no address is taken for more than an address, and no header comes from a form or from Host', () =>
	withDoors(
		async (doors) => {
			const visitor = doors.visitor();
			for (const address of [
				'a@example.org\r\nBcc: b@example.org',
				'a@example.org,b@example.org',
				'A <a@example.org>',
				'"a b"@example.org',
				'a@example',
				'a@[127.0.0.1]',
				'@example.org',
				'a..b@example.org',
				`${'a'.repeat(65)}@example.org`,
				'x'.repeat(700),
			])
				assert.match(
					await visitor.submit('/sign-in/email', { address }),
					/^\/sign-in\?bad=/,
					address,
				);
			assert.equal(doors.mail.letters.length, 0);
			const letter = doors.mail.next();
			await visitor.send('/sign-in/email', {
				method: 'POST',
				body: new URLSearchParams({ address: 'a@громада.укр', language: 'en' }),
				headers: { 'x-forwarded-host': 'evil.example' },
			});
			const { data, to, from } = await letter;
			assert.deepEqual(
				[from, to],
				['MAIL FROM:<viche@example.org>', ['RCPT TO:<a@xn--80aahf2bln.xn--j1amh>']],
			);
			const [head] = data.split('\r\n\r\n');
			assert.ok(!/^(?:Bcc|X-Evil):/im.test(head!), head);
			assert.ok(!/evil\.example/.test(data));
			assert.match(textOf({ data, to, from }), /at localhost:\d+:/);
		},
		{ name: 'Громада\r\nX-Evil: yes' },
	));

test('letters are in the language of the page, and have no links', () =>
	withDoors(async (doors) => {
		for (const [language, words] of [
			['uk', /Ваш код для входу[^]*лише один раз/],
			['en', /Your code to sign in[^]*once only/],
			['xx', /Ваш код для входу/],
		] as const) {
			const letter = doors.mail.next();
			const fields = { address: ADDRESS, language };
			await doors.visitor().submit('/sign-in/email', fields);
			const text = textOf(await letter);
			assert.match(text, words);
			assert.ok(!text.includes('://'));
		}
	}));

test('too many letters to one address are not sent; others still get theirs', () =>
	withDoors(
		async (doors) => {
			const visitor = doors.visitor();
			for (let i = 0; i < 5; i++) await ask(doors, visitor);
			const address = 'MARIA.KOVAL@example.org';
			const refused = await visitor.submit('/sign-in/email', { address });
			assert.equal(refused, '/sign-in/failed?why=wait');
			await ask(doors, visitor, { address: 'other@example.org' });
			assert.equal(doors.mail.letters.length, 6);
		},
		{ limits: makeLimits() },
	));

test('the answer is the same when no letter can be sent, and the log names no address', () =>
	withDoors(async (doors) => {
		doors.mail.close();
		const where = await doors.visitor().submit('/sign-in/email', { address: ADDRESS });
		assert.equal(where, '/sign-in/code');
		while (doors.refusals.length === 0) await new Promise((done) => setTimeout(done, 20));
		assert.match(String(doors.refusals[0]), /a letter was not sent: \w+/);
		assert.ok(!/koval/i.test(String((doors.refusals[0] as Error).stack)));
	}));

test.run();
