/** The electorate in the browser: a vote is set up and its roll decided by two; somebody who is not on a roll gets on it. */
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { suite } from 'uvu';
import {
	assertReadable,
	inBrowser,
	openPage,
	signIn,
	visitAs,
	voteIn,
	withDemo,
} from '../support/browser.ts';

const test = suite('e2e/electorate');
const browse = inBrowser(test);
const SOON = { timeout: 60_000 };
const PABULIB = fileURLToPath(
	new URL('../fixtures/pabulib/instances/Poland_Zabrze_2021_Helenka.pb', import.meta.url),
);
const HTML = '<img src=x onerror=alert(1)><b>переселенка</b> з травня';

const press = (page: Page, name: string | RegExp) =>
	page.getByRole('button', { name, exact: true }).click(SOON);
const see = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor(SOON);

const rollFile = (identities: readonly string[]) => ({
	name: 'roll.json',
	mimeType: 'application/json',
	buffer: Buffer.from(
		JSON.stringify({
			format: 'viche-roll/v1',
			rule: { minAge: 16, on: '2027-03-01', territories: ['UA0502'], bases: [] },
			identities,
		}),
	),
});

async function fillIn(page: Page): Promise<void> {
	await press(page, 'Створити чернетку');
	await see(page, 'Заповніть це поле.');
	assert.equal(
		await page.getByLabel('Назва голосування', { exact: true }).getAttribute('aria-invalid'),
		'true',
	);
	await assertReadable(page, 'new-faults');
	await page.getByLabel('Назва голосування', { exact: true }).fill('Бюджет мікрорайону');
	await page.getByLabel('Початок').fill('2027-03-01T08:00');
	await page.getByLabel('Завершення').fill('2027-03-21T20:00');
	for (const name of ['Олена Мельник', 'Тарас Бойко', 'Ірина Савчук'])
		await page.getByLabel(name).check();
	await page.getByLabel('Взяти бюджет з файлу Pabulib').setInputFiles(PABULIB);
	await see(page, 'Що прочитано');
	// Nothing is taken before it was looked at.
	assert.equal(await page.getByRole('heading', { name: /^Бюджет 1: / }).count(), 0);
	await assertReadable(page, 'new-preview');
	await press(page, 'Взяти в чернетку');
	await page.getByRole('heading', { name: /^Бюджет 1: / }).waitFor(SOON);
	await page.locator('summary', { hasText: 'Взяти з таблиці' }).click();
	await page.getByLabel('Взяти з таблиці').fill('назва;вартість\nЛавки;12 500,50\nДерева;\n');
	await press(page, 'Прочитати таблицю');
	await see(page, 'вартість не є додатним числом, пропущено');
	await press(page, 'Взяти в чернетку');
	await see(page, 'Узято: 1 проєкт');
	await page.getByLabel('Взяти бюджет з файлу Pabulib').setInputFiles([]);
	await page.getByLabel('Взяти бюджет з файлу Pabulib').setInputFiles(PABULIB);
	await press(page, 'Взяти в чернетку');
	await page.getByLabel('Бюлетенів у пачці', { exact: true }).fill('5');
}

