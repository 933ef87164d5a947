/** An observer verifies a record in a real browser: green for what is true, red for what was changed on the way. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { suite } from 'uvu';
import { viche } from '../support/command-line.ts';
import {
	assertAccessible,
	holdScripts,
	inBrowser,
	openPage,
	voteIn,
	withDemo,
} from '../support/browser.ts';

const test = suite('e2e/observer');
const browse = inBrowser(test);

const verify = async (page: Page, url: string): Promise<void> => {
	await page.goto(url);
	await page.getByRole('button', { name: 'Почати перевірку' }).click();
	await page.getByRole('button', { name: 'Зберегти звіт' }).waitFor();
};

browse('the certified vote of the demo verifies in the browser as on the command line', () =>
	withDemo(async ({ url, browser }) => {
		const vote = await voteIn(url, 'certified');
		for (const colorScheme of ['light', 'dark'] as const) {
			const viewport = { width: 320, height: 640 };
			const { page, complaints } = await openPage(browser, { colorScheme, viewport });
			await verify(page, `${url}/votes/${vote}/verify`);
			await page.getByText('ПЕРЕВІРЕНО: запис доводить свій результат.').waitFor();
			await assertAccessible(page, colorScheme);
			assert.deepEqual(complaints, []);
		}
		const { code, stdout } = await viche('verify', `${url}/record/${vote}/`, '--plain');
		assert.equal(code, 0, stdout);
	}),
);

browse('a record that is changed on its way is rejected, and the page says where', () =>
	withDemo(async ({ url, browser }) => {
		const vote = await voteIn(url, 'certified');
		for (const [file, from, to, words] of [
			['result.json', '"valid":12', '"valid":13', /не збігається|інший|не той|не сходиться/],
			['tokens.json', '"element":"', '"element":"0', /Жетон|жетон/],
		] as const) {
			const { page, context } = await openPage(browser);
			await context.route(`**/record/**/${file}`, async (route) => {
				const answer = await route.fetch();
				const text = await answer.text();
				assert.ok(text.includes(from), file);
				await route.fulfill({ response: answer, body: text.replace(from, to) });
			});
			await verify(page, `${url}/votes/${vote}/verify`);
			assert.equal(await page.getByText('ПЕРЕВІРЕНО: запис доводить свій результат.').count(), 0);
			assert.match(await page.locator('main').innerText(), words, file);
			await context.close();
		}
	}),
);

browse('a press before the program of the page has arrived is not lost', () =>
	withDemo(async ({ url, browser }) => {
		const vote = await voteIn(url, 'certified');
		const { page } = await openPage(browser);
		const release = await holdScripts(page);
		await page.goto(`${url}/votes/${vote}/verify`, { waitUntil: 'commit' });
		await page.getByRole('button', { name: 'Почати перевірку' }).click();
		release();
		await page.getByRole('button', { name: 'Зберегти звіт' }).waitFor();
	}),
);

browse('without scripts the page tells which programs verify', () =>
	withDemo(async ({ url, browser }) => {
		const vote = await voteIn(url, 'certified');
		const { page } = await openPage(browser, { javaScriptEnabled: false });
		await page.goto(`${url}/votes/${vote}/verify`);
		const text = await page.locator('main').innerText();
		assert.match(text, /viche -- verify http/);
		assert.match(text, /belenios-tool election verify/);
	}),
);

browse('the registers are leafed through, filtered, and compared with the last visit', () =>
	withDemo(async ({ url, browser }) => {
		const viewport = { width: 320, height: 640 };
		const { page, context, complaints } = await openPage(browser, { viewport });
		await page.goto(`${url}/registers`);
		await page.getByText('Цей браузер запам’ятав контрольну точку').nth(1).waitFor();
		await assertAccessible(page, 'registers');
		await page.reload();
		await page.getByText('Від вашого минулого візиту нового не додано').nth(1).waitFor();

		// An earlier state of the same register, then one that never was.
		const shelf = await page.evaluate(() =>
			Object.keys(localStorage).find((k) => k.endsWith('civic'))!,
		);
		const remember = (change: string) =>
			page.evaluate(
				([name, change]) => {
					const visit = JSON.parse(localStorage.getItem(name!)!) as { checkpoint: string };
					visit.checkpoint = visit.checkpoint.replace(/\n[0-9]+\n/, change!);
					localStorage.setItem(name!, JSON.stringify(visit));
				},
				[shelf, change],
			);
		await remember('\n1\n');
		await page.reload();
		await page.getByText('УВАГА: реєстр суперечить').waitFor();
		await page.getByRole('button', { name: 'Зберегти обидві контрольні точки' }).waitFor();

		await page.goto(`${url}/registers/civic`);
		await assertAccessible(page, 'entries');
		await page.getByLabel('Вид запису').selectOption('certificate');
		await page.getByRole('button', { name: 'Показати' }).click();
		await page.waitForURL(/type=certificate/);
		// Two votes of the demo are certified, by three members each.
		assert.equal(await page.locator('tbody tr').count(), 6);
		await page.locator('tbody a').first().click();
		await page.getByRole('heading', { name: 'підпис під результатом' }).waitFor();
		await assertAccessible(page, 'entry');
		const saving = page.waitForEvent('download');
		await page.getByText('Зберегти доказ').click();
		const proof = await readFile(await (await saving).path(), 'utf8');
		assert.match(proof, /^c2sp.org\/tlog-proof@v1\n/);
		for (const path of ['/registers/secret', '/registers/civic/99999', '/registers/civic/x'])
			assert.equal((await context.request.get(url + path)).status(), 404, path);
		const asked = async (query: string) =>
			(await context.request.get(`${url}/registers/civic?${query}`)).status();
		assert.equal(await asked('before=x&type=x'), 200);
		assert.equal(await asked('type=%00'), 400);
		assert.deepEqual(complaints, []);
	}),
);

test.run();
