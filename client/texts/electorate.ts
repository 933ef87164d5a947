/** Texts about the roll: asking to be on it, the desk that answers, and what a new roll would change. */
import type { Catalogue } from './language.ts';
import type { Forms } from './format.ts';

const uk = {
	placeTitle: 'Чи є ви в переліку учасників',
	toVote: 'До сторінки голосування',
	signInFirst: 'Увійдіть, щоб дізнатися, чи є ви в переліку.',
	signIn: 'Увійти',
	onRoll: 'Ви є в переліку учасників цього голосування.',
	noRoll: 'Переліку учасників цього голосування ще немає. Зайдіть пізніше.',
	notOnRoll:
		'Вас немає в переліку учасників цього голосування. Так буває, якщо ви нещодавно переїхали, є внутрішньо переміщеною особою або в реєстрі помилка.',
	askTitle: 'Подати заяву про внесення до переліку',
	askWhy:
		'Заяву розгляне секретар, а рішення підтвердить ще одна людина. Вашу заяву бачать лише вони й аудитор.',
	askLate:
		'Умови цього голосування вже підписано, тож перелік змінити не можна. Подайте заяву, і вас врахують наступного разу.',
	why: 'Чому ви маєте бути в переліку',
	whyHint:
		'Наприклад: зареєстровані за адресою з травня; довідка переселенця. Щонайменше 10 знаків.',
	send: 'Подати заяву',
	closed: 'Заяви щодо цього голосування більше не приймають.',
	asked: 'Вашу заяву прийнято',
	askedOn: 'Подано',
	yourWords: 'Ваші слова',
	noAnswer: 'Відповіді ще немає: зайдіть сюди пізніше.',
	accepted: 'Вас внесено до переліку учасників.',
	refused: 'Вас не внесено до переліку цього голосування.',
	answer: 'Відповідь',
	deskTitle: 'Заяви про внесення до переліку',
	deskLead:
		'Одна людина відповідає, інша підтверджує. Людина бачить відповідь після підтвердження.',
	deskNotYours: 'Заяви розглядають секретар і адміністратор; аудитор їх читає.',
	deskEmpty: 'Заяв немає.',
	deskFixed:
		'Умови голосування вже зафіксовано: внести когось до переліку не можна. Відмовте з поясненням; заява залишиться для наступного голосування.',
	needsScript: 'Щоб відповідати, увімкніть JavaScript. Читати можна й без нього.',
	verdicts: { accepted: 'Внести до переліку', refused: 'Відмовити' },
	verdictsDone: { accepted: 'Внесено до переліку', refused: 'Відмовлено' },
	answerFor: 'Відповідь людині',
	answerPublic:
		'Відповідь про внесення стане частиною відкритого реєстру: не пишіть імен, адрес і номерів.',
	answerShort: 'Напишіть щонайменше 10 знаків.',
	propose: 'Запропонувати відповідь',
	change: 'Змінити відповідь',
	confirm: 'Підтвердити',
	proposed: 'Запропоновано',
	own: 'Відповідь запропонували ви: підтвердити має інша людина.',
	withdraw: 'Відкликати відповідь',
	aboutYou: 'Це ваша заява: про неї вирішують інші.',
	waitsForAnswer: 'чекає на відповідь',
	waitsForSecond: 'чекає на підтвердження',
	// What a new roll would change
	ruleTitle: 'За яким правилом складено',
	noRule: 'У файлі немає правила.',
	rule: (years: string, date: string) => `Кому ${date} виповнилося ${years}.`,
	yearForms: { one: 'рік', few: 'роки', many: 'років' } as Forms,
	allTerritories: 'Уся територія громади.',
	territories: 'Території:',
	allBases: 'Підстава: будь-яка.',
	bases: 'Підстави:',
	people: 'Людей у новому переліку',
	present: 'У теперішньому переліку',
	added: 'З’являться',
	gone: 'Зникнуть',
	goneThoughAsked: 'З них внесені за заявою',
	goneWarning:
		'Серед тих, хто зникне, є внесені за своєю заявою. Переконайтеся, що так і має бути.',
	file: 'Файл переліку (створює команда «viche roll»)',
	fileWhy:
		'У файлі немає реєстраційних номерів: лише обчислені з них ідентичності. Сторінка прочитає його тут, на вашому пристрої, і спершу покаже, що зміниться.',
	reading: 'Читаємо файл…',
	notRoll: 'Це не файл переліку.',
	duplicates: 'Повторів у файлі (враховано один раз)',
	malformed: 'Зіпсованих рядків',
	malformedWhy:
		'Файл пошкоджено: створіть його ще раз. Перелік із зіпсованими рядками подати не можна.',
	lines: 'Перші з них, за порядком у файлі',
	empty: 'У файлі немає нікого.',
};

