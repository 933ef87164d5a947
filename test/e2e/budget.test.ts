/** The participatory budget in the browser: a project is written, reviewed, revised and admitted, with scripts and without. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { suite } from 'uvu';
import type { EditionSummary, ProjectList } from '../../server/api/contract.ts';
import { assertReadable, inBrowser, openPage, visitAs, withDemo } from '../support/browser.ts';

const test = suite('e2e/budget');
const browse = inBrowser(test);
const SOON = { timeout: 15_000 };
const HTML = '<img src=x onerror=alert(1)> <b>лавки</b> для всіх, хто чекає на автобус';

const press = (page: Page, name: string) =>
	page.getByRole('button', { name, exact: true }).click(SOON);
const see = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor(SOON);
const read = async (url: string, path: string): Promise<unknown> =>
	await (await fetch(`${url}/api/v1${path}`)).json();

async function editionIn(url: string, phase: string): Promise<string> {
	const editions = (await read(url, '/editions')) as EditionSummary[];
	return editions.find((edition) => edition.phase === phase)!.id;
}

async function fillIn(page: Page): Promise<void> {
	await page.getByLabel('Назва', { exact: true }).fill('Лавки на кожній зупинці');
	await page.getByLabel('Коротко', { exact: true }).fill(HTML);
	await page
		.getByLabel('Опис', { exact: true })
		.fill(`${HTML}\n\n${'Чекати стоячи важко. '.repeat(6)}`);
	await page.getByLabel('Вид проєкту').selectOption({ label: 'Малі проєкти' });
	await page.getByLabel('Категорія').selectOption('благоустрій');
	await page.getByLabel('Місце', { exact: true }).fill('усі зупинки громади');
	const row = page.getByRole('group', { name: 'Рядок 1', exact: true });
	await row.getByLabel('Що потрібно').fill('Лавка');
	await row.getByLabel('Ціна за одиницю, грн').fill('4 200,50');
	await row.getByLabel('Кількість').fill('12');
}

/** What is typed stays as it is when a picture is added, and when it is refused. */
async function addPicture(page: Page, scripts: boolean): Promise<void> {
	const buffer = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#2a7' } })
		.png()
		.toBuffer();
	const choose = () =>
		page.getByLabel('Файл').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer });
	await page.getByLabel('Місце', { exact: true }).fill('кожна зупинка громади');
	await choose();
	await press(page, 'Додати файл');
	await see(page, 'Опишіть, що на світлині');
	if (scripts) await assertReadable(page, 'file-fault');
	await choose();
	await page.getByLabel('Що на світлині').fill('Зупинка без лавки');
	await press(page, 'Додати файл');
	await page.getByRole('img', { name: 'Зупинка без лавки' }).waitFor(SOON);
	assert.equal(
		await page.getByLabel('Місце', { exact: true }).inputValue(),
		'кожна зупинка громади',
	);
}

