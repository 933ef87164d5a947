import type { Sentences } from '../../sentences.ts';

/** Codes of the manifest, tokens, count and certificates: checks R1 to R3, T1, T2, C1, C2. */
export const RECORD_TEXTS: Readonly<Record<string, Sentences>> = {
	'check.not-run': {
		uk: 'Перевірити не вдалося: того, на що спирається перевірка, бракує або воно негодяще.',
		en: 'This could not be checked: what it rests on is missing or cannot be used.',
	},
	'check.incomplete': {
		uk: 'Перевірено лише частково: бракує {missing}.',
		en: 'Only a part could be checked: {missing} is missing.',
	},
	'record.*': {
		uk: 'Опублікований запис записано неправильно.',
		en: 'The published record is malformed.',
	},
	'record.missing': {
		uk: 'Файлу «{file}» немає; не доведено: {unproved}.',
		en: 'The file “{file}” is missing; not proved: {unproved}.',
	},
	'record.unreadable': {
		uk: 'Файл «{file}» не прочитано; не доведено: {unproved}.',
		en: 'The file “{file}” could not be read; not proved: {unproved}.',
	},
	'record.uuid': {
		uk: 'Частини запису належать різним голосуванням.',
		en: 'Parts of the record belong to different votes.',
	},
	'manifest.*': {
		uk: 'Умови голосування записано неправильно.',
		en: 'The manifest is malformed.',
	},
	'manifest.not-bound': {
		uk: 'Бюлетені не прив’язані до цих умов: їх могли змінити після голосування.',
		en: 'The ballots are not bound to this manifest: it may have been changed after the vote.',
	},
	'manifest.unexpected': {
		uk: 'Це не ті умови голосування, які ви очікували.',
		en: 'This is not the manifest that you expect.',
	},
	'manifest.unpinned': {
		uk: 'Умови взято із самого запису. Звірте їх хеш з іншим джерелом: {hash}.',
		en: 'The manifest was taken from the record itself. Compare its hash with another source: {hash}.',
	},
	'manifest.trustees': {
		uk: 'Ключі комісії не ті, що в умовах голосування.',
		en: 'The keys of the commission are not those of the manifest.',
	},
	'manifest.commission': {
		uk: 'Склад або поріг комісії в умовах і в ключах різний.',
		en: 'Members or threshold of the commission differ between manifest and keys.',
	},
	'manifest.member-unexpected': {
		uk: 'Член комісії має не той ключ, який ви очікували.',
		en: 'A commission member has another key than you expect.',
	},
	'manifest.members-unpinned': {
		uk: 'Ключі членів комісії взято із самого запису; звірте їх з людьми.',
		en: 'The keys of the members were taken from the record itself; compare them with the people.',
	},
	'manifest.register-key': {
		uk: 'Запис називає інший ключ реєстру, ніж умови голосування.',
		en: 'The record names another key of the register than the manifest.',
	},
	'manifest.dates': {
		uk: 'Голосування закінчується раніше, ніж починається.',
		en: 'The vote closes before it opens.',
	},
	'manifest.pots': {
		uk: 'Запитання бюлетеня не відповідають конкурсам в умовах.',
		en: 'The questions of the ballot are not those of the pots in the manifest.',
	},
	'manifest.other-registered': {
		uk: 'До реєстру внесено інші умови голосування.',
		en: 'Another manifest was entered in the register.',
	},
	'manifest.registered-late': {
		uk: 'Умови внесено до реєстру після того, як почали видавати жетони.',
		en: 'The manifest was entered after tokens had been issued.',
	},
	'manifest.other-definition': {
		uk: 'До реєстру внесено інше означення голосування.',
		en: 'Another definition of the vote was entered in the register.',
	},
	'manifest.other-roll': {
		uk: 'Список виборців в умовах не той, що в реєстрі.',
		en: 'The roll in the manifest is not the one in the register.',
	},
	'ceremony-record.*': {
		uk: 'Запис церемонії ключів зіпсовано.',
		en: 'The record of the key ceremony is damaged.',
	},
	'ceremony-record.unregistered': {
		uk: 'Цього кроку церемонії ключів немає в реєстрі.',
		en: 'This step of the key ceremony is not in the register.',
	},
	'ceremony-record.missing-message': {
		uk: 'У реєстрі є крок церемонії ключів, якого немає в записі.',
		en: 'The register has a step of the key ceremony that the record does not have.',
	},
	'ceremony-record.commitment-late': {
		uk: 'Член комісії зобов’язався щодо своєї частини ключа лише після того, як побачив чужі.',
		en: 'A member committed to its part of the key only after having seen those of others.',
	},
	'ceremony-record.other-message': {
		uk: 'Член комісії сказав на церемонії ключів не те, що стоїть від його імені в trustees.json.',
		en: 'What a member said in the key ceremony is not what stands for it in trustees.json.',
	},
	'ceremony-record.not-shown': {
		uk: 'Запис не показує цього кроку церемонії ключів.',
		en: 'The record does not show this step of the key ceremony.',
	},
	'ceremony-record.unsigned': {
		uk: 'Член комісії не підписав спільні ключі.',
		en: 'A commission member did not sign the common keys.',
	},
	'ceremony-record.signature': {
		uk: 'Підпис члена комісії під спільними ключами не сходиться.',
		en: 'A member’s signature on the common keys does not hold.',
	},
	'token.*': {
		uk: 'Жетон або доказ жетонів не сходиться: хтось голосував без права.',
		en: 'A token, or the proof of the tokens, does not hold: somebody voted without the right.',
	},
	'tokens.*': {
		uk: 'Доказ жетонів не сходиться: принаймні один із них не видав той, хто мав право.',
		en: 'The proof of the tokens does not hold: at least one was not issued by those who may.',
	},
	'tokens.count': {
		uk: 'Жетонів {tokens}, а ключів виборців {keys}.',
		en: 'There are {tokens} tokens, but {keys} voters’ keys.',
	},
	'tokens.other-credential': {
		uk: 'На місці цього ключа виборця — жетон іншого.',
		en: 'In the place of this voter’s key stands the token of another one.',
	},
	'tokens.weight': {
		uk: 'Ключ виборця має вагу, відмінну від одиниці: одна людина — один голос.',
		en: 'A voter’s key has a weight other than one: one person, one vote.',
	},
	'key-file.other-owner': {
		uk: 'Це файл ключа іншого члена комісії або іншого голосування.',
		en: 'This is the key file of another member or of another vote.',
	},
	'key-file.passphrase': {
		uk: 'Парольна фраза не підходить, або файл ключа пошкоджено.',
		en: 'The passphrase does not fit, or the key file is damaged.',
	},
	'issuer.*': {
		uk: 'Ключ видавця жетонів не відповідає правилам.',
		en: 'The key of the token issuers breaks a rule.',
	},
	'issuance.more-than-roll': {
		uk: 'Видано {issued} жетонів, а виборців у списку {roll}.',
		en: '{issued} tokens were issued, but the roll has {roll} voters.',
	},
	'issuance.fewer-than-used': {
		uk: 'Використано {used} жетонів і паперових бюлетенів, а видано лише {issued}.',
		en: '{used} tokens and paper ballots were used, but only {issued} issued.',
	},
	'issuance.position-outside': {
		uk: 'Жетон видано на місце {position}, якого немає у списку з {roll} виборців.',
		en: 'A token was issued to place {position}, which a roll of {roll} voters does not have.',
	},
	'issuance.position-twice': {
		uk: 'Одному місцю списку видано два жетони.',
		en: 'One place of the roll got two tokens.',
	},
	'issuance.request-twice': {
		uk: 'Той самий запит на жетон записано двічі.',
		en: 'The same request for a token was entered twice.',
	},
	'count.*': {
		uk: 'Підрахувати за оголошеним правилом неможливо.',
		en: 'The announced rule cannot be applied.',
	},
	'pot.*': {
		uk: 'Умови конкурсу суперечливі.',
		en: 'The terms of a pot contradict themselves.',
	},
	'spoiled.*': { uk: 'Бюлетень зіпсований.', en: 'The ballot is spoiled.' },
	'outcome.*': {
		uk: 'Розшифроване не схоже на бюлетені цього конкурсу.',
		en: 'What was decrypted is not what ballots of this pot look like.',
	},
	'outcome.other-ballots': {
		uk: 'Файл бюлетенів «{pot}» — не ті бюлетені, що розшифровано.',
		en: 'The file of ballots of “{pot}” does not hold the ballots that were decrypted.',
	},
	'outcome.ballot-files': {
		uk: 'Оприлюднено {published} файлів бюлетенів, а перемішаних бюджетів {pots}.',
		en: '{published} files of ballots are published for {pots} pots whose ballots were shuffled.',
	},
	'outcome.other-analysis': {
		uk: 'Пояснення підсумку — не те, що випливає з розшифрованих бюлетенів.',
		en: 'The analysis of the outcome is not what follows from the decrypted ballots.',
	},
	'outcome.unpublished': {
		uk: 'Підсумку не опубліковано: порівняти перерахований немає з чим.',
		en: 'No outcome is published: there is nothing to compare the recount with.',
	},
	'outcome.bytes': {
		uk: 'Оголошений підсумок не збігається з перерахованим у полі «{field}»: оголошено {published}, має бути {computed}.',
		en: 'The published outcome differs from the recount in “{field}”: {published} published, {computed} right.',
	},
	'outcome.winner-added': {
		uk: 'Конкурс «{pot}»: «{project}» оголошено переможцем, хоча за правилом він не переміг.',
		en: 'Pot “{pot}”: “{project}” is announced as a winner, but did not win by the rule.',
	},
	'outcome.winner-left-out': {
		uk: 'Конкурс «{pot}»: «{project}» переміг за правилом, але переможцем не оголошений.',
		en: 'Pot “{pot}”: “{project}” won by the rule, but is not announced as a winner.',
	},
	'outcome.total': {
		uk: 'Конкурс «{pot}»: за «{project}» оголошено {published}, а нараховано {computed}.',
		en: 'Pot “{pot}”: {published} announced for “{project}”, but {computed} counted.',
	},
	'certificate.missing': {
		uk: 'Результат підписали {signed} членів комісії, а потрібно {threshold}.',
		en: '{signed} commission members signed the result, {threshold} are needed.',
	},
	'certificate.signature': {
		uk: 'Підпис члена комісії під результатом не сходиться.',
		en: 'A member’s signature on the result does not hold.',
	},
	'certificate.other-result': {
		uk: 'Член комісії підписав інший результат.',
		en: 'A commission member signed another result.',
	},
	'certificate.unknown-member': {
		uk: 'Результат підписав хтось, кого немає в комісії.',
		en: 'Somebody who is not in the commission signed the result.',
	},
	'certificate.repeated': {
		uk: 'Член комісії підписав результат двічі; рахується останній підпис.',
		en: 'A commission member signed twice; the last signature counts.',
	},
	'certificate.dissent': {
		uk: 'Член комісії «{member}» не погоджується з результатом і підписав це.',
		en: 'The commission member “{member}” dissents from the result, and has signed so.',
	},
	'diff.event': {
		uk: 'Подію архіву змінено: у пізнішій копії на цьому місці стоїть інша.',
		en: 'An event of the archive was changed: the later copy has another one in its place.',
	},
	'diff.shorter': {
		uk: 'Пізніша копія коротша: у ній {later} подій, а було {earlier}.',
		en: 'The later copy is shorter: it has {later} events, there were {earlier}.',
	},
	'diff.nothing-to-compare': {
		uk: 'В одній із копій цього немає: порівняти не можна.',
		en: 'One of the copies does not have this: it cannot be compared.',
	},
	'diff.manifest': {
		uk: 'Умови голосування у двох копіях різні.',
		en: 'The manifest differs between the copies.',
	},
	'diff.key': {
		uk: 'Ключ реєстру у двох копіях різний.',
		en: 'The key of the register differs between the copies.',
	},
};