browse('a vote is set up from a .pb file, its roll decided by two, and the ceremony begins', () =>
	withDemo(async ({ url, browser }) => {
		const secretary = await visitAs(browser, url, 'secretary', '/manage');
		const { page } = secretary;
		await page.getByRole('link', { name: 'Нове голосування' }).click();
		await page.getByRole('heading', { name: 'Нове голосування' }).waitFor();
		await fillIn(page);
		// What is typed outlives the page.
		await page.reload();
		await see(page, 'Відновлено те, що ви набрали');
		assert.equal(
			await page.getByLabel('Назва голосування', { exact: true }).inputValue(),
			'Бюджет мікрорайону',
		);
		await assertReadable(page, 'new-filled');
		await press(page, 'Створити чернетку');
		await page.waitForURL(/\/manage\/(?!new)/, SOON);
		const path = new URL(page.url()).pathname;
		const vote = path.split('/').at(-1)!;
		await press(page, 'Передати комісії');
		await see(page, 'Спершу затвердьте перелік учасників.');

		const input = page.getByLabel('Файл переліку');
		await input.setInputFiles({ ...rollFile([]), buffer: Buffer.from('{}') });
		await see(page, 'Це не файл переліку.');
		const [a, b] = ['a'.repeat(64), 'b'.repeat(64)];
		await input.setInputFiles(rollFile([a, 'ні', b]));
		await see(page, /Зіпсованих рядків: 1/);
		await see(page, /за порядком у файлі: 2/);
		await input.setInputFiles(rollFile([a, b, a]));
		await see(page, 'Повторів у файлі (враховано один раз): 1');
		await see(page, /виповнилося 16.років/);
		await page.getByLabel('Причина').fill('За торішнім реєстром');
		await assertReadable(page, 'draft-with-roll');
		await press(page, 'Запропонувати');
		await see(page, 'Ви це запропонували');
		await press(page, 'Відкликати');
		await see(page, /, відкликано/);
		await assertReadable(page, 'withdrawn');
		await page.getByLabel('Причина').fill(`За реєстром громади ${HTML}`);
		await press(page, 'Запропонувати');
		await see(page, 'Ви це запропонували');

		const administrator = await visitAs(browser, url, 'administrator', '/manage');
		await administrator.page.getByRole('link', { name: /1.рішення чекає/ }).click();
		await see(administrator.page, /виповнилося 16.років/);
		assert.ok(await administrator.page.getByText(HTML).isVisible(), 'HTML is only text');
		await assertReadable(administrator.page, 'confirm-roll');
		await press(administrator.page, 'Підтвердити');
		await see(administrator.page, 'підтверджено');
		await page.reload();
		await see(page, '2 особи в переліку');
		await press(page, 'Передати комісії');
		await see(page, 'Чернетку передано комісії');
		const served = (await (await fetch(`${url}/api/v1/votes/${vote}`)).json()) as {
			phase: string;
			roll: number;
			pots: { projects: unknown[] }[];
			commission: { threshold: number; members: unknown[] };
			opens: number;
		};
		assert.deepEqual(
			[served.phase, served.roll, served.commission.threshold, served.commission.members.length],
			['ceremony', 2, 2, 3],
		);
		assert.ok(served.pots[0]!.projects.length > 1);
		assert.equal(served.opens, Date.parse('2027-03-01T06:00:00Z') / 1000);
		await page.goto(`${url}/manage`);
		await see(page, /Чекаємо: Олена Мельник/);
		await assertReadable(page, 'manage');
		// The browser itself tells that there was no roll yet.
		assert.deepEqual(
			secretary.complaints.filter((text) => !text.includes('409')),
			[],
		);
		assert.deepEqual(administrator.complaints, []);
	}),
);

browse('two people change one draft: nothing typed is lost, and both see what differs', () =>
	withDemo(async ({ url, browser }) => {
		const first = await visitAs(browser, url, 'secretary', '/manage/new');
		await fillIn(first.page);
		await press(first.page, 'Створити чернетку');
		await first.page.waitForURL(/\/manage\/(?!new)/, SOON);
		const second = await visitAs(browser, url, 'secretary', new URL(first.page.url()).pathname);
		await second.page.getByLabel('Назва голосування', { exact: true }).fill('Назва від другого');
		await second.page.getByLabel('Бюлетенів у пачці', { exact: true }).fill('9');
		await press(second.page, 'Зберегти чернетку');
		await see(second.page, 'Збережено.');
		await first.page.getByLabel('Назва голосування', { exact: true }).fill('Назва від першого');
		await press(first.page, 'Зберегти чернетку');
		await see(first.page, 'Поки ви працювали, чернетку змінив хтось інший');
		await see(first.page, 'Назва від другого');
		await assertReadable(first.page, 'conflict');
		const title = first.page.getByLabel('Назва голосування', { exact: true });
		assert.equal(await title.inputValue(), 'Назва від першого');
		await press(first.page, 'Взяти збережене: Бюлетенів у пачці');
		assert.equal(
			await first.page.getByLabel('Бюлетенів у пачці', { exact: true }).inputValue(),
			'9',
		);
		await press(first.page, 'Зберегти чернетку');
		await see(first.page, 'Збережено.');
		await first.page.reload();
		assert.equal(await title.inputValue(), 'Назва від першого');
		assert.equal(
			await first.page.getByLabel('Бюлетенів у пачці', { exact: true }).inputValue(),
			'9',
		);
		assert.deepEqual(second.complaints, []);
		// The browser itself tells of the refusal.
		assert.ok(first.complaints.every((text) => text.includes('412')));
	}),
);