for (const scripts of [true, false])
	browse(
		`a project is written, published, reviewed and revised, ${scripts ? 'with' : 'without'} scripts`,
		() =>
			withDemo(async ({ url, browser }) => {
				const edition = await editionIn(url, 'submission');
				const author = await visitAs(browser, url, 'resident-5', `/budget/${edition}`, scripts);
				const { page } = author;
				await press(page, 'Подати проєкт');
				await page.waitForURL(/\/projects\/\w+\/edit$/, SOON);
				const project = new URL(page.url()).pathname.split('/')[2]!;
				await press(page, 'Подати на перевірку');
				await see(page, 'Заповніть це поле.');
				await see(page, 'Без згоди подати проєкт не можна.');
				assert.equal(
					await page.getByLabel('Назва', { exact: true }).getAttribute('aria-invalid'),
					'true',
				);
				if (scripts) await assertReadable(page, 'edit-faults');
				await fillIn(page);
				if (scripts) {
					// Kept without a press, and there again.
					await see(page, /^Збережено о /);
					assert.match(await page.locator('output').innerText(), /50\s406\sгрн/);
					await page.reload();
				} else {
					await press(page, 'Зберегти чернетку');
					await see(page, 'Чернетку збережено.');
				}
				assert.equal(await page.getByLabel('Коротко', { exact: true }).inputValue(), HTML);
				if (scripts) {
					await page.getByLabel('Назва', { exact: true }).fill('Вуличні тренажери біля озера');
					await see(page, 'Схожі проєкти вже є');
					await page.getByLabel('Назва', { exact: true }).fill('Лавки на кожній зупинці');
				}
				await addPicture(page, scripts);
				await page.getByLabel(/^Мені вже виповнилося/).check();
				await press(page, 'Подати на перевірку');
				await see(page, /Проєкт подано/);

				const moderator = await visitAs(
					browser,
					url,
					'moderator',
					`/projects/${project}/review`,
					scripts,
				);
				await press(moderator.page, 'Оприлюднити');
				await see(moderator.page, 'Записано.');

				const expert = await visitAs(
					browser,
					url,
					'expert',
					`/projects/${project}/review`,
					scripts,
				);
				await press(expert.page, 'Дати висновок');
				await see(expert.page, 'Оберіть одне з переліку.');
				await fillCard(expert.page);
				await press(expert.page, 'Дати висновок');
				await see(expert.page, 'Записано.');

				await page.goto(`${url}/projects/${project}/edit`);
				await see(page, 'Додайте вартість доставки.');
				await page.getByLabel('Назва', { exact: true }).fill('Лавки на кожній зупинці громади');
				await page.getByLabel(/^Мені вже виповнилося/).check();
				await press(page, 'Подати доопрацьоване');
				await see(page, 'на експертизі');

				const visitor = await openPage(browser, { javaScriptEnabled: scripts });
				await visitor.page.goto(`${url}/projects/${project}`);
				await see(visitor.page, HTML);
				assert.equal(await visitor.page.locator('main b').count(), 0);
				const pictures = visitor.page.locator('main img');
				assert.equal(await pictures.count(), 1);
				await pictures.scrollIntoViewIfNeeded();
				assert.equal(await pictures.getAttribute('alt'), 'Зупинка без лавки');
				await visitor.page.getByRole('link', { name: 'Що змінилося' }).first().click();
				await see(visitor.page, /Порівняно з редакцією 1/);
				assert.match(await visitor.page.locator('ins').first().innerText(), /громади/);
				if (scripts) await assertReadable(visitor.page, 'changes');
				const complaints = [author, moderator, expert, visitor].flatMap((x) => x.complaints);
				// Forms that are refused answer with a status that the browser mentions.
				assert.deepEqual(
					complaints.filter((text) => !/status of 4\d\d/.test(text)),
					[],
				);
			}),
	);

async function fillCard(page: Page): Promise<void> {
	await page.getByLabel('Підрозділ').selectOption('Відділ благоустрою');
	const answers = page.locator('select[name$=".answer"]');
	for (let i = 0; i < (await answers.count()); i++) await answers.nth(i).selectOption('yes');
	await page.getByLabel('Висновок', { exact: true }).selectOption('revise');
	await page.getByLabel(/^Кошторис неповний або нереалістичний/).check();
	await page.getByLabel('Пояснення для автора і громади').fill('Додайте вартість доставки.');
}

/** A tile of a map, one pixel. */
const TILE = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=',
	'base64',
);

