/** Support for a project in the browser: the secretary asks for it, a moderator publishes, residents sign, with and without scripts. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { suite } from 'uvu';
import type { EditionSummary, ProjectSummary } from '../../server/api/contract.ts';
import { assertReadable, inBrowser, openPage, visitAs, withDemo } from '../support/browser.ts';

const test = suite('e2e/support');
const browse = inBrowser(test);
const SOON = { timeout: 15_000 };

const press = (page: Page, name: string) =>
	page.getByRole('button', { name, exact: true }).click(SOON);
const see = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor(SOON);

/** The edition that takes projects, and one of it that waits for a moderator. */
async function findWaiting(page: Page, url: string) {
	const read = async (path: string): Promise<unknown> =>
		(await page.request.get(`${url}/api/v1${path}`)).json();
	const editions = (await read('/editions')) as EditionSummary[];
	const { id } = editions.find(({ phase }) => phase === 'submission')!;
	const queue = (await read(`/editions/${id}/queue`)) as ProjectSummary[];
	return { edition: id, project: queue.find(({ status }) => status === 'submitted')!.id };
}

for (const scripts of [true, false])
	browse(`two residents support a project, ${scripts ? 'with' : 'without'} scripts`, () =>
		withDemo(async ({ url, browser }) => {
			const secretary = await visitAs(browser, url, 'secretary', '/manage', scripts);
			const { edition, project } = await findWaiting(secretary.page, url);
			await secretary.page.goto(`${url}/manage/editions/${edition}`);
			await secretary.page.getByLabel('Підписів на підтримку перед розглядом').fill('2');
			await secretary.page.getByLabel('Робочих днів на збір підписів').fill('5');
			await secretary.page
				.getByLabel('Чому змінюєте умови')
				.fill('Рада вирішила збирати підтримку.');
			await press(secretary.page, 'Зберегти й оприлюднити');
			await see(secretary.page, 'Умови оприлюднено.');
			const path = `/projects/${project}/review`;
			const { page: moderator } = await visitAs(browser, url, 'moderator', path, scripts);
			await press(moderator, 'Оприлюднити');
			await see(moderator, 'Записано.');

			const visitor = await openPage(browser, { javaScriptEnabled: scripts });
			await visitor.page.goto(`${url}/projects/${project}`);
			await see(visitor.page, 'Підписів: 0 з 2');
			if (scripts) await assertReadable(visitor.page, 'a project that collects support');
			await visitor.page.getByRole('link', { name: 'Підтримати проєкт' }).click(SOON);
			await see(visitor.page, 'Щоб підписати, увійдіть.');

			for (const [i, who] of ['newcomer', 'auditor'].entries()) {
				const { page } = await visitAs(browser, url, who, `/projects/${project}/sign`, scripts);
				await see(page, 'Одна людина підписує один раз');
				if (scripts && i === 0) await assertReadable(page, 'before signing');
				await press(page, 'Підписати на підтримку');
				await see(page, /^Ви підписали/);
				if (scripts && i === 0) await assertReadable(page, 'signed');
				await page.getByRole('link', { name: /^запис №/ }).click(SOON);
				await see(page, 'підпис');
				await page.goto(`${url}/projects/${project}`);
				await see(page, `Підписів: ${i + 1} з 2`);
				await see(page, /^Ви підписали/);
			}
			await visitor.page.goto(`${url}/projects/${project}`);
			await see(visitor.page, 'Підтримку зібрано.');
			await see(visitor.page, 'на експертизі');
			assert.deepEqual(
				[...secretary.complaints, ...visitor.complaints].filter((c) => !/status of 4\d\d/.test(c)),
				[],
			);
		}),
	);

test.run();
