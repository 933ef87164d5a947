/** Texts of the page for developers. */
import type { Catalogue } from './language.ts';

type Names = Readonly<Record<string, string>>;

const uk = {
	title: 'Для розробників',
	lead: 'Усе, що роблять сторінки, можна робити й програмою: читати голосування, подавати бюлетені, віддзеркалювати реєстри, перевіряти підрахунок.',
	document: 'Опис OpenAPI 3.1 для програм',
	rules: 'Як звертатися',
	ruleList: [
		'Тіла запитів і відповідей — JSON. Час — секунди POSIX, суми — точні десяткові числа як текст, геші — шістнадцяткові.',
		'Відмова — документ application/problem+json зі сталим кодом і реченнями двома мовами; нічого при цьому не змінено.',
		'Хто увійшов, той має cookie сесії. Бюлетень подають лише без неї: ніщо не повинно пов’язати його з людиною. Той самий бюлетень можна надіслати ще раз: відповідь буде та сама.',
		'Чернетку змінюють із заголовком If-Match, який містить ETag прочитаної.',
		'Відкриті дані (реєстри, матеріали голосувань, протоколи) може читати будь-який сайт; решту — лише сторінки самої платформи.',
		'Частих запитів сервер не приймає: тоді відповідь 429 і заголовок Retry-After.',
	],
	mirror: 'Як віддзеркалити реєстри й матеріали',
	mirrorWhy:
		'Реєстри — журнали за стандартом C2SP tlog-tiles: незмінні файли, які може забрати будь-яка програма для таких журналів. Що більше копій, то певніше видно, що нічого не змінено.',
	registers: { civic: 'Громадський реєстр', ballot: 'Реєстр бюлетенів' },
	address: 'Адреса',
	key: 'Ключ перевірки підписів',
	tiles:
		'Контрольну точку читайте щоразу, плитки — раз і назавжди: вони не змінюються. Неповна плитка має в назві свою ширину.',
	record:
		'Матеріали кожного голосування з’являються після його закриття: файл record.json називає решту, а все разом з обома реєстрами є одним файлом tar. Протокол про результати є і для програм, і для людей.',
	resource: 'Звернення:',
	who: 'Хто може',
	parameters: 'Параметри в адресі',
	header: 'Заголовок',
	body: 'Тіло запиту',
	answer: 'Відповідь',
	refusals: 'Відмови',
	types: 'Типи',
	errors: 'Коди відмов',
	errorsWhy: 'Код сталий; речення призначені людям.',
	access: {
		public: 'кожен',
		anonymous: 'кожен, але без сесії',
		'signed-in': 'хто увійшов',
	} as Names,
};

const en: typeof uk = {
	title: 'For developers',
	lead: 'Whatever the pages do a program can do too: read votes, cast ballots, mirror the registers, verify a count.',
	document: 'OpenAPI 3.1 document, for programs',
	rules: 'How to ask',
	ruleList: [
		'Bodies of requests and answers are JSON. Times are POSIX seconds, amounts exact decimals as text, hashes hex.',
		'A refusal is an application/problem+json document with a stable code and sentences in both languages; nothing was changed then.',
		'Who is signed in has a session cookie. Ballots are cast only without it: nothing may link one to a person. The same ballot may be sent again: the answer is the same.',
		'A draft is changed with an If-Match header that holds the ETag of the one that was read.',
		'Open data (registers, records, protocols) may be read by any site; the rest only by pages of the platform itself.',
		'Too many requests are answered with 429 and a Retry-After header.',
	],
	mirror: 'How to mirror registers and records',
	mirrorWhy:
		'The registers are logs by the C2SP standard tlog-tiles: immutable files that any program for such logs can fetch. The more copies there are, the surer it is seen that nothing was changed.',
	registers: { civic: 'Civic register', ballot: 'Register of ballots' },
	address: 'Address',
	key: 'Verifier key',
	tiles:
		'Read the checkpoint every time, tiles once and for all: they never change. A partial tile has its width in its name.',
	record:
		'The record of a vote appears when it is closed: record.json names the rest, and all of it with both registers is one tar. The protocol of results is there for programs and for people.',
	resource: 'Calls:',
	who: 'Who may',
	parameters: 'Parameters of the address',
	header: 'Header',
	body: 'Body of the request',
	answer: 'Answer',
	refusals: 'Refusals',
	types: 'Types',
	errors: 'Codes of refusals',
	errorsWhy: 'A code is stable; the sentences are for people.',
	access: {
		public: 'everybody',
		anonymous: 'everybody, but without a session',
		'signed-in': 'who is signed in',
	},
};

