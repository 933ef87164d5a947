/** One's own account: sign-in by e-mail without scripts, passkeys of staff, and whether somebody has voted in one's name. */
import assert from 'node:assert/strict';
import type { BrowserContext, Page } from 'playwright-core';
import { suite } from 'uvu';
import { requestToken } from '../../crypto/booth/token.ts';
import {
	assertAccessible,
	holdScripts,
	inBrowser,
	openPage,
	signIn,
	visitAs,
	voteIn,
	withDemo,
} from '../support/browser.ts';
import { codeOf, startMailServer, textOf } from '../support/mail-server.ts';

const test = suite('e2e/account');
const browse = inBrowser(test);
const LANGUAGES = ['uk', 'en'] as const;

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** Axe, both languages and themes, and nothing wider than a narrow screen. */
async function assertReadable(page: Page, url: string, path: string): Promise<void> {
	await page.setViewportSize({ width: 320, height: 700 });
	for (const language of LANGUAGES)
		for (const colorScheme of ['light', 'dark'] as const) {
			await page.emulateMedia({ colorScheme });
			const query = `language=${language}&return=${encodeURIComponent(path)}`;
			await page.goto(`${url}/preferences?${query}`);
			await assertAccessible(page, `${path} ${language} ${colorScheme}`);
			const width = await page.evaluate<number>('document.documentElement.scrollWidth');
			assert.ok(width <= 320, `${path} is ${width} px wide`);
		}
	await page.goto(`${url}/preferences?language=uk&return=${encodeURIComponent(path)}`);
}

/** A device with a passkey in it. */
async function giveAuthenticator(context: BrowserContext, page: Page): Promise<void> {
	const devtools = await context.newCDPSession(page);
	await devtools.send('WebAuthn.enable');
	await devtools.send('WebAuthn.addVirtualAuthenticator', {
		options: {
			protocol: 'ctap2',
			transport: 'internal',
			hasResidentKey: true,
			hasUserVerification: true,
			isUserVerified: true,
			automaticPresenceSimulation: true,
		},
	});
}

browse(
	'a code from a letter signs in without scripts, and that is not enough to vote',
	async () => {
		const mail = await startMailServer();
		const environment = { VICHE_SMTP: mail.url, VICHE_MAIL_FROM: 'viche@example.org' };
		await withDemo(async ({ url, browser }) => {
			const { page } = await openPage(browser, { javaScriptEnabled: false });
			await page.goto(`${url}/account`);
			await page.getByRole('main').getByRole('link', { name: 'Увійти' }).click();
			const letter = mail.next();
			await page.getByLabel('Електронна адреса').fill('olena@example.org');
			await press(page, 'Надіслати код');
			const code = codeOf(await letter);
			await page.getByLabel('Код з листа').fill('0000 0000');
			await press(page, 'Увійти');
			assert.match(await page.getByRole('alert').innerText(), /Код не той/);
			await page.getByLabel('Код з листа').fill(code);
			await press(page, 'Увійти');
			await page.waitForURL(`${url}/account`);
			assert.match(await page.locator('header').innerText(), /o…@example\.org/);
			assert.match(await page.locator('main').innerText(), /Щоб голосувати, увійдіть/);
			const token = `${url}/api/v1/votes/${await voteIn(url, 'open')}/token`;
			const refused = await page.request.post(token, { data: { request: '0'.repeat(64) } });
			assert.equal(((await refused.json()) as { code: string }).code, 'session.low');
			await page.getByRole('link', { name: 'Увійти з підтвердженням особи' }).click();
			await page.locator('button[value="resident-1"]').click();
			await page.waitForURL(`${url}/account`);
			assert.match(await page.locator('main').innerText(), /Вашу особу підтверджено/);

			const english = mail.next();
			await page.goto(`${url}/preferences?language=en&return=/sign-in`);
			await page.getByLabel('E-mail address').fill('olena@example.org');
			await press(page, 'Send the code');
			assert.match(textOf(await english), /Your code to sign in/);
			const { page: reader, complaints } = await openPage(browser);
			for (const path of [
				'/sign-in',
				'/sign-in?bad=address',
				'/sign-in/code?bad=code',
				'/sign-in/failed?why=code',
			])
				await assertReadable(reader, url, path);
			assert.deepEqual(complaints, []);
		}, environment).finally(mail.close);
	},
);