browse(
	'a resident who is not on the roll asks without scripts, and two persons put them on it',
	() =>
		withDemo(async ({ url, browser }) => {
			const vote = await voteIn(url, 'ceremony');
			const path = `/votes/${vote}/roll-request`;
			const plain = await openPage(browser, { javaScriptEnabled: false });
			await signIn(plain.page, url, 'newcomer', `/votes/${vote}`);
			await plain.page.getByRole('link', { name: 'Чи є я в переліку' }).click();
			await see(plain.page, 'Вас немає в переліку учасників');
			await plain.page.getByLabel('Чому ви маєте бути').fill(`${HTML}\nЖиву на Садовій.`);
			await press(plain.page, 'Подати заяву');
			await see(plain.page, 'Вашу заяву прийнято');
			await see(plain.page, 'Відповіді ще немає');
			assert.ok(await plain.page.getByText(HTML).isVisible(), 'HTML is only text');

			const secretary = await visitAs(browser, url, 'secretary', '/manage');
			await secretary.page.getByRole('link', { name: /1.заява/ }).click();
			await see(secretary.page, 'Ліна Яремчук');
			assert.ok(await secretary.page.getByText(HTML).isVisible());
			await secretary.page.getByLabel('Відповідь людині').fill('Заяву Яремчук задоволено.');
			await press(secretary.page, 'Запропонувати відповідь');
			await see(secretary.page, /Приберіть з нього особисті дані: «Яремчук»/);
			await secretary.page.getByLabel('Відповідь людині').fill('Подано довідку переселенця.');
			await assertReadable(secretary.page, 'desk');
			await press(secretary.page, 'Запропонувати відповідь');
			await see(secretary.page, 'Відповідь запропонували ви');

			const auditor = await visitAs(browser, url, 'auditor', `/votes/${vote}/roll-requests`);
			await see(auditor.page, 'Подано довідку переселенця.');
			assert.equal(await auditor.page.locator('main button').count(), 0);
			const administrator = await visitAs(
				browser,
				url,
				'administrator',
				`/votes/${vote}/roll-requests`,
			);
			await press(administrator.page, 'Підтвердити');
			await see(administrator.page, 'Внесено до переліку');
			await plain.page.goto(`${url}${path}`);
			await see(plain.page, 'Ви є в переліку учасників цього голосування.');
			await see(plain.page, 'Подано довідку переселенця.');
			await plain.page.goto(`${url}/votes/${vote}`);
			await see(plain.page, 'Людину внесено до переліку за заявою');
			assert.ok(!(await plain.page.locator('main').innerText()).includes('Яремчук'));
			for (const { complaints } of [auditor, administrator]) assert.deepEqual(complaints, []);
		}),
);

browse('in the booth, who is not on the roll is told what to do, and keeps what they chose', () =>
	withDemo(async ({ url, browser }) => {
		const vote = await voteIn(url, 'open');
		const { page } = await visitAs(browser, url, 'newcomer', `/votes/${vote}/booth`);
		await press(page, 'Почати');
		await page.getByRole('checkbox').first().check();
		for (;;) {
			const next = page.getByRole('button', { name: /^(Далі|Перевірити вибір|До перевірки)/ });
			if (!(await next.isVisible())) break;
			await next.click();
		}
		await press(page, 'Зашифрувати бюлетень');
		await see(page, 'Вас немає в переліку учасників');
		await assertReadable(page, 'booth');
		await page.getByRole('link', { name: 'Подати заяву про внесення' }).click();
		await page.getByRole('heading', { name: 'Чи є ви в переліку' }).waitFor();
		await see(page, 'перелік змінити не можна');
		for (const language of ['uk', 'en']) {
			await page.goto(`${url}/preferences?language=${language}&return=/votes/${vote}/roll-request`);
			await assertReadable(page, `roll-request-${language}`);
		}
	}),
);

browse(
	'the console and the desk read without scripts, in both languages, and not for residents',
	() =>
		withDemo(async ({ url, browser }) => {
			const vote = await voteIn(url, 'ceremony');
			const { page } = await openPage(browser, { javaScriptEnabled: false });
			await signIn(page, url, 'secretary', '/manage');
			await see(page, 'Культурний бюджет');
			const english = await openPage(browser);
			await signIn(english.page, url, 'secretary', '/manage');
			for (const path of [
				'/manage',
				'/manage/new',
				`/manage/${vote}`,
				`/votes/${vote}/roll-requests`,
			]) {
				await english.page.goto(`${url}/preferences?language=en&return=${path}`);
				await assertReadable(english.page, `english${path.replaceAll('/', '-').slice(0, 16)}`);
			}
			const resident = await openPage(browser);
			await signIn(resident.page, url, 'resident-1', '/manage');
			await see(resident.page, 'Тут працюють секретар');
			await resident.page.goto(`${url}/votes/${vote}/roll-requests`);
			await see(resident.page, 'Заяви розглядають секретар');
		}),
);

test.run();
