/** A resident votes in a real browser: chooses, signs in, seals, audits, casts, changes the vote, and finds the ballot again. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { suite } from 'uvu';
import {
	assertAccessible,
	inBrowser,
	openPage,
	signIn,
	voteIn,
	withDemo,
} from '../support/browser.ts';

const test = suite('e2e/booth');
const browse = inBrowser(test);
const RESIDENT = 'resident-1';
const FIRST = 'Пандус і підйомник у центральній бібліотеці';
const SECOND = 'Дефібрилятор у будинку культури';

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const heading = (page: Page, name: string) => page.getByRole('heading', { name }).waitFor();

async function choose(page: Page): Promise<void> {
	await page.getByLabel(FIRST).check();
	await press(page, 'Далі');
	await page.getByLabel(SECOND).check();
	await press(page, 'Далі');
	await heading(page, 'Перевірте свій вибір');
}

browse('choose, sign in, audit, cast, change, find the ballot again', () =>
	withDemo(async ({ url, browser }) => {
		const viewport = { width: 320, height: 640 };
		const { page, context, complaints } = await openPage(browser, { viewport });
		const vote = await voteIn(url, 'open');
		await page.goto(`${url}/votes/${vote}/booth`);
		await page.getByRole('button', { name: 'Почати' }).waitFor();
		await assertAccessible(page, 'start');
		await press(page, 'Почати');
		await assertAccessible(page, 'choose');
		await choose(page);
		await assertAccessible(page, 'review');

		await press(page, 'Зашифрувати бюлетень');
		await page.getByRole('link', { name: 'Увійти' }).last().click();
		await page.locator(`button[value="${RESIDENT}"]`).click();
		await heading(page, 'Перевірте свій вибір');
		assert.match(await page.locator('main').innerText(), new RegExp(FIRST));

		await press(page, 'Зашифрувати бюлетень');
		await heading(page, 'Бюлетень зашифровано');
		await assertAccessible(page, 'sealed');
		await page.locator('summary', { hasText: 'Перевірити пристрій' }).click();
		await press(page, 'Перевірити пристрій');
		await heading(page, 'Бюлетень розкрито');
		await page.getByText('Пристрій зашифрував саме те, що ви обрали.').waitFor();
		await assertAccessible(page, 'opened');
		await press(page, 'Зашифрувати новий бюлетень');
		await heading(page, 'Бюлетень зашифровано');

		const sent: Record<string, string>[] = [];
		page.on('request', (request) => {
			if (request.url().endsWith('/ballots') && request.method() === 'POST')
				void request.allHeaders().then((headers) => sent.push(headers));
		});
		await press(page, 'Подати бюлетень');
		await heading(page, 'Ваш голос зараховано');
		await assertAccessible(page, 'counted');
		assert.equal(sent.length, 1);
		assert.equal(sent[0]!['cookie'], undefined, 'a cast carries no session');

		// The page is closed and opened again: the receipt is still there.
		await page.reload();
		await heading(page, 'Ваш голос зараховано');
		const first = await page.locator('dd code').innerText();

		await press(page, 'Проголосувати ще раз');
		await press(page, 'Далі');
		await press(page, 'Далі');
		await press(page, 'Зашифрувати бюлетень');
		await heading(page, 'Бюлетень зашифровано');
		await press(page, 'Подати бюлетень');
		await heading(page, 'Ваш голос зараховано');
		const second = await page.locator('dd code').innerText();
		assert.notEqual(second, first);
		const saving = page.waitForEvent('download');
		await press(page, 'Зберегти квитанцію');
		const receipt = await readFile(await (await saving).path(), 'utf8');
		assert.ok(!receipt.includes(FIRST) && !receipt.includes('code'), 'says nothing of choices');
		assert.deepEqual(complaints, []);
		await context.close();

		// Somebody else's browser, without signing in.
		const other = await openPage(browser);
		await other.page.goto(`${url}/votes/${vote}/receipt#${second}`);
		await other.page.getByText('Бюлетень є в реєстрі').waitFor();
		await assertAccessible(other.page, 'receipt');
		await other.page.goto(`${url}/votes/${vote}/receipt`);
		const give = (text: string) =>
			other.page.getByLabel('Файл квитанції').setInputFiles({
				name: 'receipt.json',
				mimeType: 'application/json',
				buffer: Buffer.from(text),
			});
		await give(receipt);
		await other.page.getByText('Бюлетень є в реєстрі').waitFor();
		await give(receipt.replace(second, first));
		await other.page.getByText('Доказ запису в реєстр не сходиться').waitFor();
		assert.deepEqual(other.complaints, []);
	}),
);

browse('a connection that is lost at each step loses and doubles nothing', () =>
	withDemo(async ({ url, browser }) => {
		const { page, context } = await openPage(browser);
		const vote = await voteIn(url, 'open');
		const castBefore = await ballotsOf(url, vote);
		await signIn(page, url, 'resident-2', `/votes/${vote}/booth`);
		await press(page, 'Почати');
		await choose(page);

		// The answer to the request for a token is lost: the server has issued it.
		await page.route('**/token', async (route) => {
			await route.fetch();
			await route.abort();
		});
		await press(page, 'Зашифрувати бюлетень');
		await page.getByText('Немає зв’язку із сервером').waitFor();
		await page.unroute('**/token');
		await page.reload();
		await heading(page, 'Перевірте свій вибір');
		await press(page, 'Зашифрувати бюлетень');
		await heading(page, 'Бюлетень зашифровано');

		// The answer to the cast is lost, and the page is closed.
		await page.route('**/ballots', async (route) => {
			await route.fetch();
			await route.abort();
		});
		await press(page, 'Подати бюлетень');
		await heading(page, 'Бюлетень ще не надіслано');
		await assertAccessible(page, 'not sent');
		await page.close();
		const again = await context.newPage();
		await again.goto(`${url}/votes/${vote}/booth`);
		await heading(again, 'Ваш голос зараховано');
		assert.equal(await ballotsOf(url, vote), castBefore + 1);
	}),
);

browse('the keyboard alone is enough', () =>
	withDemo(async ({ url, browser }) => {
		const { page } = await openPage(browser);
		const vote = await voteIn(url, 'open');
		await signIn(page, url, 'resident-3', `/votes/${vote}/booth`);
		await page.getByRole('button', { name: 'Почати' }).waitFor();
		await tabTo(page, 'Почати');
		await page.keyboard.press('Enter');
		await page.getByRole('checkbox').first().waitFor();
		await page.keyboard.press('Tab');
		await page.keyboard.press('Space');
		assert.equal(await page.getByRole('checkbox').first().isChecked(), true);
		for (const name of ['Далі', 'Далі', 'Зашифрувати бюлетень']) {
			await tabTo(page, name);
			await page.keyboard.press('Enter');
		}
		await heading(page, 'Бюлетень зашифровано');
		await tabTo(page, 'Подати бюлетень');
		await page.keyboard.press('Enter');
		await heading(page, 'Ваш голос зараховано');
	}),
);

/** Presses Tab until the button has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
	for (let i = 0; i < 60; i++) {
		await page.keyboard.press('Tab');
		if ((await page.evaluate<string>('document.activeElement.textContent')).trim() === name) return;
	}
	assert.fail(`the keyboard does not reach ${name}`);
}

const ballotsOf = async (url: string, vote: string): Promise<number> => {
	const page = (await (await fetch(`${url}/api/v1/votes/${vote}`)).json()) as { cast: number };
	return page.cast;
};

test.run();
