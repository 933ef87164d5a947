/** The calendar of working days in the browser: everybody reads it, the administrator changes it. */
import { suite } from 'uvu';
import { assertReadable, inBrowser, visitAs, withDemo } from '../support/browser.ts';

const test = suite('e2e/calendar');
const browse = inBrowser(test);
const SOON = { timeout: 15_000 };

for (const scripts of [true, false])
	browse(
		`martial law is switched off and a day is moved, ${scripts ? 'with' : 'without'} scripts`,
		() =>
			withDemo(async ({ url, browser }) => {
				const { page } = await visitAs(browser, url, 'administrator', '/calendar', scripts);
				if (scripts) await assertReadable(page, 'calendar');
				await page.getByText(/^Діє воєнний стан/).waitFor(SOON);
				await page.getByLabel(/^діє воєнний стан/).uncheck(SOON);
				await page.getByLabel('Перенесені робочі дні').fill('2031-03-06');
				await page.getByRole('button', { name: 'Зберегти' }).click(SOON);
				await page.getByText('У кожному рядку: робочий день').waitFor(SOON);
				await page.getByLabel('Перенесені робочі дні').fill('2031-03-06 | 2031-03-15');
				await page.getByRole('button', { name: 'Зберегти' }).click(SOON);
				await page.getByText('Календар збережено.').waitFor(SOON);

				const { page: resident } = await visitAs(browser, url, 'resident-5', '/calendar', scripts);
				await resident.getByText(/^Святкові дні є вихідними/).waitFor(SOON);
				await resident.getByText(/6 березня 2031.*відпрацьовують 15 березня 2031/).waitFor(SOON);
				await resident.getByText('Трійця: 49 днів після Великодня').waitFor(SOON);
			}),
	);

test.run();
