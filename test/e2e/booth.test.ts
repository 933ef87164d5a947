/** A resident votes in a real browser: chooses, signs in, seals, audits, casts, changes the vote, and finds the ballot again. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { suite } from 'uvu';
import {
	assertAccessible,
	holdScripts,
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
		const first = await page.locator('.receipt dd code').first().innerText();

		await press(page, 'Проголосувати ще раз');
		await press(page, 'Далі');
		await press(page, 'Далі');
		await press(page, 'Зашифрувати бюлетень');
		await heading(page, 'Бюлетень зашифровано');
		await press(page, 'Подати бюлетень');
		await heading(page, 'Ваш голос зараховано');
		const words = await page.locator('.receipt .words').innerText();
		const second = await page.locator('.receipt dd code').first().innerText();
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
		const release = await holdScripts(other.page);
		await other.page.goto(`${url}/votes/${vote}/receipt`, { waitUntil: 'commit' });
		const say = async (text: string) => {
			await other.page.getByLabel('Кодові слова або код бюлетеня').fill(text);
			await press(other.page, 'Знайти');
		};
		await say(words);
		release();
		await other.page.getByText('Бюлетень є в реєстрі').waitFor();
		await say(words.replace(/\p{L}+/u, 'небилиця'));
		await other.page.getByText('Слова «небилиця» серед кодових немає').waitFor();
		await say(words.split(/\s+/).slice(1).join(' '));
		await other.page.getByText('Потрібно дванадцять слів').waitFor();
		await assertAccessible(other.page, 'words');
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
		const boxes = page.getByRole('checkbox');
		await boxes.first().waitFor();
		const isFocused = async (target: Locator) =>
			(await target.and(page.locator(':focus')).count()) > 0;
		const focused = (i: number) => isFocused(boxes.nth(i));
		for (let i = 0; i < 20 && !(await focused(0)); i++) await page.keyboard.press('Tab');
		// Three keys take one project and lead to the next.
		for (const i of [0, 1]) {
			assert.ok(await focused(i), `project ${i} has the focus`);
			for (const key of ['Space', 'Tab', 'Tab']) await page.keyboard.press(key);
			assert.equal(await boxes.nth(i).isChecked(), true);
		}
		// The map is no trap, and its pins are buttons.
		await page.getByRole('button', { name: 'Карта' }).focus();
		await page.keyboard.press('Enter');
		const pins = page.locator('.pin');
		await pins.first().waitFor();
		await pins.nth(3).focus();
		await page.keyboard.press('Enter');
		const card = page.locator('.card input');
		await card.waitFor();
		assert.ok(await isFocused(card), 'on to the card');
		await page.keyboard.press('Space');
		assert.match((await pins.nth(3).getAttribute('aria-label'))!, /обрано/);
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

browse(
	'list and map are two views of one choice; filters, comparison and notes narrow it down',
	() =>
		withDemo(async ({ url, browser }) => {
			const { page, complaints } = await openPage(browser);
			const requests: string[] = [];
			page.on('request', (request) => requests.push(request.url()));
			const vote = await voteIn(url, 'open');
			await page.goto(`${url}/votes/${vote}/booth`);
			await press(page, 'Почати');
			await page.getByLabel(FIRST).check();
			const orderBefore = await page.locator('.card .name').allInnerTexts();
			assert.ok(!requests.some((address) => /leaflet|ProjectMap/i.test(address)));

			await press(page, 'Карта');
			await page.locator('.pin').first().waitFor();
			assert.equal(await page.locator('.pin').count(), 6);
			assert.equal(await page.locator('.pin.chosen').count(), 1);
			await page.getByRole('button', { name: /Дощовий сад/ }).click();
			await page.getByRole('checkbox', { name: /Дощовий сад/ }).check();
			await page.getByRole('button', { name: /Дощовий сад.*обрано/ }).waitFor();
			await press(page, 'Список');
			assert.deepEqual(await page.locator('.card .name').allInnerTexts(), orderBefore);
			assert.equal(await page.getByRole('checkbox', { checked: true }).count(), 2);

			await page.locator('summary', { hasText: 'Відібрати проєкти' }).click();
			await page.getByLabel('Напрям').selectOption('доступність');
			await page.getByText('Показано 2 з 6', { exact: true }).waitFor();
			await page.getByLabel('Слова').fill('бібліотека');
			await page.getByText('Показано 0 з 6', { exact: true }).waitFor();
			await page.getByText('Таких проєктів немає').waitFor();
			await press(page, 'Показати всі');
			await page.getByLabel('Показати', { exact: true }).selectOption('chosen');
			assert.equal(await page.locator('.card').count(), 2);
			await press(page, 'Показати всі');

			for (const name of [FIRST, 'Дощовий сад']) {
				const card = page.locator('.card', { hasText: name });
				await card.locator('summary').click();
				await card.getByRole('button', { name: /Порівняти/ }).click();
			}
			await heading(page, 'Порівняння двох проєктів');
			const table = await page.locator('table').innerText();
			assert.match(table, /640\s000\sгрн\s+450\s000\sгрн/);
			await page
				.locator('.card', { hasText: FIRST })
				.getByRole('button', { name: /Подумаю/ })
				.click();
			await press(page, 'Сховати мій вибір');
			assert.ok(!(await page.locator('main').innerText()).includes(FIRST));
			await press(page, 'Сховати мій вибір');

			// A fourth is one too many: it is said, and the way on is never dead.
			for (const i of [0, 1, 2, 3, 4, 5]) await page.getByRole('checkbox').nth(i).check();
			await press(page, 'Далі');
			await page.getByRole('alert').getByText('Обрано забагато проєктів').waitFor();
			for (const i of [0, 1, 2, 3, 4, 5])
				await page
					.getByRole('checkbox')
					.nth(i)
					.setChecked(orderBefore[i] === FIRST);
			await press(page, 'Далі');

			// For money: the bar, and what the rest suffices for.
			for (const name of [SECOND, 'Кіно просто неба', 'Мурал про історію'])
				await page.getByLabel(name).check();
			const bar = page.locator('.foot progress');
			assert.equal(await bar.getAttribute('value'), '282000');
			await page.locator('summary', { hasText: 'Відібрати проєкти' }).click();
			await page.getByLabel('Вартість').selectOption('fits');
			await page.getByText('Показано 3 з 8', { exact: true }).waitFor();

			// Everything is kept on the device with the draft.
			await page.reload();
			await heading(page, 'Перевірте свій вибір');
			await page.getByRole('button', { name: /Змінити.*Великі/ }).click();
			assert.equal(await page.getByText('подумаю', { exact: true }).count(), 1);
			assert.deepEqual(await page.locator('.card .name').allInnerTexts(), orderBefore);
			assert.ok(
				requests.every((address) => address.startsWith(url) || address.startsWith('data:')),
			);
			assert.deepEqual(complaints, []);
		}),
);

browse('every step of choosing is accessible in both languages and themes, narrow and wide', () =>
	withDemo(async ({ url, browser }) => {
		const vote = await voteIn(url, 'open');
		for (const [language, colorScheme, width] of [
			['uk', 'light', 320],
			['uk', 'dark', 1280],
			['en', 'light', 768],
			['en', 'dark', 320],
		] as const) {
			const viewport = { width, height: 800 };
			const { page, context, complaints } = await openPage(browser, { colorScheme, viewport });
			await page.goto(`${url}/preferences?language=${language}&return=/votes/${vote}/booth`);
			const check = async (step: string) => {
				await assertAccessible(page, `${step} ${language} ${colorScheme}`);
				const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
				assert.ok(wide <= width, `${step} is ${wide} px wide`);
			};
			const go = () => page.locator('main button.primary').click();
			await go();
			for (const summary of await page.locator('main summary').all()) await summary.click();
			for (const i of [1, 3]) await page.locator('.card .buttons button').nth(i).click();
			await page.locator('table').waitFor();
			await check('list');
			await page.locator('.switch button').nth(1).click();
			await page.locator('.pin').first().click();
			await page.locator('.card input').check();
			await check('map');
			await go();
			await go();
			await page.locator('main h3').first().waitFor();
			await check('review');
			assert.deepEqual(complaints, []);
			await context.close();
		}
	}),
);

browse('practice leads through the booth and sends nothing', () =>
	withDemo(async ({ url, browser }) => {
		const { page, complaints } = await openPage(browser);
		await page.goto(`${url}/practice`);
		const sent: string[] = [];
		page.on('request', (request) => sent.push(`${request.method()} ${request.url()}`));
		await press(page, 'Почати вправу');
		await page.getByRole('checkbox').first().check();
		await assertAccessible(page, 'practice');
		await press(page, 'Далі');
		await page.getByLabel('Чай у бібліотеці').check();
		await press(page, 'Далі');
		await heading(page, 'Перевірте свій вибір');
		await press(page, 'Завершити вправу');
		await heading(page, 'Готово');
		await assertAccessible(page, 'practice done');
		assert.ok(!sent.some((line) => line.includes('/api/')), sent.join('\n'));
		assert.equal(await page.evaluate('localStorage.length + sessionStorage.length'), 0);
		assert.deepEqual(complaints, []);
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
