/** Two projects become one in the browser: one author offers, another agrees, everybody sees where it went. */
import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { suite } from 'uvu';
import type { EditionSummary, MyProject } from '../../server/api/contract.ts';
import { assertReadable, inBrowser, openPage, visitAs, withDemo } from '../support/browser.ts';

const test = suite('e2e/merge');
const browse = inBrowser(test);
const SOON = { timeout: 15_000 };

const press = (page: Page, name: string | RegExp) =>
	page.getByRole('button', { name }).first().click(SOON);
const see = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor(SOON);

const OPEN: readonly string[] = ['review', 'revise', 'positive'];

/** Two people with a project each that can be merged, in the edition that takes projects; each with their own page. */
async function findAuthors(browser: Browser, url: string, scripts: boolean) {
	const editions = (await (await fetch(`${url}/api/v1/editions`)).json()) as EditionSummary[];
	const { title } = editions.find(({ phase }) => phase === 'submission')!;
	const authors: { page: Page; project: MyProject; complaints: string[] }[] = [];
	for (const subject of ['author', 'resident-1', 'resident-2', 'resident-3', 'resident-4']) {
		const visit = await visitAs(browser, url, subject, '/account', scripts);
		const answer = await visit.page.request.get(`${url}/api/v1/me/projects`);
		const project = ((await answer.json()) as MyProject[]).find(
			({ edition, status }) => edition === title && OPEN.includes(status),
		);
		if (project) authors.push({ ...visit, project });
	}
	return authors;
}

for (const scripts of [true, false])
	browse(`an author offers, another agrees, ${scripts ? 'with' : 'without'} scripts`, () =>
		withDemo(async ({ url, browser }) => {
			const [one, two] = await findAuthors(browser, url, scripts);
			assert.ok(one && two, 'two people have projects that can be merged');
			await one.page.goto(`${url}/projects/${one.project.id}/edit`);
			await one.page.getByLabel('Номер іншого проєкту').fill('9999');
			await one.page
				.getByLabel('Що пропонуєте його авторам')
				.fill('Наші проєкти про одне й те саме.');
			await press(one.page, 'Запропонувати об’єднання');
			await see(one.page, 'Проєкту з таким номером тут немає');
			await one.page.getByLabel('Номер іншого проєкту').fill(String(two.project.number));
			await press(one.page, 'Запропонувати об’єднання');
			await see(one.page, 'Ви пропонуєте об’єднатися з проєктом');

			await two.page.goto(`${url}/projects/${two.project.id}/edit`);
			await see(two.page, 'Наші проєкти про одне й те саме.');
			if (scripts) await assertReadable(two.page, 'an offer to merge');
			await press(two.page, /^Об’єднати/);
			await see(two.page, 'на доопрацюванні');

			const visitor = await openPage(browser, { javaScriptEnabled: scripts });
			await visitor.page.goto(`${url}/projects/${one.project.id}`);
			await see(visitor.page, 'об’єднано з іншим');
			if (scripts) await assertReadable(visitor.page, 'a merged project');
			await visitor.page.getByRole('link', { name: `проєкт № ${two.project.number}` }).click(SOON);
			await visitor.page.waitForURL(`${url}/projects/${two.project.id}`, SOON);
			await one.page.goto(`${url}/projects/${two.project.id}/edit`);
			await see(one.page, 'Співавтори');
			assert.deepEqual(
				[...one.complaints, ...two.complaints].filter((text) => !/status of 4\d\d/.test(text)),
				[],
			);
		}),
	);

test.run();
