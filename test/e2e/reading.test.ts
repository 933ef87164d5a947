/** Pages that people read: both languages and themes, narrow and wide, with and without scripts. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import {
	assertAccessible,
	inBrowser,
	openPage,
	signIn,
	voteIn,
	withDemo,
} from '../support/browser.ts';

const test = suite('e2e/reading');
const browse = inBrowser(test);

browse(
	'home and votes are accessible in both languages and themes, and never wider than the screen',
	() =>
		withDemo(async ({ url, browser }) => {
			const paths = ['/', ...(await pathsOfVotes(url))];
			for (const language of ['uk', 'en'] as const)
				for (const colorScheme of ['light', 'dark'] as const) {
					const viewport = { width: 320, height: 700 };
					const { page, context, complaints } = await openPage(browser, { colorScheme, viewport });
					await page.goto(`${url}/preferences?language=${language}&return=/`);
					assert.equal(await page.locator('html').getAttribute('lang'), language);
					for (const path of paths) {
						await page.goto(url + path);
						await assertAccessible(page, `${path} ${language} ${colorScheme}`);
						const width = await page.evaluate<number>('document.documentElement.scrollWidth');
						assert.ok(width <= 320, `${path} is ${width} px wide`);
					}
					assert.deepEqual(complaints, []);
					await context.close();
				}
		}),
);

browse('pages read without scripts', () =>
	withDemo(async ({ url, browser }) => {
		const { page } = await openPage(browser, { javaScriptEnabled: false });
		await page.goto(url);
		await page.getByRole('link', { name: 'Зелений бюджет Велички' }).click();
		assert.match(await page.locator('main').innerText(), /Результат підписала комісія/);
		await page.getByRole('link', { name: 'English' }).click();
		assert.match(await page.locator('main').innerText(), /The commission has signed this result/);
		await page.getByRole('link', { name: 'Dark background' }).click();
		assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark');
		assert.equal((await page.goto(`${url}/nothing`))?.status(), 404);
	}),
);

browse('people sign in and out; sessions are the browser’s alone', () =>
	withDemo(async ({ url, browser }) => {
		const { page, context, complaints } = await openPage(browser);
		await signIn(page, url, 'resident-1');
		assert.match(await page.locator('header').innerText(), /Марія Коваль/);
		const [cookie] = (await context.cookies()).filter((c) => c.name === 'session');
		assert.ok(cookie?.httpOnly === true && cookie.sameSite === 'Lax');
		await page.getByRole('button', { name: 'Вийти' }).click();
		await page.getByRole('link', { name: 'Увійти' }).waitFor();
		await context.addCookies([cookie]);
		await page.goto(url);
		await page.getByRole('link', { name: 'Увійти' }).waitFor();
		await signIn(page, url, 'secretary', `/votes/${await voteIn(url, 'open')}`);
		await page.getByRole('link', { name: 'Керувати голосуванням' }).waitFor();
		assert.deepEqual(complaints, []);
		await page.goto(`${url}/sign-in/callback?code=stolen&state=stolen`);
		await page.getByRole('heading', { name: 'Увійти не вдалося' }).waitFor();
	}),
);

async function pathsOfVotes(url: string): Promise<string[]> {
	const phases = ['open', 'closed', 'certified', 'ceremony'];
	return Promise.all(phases.map(async (phase) => `/votes/${await voteIn(url, phase)}`));
}

test.run();
