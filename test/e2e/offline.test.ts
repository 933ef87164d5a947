/** The verifier as one file, opened from a disk in a browser that has no network: it says the same as the page. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { suite } from 'uvu';
import { encodeTrust } from '../../crypto/verify/trust.ts';
import { assertAccessible, inBrowser, openPage, voteIn, withDemo } from '../support/browser.ts';
import { inFolder } from '../support/command-line.ts';
import { packZip } from '../support/zip.ts';

const test = suite('e2e/offline');
const browse = inBrowser(test);
const VERIFIED = 'ПЕРЕВІРЕНО: запис доводить свій результат.';

async function download(url: string, path: string): Promise<Buffer> {
	const answer = await fetch(url);
	assert.equal(answer.status, 200, url);
	const bytes = Buffer.from(await answer.arrayBuffer());
	await writeFile(path, bytes);
	return bytes;
}

/** The verifier in a browser without network; whatever it asks for beside itself is noted. */
async function openVerifier(browser: Browser, path: string, colorScheme: 'light' | 'dark') {
	const viewport = { width: 320, height: 640 };
	const opened = await openPage(browser, { locale: 'uk-UA', colorScheme, viewport });
	const asked: string[] = [];
	await opened.context.setOffline(true);
	opened.page.on('request', (r) => {
		if (!/^(?:file|blob):/.test(r.url())) asked.push(r.url());
	});
	await opened.page.goto(pathToFileURL(path).href);
	return { ...opened, asked };
}

async function verify(page: Page, label: RegExp, path: string): Promise<string> {
	await page.getByLabel(label).setInputFiles(path);
	await page.getByRole('button', { name: /Почати перевірку|Begin/ }).click();
	await page
		.getByRole('button', { name: /Зберегти звіт|Save the report/ })
		.first()
		.waitFor({ timeout: 120_000 });
	return page.locator('main').innerText();
}

const PACKED = /Матеріали одним файлом|record as one file/;
const FOLDER = /тека з розпакованими|folder of an unpacked/;

browse(
	'what was downloaded verifies without a network, packed and unpacked, in both languages',
	() =>
		withDemo(({ url, browser }) =>
			inFolder(async (folder) => {
				const vote = await voteIn(url, 'certified');
				const verifier = join(folder, 'viche-verifier.html');
				const tar = join(folder, `${vote}.tar`);
				await download(`${url}/viche-verifier.html`, verifier);
				await download(`${url}/record/${vote}.tar`, tar);
				const { page, asked, complaints } = await openVerifier(browser, verifier, 'dark');
				await assertAccessible(page, 'before');
				const text = await verify(page, PACKED, tar);
				assert.ok(text.includes(VERIFIED), text);
				await assertAccessible(page, 'after');
				assert.ok((await page.evaluate<number>('document.documentElement.scrollWidth')) <= 320);

				const saving = page.waitForEvent('download');
				await page.getByRole('button', { name: 'Зберегти звіт', exact: true }).click();
				const report = await readFile(await (await saving).path(), 'utf8');
				assert.ok(report.includes(VERIFIED) && report.includes('гаразд: E1'), report);

				await promisify(execFile)('tar', ['-xf', tar, '-C', folder]);
				await page.getByRole('button', { name: 'English' }).click();
				const english = await verify(page, FOLDER, join(folder, vote));
				assert.match(english, /VERIFIED: the record proves its result\./);
				assert.equal(await page.locator('html').getAttribute('lang'), 'en');
				assert.deepEqual([asked, complaints], [[], []]);
			}),
		),
);

browse(
	'a tampered copy is rejected with what was found, a zip is read, a trust file is compared',
	() =>
		withDemo(({ url, browser }) =>
			inFolder(async (folder) => {
				const vote = await voteIn(url, 'certified');
				const verifier = join(folder, 'viche-verifier.html');
				await download(`${url}/viche-verifier.html`, verifier);
				const bytes = await download(`${url}/record/${vote}.tar`, join(folder, 'good.tar'));
				const changed = Buffer.from(bytes);
				const at = changed.indexOf('"valid":12');
				assert.ok(at > 0);
				changed.write('"valid":11', at);
				await writeFile(join(folder, 'bad.tar'), changed);
				const { page, asked, complaints } = await openVerifier(browser, verifier, 'light');
				const text = await verify(page, PACKED, join(folder, 'bad.tar'));
				assert.match(text, /ВІДХИЛЕНО/);
				assert.match(text, /result\.differs|outcome\.|C1/);
				await assertAccessible(page, 'rejected');

				await promisify(execFile)('tar', ['-xf', join(folder, 'good.tar'), '-C', folder]);
				await writeFile(join(folder, 'good.zip'), packZip(await filesBelow(join(folder, vote))));
				assert.ok((await verify(page, PACKED, join(folder, 'good.zip'))).includes(VERIFIED));

				await page.getByText('Звірити з тим, що я знаю').click();
				await writeFile(join(folder, 'trust.json'), encodeTrust({ manifest: '0'.repeat(64) }));
				const trust = page.getByLabel('Звірити з тим, що я знаю');
				await trust.setInputFiles(join(folder, 'trust.json'));
				await page.getByRole('button', { name: 'Перевірити ще раз' }).click();
				await page.getByText('ВІДХИЛЕНО').waitFor({ timeout: 120_000 });

				await writeFile(join(folder, 'broken.tar'), bytes.subarray(0, 5000));
				await page.getByLabel(PACKED).setInputFiles(join(folder, 'broken.tar'));
				await page.getByRole('button', { name: 'Почати перевірку' }).click();
				await page.getByText('Перевірку не завершено').waitFor();
				assert.deepEqual([asked, complaints], [[], []]);
			}),
		),
);

async function filesBelow(folder: string): Promise<(readonly [string, Buffer])[]> {
	const found = await readdir(folder, { recursive: true, withFileTypes: true });
	const paths = found.filter((f) => f.isFile()).map((f) => join(f.parentPath, f.name));
	return Promise.all(
		paths.map(async (p) => [`r/${p.slice(folder.length + 1)}`, await readFile(p)] as const),
	);
}

test.run();
