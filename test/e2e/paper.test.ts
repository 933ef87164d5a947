/** Paper ballots in the browser: the form is printed, handed out, read by two persons, and decided to be complete. */
import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { suite } from 'uvu';
import {
	assertReadable,
	inBrowser,
	openPage,
	visitAs,
	voteIn,
	withDemo,
} from '../support/browser.ts';

const test = suite('e2e/paper');
const browse = inBrowser(test);
const SOON = { timeout: 30_000 };

const press = (page: Page, name: string | RegExp) =>
	page.getByRole('button', { name }).first().click(SOON);

async function handOut(page: Page, number: string, answer: string): Promise<void> {
	await page.getByLabel('Номер', { exact: true }).fill(number);
	await press(page, 'Позначити, що видано');
	await page.getByText(answer).waitFor(SOON);
}

for (const scripts of [true, false])
	browse(`the desk hands forms out, ${scripts ? 'with' : 'without'} scripts`, () =>
		withDemo(async ({ url, browser }) => {
			const path = `/votes/${await voteIn(url, 'open')}/paper`;
			const { page } = await visitAs(browser, url, 'desk', path, scripts);
			await handOut(page, 'resident-5', 'Дайте людині один бланк');
			await handOut(page, 'resident-5', 'Ця людина вже взяла паперовий бюлетень');
			await handOut(page, 'extra-1', 'вже взяла право голосу на сайті');
			await handOut(page, 'nobody', 'немає у переліку учасників');
			await handOut(page, '', 'Введіть номер.');
			if (scripts) await assertReadable(page, 'desk');
			const { page: resident } = await visitAs(browser, url, 'resident-5', path, scripts);
			await resident.getByText('Тут працюють ті, хто видає').waitFor(SOON);
		}),
	);

browse('anybody sees and prints the form, in usual and in larger type', () =>
	withDemo(async ({ url, browser }) => {
		const { page, complaints } = await openPage(browser);
		await page.goto(`${url}/votes/${await voteIn(url, 'open')}`);
		await page.getByRole('link', { name: 'Бланк для друку' }).click(SOON);
		await page.getByRole('heading', { name: 'Паперовий бюлетень' }).waitFor(SOON);
		await page.getByRole('link', { name: 'Більшим шрифтом' }).click(SOON);
		await page.getByRole('link', { name: 'Звичайним шрифтом' }).waitFor(SOON);
		await assertReadable(page, 'form');
		await page.emulateMedia({ media: 'print' });
		assert.equal(await page.getByRole('button', { name: 'Надрукувати' }).isVisible(), false);
		assert.equal(await page.getByText('Не підписуйте бюлетень').isVisible(), true);
		assert.deepEqual(complaints, []);
	}),
);

/** What the secretary proposes on the page of the vote, and the administrator confirms. */
async function decide(browser: Browser, url: string, vote: string, kind: string): Promise<void> {
	const path = `/manage/${vote}`;
	const { page } = await visitAs(browser, url, 'secretary', path);
	await page.getByLabel('Що пропонуєте').selectOption(kind);
	await page.getByLabel('Причина').fill('Так домовилися обидві особи.');
	await press(page, 'Запропонувати');
	await page.getByText('Ви це запропонували').waitFor(SOON);
	const { page: other } = await visitAs(browser, url, 'administrator', path);
	await press(other, 'Підтвердити');
	await other
		.getByText('підтверджено')
		.nth(kind === 'paper' ? 3 : 2)
		.waitFor(SOON);
}

const lines = async (page: Page, ...typed: readonly string[]) => {
	for (const [i, line] of typed.entries()) await page.getByRole('textbox').nth(i).fill(line);
	await press(page, 'Зберегти прочитане');
};

browse(
	'two persons read a batch differently, then alike; two persons decide that all is entered',
	() =>
		withDemo(async ({ url, browser }) => {
			const vote = await voteIn(url, 'open');
			const path = `/votes/${vote}/paper`;
			const { page: clerk, complaints } = await visitAs(browser, url, 'desk', path);
			for (const number of ['resident-4', 'resident-5'])
				await handOut(clerk, number, 'Дайте людині один бланк');
			await decide(browser, url, vote, 'close-early');
			await clerk.goto(url + path);
			await press(clerk, 'Почати пачку');
			await clerk.getByText('Назвіть пачку.').waitFor(SOON);
			await clerk.getByLabel('Як її впізнати').fill('Скринька 1');
			await clerk.getByLabel('Скільки в ній бланків').fill('2');
			const sheet = {
				name: 'sheet.pdf',
				mimeType: 'application/pdf',
				buffer: Buffer.from('sheet'),
			};
			await clerk.getByLabel('Скан підписаного аркуша').setInputFiles(sheet);
			await press(clerk, 'Почати пачку');
			await press(clerk, /^Вносити/);
			await lines(clerk, '1', '-', 'x', '?');
			await clerk.getByText('Так не записують').waitFor(SOON);
			await assertReadable(clerk, 'entry with a fault');
			await lines(clerk, '1', '-', '2 1', '?');
			await clerk.getByText('Тепер цю пачку має внести інша людина').waitFor(SOON);

			const { page: second } = await visitAs(browser, url, 'commission-1', path);
			await second.getByText('потрібна друга людина').waitFor(SOON);
			await press(second, /^Вносити/);
			await lines(second, '1', '-', '2', '?');
			await second.getByText('Перегляньте ці бланки: 2').waitFor(SOON);
			await assertReadable(second, 'batches that differ');
			await lines(second, '1', '-', '1 2', '?');
			await second.getByText('Обидва прочитали однаково').waitFor(SOON);
			await second.getByText('у реєстрі: пачка № 1').waitFor(SOON);

			await decide(browser, url, vote, 'paper');
			await clerk.goto(url + path);
			await clerk.getByText('Дві особи вирішили').waitFor(SOON);
			await assertReadable(clerk, 'all is entered');
			assert.deepEqual(complaints, []);
		}),
);

test.run();
