/** A petition in the browser: written, checked, signed, announced, decided and answered, with and without scripts. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { suite } from 'uvu';
import { assertReadable, inBrowser, openPage, visitAs, withDemo } from '../support/browser.ts';

const test = suite('e2e/petition');
const browse = inBrowser(test);
const SOON = { timeout: 15_000 };

const press = (page: Page, name: string) =>
	page.getByRole('button', { name, exact: true }).click(SOON);
const see = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor(SOON);
const follow = (page: Page, name: string | RegExp) =>
	page.getByRole('link', { name }).first().click(SOON);
/** Whatever the browser complained about, but refusals that were asked for. */
const unexpected = (complaints: readonly string[]) =>
	complaints.filter((complaint) => !/status of 4\d\d/.test(complaint));

const TITLE = 'Полагодити гойдалки на дитячому майданчику';
const SIGNERS = ['resident-1', 'resident-2', 'resident-3', 'resident-4'];

for (const scripts of [true, false])
	browse(`from a draft to the answer, ${scripts ? 'with' : 'without'} scripts`, () =>
		withDemo(async ({ url, browser }) => {
			const readable = async (page: Page, what: string) => {
				if (scripts) await assertReadable(page, what);
			};
			const author = await visitAs(browser, url, 'newcomer', '/petitions', scripts);
			await see(author.page, 'Електронні петиції');
			await readable(author.page, 'all petitions');
			await press(author.page, 'Створити петицію');
			await author.page.getByLabel('Про що петиція').fill(TITLE);
			await press(author.page, 'Подати на перевірку');
			await see(author.page, 'Заповніть це поле.');
			await readable(author.page, 'a petition with mistakes');
			await author.page
				.getByLabel('Суть звернення')
				.fill(
					'Ланцюги гойдалок іржаві, дві вже обірвалися. Просимо замінити їх до літа, поки ніхто не впав.',
				);
			await author.page.getByLabel('Тема').selectOption('Благоустрій');
			await author.page.getByLabel('Електронна пошта').fill('lina@example.org');
			await author.page.getByLabel(/^Відповідаю за зміст/).check();
			await press(author.page, 'Подати на перевірку');
			await see(author.page, 'Подано.');
			await readable(author.page, 'a petition that was handed in');
			const id = /petitions\/(\w+)\//.exec(author.page.url())![1]!;

			const moderator = await visitAs(browser, url, 'moderator', '/manage/petitions', scripts);
			await readable(moderator.page, 'what waits');
			await follow(moderator.page, TITLE);
			await readable(moderator.page, 'a petition to check');
			await press(moderator.page, 'Відмовити');
			await see(moderator.page, 'назвіть підстави');
			await press(moderator.page, 'Оприлюднити');
			await see(moderator.page, 'Зроблено.');

			const visitor = await openPage(browser, { javaScriptEnabled: scripts });
			await visitor.page.goto(`${url}/petitions/${id}`);
			await see(visitor.page, 'Підписів: 0 з 4');
			await readable(visitor.page, 'a petition');
			for (const [i, who] of SIGNERS.entries()) {
				const { page } = await visitAs(browser, url, who, `/petitions/${id}`, scripts);
				await follow(page, 'Підписати петицію');
				await see(page, 'Одна людина підписує один раз');
				if (i === 0) await readable(page, 'before signing');
				await press(page, 'Підписую');
				await see(page, /^Ви підписали/);
				if (i === 0) {
					await readable(page, 'signed');
					await press(page, 'Відкликати підпис');
					await see(page, 'Ви відкликали свій підпис.');
					await see(page, 'Підписів: 0 з 4');
				} else await page.context().close();
			}
			const last = await visitAs(browser, url, 'author', `/petitions/${id}/sign`, scripts);
			await press(last.page, 'Підписую');
			await see(last.page, /^Ви підписали/);
			await visitor.page.goto(`${url}/petitions/${id}/signatories`);
			await see(visitor.page, 'Андрій Шевчук');
			await readable(visitor.page, 'who signed');
			const counter = await visitor.page.request.get(`${url}/petitions/${id}/counter.svg?lang=en`);
			assert.match(await counter.text(), /Signatures: 4 of 4/);

			const path = `/manage/petitions/${id}`;
			const secretary = await visitAs(browser, url, 'secretary', path, scripts);
			await secretary.page
				.getByLabel('Хто і як розглядає')
				.fill('Комісія з благоустрою, 5 травня.');
			await press(secretary.page, 'Оголосити про початок розгляду');
			await see(secretary.page, 'Зроблено.');
			await readable(secretary.page, 'a decision to be made');
			await secretary.page.getByLabel('підтримано', { exact: true }).check();
			await secretary.page
				.getByLabel('Чому так вирішено')
				.fill('Гойдалки небезпечні, кошти на ремонт є.');
			await secretary.page.getByLabel('Підписано').fill('Сільський голова Іван Мороз');
			await press(secretary.page, 'Оголосити рішення');
			await see(secretary.page, 'Відповідь з обґрунтуванням');
			await secretary.page
				.getByLabel('Відповідь з обґрунтуванням')
				.fill('Ланцюги замінять до 20 травня, відповідає комунальне підприємство.');
			await press(secretary.page, 'Оприлюднити відповідь');
			await see(secretary.page, 'Зроблено.');

			await visitor.page.goto(`${url}/petitions/${id}`);
			await see(visitor.page, 'Ланцюги замінять до 20 травня');
			await see(visitor.page, 'Сільський голова Іван Мороз');
			await readable(visitor.page, 'an answered petition');
			await author.page.goto(`${url}/notifications`);
			await see(author.page, `Оприлюднено відповідь на петицію «${TITLE}».`);
			assert.deepEqual(
				[author, moderator, visitor, secretary].flatMap((one) => unexpected(one.complaints)),
				[],
			);
		}),
	);

