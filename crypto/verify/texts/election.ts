import type { Sentences } from '../../sentences.ts';

/** Codes of the archive and the election in it: checks E1 to E13. */
export const ELECTION_TEXTS: Readonly<Record<string, Sentences>> = {
	'wire.*': {
		uk: 'Запис не в єдиному дозволеному написанні або містить недозволене значення.',
		en: 'A message is not in its only permitted spelling, or has a value that is not permitted.',
	},
	'point.not-on-curve': {
		uk: 'Замість елемента групи стоїть щось інше.',
		en: 'What should be an element of the group is none.',
	},
	'point.not-in-group': {
		uk: 'Точка має домішок малого порядку: таким бюлетенем можна щось приховати.',
		en: 'A point has a component of small order, with which a ballot can hide something.',
	},
	'archive.*': {
		uk: 'Архів зіпсовано або його змінювали після створення.',
		en: 'The archive is damaged or was changed after it was made.',
	},
	'archive.no-registers': {
		uk: 'Архів без реєстрів: не доведено, що жодного бюлетеня не викинули й не підмінили до створення архіву.',
		en: 'An archive without registers: not proved that no ballot was dropped or replaced before the archive was made.',
	},
	'archive.no-tokens': {
		uk: 'Архів без жетонів: не доведено, що кожен ключ виборця належить одній людині з правом голосу.',
		en: 'An archive without tokens: not proved that each voter’s key belongs to one person with the right to vote.',
	},
	'archive.no-certificates': {
		uk: 'Архів без підписів комісії під результатом: не доведено, що комісія його підтвердила.',
		en: 'An archive without certificates: not proved that the commission confirmed the result.',
	},
	'archive.open': {
		uk: 'Голосування ще не закрите: перевірено бюлетені, які вже подано.',
		en: 'The vote is still open: the ballots cast so far were checked.',
	},
	'archive.unfinished': {
		uk: 'Голосування закрите, але результату в архіві ще немає.',
		en: 'The vote is closed, but the archive has no result yet.',
	},
	'archive.changed-while-reading': {
		uk: 'Під час другого читання архів виявився іншим, ніж під час першого.',
		en: 'When it was read a second time, the archive was not the same as the first time.',
	},
	'election.*': {
		uk: 'Визначення голосування не відповідає правилам.',
		en: 'The definition of the election breaks a rule.',
	},
	'election.key': {
		uk: 'Ключ голосування ні від чого не захищає: розшифрувати може кожен.',
		en: 'The key of the election protects nothing: everybody could decrypt.',
	},
	'election.unexpected': {
		uk: 'Це не те голосування, яке ви очікували.',
		en: 'This is not the election that you expect.',
	},
	'trustee.*': {
		uk: 'Ключ члена комісії не відповідає правилам.',
		en: 'The key of a commission member breaks a rule.',
	},
	'trustee.possession': {
		uk: 'Член комісії не довів, що має секретний ключ.',
		en: 'A commission member did not prove to hold the secret key.',
	},
	'trustee.duplicate-key': {
		uk: 'Двоє членів комісії мають один ключ.',
		en: 'Two commission members have the same key.',
	},
	'trustees.identity-key': {
		uk: 'Ключі комісії разом скорочуються: розшифрувати може кожен.',
		en: 'The keys of the commission cancel each other: everybody could decrypt.',
	},
	'trustees.other-key': {
		uk: 'Ключ голосування не складається з ключів комісії: його знає хтось інший.',
		en: 'The election key is not made of the commission’s keys: somebody else holds it.',
	},
	'ceremony.*': {
		uk: 'Ключі комісії створено з порушенням: частина параметрів не узгоджена або не підписана.',
		en: 'The commission’s keys were not made by the rules: some parameters disagree or are not signed.',
	},
	'credentials.*': {
		uk: 'Список ключів виборців містить негодящий рядок.',
		en: 'The list of voters’ keys has a line that cannot be used.',
	},
	'credentials.duplicate': {
		uk: 'Ключ виборця стоїть у списку двічі.',
		en: 'A voter’s key stands twice in the list.',
	},
	'credentials.weight-in-shuffle': {
		uk: 'Бюлетень, який перемішують, має особливу вагу: за нею його можна впізнати.',
		en: 'A ballot that is shuffled has a weight of its own, by which it can be recognised.',
	},
	'ballot.*': {
		uk: 'Доказ у бюлетені не сходиться: у ньому може бути недозволений вибір.',
		en: 'A proof of the ballot does not hold: it may contain a choice that is not allowed.',
	},
	'ballot.signature': {
		uk: 'Підпис бюлетеня не від того ключа, який у ньому названо.',
		en: 'The signature of the ballot is not by the key that it names.',
	},
	'ballot.signed-hash': {
		uk: 'Бюлетень змінено після підпису.',
		en: 'The ballot was changed after it was signed.',
	},
	'ballot.other-election': {
		uk: 'Бюлетень подано для іншого голосування.',
		en: 'The ballot was made for another election.',
	},
	'ballot.unknown-credential': {
		uk: 'Бюлетень подано ключем, якого немає у списку виборців.',
		en: 'The ballot was cast with a key that is not in the list of voters.',
	},
	'ballot.duplicate': {
		uk: 'Той самий бюлетень стоїть в архіві двічі.',
		en: 'The same ballot stands twice in the archive.',
	},
	'ballot.voters-unknown': {
		uk: 'Список виборців не читається: не можна сказати, чиї це бюлетені.',
		en: 'The list of voters cannot be read: whose ballots these are cannot be told.',
	},
	'hints.malformed': {
		uk: 'Файл підказок зіпсований або його немає; бюлетені перевірено без нього.',
		en: 'The file of hints is damaged or missing; the ballots were checked without it.',
	},
	'setup.missing': {
		uk: 'Архів не дійшов до початку голосування: перевіряти нічого.',
		en: 'The archive ends before the vote begins: there is nothing to check.',
	},
	'audit.*': {
		uk: 'Розкритий бюлетень пошкоджено.',
		en: 'The opened ballot is damaged.',
	},
	'audit.other-choice': {
		uk: 'У бюлетені зашифровано не те, що обрано: цьому пристрою не можна довіряти.',
		en: 'The ballot holds another choice than was made: this device cannot be trusted.',
	},
	'tally.other': {
		uk: 'Зашифрована сума — не сума дійсних бюлетенів, що рахуються.',
		en: 'The encrypted tally is not what the valid ballots that count add up to.',
	},
	'tally.numbers': {
		uk: 'Записано {recorded}, а бюлетенів, що рахуються, {counted}.',
		en: 'The archive says {recorded}, but the ballots that count are {counted}.',
	},
	'tally.not-recomputed': {
		uk: 'Суму не перераховано: список виборців або бюлетені не прочитано.',
		en: 'The tally was not recomputed: the voters or the ballots could not be read.',
	},
	'shuffle.*': {
		uk: 'Доказ перемішування не сходиться: бюлетені могло бути підмінено.',
		en: 'The proof of a shuffle does not hold: ballots may have been replaced.',
	},
	'shuffle.none': {
		uk: 'Бюлетені розшифровано без жодного перемішування: видно, хто як голосував.',
		en: 'Ballots were decrypted without any shuffle: how each person voted can be seen.',
	},
	'shuffle.unknown-owner': {
		uk: 'Перемішував хтось, кого немає в комісії.',
		en: 'Somebody who is not in the commission has shuffled.',
	},
	'shuffle.only-one': {
		uk: 'Перемішував лише один член комісії: він знає, який бюлетень де опинився.',
		en: 'Only one commission member shuffled, and knows which ballot went where.',
	},
	'decryption.*': {
		uk: 'Доказ часткового розшифрування не сходиться.',
		en: 'The proof of a partial decryption does not hold.',
	},
	'decryption.unknown-owner': {
		uk: 'Розшифровував хтось, кого немає в комісії.',
		en: 'Somebody who is not in the commission has decrypted.',
	},
	'decryption.repeated-owner': {
		uk: 'Член комісії розшифровував двічі.',
		en: 'A commission member has decrypted twice.',
	},
	'decryption.missing-owner': {
		uk: 'Бракує розшифрування члена комісії, без якого результату не могло бути.',
		en: 'The decryption of a member is missing without whom there could be no result.',
	},
	'decryption.too-few-shares': {
		uk: 'Часткових розшифрувань менше, ніж потрібно для результату.',
		en: 'There are fewer partial decryptions than a result needs.',
	},
	'decryption.shares-disagree': {
		uk: 'Різні склади комісії розшифрували б по-різному: хтось подав хибне розшифрування.',
		en: 'Different parts of the commission would decrypt differently: somebody’s decryption is false.',
	},
	'decryption.not-bound': {
		uk: 'Бракує сильного доказу розшифрування: за правилами архіву комісія могла оголосити будь-які числа.',
		en: 'The strong proof of decryption is missing: by the archive alone the commission could announce any numbers.',
	},
	'decryption.strong-proof': {
		uk: 'Сильний доказ розшифрування не сходиться: розшифровано не ці бюлетені.',
		en: 'The strong proof of decryption does not hold: something else was decrypted.',
	},
	'decryption.stray-proof': {
		uk: 'Є доказ розшифрування, якого в архіві немає.',
		en: 'There is a proof of a decryption that the archive does not have.',
	},
	'statement.missing': {
		uk: 'Цього ніхто не підписав: невідомо, чи це зробив саме цей член комісії.',
		en: 'Nobody signed this: whether this member did it is not known.',
	},
	'statement.signature': {
		uk: 'Підпис члена комісії під його роботою не сходиться.',
		en: 'The member’s signature on this work does not hold.',
	},
	'statement.stray': {
		uk: 'Підписано щось, чого в архіві немає.',
		en: 'Something was signed that the archive does not have.',
	},
	'result.shape': {
		uk: 'Результат має не стільки чисел, скільки запитань і відповідей.',
		en: 'The result does not have as many numbers as there are questions and answers.',
	},
	'result.other': {
		uk: 'Оголошене число — не те, що розшифровано.',
		en: 'The announced number is not what was decrypted.',
	},
	'result.out-of-bounds': {
		uk: 'Оголошено {number}, хоча голосів лише {weight}.',
		en: '{number} are announced, though there are only {weight} votes.',
	},
	'result.sum': {
		uk: 'Разом {total} виборів, а дозволено від {least} до {most}.',
		en: '{total} choices in all, but {least} to {most} are possible.',
	},
	'result.not-canonical': {
		uk: 'У бюлетені зашифровано точку, якої не створює жодна програма виборця; він зіпсований.',
		en: 'A ballot holds a point that no voter’s program makes; it is spoiled.',
	},
};
