/** A commission in three browsers: makes a key, and brings a closed vote to its certified result. */
import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { suite } from 'uvu';
import {
	assertAccessible,
	inBrowser,
	openPage,
	signIn,
	voteIn,
	withDemo,
} from '../support/browser.ts';
import { viche } from '../support/command-line.ts';

const test = suite('e2e/commission');
const browse = inBrowser(test);
const PASSPHRASE = 'сім зелених вишень';
/** Others are heard of by asking again. */
const SOON = { timeout: 60_000 };

type Member = { readonly page: Page; readonly complaints: string[] };

const press = (page: Page, name: string) =>
	page.getByRole('button', { name, exact: true }).click(SOON);
const heading = (page: Page, name: string) => page.getByRole('heading', { name }).waitFor(SOON);

async function seat(browser: Browser, url: string, path: string): Promise<Member[]> {
	const members: Member[] = [];
	for (const subject of ['commission-1', 'commission-2', 'commission-3']) {
		const { page, complaints } = await openPage(browser);
		await signIn(page, url, subject, path);
		members.push({ page, complaints });
	}
	return members;
}

async function makeKey({ page }: Member): Promise<void> {
	await heading(page, 'Створіть свою частку ключа');
	await page.getByLabel('Пароль до ключа').fill(PASSPHRASE);
	await page.getByLabel('Той самий пароль ще раз').fill(PASSPHRASE);
	await press(page, 'Створити ключ');
}

async function saveAndTry({ page }: Member): Promise<Buffer> {
	await heading(page, 'Збережіть ключ і перевірте файл');
	const saving = page.waitForEvent('download');
	await press(page, 'Зберегти файл ключа');
	const path = await (await saving).path();
	const { readFile } = await import('node:fs/promises');
	const file = await readFile(path);
	await page.getByLabel('Файл ключа').setInputFiles(path);
	await page.getByLabel('Пароль до ключа').fill('інший пароль, не той');
	await press(page, 'Перевірити файл і завершити');
	await page.getByText('Пароль не підходить').waitFor(SOON);
	await page.getByLabel('Пароль до ключа').fill(PASSPHRASE);
	await press(page, 'Перевірити файл і завершити');
	return file;
}

browse('three members make a key, one reloads on the way; all sign and two persons open', () =>
	withDemo(async ({ url, browser }) => {
		const vote = await voteIn(url, 'ceremony');
		const path = `/votes/${vote}/commission`;
		const members = await seat(browser, url, path);
		const [first, second, third] = members as [Member, Member, Member];
		await assertAccessible(first.page, 'make a key');
		await first.page.getByLabel('Пароль до ключа').fill('коротко');
		await press(first.page, 'Створити ключ');
		await first.page.getByText('Пароль закороткий').waitFor();
		await makeKey(first);
		await first.page.getByText('Свою частину ви зробили').waitFor(SOON);
		await makeKey(second);

		// The first member's page is closed and opened again; its key is on the device.
		await first.page.reload();
		await makeKey(third);
		await heading(first.page, 'Відкрийте свій ключ');
		await assertAccessible(first.page, 'open the key');
		await first.page.getByLabel('Пароль до ключа').fill(PASSPHRASE);
		await press(first.page, 'Відкрити ключ');
		const file = await saveAndTry(first);
		assert.ok(!file.toString().includes('share'), 'the file is sealed');
		await saveAndTry(second);
		await saveAndTry(third);

		for (const { page } of members) {
			await heading(page, 'Підпишіть умови голосування');
			await assertAccessible(page, 'sign');
			await press(page, 'Підписати умови');
			await page
				.getByText(/Свою частину ви зробили|Комісія зробила все/)
				.first()
				.waitFor(SOON);
		}
		for (const { complaints } of members) assert.deepEqual(complaints, []);
		await openByTwo(browser, url, vote);
	}),
);