export const developers: Catalogue<typeof uk> = { uk, en };

/** What endpoints do, in Ukrainian; in English they say it themselves. */
export const SUMMARIES: Names = {
	'GET /api/v1/votes': 'Усі голосування',
	'GET /api/v1/votes/{id}':
		'Голосування: конкурси, комісія, етап і тексти, з яких роблять бюлетені',
	'POST /api/v1/votes/{id}/token':
		'Взяти право голосу: відповідь на засліплений запит, одна на людину',
	'POST /api/v1/votes/{id}/ballots':
		'Подати бюлетень з його жетоном. Лише без сесії; той самий бюлетень можна надіслати ще раз',
	'GET /api/v1/votes/{id}/ballots/{hash}': 'Квитанція бюлетеня, щойно його опубліковано',
	'GET /api/v1/staff': 'Хто може бути в комісії',
	'POST /api/v1/votes': 'Почати чернетку',
	'GET /api/v1/votes/{id}/draft': 'Чернетка; її ETag потрібен, щоб її змінити',
	'PUT /api/v1/votes/{id}/draft':
		'Змінити чернетку, якої ніхто не змінював, відколи її прочитано (If-Match)',
	'POST /api/v1/votes/{id}/begin': 'Завершити чернетку: комісія починає створювати ключ',
	'GET /api/v1/votes/{id}/decisions': 'Що запропоновано і вирішено щодо голосування',
	'POST /api/v1/votes/{id}/decisions':
		'Запропонувати те, що має підтвердити інша людина: перелік учасників, дострокове закриття, скасування',
	'POST /api/v1/votes/{id}/decisions/{number}/confirm':
		'Підтвердити те, що запропонував хтось інший',
	'GET /api/v1/votes/{id}/commission':
		'Що комісія вже зробила, на що чекають і що для цього потрібно члену комісії',
	'POST /api/v1/votes/{id}/ceremony': 'Сказати свій крок створення ключа',
	'POST /api/v1/votes/{id}/parameters': 'Підписати умови голосування',
	'POST /api/v1/votes/{id}/shuffles': 'Перемішати бюлетені, по черзі',
	'POST /api/v1/votes/{id}/decryptions': 'Розшифрувати своєю частиною ключа',
	'POST /api/v1/votes/{id}/certificates': 'Підписати результат або не погодитися з ним',
	'POST /api/v1/votes/{id}/close':
		'Закрити голосування, час якого минув; голова — те, комісію якого очолює',
	'GET /api/v1/votes/{id}/code-words/{digits}':
		'Геші бюлетенів, які починаються з того, що несуть їхні кодові слова',
	'GET /api/v1/staff/votes': 'Голосування, як їх бачить персонал',
	'GET /api/v1/votes/{id}/decisions/{number}/roll':
		'Що змінить запропонований перелік учасників, у числах, поки його не затверджено',
	'POST /api/v1/votes/{id}/roll-preview':
		'Що змінить перелік учасників, у числах, до того як його запропонувати',
	'GET /api/v1/votes/{id}/roll-request':
		'Чи є той, хто питає, в переліку учасників, і що з його заявою',
	'POST /api/v1/votes/{id}/roll-requests':
		'Попросити внести до переліку учасників: раз на людину і голосування',
	'GET /api/v1/votes/{id}/roll-requests': 'Усі, хто просив, і що їм відповіли',
	'POST /api/v1/votes/{id}/roll-requests/{account}/answer':
		'Запропонувати відповідь, яку має підтвердити інша людина',
	'POST /api/v1/votes/{id}/roll-requests/{account}/confirm':
		'Підтвердити відповідь, яку запропонував хтось інший, у прочитаній версії',
	'GET /api/v1/me': 'Хто увійшов і наскільки це певно',
	'POST /api/v1/passkeys/options': 'Почати додавати ключ доступу',
	'POST /api/v1/passkeys': 'Додати ключ доступу',
	'PUT /api/v1/passkeys/{passkey}': 'Перейменувати ключ доступу',
	'DELETE /api/v1/passkeys/{passkey}': 'Вилучити ключ доступу',
	'POST /api/v1/step-up/options': 'Почати підтверджувати сесію ключем доступу',
	'POST /api/v1/step-up': 'Підтвердити сесію ключем доступу: її місце займе інша',
};
