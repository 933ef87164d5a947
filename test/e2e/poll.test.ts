/** A poll in the browser: set up by the secretary, answered by residents, read when it is counted, with and without scripts. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { suite } from 'uvu';
import type { PollSummary } from '../../server/api/contract.ts';
import { assertReadable, inBrowser, openPage, visitAs, withDemo } from '../support/browser.ts';

const test = suite('e2e/poll');
const browse = inBrowser(test);
const SOON = { timeout: 15_000 };

const press = (page: Page, name: string) =>
	page.getByRole('button', { name, exact: true }).click(SOON);
const see = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor(SOON);
const unexpected = (complaints: readonly string[]) =>
	complaints.filter((complaint) => !/status of 4\d\d/.test(complaint));

/** The poll of the demo that is in a phase. */
async function pollIn(page: Page, url: string, phase: string): Promise<string> {
	const polls = (await (await page.request.get(`${url}/api/v1/polls`)).json()) as PollSummary[];
	return polls.find((poll) => poll.phase === phase)!.id;
}

for (const scripts of [true, false])
	browse(
		`a resident answers, and nobody answers twice, ${scripts ? 'with' : 'without'} scripts`,
		() =>
			withDemo(async ({ url, browser }) => {
				const readable = async (page: Page, what: string) => {
					if (scripts) await assertReadable(page, what);
				};
				const { page, complaints } = await openPage(browser, { javaScriptEnabled: scripts });
				await page.goto(`${url}/polls`);
				await readable(page, 'all polls');
				const id = await pollIn(page, url, 'voting');
				await page.goto(`${url}/polls/${id}`);
				await see(page, '2 людини відповіли');
				await readable(page, 'a poll');
				await page.getByRole('link', { name: 'Відповісти' }).click(SOON);
				await see(page, 'Щоб відповісти, увійдіть.');

				const visit = await visitAs(browser, url, 'resident-2', `/polls/${id}/answer`, scripts);
				const resident = visit.page;
				const ranks = resident.getByRole('group', { name: 'Поставте варіанти за порядком' });
				await ranks.getByLabel('Сквер').selectOption('місце 2');
				await ranks.getByLabel('Спортмайданчик').selectOption('місце 1');
				await readable(resident, 'the questions');
				await press(resident, 'Далі');
				await see(resident, 'Спортмайданчик: місце 1');
				await see(resident, 'Жодного: утримуюся');
				await readable(resident, 'an answer to be checked');
				await press(resident, 'Змінити');
				const grades = resident.getByRole('group', { name: /^Як ви оцінюєте/ });
				await grades.getByLabel('Сквер').selectOption('чудово');
				await press(resident, 'Далі');
				await see(resident, 'Сквер: чудово');
				await see(resident, 'Сквер: місце 2');
				await press(resident, 'Надіслати відповідь');
				await see(resident, 'Ви відповіли.');
				await see(resident, '3 людини відповіли');
				await readable(resident, 'an answered poll');
				await resident.goto(`${url}/polls/${id}/answer`);
				await see(resident, 'Сквер: чудово');
				assert.equal(await resident.getByRole('button', { name: 'Далі' }).count(), 0);
				assert.deepEqual([...unexpected(complaints), ...unexpected(visit.complaints)], []);
			}),
	);

for (const language of ['uk', 'en'])
	browse(`what came out, in ${language}`, () =>
		withDemo(async ({ url, browser }) => {
			const { page, complaints } = await openPage(browser, {});
			await page.goto(`${url}/preferences?language=${language}&return=/`);
			const id = await pollIn(page, url, 'closed');
			await page.goto(`${url}/polls/${id}`);
			await see(page, 'Субота');
			await see(page, language === 'uk' ? 'Обрано: Субота' : 'Chosen: Субота');
			await assertReadable(page, 'a result');
			assert.deepEqual(unexpected(complaints), []);
		}),
	);

for (const scripts of [true, false])
	browse(`the secretary sets a poll up, ${scripts ? 'with' : 'without'} scripts`, () =>
		withDemo(async ({ url, browser }) => {
			const visit = await visitAs(browser, url, 'secretary', '/manage/polls', scripts);
			const { page } = visit;
			await press(page, 'Нове опитування');
			await page.getByLabel('Назва').fill('Яку назву дати новій вулиці');
			await press(page, 'Зберегти й оприлюднити');
			await see(page, 'Заповніть це поле.');
			if (scripts) await assertReadable(page, 'a poll with mistakes');
			await page
				.getByLabel('Про що питають і чому')
				.fill('Нова вулиця за школою не має назви, листи не доходять.');
			await page.getByLabel('Запитання').first().fill('Яка назва краща?');
			await page.getByLabel('Варіанти').first().fill('Вишнева\nЗоряна');
			const day = (days: number) =>
				new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
			await page.getByLabel('Ознайомлення з').fill(day(0));
			await page.getByLabel('Відповіді з').fill(day(3));
			await page.getByLabel('Кінець').fill(day(10));
			await press(page, 'Зберегти й оприлюднити');
			await see(page, 'Опитування оприлюднено.');
			await page.getByRole('link', { name: 'До опитування' }).click(SOON);
			await see(page, 'ознайомлення');
			await see(page, 'Вишнева');
			assert.deepEqual(unexpected(visit.complaints), []);
		}),
	);

browse('anybody counts again in the browser: answers', () =>
	withDemo(async ({ url, browser }) => {
		const { page, complaints } = await openPage(browser, {});
		await page.goto(url);
		await page.goto(`${url}/polls/${await pollIn(page, url, 'closed')}`);
		await page.getByRole('link', { name: 'Перевірити підрахунок' }).click(SOON);
		await press(page, 'Почати перевірку');
		await page
			.getByText(/^ПЕРЕВІРЕНО/)
			.first()
			.waitFor({ timeout: 60_000 });
		await assertReadable(page, 'a verified record');
		assert.deepEqual(unexpected(complaints), []);
	}),
);

test.run();