for (const language of ['uk', 'en'])
	browse(`pages of petitions that nobody has to sign in for, in ${language}`, () =>
		withDemo(async ({ url, browser }) => {
			const { page, complaints } = await openPage(browser, {});
			await page.goto(`${url}/preferences?language=${language}&return=/`);
			for (const path of ['', '/rules', '/refusals', '?order=signed&status=collecting']) {
				await page.goto(`${url}/petitions${path}`);
				await page.locator('h1').waitFor(SOON);
				await assertReadable(page, `/petitions${path}`);
			}
			assert.deepEqual(unexpected(complaints), []);
		}),
	);

browse('the secretary changes the rules, and is told what is wrong', () =>
	withDemo(async ({ url, browser }) => {
		const visit = await visitAs(browser, url, 'secretary', '/manage/petitions/rules', false);
		const { page } = visit;
		await page.getByLabel('Підписів потрібно').fill('багато');
		await press(page, 'Оприлюднити правила');
		await see(page, 'Потрібне ціле число.');
		await page.getByLabel('Підписів потрібно').fill('250');
		await page.getByLabel('Чому правила змінюються').fill('Новий статут громади.');
		await press(page, 'Оприлюднити правила');
		await see(page, 'Оприлюднено версію 2.');
		await page.goto(`${url}/petitions/rules`);
		await see(page, 'Новий статут громади.');
		await see(page, '250');
	}),
);

browse('anybody counts again in the browser: signatures', () =>
	withDemo(async ({ url, browser }) => {
		const { page, complaints } = await openPage(browser, {});
		await page.goto(`${url}/petitions`);
		await follow(page, 'Поставити лавки вздовж алеї до поліклініки');
		await page.getByRole('link', { name: 'Перевірити підрахунок' }).click(SOON);
		await press(page, 'Почати перевірку');
		await page
			.getByText(/^ПЕРЕВІРЕНО/)
			.first()
			.waitFor({ timeout: 60_000 });
		await assertReadable(page, 'a verified record');
		assert.deepEqual(unexpected(complaints), []);
	}),
);

test.run();