/** The secretary proposes to open, and the administrator confirms. */
async function openByTwo(browser: Browser, url: string, vote: string): Promise<void> {
	const [secretary, administrator] = [await openPage(browser), await openPage(browser)];
	await signIn(secretary.page, url, 'secretary', `/manage/${vote}`);
	await secretary.page.getByLabel('Причина').fill('Усі члени комісії підписали умови.');
	await assertAccessible(secretary.page, 'propose to open');
	await press(secretary.page, 'Запропонувати');
	await secretary.page.getByText('Ви це запропонували').waitFor(SOON);
	await signIn(administrator.page, url, 'administrator', `/votes/${vote}/commission`);
	await press(administrator.page, 'Підтвердити');
	await administrator.page.getByText('підтверджено').nth(1).waitFor(SOON);
	assert.equal(await voteIn(url, 'ceremony').catch(() => 'none'), 'none');
	await secretary.page.reload();
	await secretary.page.getByText('Закрити раніше').waitFor({ state: 'attached', ...SOON });
	for (const { complaints } of [secretary, administrator]) assert.deepEqual(complaints, []);
}

async function openDemoKey({ page }: Member): Promise<void> {
	await heading(page, 'Відкрийте свій ключ');
	const saving = page.waitForEvent('download');
	await page.getByText('Взяти зразковий ключ').click();
	await page.getByLabel('Файл ключа').setInputFiles(await (await saving).path());
	await page.getByLabel('Пароль до ключа').fill('віче');
	await press(page, 'Відкрити ключ');
}

browse('a closed vote is shuffled, decrypted and certified; one member dissents', () =>
	withDemo(async ({ url, browser }) => {
		const vote = await voteIn(url, 'closed');
		const members = await seat(browser, url, `/votes/${vote}/commission`);
		for (const [i, member] of members.entries()) {
			await member.page.reload();
			await openDemoKey(member);
			await assertAccessible(member.page, `shuffle ${i}`);
			await press(member.page, 'Перевірити і перемішати');
			await member.page
				.getByText(i < 2 ? 'Свою частину ви зробили' : 'Розшифруйте підсумок')
				.waitFor(SOON);
		}
		for (const { page } of members.slice(1)) await press(page, 'Перевірити і розшифрувати');
		for (const { page } of members) await press(page, 'Перевірити запис');
		const [first, ...others] = members as [Member, Member, Member];
		await first.page.getByRole('button', { name: 'Підписати результат' }).waitFor(SOON);
		await first.page.getByText('Не погоджуюся з результатом').click();
		await first.page.getByLabel('Причина').fill('Скаргу ще не розглянуто.');
		await assertAccessible(first.page, 'certify');
		await press(first.page, 'Надіслати незгоду');
		for (const { page } of others) await press(page, 'Підписати результат');
		for (const { page } of others)
			await page.getByText('Комісія підписала результат').waitFor(SOON);
		for (const { complaints } of members) assert.deepEqual(complaints, []);

		const { page } = await openPage(browser);
		await page.goto(`${url}/votes/${vote}/verify`);
		await press(page, 'Почати перевірку');
		await page.getByText('ПЕРЕВІРЕНО: запис доводить свій результат.').waitFor(SOON);
		await page.goto(`${url}/votes/${vote}`);
		await page.getByText('Скаргу ще не розглянуто.').waitFor();
		const { code, stdout } = await viche('verify', `${url}/record/${vote}/`, '--plain');
		assert.equal(code, 0, stdout);
	}),
);

browse('a member whose server offers another tally does not decrypt', () =>
	withDemo(async ({ url, browser }) => {
		const vote = await voteIn(url, 'closed');
		const [first] = (await seat(browser, url, `/votes/${vote}/commission`)) as [Member];
		await first.page.context().route('**/record/**/*.bel', async (route) => {
			const answer = await route.fetch();
			const bytes = await answer.body();
			const at = bytes.lastIndexOf('"alpha":"') + 9;
			bytes.write(bytes.toString('latin1', at, at + 1) === '0' ? '1' : '0', at);
			await route.fulfill({ response: answer, body: bytes });
		});
		let sent = 0;
		first.page.on('request', (r) => (sent += r.url().endsWith('/shuffles') ? 1 : 0));
		await openDemoKey(first);
		await press(first.page, 'Перевірити і перемішати');
		await first.page.getByText('Перевірка знайшла суперечність').waitFor(SOON);
		assert.equal(sent, 0);
	}),
);

test.run();
