/** Texts of the page that verifies. */
import type { Catalogue } from './language.ts';

const uk = {
	title: 'Перевірити підрахунок',
	lead: 'Ваш браузер завантажить усі матеріали голосування і сам перевірить кожен крок: бюлетені, жетони, розшифрування, підрахунок і підписи. Серверові при цьому вірити не треба.',
	start: 'Почати перевірку',
	stop: 'Зупинити',
	again: 'Перевірити ще раз',
	running: 'Перевіряємо…',
	of: 'з',
	broken: 'Перевірку не завершено: матеріали не вдалося прочитати.',
	badTrust: 'Файл із вашими відомостями не вдалося прочитати.',
	checks: 'Що перевірено',
	details: 'Подробиці',
	save: 'Зберегти звіт',
	saveData: 'Звіт для програм (JSON)',
	offline: 'Перевірити без інтернету і без цього сервера',
	offlineWhy:
		'Завантажте програму перевірки одним файлом і матеріали голосування. Відкрийте файл у будь-якому браузері, хоч на іншому комп’ютері без мережі, і виберіть матеріали: перевірка та сама.',
	saveVerifier: 'Завантажити програму перевірки',
	saveRecord: 'Завантажити матеріали (.tar)',
	pagesList: 'Контрольні коди файлів цього сайту, разом із програмою перевірки',
	offlineTitle: 'Перевірити підрахунок без інтернету',
	offlineLead:
		'Ця сторінка — один файл. Вона нічого не надсилає і не завантажує: перевіряє лише те, що ви виберете на своєму пристрої.',
	choosePacked: 'Матеріали одним файлом (.tar чи .zip), або архів бюлетенів (.bel)',
	chooseFolder: 'Або тека з розпакованими матеріалами',
	nothingChosen: 'Спершу виберіть матеріали голосування.',
	chosen: 'Вибрано:',
	trust: 'Звірити з тим, що я знаю з інших джерел',
	trustWhy:
		'Якщо ви раніше записали ключі реєстрів чи контрольні точки, виберіть файл із ними (формат — у посібнику спостерігача).',
	otherWays: 'Перевірити іншими програмами',
	otherWaysWhy:
		'Не покладайтеся лише на цю сторінку: ті самі матеріали читають наша програма для командного рядка і програми, які писали не ми.',
	ourTool: 'Наша програма',
	belenios: 'belenios-tool (Debian: пакет belenios-tool)',
	tlog: 'Будь-яка програма для журналів C2SP',
	noRecord: 'Матеріали з’являться після закриття голосування.',
	pending:
		'Останній крок голосування ще не підтвердило достатньо свідків реєстру. Матеріали оновляться, щойно вони це зроблять.',
	interim:
		'Комісія ще не розшифрувала підсумку. Уже тепер можна перевірити бюлетені, жетони й перемішування; решта буде «не доведено».',
	toVote: 'До сторінки голосування',
	leadOfSignatures:
		'Ваш браузер завантажить усі підписи і сам перевірить кожен: що він від іншої людини, вчасний і не змінений, що жодного не пропущено й не додано і що їх кількість правильна. Вірити серверові не треба.',
	leadOfPoll:
		'Ваш браузер завантажить усі відповіді і сам перевірить кожну: що вона від іншої людини, вчасна й не змінена, що жодної не пропущено й не додано і що підсумки випливають із них за правилами. Вірити серверові не треба.',
	needsScript:
		'Щоб перевірити тут, увімкніть JavaScript; без нього скористайтеся програмами нижче.',
};

const en: typeof uk = {
	title: 'Check the count',
	lead: 'Your browser will fetch the whole record of the vote and check every step itself: ballots, tokens, decryption, count and signatures. You need not believe the server.',
	start: 'Begin to check',
	stop: 'Stop',
	again: 'Check again',
	running: 'Checking…',
	of: 'of',
	broken: 'The check was not finished: the record could not be read.',
	badTrust: 'The file with what you know could not be read.',
	checks: 'What was checked',
	details: 'Details',
	save: 'Save the report',
	saveData: 'Report for programs (JSON)',
	offline: 'Check without the internet and without this server',
	offlineWhy:
		'Download the verifier as one file, and the record of the vote. Open the file in any browser, on another computer without a network if you like, and choose the record: the checks are the same.',
	saveVerifier: 'Download the verifier',
	saveRecord: 'Download the record (.tar)',
	pagesList: 'Control codes of the files of this site, the verifier among them',
	offlineTitle: 'Check a count without the internet',
	offlineLead:
		'This page is a single file. It sends nothing and fetches nothing: it checks only what you choose on your device.',
	choosePacked: 'The record as one file (.tar or .zip), or an archive of ballots (.bel)',
	chooseFolder: 'Or the folder of an unpacked record',
	nothingChosen: 'First choose the record of the vote.',
	chosen: 'Chosen:',
	trust: 'Compare with what I know from elsewhere',
	trustWhy:
		'If you have written down keys of the registers or checkpoints before, choose the file with them (its format is in the guide for observers).',
	otherWays: 'Check with other programs',
	otherWaysWhy:
		'Do not rely on this page alone: the same record is read by our program for the command line, and by programs that we did not write.',
	ourTool: 'Our program',
	belenios: 'belenios-tool (Debian: package belenios-tool)',
	tlog: 'Any program for C2SP transparency logs',
	noRecord: 'The record appears when the vote is closed.',
	pending:
		'Not enough witnesses of the register have confirmed the last step of the vote yet. The record will follow when they do.',
	interim:
		'The commission has not decrypted the tally yet. Ballots, tokens and shuffles can be checked already; the rest will be “not proved”.',
	toVote: 'To the page of the vote',
	leadOfSignatures:
		'Your browser will fetch every signature and check it itself: that each is another person’s, in time and unchanged, that none is missing or added, and that their number is right. You need not believe the server.',
	leadOfPoll:
		'Your browser will fetch every answer and check it itself: that each is another person’s, in time and unchanged, that none is missing or added, and that the result is what the rules make of them. You need not believe the server.',
	needsScript: 'To check here, turn JavaScript on; without it, use the programs below.',
};

export const verify: Catalogue<typeof uk> = { uk, en };
