/** Texts of the pages that show the registers. */
import type { Entry } from '../../crypto/register/entry-schema.ts';
import type { Catalogue } from './language.ts';
import type { Forms } from './format.ts';

type EntryType = Entry['type'];

const uk = {
	title: 'Відкритий реєстр',
	lead: 'Усе, від чого залежить результат, стає записом реєстру. Записи можна лише додавати: якщо хтось змінить чи вилучить старий запис, зміняться всі контрольні значення після нього, і це побачить кожен, хто їх зберіг.',
	names: { civic: 'Громадський реєстр', ballot: 'Реєстр бюлетенів' },
	what: {
		civic:
			'Умови голосувань, створення ключа, видані права голосу, закриття, кроки підрахунку, підписи комісії.',
		ballot: 'Зашифровані бюлетені, без імен, без часу, у випадковому порядку.',
	},
	entriesForms: { one: 'запис', few: 'записи', many: 'записів' } as Forms,
	show: 'Показати записи',
	key: 'Ключ для перевірки підписів',
	root: 'Контрольне значення (корінь дерева)',
	checkpoint: 'Підписана контрольна точка',
	saveCheckpoint: 'Зберегти контрольну точку',
	why: 'Збережіть контрольну точку або сфотографуйте контрольне значення: за ним пізніше видно, що реєстр лише ріс.',
	tools: 'Для програм',
	toolsWhy:
		'Реєстри відкриті за стандартом C2SP tlog-tiles: їх може віддзеркалити і перевірити будь-яка програма для таких журналів.',
	since: {
		checking: 'Порівнюємо з вашим минулим візитом…',
		first:
			'Цей браузер запам’ятав контрольну точку. Під час наступного візиту він сам перевірить, що з реєстру нічого не зникло.',
		same: 'Від вашого минулого візиту нового не додано, і нічого не змінено.',
		consistent:
			'Від вашого минулого візиту реєстр лише ріс: усі старі записи на місці. Було записів:',
		bad: 'УВАГА: реєстр суперечить тому, що цей браузер бачив раніше. Збережіть обидві контрольні точки і повідомте комісію та спостерігачів.',
		unread: 'Порівняти не вдалося: реєстр не відповів.',
		save: 'Зберегти обидві контрольні точки',
	},
	filter: 'Показати лише',
	vote: 'Голосування',
	allVotes: 'усі',
	type: 'Вид запису',
	allTypes: 'усі',
	apply: 'Показати',
	caption: 'Записи реєстру, спершу найновіші',
	number: '№',
	content: 'Зміст',
	older: 'Давніші записи',
	newest: 'Найновіші записи',
	none: 'Таких записів немає.',
	entry: 'Запис',
	raw: 'Запис, як він стоїть у реєстрі',
	proof: 'Доказ того, що запис є в реєстрі',
	proofWhy:
		'Файл за стандартом C2SP tlog-proof: його перевіряє і наша команда «viche inspect», і чужі програми.',
	saveProof: 'Зберегти доказ',
	previous: 'Попередній запис',
	next: 'Наступний запис',
	toRegister: 'До реєстру',
	types: {
		process: 'голосування визначено',
		phase: 'етап',
		document: 'документ',
		roll: 'перелік учасників зафіксовано',
		ceremony: 'крок створення ключа',
		manifest: 'умови голосування',
		issuance: 'право голосу видано',
		signature: 'підпис під петицією',
		sealed: 'запечатаний документ',
		paper: 'паперові бюлетені',
		close: 'закриття',
		tally: 'крок підрахунку',
		certificate: 'підпис під результатом',
		attestation: 'засвідчення спостерігача',
		redaction: 'розкриття вилучено',
		decision: 'рішення',
		ballot: 'бюлетень',
		audited: 'розкритий для перевірки бюлетень',
	} satisfies Record<EntryType, string> as Record<EntryType, string>,
};

const en: typeof uk = {
	title: 'Public register',
	lead: 'Everything that a result depends on becomes an entry of the register. Entries can only be added: if somebody changes or removes an old one, all control values after it change, and everybody who has kept one sees it.',
	names: { civic: 'Civic register', ballot: 'Register of ballots' },
	what: {
		civic:
			'Terms of votes, the making of keys, rights to vote that were issued, closes, steps of tallies, signatures of commissions.',
		ballot: 'Encrypted ballots, without names, without times, in random order.',
	},
	entriesForms: { one: 'entry', many: 'entries' },
	show: 'Show the entries',
	key: 'Key that verifies signatures',
	root: 'Control value (root of the tree)',
	checkpoint: 'Signed checkpoint',
	saveCheckpoint: 'Save the checkpoint',
	why: 'Save the checkpoint, or take a picture of the control value: by it you can see later that the register has only grown.',
	tools: 'For programs',
	toolsWhy:
		'The registers are public by the C2SP standard tlog-tiles: any program for such logs can mirror and verify them.',
	since: {
		checking: 'Comparing with your last visit…',
		first:
			'This browser has kept the checkpoint. At your next visit it checks by itself that nothing has gone from the register.',
		same: 'Since your last visit nothing was added, and nothing has changed.',
		consistent:
			'Since your last visit the register has only grown: all old entries are there. Entries then:',
		bad: 'WARNING: the register contradicts what this browser saw before. Save both checkpoints, and tell the commission and observers.',
		unread: 'The comparison failed: the register did not answer.',
		save: 'Save both checkpoints',
	},
	filter: 'Show only',
	vote: 'Vote',
	allVotes: 'all',
	type: 'Type of entry',
	allTypes: 'all',
	apply: 'Show',
	caption: 'Entries of the register, the latest first',
	number: 'No.',
	content: 'Content',
	older: 'Older entries',
	newest: 'Latest entries',
	none: 'There are no such entries.',
	entry: 'Entry',
	raw: 'The entry as it stands in the register',
	proof: 'Proof that the entry is in the register',
	proofWhy:
		'A file by the C2SP standard tlog-proof: our command “viche inspect” verifies it, and programs of others do.',
	saveProof: 'Save the proof',
	previous: 'Previous entry',
	next: 'Next entry',
	toRegister: 'To the register',
	types: {
		process: 'vote defined',
		phase: 'phase',
		document: 'document',
		roll: 'roll fixed',
		ceremony: 'step of the key ceremony',
		manifest: 'terms of the vote',
		issuance: 'right to vote issued',
		signature: 'signature of a petition',
		sealed: 'sealed document',
		paper: 'paper ballots',
		close: 'close',
		tally: 'step of the tally',
		certificate: 'signature of the result',
		attestation: 'attestation of an observer',
		redaction: 'opening erased',
		decision: 'decision',
		ballot: 'ballot',
		audited: 'ballot opened for an audit',
	},
};

export const registers: Catalogue<typeof uk> = { uk, en };