browse('a place is put on the map by a press and moved by keys; the fields say the same', () =>
	withDemo(
		async ({ url, browser }) => {
			const edition = await editionIn(url, 'submission');
			const { page, complaints } = await visitAs(browser, url, 'resident-5', `/budget/${edition}`);
			await page.route('**/tiles/**', (route) =>
				route.fulfill({ contentType: 'image/png', body: TILE }),
			);
			await press(page, 'Подати проєкт');
			await page.waitForURL(/\/projects\/\w+\/edit$/, SOON);
			await press(page, 'Вибрати на карті');
			const map = page.getByRole('region', { name: 'Карта: де буде проєкт' });
			await map.waitFor(SOON);
			await see(page, '© Хтось');
			const lat = page.getByLabel('Широта');
			const lon = page.getByLabel('Довгота');
			assert.equal(await lat.inputValue(), '');
			await map.click({ position: { x: 90, y: 120 }, ...SOON });
			const pressed = [await lat.inputValue(), await lon.inputValue()].map(Number);
			assert.ok(
				pressed.every((degrees) => degrees > 20 && degrees < 60),
				pressed.join(),
			);
			const pin = page.getByRole('button', { name: /^Місце проєкту/ });
			await pin.focus();
			await page.keyboard.press('ArrowUp');
			await page.keyboard.press('ArrowRight');
			const moved = [await lat.inputValue(), await lon.inputValue()].map(Number);
			assert.ok(moved[0]! > pressed[0]! && moved[1]! > pressed[1]!, [...pressed, ...moved].join());
			assert.equal(await page.locator('.pin:focus').count(), 1);
			await assertReadable(page, 'a place on the map');
			await lat.fill('');
			await press(page, 'Поставити позначку посередині карти');
			assert.match(await lat.inputValue(), /^\d\d\.\d{5}$/);
			const middle = await lon.inputValue();
			await lat.fill('49.55');
			await see(page, /^Збережено о /);
			await page.reload();
			assert.equal(await lat.inputValue(), '49.55');
			assert.equal(await lon.inputValue(), middle);
			assert.deepEqual(complaints, []);
		},
		{ VICHE_TILES: 'https://tiles.example/{z}/{x}/{y}.png', VICHE_TILES_BY: '© Хтось' },
	),
);

browse('of two co-authors the second sees what the first has saved', () =>
	withDemo(async ({ url, browser }) => {
		const edition = await editionIn(url, 'submission');
		const { page } = await visitAs(browser, url, 'resident-5', `/budget/${edition}`, false);
		await press(page, 'Подати проєкт');
		await page.waitForURL(/\/projects\/\w+\/edit$/, SOON);
		const path = new URL(page.url()).pathname;
		await press(page, 'Створити посилання');
		const link = await page.locator('code', { hasText: '/invitations/' }).innerText();
		const other = await visitAs(browser, url, 'resident-4', new URL(link).pathname, false);
		await press(other.page, 'Стати співавтором');
		await other.page.waitForURL(url + path, SOON);
		await page.goto(url + path);
		await other.page.getByLabel('Назва', { exact: true }).fill('Назва від Петра');
		await press(other.page, 'Зберегти чернетку');
		await see(other.page, 'Чернетку збережено.');
		await page.getByLabel('Назва', { exact: true }).fill('Назва від Надії');
		await press(page, 'Зберегти чернетку');
		await see(page, 'Тим часом чернетку змінив інший автор.');
		await see(page, 'Назва від Петра');
		assert.equal(await page.getByLabel('Назва', { exact: true }).inputValue(), 'Назва від Надії');
		await press(page, 'Зберегти чернетку');
		await see(page, 'Чернетку збережено.');
	}),
);

browse('the commission admits and draws, and everybody sees the order', () =>
	withDemo(async ({ url, browser }) => {
		const edition = await editionIn(url, 'admission');
		const chair = await visitAs(
			browser,
			url,
			'commission-1',
			`/manage/editions/${edition}/projects`,
		);
		const { page } = chair;
		await page.getByLabel('Протокол №').fill('3');
		await page.getByLabel('Дата засідання').fill('2026-11-20');
		await page.getByLabel('За', { exact: true }).fill('5');
		const admit = page.getByLabel('допустити', { exact: true });
		for (let i = 0; i < (await admit.count()); i++) await admit.nth(i).check();
		await assertReadable(page, 'admission');
		await press(page, 'Записати рішення');
		await see(page, 'Записано.');
		await press(page, 'Провести жеребкування');
		await see(page, 'у бюлетені під № 1');
		const { projects } = (await read(url, `/editions/${edition}/projects`)) as ProjectList;
		assert.deepEqual(projects.map((project) => project.ballotPlace).sort(), [1, 2, 3, 4]);
		const visitor = await openPage(browser);
		await visitor.page.goto(`${url}/budget/${edition}`);
		await see(visitor.page, 'Зерно жеребу');
		assert.deepEqual([...chair.complaints, ...visitor.complaints], []);
	}),
);

