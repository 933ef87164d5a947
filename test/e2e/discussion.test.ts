/** People talk about a project, and moderators see to it, in the browser: with scripts and without. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import type { CommentPage, EditionSummary, ProjectList } from '../../server/api/contract.ts';
import { assertReadable, inBrowser, visitAs, openPage, withDemo } from '../support/browser.ts';

const test = suite('e2e/discussion');
const browse = inBrowser(test);
const SOON = { timeout: 15_000 };
const HTML = '<b>Чудово</b> <script>alert(1)</script> [посилання](javascript:alert(1))';

const read = async (url: string, path: string): Promise<unknown> =>
	await (await fetch(`${url}/api/v1${path}`)).json();

/** The project of the demo that people talk about. */
async function projectIn(url: string): Promise<string> {
	const editions = (await read(url, '/editions')) as EditionSummary[];
	const { id } = editions.find(({ phase }) => phase === 'submission')!;
	const { projects } = (await read(url, `/editions/${id}/projects`)) as ProjectList;
	return projects.find(({ title }) => title.startsWith('Вуличні тренажери'))!.id;
}

for (const scripts of [true, false])
	browse(`people talk, report, moderate and appeal, ${scripts ? 'with' : 'without'} scripts`, () =>
		withDemo(async ({ url, browser }) => {
			const project = await projectIn(url);
			const path = `/projects/${project}`;
			const { page, complaints } = await visitAs(browser, url, 'resident-5', path, scripts);
			const article = (number: number) => page.locator(`#comment-${number}`);
			await page.getByLabel('Ваш коментар').fill(HTML);
			await page.getByRole('button', { name: 'Надіслати' }).click(SOON);
			await article(6).getByText(HTML).waitFor(SOON);
			assert.equal(await page.locator('article b, article script').count(), 0);
			await article(1).getByRole('button', { name: 'Згоден: 0', exact: true }).click(SOON);
			await article(1)
				.getByRole('button', { name: 'Згоден: 1', exact: true, pressed: true })
				.waitFor(SOON);
			await article(1).getByRole('link', { name: 'Відповісти № 1' }).click(SOON);
			await page.getByLabel('Ваша відповідь на слова: Марія Коваль').fill('Так, уже темно.');
			await page.getByRole('button', { name: 'Надіслати' }).click(SOON);
			await article(7).getByText('Так, уже темно.').waitFor(SOON);
			await article(4).getByRole('link', { name: 'Поскаржитися № 4' }).click(SOON);
			await page.getByLabel('Що в ньому не так').selectOption({ index: 3 });
			await page.getByRole('button', { name: 'Поскаржитися' }).click(SOON);
			await article(4).getByText('Ви поскаржилися').waitFor(SOON);
			if (scripts) await assertReadable(page, 'discussion');

			const { page: desk } = await visitAs(
				browser,
				url,
				'moderator',
				'/manage/moderation',
				scripts,
			);
			if (scripts) await assertReadable(desk, 'moderation-queue');
			const spam = desk.getByRole('region', { name: /Петро Лисенко/ });
			await spam.getByRole('button', { name: 'Прибрати' }).click(SOON);
			await spam.getByRole('alert').waitFor(SOON);
			await spam.getByLabel(/^Реклама/).check(SOON);
			await spam.getByRole('button', { name: 'Прибрати' }).click(SOON);
			await desk.getByText('Записано.').waitFor(SOON);
			const praise = desk.getByRole('region', { name: /Софія Ткаченко/ });
			await praise.getByRole('button', { name: 'Залишити' }).click(SOON);
			await desk.getByText('Нічого не чекає.').waitFor(SOON);

			const { page: seller } = await visitAs(browser, url, 'resident-4', path, scripts);
			await seller.getByText('Коментар прибрав модератор: Реклама').waitFor(SOON);
			await seller.getByRole('link', { name: 'Оскаржити № 5' }).click(SOON);
			await seller.getByLabel('Чому коментар треба повернути').fill('Це не реклама, а допомога.');
			await seller.getByRole('button', { name: 'Оскаржити' }).click(SOON);
			await desk.reload();
			await desk.getByText('Прибрали ви').waitFor(SOON);

			await page.getByRole('link', { name: /^Сповіщення/ }).waitFor(SOON);
			await seller.getByRole('link', { name: /^Сповіщення: \d+$/ }).click(SOON);
			await seller.getByText(/Модератор прибрав ваш коментар/).waitFor(SOON);
			if (scripts) await assertReadable(seller, 'notifications');
			await seller.getByRole('button', { name: 'Позначити все прочитаним' }).click(SOON);
			await seller.getByRole('link', { name: 'Сповіщення', exact: true }).waitFor(SOON);

			const { page: second } = await visitAs(
				browser,
				url,
				'secretary',
				'/manage/moderation',
				scripts,
			);
			await second.getByLabel('Відповідь на оскарження').fill('Телефон продавця — це реклама.');
			await second.getByRole('button', { name: 'Залишити прибраним' }).click(SOON);
			await second.getByText('Нічого не чекає.').waitFor(SOON);
			const { page: visitor } = await openPage(browser, { javaScriptEnabled: scripts });
			await visitor.goto(`${url}/moderation`);
			await visitor.getByText('Усього 7 коментарів. Чекають на рішення: 0.').waitFor(SOON);
			if (scripts) await assertReadable(visitor, 'moderation');
			await page.goto(url + path);
			await page.getByRole('button', { name: 'Стежити', exact: true }).click(SOON);
			await page.getByRole('button', { name: 'Не стежити', pressed: true }).waitFor(SOON);
			await article(6).getByRole('button', { name: 'Забрати № 6' }).click(SOON);
			await article(6).getByText('Автор забрав свій коментар.').waitFor(SOON);
			const { threads } = (await read(url, `${path}/comments`)) as CommentPage;
			const states = threads.flat().map(({ number, state }) => `${number} ${state}`);
			assert.ok(states.includes('5 removed') && states.includes('6 withdrawn'), states.join());
			assert.deepEqual(complaints, []);
		}),
	);

test.run();