const en: typeof uk = {
	placeTitle: 'Whether you are on the roll',
	toVote: 'To the page of the vote',
	signInFirst: 'Sign in to learn whether you are on the roll.',
	signIn: 'Sign in',
	onRoll: 'You are on the roll of this vote.',
	noRoll: 'This vote has no roll yet. Come back later.',
	notOnRoll:
		'You are not on the roll of this vote. This happens when you have moved lately, are displaced, or when the registry has a mistake.',
	askTitle: 'Ask to be put on the roll',
	askWhy:
		'The secretary will consider your request, and another person will confirm the decision. Only they and the auditor see it.',
	askLate:
		'The terms of this vote are signed already, so its roll cannot change. Send the request, and it will count the next time.',
	why: 'Why you belong on the roll',
	whyHint:
		'For example: registered at the address since May; displaced person’s certificate. At least 10 characters.',
	send: 'Send the request',
	closed: 'Requests about this vote are no longer taken.',
	asked: 'Your request has been received',
	askedOn: 'Sent',
	yourWords: 'Your words',
	noAnswer: 'There is no answer yet: come back here later.',
	accepted: 'You have been put on the roll.',
	refused: 'You have not been put on the roll of this vote.',
	answer: 'Answer',
	deskTitle: 'Requests to be put on the roll',
	deskLead: 'One person answers, another confirms. People see the answer once it is confirmed.',
	deskNotYours: 'The secretary and the administrator consider requests; the auditor reads them.',
	deskEmpty: 'There are no requests.',
	deskFixed:
		'The terms of the vote are fixed: nobody can be put on the roll. Refuse and explain; the request stays on file for the next vote.',
	needsScript: 'To answer, turn JavaScript on. Reading works without it.',
	verdicts: { accepted: 'Put on the roll', refused: 'Refuse' },
	verdictsDone: { accepted: 'Put on the roll', refused: 'Refused' },
	answerFor: 'Answer to the person',
	answerPublic:
		'When you accept, the answer becomes part of the public register: write no names, addresses or numbers.',
	answerShort: 'Write at least 10 characters.',
	propose: 'Propose the answer',
	change: 'Change the answer',
	confirm: 'Confirm',
	proposed: 'Proposed',
	own: 'You have proposed this answer: another person must confirm it.',
	withdraw: 'Withdraw the answer',
	aboutYou: 'This is your own request: others decide about it.',
	waitsForAnswer: 'waits for an answer',
	waitsForSecond: 'waits to be confirmed',
	ruleTitle: 'By which rule it was made',
	noRule: 'The file has no rule.',
	rule: (years, date) => `Who is at least ${years} old on ${date}.`,
	yearForms: { one: 'year', many: 'years' },
	allTerritories: 'The whole territory of the community.',
	territories: 'Territories:',
	allBases: 'On any basis.',
	bases: 'Bases:',
	people: 'People on the new roll',
	present: 'On the present roll',
	added: 'Will be added',
	gone: 'Will be gone',
	goneThoughAsked: 'Of them, put on it at their request',
	goneWarning:
		'Among those who will be gone are people put on the roll at their request. Make sure that this is meant.',
	file: 'File of the roll (made by the command “viche roll”)',
	fileWhy:
		'There are no registry numbers in it: only identities computed from them. The page reads it here, on your device, and first shows what would change.',
	reading: 'Reading the file…',
	notRoll: 'This is not a file of a roll.',
	duplicates: 'Repeated in the file (counted once)',
	malformed: 'Malformed lines',
	malformedWhy:
		'The file is damaged: make it again. A roll with malformed lines cannot be proposed.',
	lines: 'The first of them, in the order of the file',
	empty: 'There is nobody in the file.',
};

export const electorate: Catalogue<typeof uk> = { uk, en };
