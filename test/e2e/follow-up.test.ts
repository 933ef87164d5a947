/** Projects are followed until they are built, in the browser: staff report, everybody reads. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import sharp from 'sharp';
import type { EditionSummary, Implementation } from '../../server/api/contract.ts';
import { assertReadable, inBrowser, openPage, visitAs, withDemo } from '../support/browser.ts';

const test = suite('e2e/follow-up');
const browse = inBrowser(test);
const SOON = { timeout: 15_000 };
const LATE = 'Опори привезли пошкодженими';

for (const scripts of [true, false])
	browse(
		`a report is written with a picture and read, ${scripts ? 'with' : 'without'} scripts`,
		() =>
			withDemo(async ({ url, browser }) => {
				const read = async (path: string): Promise<unknown> =>
					await (await fetch(`${url}/api/v1${path}`)).json();
				const editions = (await read('/editions')) as EditionSummary[];
				const { id } = editions.find(({ phase }) => phase === 'implementation')!;
				const page = (
					await visitAs(browser, url, 'expert', `/budget/${id}/implementation`, scripts)
				).page;
				await page.getByRole('link', { name: /Пандус і поручні/ }).waitFor(SOON);
				if (scripts) await assertReadable(page, 'implementation');
				await page.getByRole('link', { name: 'Звіт про здійснення № 3' }).click(SOON);
				await page.getByLabel('Стан').selectOption('works');
				await page.getByRole('button', { name: 'Оприлюднити звіт' }).click(SOON);
				await page.getByText('Перевірте позначені поля.').waitFor(SOON);
				assert.equal(await page.getByLabel('Стан').inputValue(), 'works');
				if (scripts) await assertReadable(page, 'follow-up-faults');
				await page.getByLabel('Що нового').fill('Пандус змонтовано, лишилися поручні.');
				await page.getByLabel('Відповідає').fill('Відділ охорони здоров’я');
				await page.getByLabel('Витрачено, грн').fill('86 000,50');
				await page.getByLabel('Строк').fill('2030-05-01');
				const buffer = await sharp({
					create: { width: 80, height: 60, channels: 3, background: '#888' },
				})
					.jpeg()
					.toBuffer();
				await page
					.getByLabel('Файл')
					.setInputFiles({ name: 'ramp.jpg', mimeType: 'image/jpeg', buffer });
				await page.getByLabel('Що на світлині').fill('Новий пандус');
				await page.getByRole('button', { name: 'Додати файл' }).click(SOON);
				await page.getByRole('img', { name: 'Новий пандус' }).waitFor(SOON);
				assert.equal(
					await page.getByLabel('Що нового').inputValue(),
					'Пандус змонтовано, лишилися поручні.',
				);
				await page.getByRole('button', { name: 'Оприлюднити звіт' }).click(SOON);
				await page.getByText('Пандус змонтовано, лишилися поручні.').waitFor(SOON);

				const { page: visitor, complaints } = await openPage(browser, {
					javaScriptEnabled: scripts,
				});
				const { projects, spent } = (await read(
					`/editions/${id}/implementation`,
				)) as Implementation;
				assert.equal(spent, '437400.50');
				await visitor.goto(`${url}/projects/${projects[2]!.id}`);
				await visitor.getByRole('img', { name: 'Новий пандус' }).waitFor(SOON);
				await visitor.goto(`${url}/projects/${projects[1]!.id}`);
				await visitor.getByText(LATE).waitFor(SOON);
				await visitor.getByText(/строк перенесено, був/).waitFor(SOON);
				if (scripts) await assertReadable(visitor, 'project-late');
				assert.deepEqual(complaints, []);
			}),
	);

test.run();
