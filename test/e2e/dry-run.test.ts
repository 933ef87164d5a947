/** Last year's ballots by a rule that is considered: counted in the browser, and sent nowhere. */
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import { assertAccessible, inBrowser, openPage, withDemo } from '../support/browser.ts';

const test = suite('e2e/dry-run');
const browse = inBrowser(test);
const EDITION = fileURLToPath(
	new URL('../fixtures/pabulib/instances/Poland_Wieliczka_2023_Green_Budget.pb', import.meta.url),
);

browse('an edition is counted by the rule that is chosen, and by its own', () =>
	withDemo(async ({ url, browser }) => {
		const viewport = { width: 320, height: 700 };
		const { page, complaints } = await openPage(browser, { viewport });
		await page.goto(`${url}/manage/dry-run`, { waitUntil: 'networkidle' });
		const sent: string[] = [];
		page.on('request', (request) => {
			if (request.method() !== 'GET') sent.push(request.url());
		});
		await page.getByLabel(/Файл Pabulib/).setInputFiles(EDITION);
		await page.getByLabel('Правило підрахунку').selectOption('greedy');
		await page.getByRole('button', { name: 'Порахувати' }).click();
		await page.getByText('Порівняно з тим, що записано у файлі').waitFor({ timeout: 60_000 });
		await page.getByText('Тут гроші скінчилися').waitFor();
		await assertAccessible(page, 'dry run');
		assert.ok((await page.evaluate<number>('document.documentElement.scrollWidth')) <= 320);
		await page.getByLabel('За правилом, названим у файлі').check();
		await page.getByRole('button', { name: 'Порахувати' }).click();
		await page.getByText('Переможці ті самі, що записані у файлі.').waitFor({ timeout: 60_000 });
		assert.deepEqual(sent, []);
		assert.deepEqual(complaints, []);
	}),
);

test.run();