browse('a resident sees whether their right to vote was used, and the entry that says so', () =>
	withDemo(async ({ url, browser }) => {
		const { page, complaints } = await openPage(browser);
		await page.goto(`${url}/account`);
		assert.match(await page.locator('main').innerText(), /Увійдіть, щоб побачити/);
		await signIn(page, url, 'resident-1', '/account');
		const open = await voteIn(url, 'open');
		const item = page.getByRole('listitem').filter({
			has: page.locator(`a[href="/votes/${open}"]`),
		});
		assert.match(await item.innerText(), /не використано/);
		const { request } = requestToken(open);
		const taken = await page.request.post(`${url}/api/v1/votes/${open}/token`, {
			data: { request },
		});
		assert.equal(taken.status(), 200, await taken.text());
		await page.reload();
		assert.match(await item.innerText(), /видано, запис реєстру №/);
		await assertReadable(page, url, '/account');
		await item.getByRole('link', { name: 'запис реєстру' }).click();
		await page.waitForURL(/\/registers\/civic\/\d+$/);
		assert.match(await page.locator('main').innerText(), /issuance|право голосу/i);
		await signIn(page, url, 'auditor', '/account');
		assert.match(await item.innerText(), /немає у списку/);
		assert.deepEqual(complaints, []);
	}),
);

browse('staff add a passkey, confirm with it what they do, rename and remove it', () =>
	withDemo(
		async ({ url, browser }) => {
			const { page, context, complaints } = await openPage(browser);
			await giveAuthenticator(context, page);
			const work = `/manage/${await voteIn(url, 'ceremony')}`;
			await signIn(page, url, 'secretary', work);
			await page.getByText('підтвердьте вхід ключем доступу').waitFor();
			await press(page, 'Підтвердити ключем доступу');
			await page.getByText('У вас ще немає ключа доступу').waitFor();
			await page.goto(`${url}/account`);
			await press(page, 'Додати ключ доступу');
			await page.getByText('Назвіть ключ').waitFor();
			await page.getByLabel('Назва ключа').fill('Робочий ноутбук');
			await press(page, 'Додати ключ доступу');
			await page.getByText('Ключ доступу додано.').waitFor();
			await page.getByRole('listitem').filter({ hasText: 'Робочий ноутбук' }).waitFor();

			// A slow line: what is chosen, typed and pressed before the scripts arrive holds when they have.
			const release = await holdScripts(page);
			await page.goto(url + work, { waitUntil: 'commit' });
			const before = (await context.cookies()).find(({ name }) => name === 'session')!.value;
			await page.getByLabel('Що пропонуєте').selectOption('annul');
			await page.getByLabel('Причина').fill('Усі члени комісії захворіли.');
			await press(page, 'Запропонувати');
			release();
			await page.getByText('підтвердьте вхід ключем доступу').waitFor();
			await press(page, 'Підтвердити ключем доступу');
			await page.getByText('Підтверджено. Тепер повторіть дію.').waitFor();
			assert.equal(page.url(), url + work);
			const after = (await context.cookies()).find(({ name }) => name === 'session')!.value;
			assert.notEqual(after, before);
			assert.equal(await page.getByLabel('Причина').inputValue(), 'Усі члени комісії захворіли.');
			await press(page, 'Запропонувати');
			await page.getByText('підтвердити має інша людина').waitFor();

			await page.goto(`${url}/account`);
			await assertReadable(page, url, '/account');
			await page.getByText('Змінити').click();
			await assertAccessible(page, 'an open passkey');
			await page.getByRole('listitem').getByLabel('Назва ключа').fill('Домашній');
			await press(page, 'Перейменувати');
			await page.getByRole('listitem').filter({ hasText: 'Домашній' }).waitFor();
			await press(page, 'Вилучити ключ');
			await page.getByText('Ключів доступу ще немає.').waitFor();
			// What the server refuses stands in the console, and nothing else.
			assert.deepEqual(
				complaints.filter((text) => !/status of 4(?:01|09)/.test(text)),
				[],
			);
		},
		{ VICHE_STAFF_PASSKEY: 'required' },
	),
);

browse('somebody takes their data and has it forgotten, without scripts', () =>
	withDemo(async ({ url, browser }) => {
		const { page } = await visitAs(browser, url, 'resident-2', '/account', false);
		const own = await page.request.get(`${url}/api/v1/me/data`);
		assert.match(await own.text(), /Андрій Шевчук/);
		await page.getByText('Видалити обліковий запис').click();
		await press(page, 'Видалити назавжди');
		await page.getByText('Підтвердьте, що справді').waitFor();
		await page.getByLabel('Я розумію і хочу видалити').check();
		await press(page, 'Видалити назавжди');
		await page.getByText('Ваш обліковий запис видалено.').waitFor();
		assert.ok(!(await page.locator('body').innerText()).includes('Шевчук'));
	}),
);

test.run();
