/** Pages that people read: both languages and themes, narrow and wide, with and without scripts. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { ENDPOINTS } from '../../server/api/endpoints.ts';
import { ERROR_TEXTS } from '../../server/http/error-texts.ts';
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
			const paths = [
				'/',
				'/data',
				'/developers',
				'/practice',
				'/sign-in/failed',
				...(await pathsOfVotes(url)),
			];
			for (const language of ['uk', 'en'] as const)
				for (const colorScheme of ['light', 'dark'] as const) {
					const viewport = { width: 320, height: 700 };
					const { page, context, complaints } = await openPage(browser, { colorScheme, viewport });
					await page.goto(`${url}/preferences?language=${language}&return=/`);
					assert.equal(await page.locator('html').getAttribute('lang'), language);
					for (const path of [...paths, '/sign-in']) {
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
		const english = await page.locator('main').innerText();
		assert.match(english, /The commission has signed this result/);
		// Why, who paid, what voters got, what else could have been, where: all of it without a script.
		assert.match(english, /Its \d+ supporters bought it for PLN/);
		assert.match(english, /Here the supporters of every other project no longer had the money/);
		assert.match(english, /\d+ paid alike, PLN\s[\d,.]+ each/);
		assert.match(english, /of 12 people who chose something got none of their projects/);
		assert.match(english, /most votes\s+\d+\s+PLN/);
		assert.ok(
			(await page
				.getByRole('img', { name: /Map of projects/ })
				.locator('circle')
				.count()) > 30,
		);
		await page.getByRole('link', { name: 'Dark background' }).click();
		assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark');
		assert.equal((await page.goto(`${url}/nothing`))?.status(), 404);
	}),
);

browse('the page for developers names every endpoint, and every code with its sentence', () =>
	withDemo(async ({ url, browser }) => {
		const { page } = await openPage(browser, { javaScriptEnabled: false });
		await page.goto(url);
		await page.getByRole('link', { name: 'Для розробників' }).click();
		const text = await page.locator('main').innerText();
		for (const { method, path } of ENDPOINTS) {
			const name = `${method.toUpperCase()} /api/v1${path.replaceAll(/:(\w+)/g, '{$1}')}`;
			assert.ok(text.includes(`${name}\n`), name);
		}
		for (const [code, { uk, status }] of Object.entries(ERROR_TEXTS))
			assert.ok(text.includes(`${status} ${code}\n${uk}`), code);
		assert.match(text, /register\/civic\/.*tile\/entries/s);
		const places = await page
			.locator('main a[href^="#"]')
			.evaluateAll('links => links.map((link) => link.hash.slice(1))');
		for (const place of new Set(places as string[]))
			assert.equal(await page.locator(`[id="${place}"]`).count(), 1, place);
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

browse('reading pages weigh 100 kB at most on the first visit, the booth 250 kB', () =>
	withDemo(async ({ url, browser }) => {
		const open = await voteIn(url, 'open');
		const certified = await voteIn(url, 'certified');
		for (const [path, most] of [
			['/', 100],
			[`/votes/${certified}`, 100],
			['/registers/civic', 100],
			['/developers', 100],
			['/registers', 250],
			[`/votes/${open}/booth`, 250],
		] as const) {
			const { page, context } = await openPage(browser);
			const devtools = await context.newCDPSession(page);
			await devtools.send('Network.enable');
			let bytes = 0;
			devtools.on('Network.loadingFinished', (e) => (bytes += e.encodedDataLength));
			await page.goto(url + path, { waitUntil: 'networkidle' });
			assert.ok(bytes > 5000 && bytes <= most * 1024, `${path} weighs ${bytes} bytes`);
			await context.close();
		}
	}),
);

async function pathsOfVotes(url: string): Promise<string[]> {
	const phases = ['open', 'closed', 'certified', 'ceremony'];
	return Promise.all(phases.map(async (phase) => `/votes/${await voteIn(url, phase)}`));
}

test.run();
