/** An edition set up in the browser: from a template, with what follows from it, until it is published. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { suite } from 'uvu';
import { assertReadable, inBrowser, openPage, visitAs, withDemo } from '../support/browser.ts';

const test = suite('e2e/edition-setup');
const browse = inBrowser(test);
const SOON = { timeout: 15_000 };
const DAY_MS = 86_400_000;

const press = (page: Page, name: string) =>
	page.getByRole('button', { name, exact: true }).click(SOON);
const see = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor(SOON);
const day = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
const DATES = ['submission', 'review', 'revision', 'admission', 'voting', 'decision'] as const;

for (const scripts of [true, false])
	browse(
		`from a template to the page that everybody sees, ${scripts ? 'with' : 'without'} scripts`,
		() =>
			withDemo(async ({ url, browser }) => {
				const visit = await visitAs(browser, url, 'secretary', '/manage/editions/new', scripts);
				const { page } = visit;
				await page.getByRole('link', { name: /^Шкільний бюджет/ }).click(SOON);
				await page.getByLabel('Балів на бюлетені').first().waitFor(SOON);
				assert.equal(await page.getByLabel('Балів на бюлетені').first().inputValue(), '10');
				if (scripts) await assertReadable(page, 'a new edition');
				await page.locator('#title').fill('Шкільний бюджет ліцею № 2');
				await page.locator('#regulationTitle').fill('Положення про шкільний бюджет');
				await page.locator('#regulationVersion').fill('рішення ради № 4');
				await page.locator('#categories').fill('навчання\nдозвілля');
				for (const [i, phase] of DATES.entries())
					await page.locator(`[id="begins.${phase}"]`).fill(day(1 + i * 5));
				await page.locator('[id="begins.implementation"]').fill(day(40));
				await page.locator('#ends').fill(day(200));
				// Two pots may have one name while they are typed.
				for (const [field, value] of [
					['title', 'Проєкти учнів'],
					['budget', '50000'],
					['minCost', '1000'],
					['maxCost', '25000'],
				] as const)
					await page.locator(`[id="pots.1.${field}"]`).fill(value);
				await press(page, 'Зберегти чернетку');
				await see(page, 'Що з цього випливає');
				await see(page, '50% усіх коштів');
				await see(page, 'від 2 до 50');
				await see(page, 'На бюлетені — балів: 10');
				await see(page, 'Голосування триває менш як десять днів');
				if (scripts) await assertReadable(page, 'an edition with what follows from it');
				await press(page, 'Зберегти й оприлюднити');
				await see(page, 'Цей рядок подано двічі.');
				await page.locator('[id="pots.1.title"]').fill('Проєкти класів');
				await press(page, 'Зберегти й оприлюднити');
				await see(page, 'Умови оприлюднено.');
				const visitor = await openPage(browser, { javaScriptEnabled: scripts });
				await visitor.page.goto(`${url}/budget`);
				await visitor.page.getByRole('link', { name: 'Шкільний бюджет ліцею № 2' }).click(SOON);
				await see(visitor.page, 'На бюлетені — балів: 10');
				if (scripts) await assertReadable(visitor.page, 'an edition with its rules');
				assert.deepEqual(
					[...visit.complaints, ...visitor.complaints].filter((c) => !/status of 4\d\d/.test(c)),
					[],
				);
			}),
	);

test.run();