browse(
	'the list is narrowed by words in any form, seen on a map, and reads in both languages',
	() =>
		withDemo(async ({ url, browser }) => {
			const edition = await editionIn(url, 'submission');
			const { page, complaints } = await openPage(browser);
			await page.goto(`${url}/budget/${edition}`);
			await assertReadable(page, 'edition');
			await page.getByLabel('Слова').fill('ліхтарі сонячна');
			await press(page, 'Показати');
			await see(page, /^1\sпроєкт$/);
			await page.goto(`${url}/budget/${edition}#projects`);
			for (const number of [1, 2]) await page.getByLabel(`порівняти, № ${number}`).check(SOON);
			await press(page, 'Порівняти позначені');
			await page.getByRole('heading', { name: 'Порівняння проєктів' }).waitFor(SOON);
			assert.equal(await page.locator('thead th').count(), 2);
			await assertReadable(page, 'compare');
			await page.goBack();
			await page.goto(`${url}/budget/${edition}?words=ліхтарі сонячна`);
			await page.getByRole('link', { name: 'На карті' }).click();
			await page.getByRole('region', { name: 'Проєкти на карті' }).waitFor(SOON);
			await page.getByRole('button', { name: /Світло на стежці/ }).click();
			await page.getByRole('link', { name: /Світло на стежці/ }).click();
			await see(page, 'Паспорт проєкту');
			await page.goto(`${url}/preferences?language=en&return=/budget/${edition}`);
			await see(page, 'What stands in the public register');
			await assertReadable(page, 'edition-en');
			assert.deepEqual(complaints, []);
			await page.goto(`${url}/budget/${edition}?status=nonsense&page=-1`);
			assert.equal(page.url(), `${url}/budget/${edition}`);
		}),
);

browse('the secretary sets an edition up and publishes it, without scripts', () =>
	withDemo(async ({ url, browser }) => {
		const { page } = await visitAs(browser, url, 'secretary', '/manage', false);
		await page.getByRole('link', { name: 'Новий громадський бюджет' }).click();
		await page.getByLabel('Назва', { exact: true }).fill('Бюджет мікрорайону 2028');
		await press(page, 'Зберегти чернетку');
		await see(page, 'Умови ще не оприлюднено.');
		await press(page, 'Зберегти й оприлюднити');
		await see(page, 'Заповніть це поле.');
		await page.getByLabel('Назва положення').fill('Положення про бюджет');
		await page.getByLabel('Редакція: ким і коли затверджено').fill('рішення № 1');
		const pot = page.getByRole('group', { name: 'Вид 1', exact: true });
		await pot.getByLabel('Вид', { exact: true }).fill('Усі проєкти');
		await pot.getByLabel('Усього, грн').fill('100 000');
		await pot.getByLabel('Проєкт від, грн').fill('1000');
		await pot.getByLabel('Проєкт до, грн').fill('50 000');
		const dates = page.locator('input[type="date"]');
		for (let i = 0; i < (await dates.count()); i++) await dates.nth(i).fill(`2028-0${i + 1}-01`);
		await press(page, 'Зберегти й оприлюднити');
		await see(page, 'Умови оприлюднено.');
		await page.getByRole('link', { name: 'Сторінка бюджету' }).click();
		await page.getByRole('heading', { name: 'Бюджет мікрорайону 2028' }).waitFor(SOON);
	}),
);

test.run();
