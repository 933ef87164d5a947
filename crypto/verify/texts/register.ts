import type { Sentences } from '../../sentences.ts';

/** Codes of the registers: checks R4 to R11. */
export const REGISTER_TEXTS: Readonly<Record<string, Sentences>> = {
	'json.*': {
		uk: 'Запис не в єдиному дозволеному написанні.',
		en: 'A text is not in its only permitted spelling.',
	},
	'vkey.*': { uk: 'Ключ реєстру записано неправильно.', en: 'The key of a register is malformed.' },
	'note.*': {
		uk: 'Стан реєстру не підписано його ключем.',
		en: 'The state of the register is not signed with its key.',
	},
	'note.bad-signature': {
		uk: 'Підпис під станом реєстру підроблено.',
		en: 'A signature on the state of the register is forged.',
	},
	'checkpoint.*': {
		uk: 'Стан реєстру записано неправильно.',
		en: 'The state of the register is malformed.',
	},
	'checkpoint.origin': {
		uk: 'Стан підписано ключем іншого реєстру.',
		en: 'The state is signed with the key of another register.',
	},
	'policy.*': {
		uk: 'Правило про свідків записано неправильно.',
		en: 'The policy about witnesses is malformed.',
	},
	'policy.quorum-not-met': {
		uk: 'Свідки не підтвердили стан реєстру: підписів менше, ніж ви вимагаєте.',
		en: 'The witnesses did not confirm the state of the register: fewer signed than you demand.',
	},
	'register.other-key': {
		uk: 'Реєстр підписано не тим ключем, який названо в умовах голосування або який ви очікували.',
		en: 'The register is signed with another key than the manifest names or than you expect.',
	},
	'register.key-unpinned': {
		uk: 'Ключ реєстру взято із самого запису: хто підробить запис, підробить і ключ. Звірте його з іншим джерелом.',
		en: 'The key of the register was taken from the record itself: who forges the record forges the key. Compare it with another source.',
	},
	'register.no-witnesses': {
		uk: 'За реєстром не стежать свідки: сервер міг показати іншим інший реєстр.',
		en: 'No witnesses watch the register: the server could show another register to others.',
	},
	'register.unreadable': {
		uk: 'Реєстр не прочитано: усе, що на нього спирається, не перевірено.',
		en: 'The register could not be read: nothing that rests on it was checked.',
	},
	'tile.*': {
		uk: 'Файли реєстру не сходяться з його підписаним станом.',
		en: 'The files of the register do not agree with its signed state.',
	},
	'tile.missing': { uk: 'Бракує файлу реєстру.', en: 'A file of the register is missing.' },
	'bundle.*': {
		uk: 'Записи реєстру не сходяться з його підписаним станом.',
		en: 'Entries of the register do not agree with its signed state.',
	},
	'entry.*': {
		uk: 'Запис реєстру не відповідає своєму виду.',
		en: 'An entry of the register does not fit its type.',
	},
	'chain.prev': {
		uk: 'Запис реєстру не продовжує попередній.',
		en: 'An entry of the register does not follow the one before it.',
	},
	'merkle.*': {
		uk: 'Дерево реєстру не сходиться.',
		en: 'The tree of the register does not add up.',
	},
	'compare.*': {
		uk: 'Стан, який ви бачили раніше, не порівняти з теперішнім.',
		en: 'The state that you saw before cannot be compared with this one.',
	},
	'register.fork': {
		uk: 'Реєстр переписано: раніше підписано інше, ніж показано тепер. Збережіть обидва підписані стани — це доказ.',
		en: 'The register was rewritten: something else was signed before than is shown now. Keep both signed states: they are evidence.',
	},
	'register.rollback': {
		uk: 'Реєстр показано меншим, ніж ви вже бачили.',
		en: 'The register is shown smaller than you have seen it.',
	},
	'register.checkpoint-unknown': {
		uk: 'Раніший стан не належить жодному з реєстрів запису.',
		en: 'An earlier state belongs to none of the record’s registers.',
	},
	'civic.missing': {
		uk: 'У громадському реєстрі немає запису «{type}».',
		en: 'The civic register has no entry “{type}”.',
	},
	'civic.repeated': {
		uk: 'Запис «{type}» стоїть у реєстрі двічі.',
		en: 'The entry “{type}” stands twice in the register.',
	},
	'civic.order': {
		uk: 'Запис «{type}» стоїть не на своєму місці.',
		en: 'The entry “{type}” stands in the wrong place.',
	},
	'civic.unexpected': {
		uk: 'Запису «{type}» у реєстрі цього голосування не буває.',
		en: 'An entry “{type}” has no place in the register of this vote.',
	},
	'ballot-register.not-closed': {
		uk: 'Реєстр бюлетенів не закрито.',
		en: 'The ballot register is not closed.',
	},
	'ballot-register.after-close': {
		uk: 'Після закриття до реєстру щось дописано.',
		en: 'Something was added to the register after its close.',
	},
	'ballot-register.close-numbers': {
		uk: 'Під час закриття записано {recorded}, а в реєстрі {counted}.',
		en: 'At its close the register says {recorded}, but it has {counted}.',
	},
	'ballot-register.repeated': {
		uk: 'Той самий бюлетень записано в реєстр двічі.',
		en: 'The same ballot was entered twice.',
	},
	'ballot-register.audited-cast': {
		uk: 'Бюлетень, розкритий для перевірки, ще й подано.',
		en: 'A ballot that was opened for an audit was cast as well.',
	},
	'ballot-register.order': {
		uk: 'В архіві бюлетені стоять не в тому порядку, що в реєстрі: інший із них міг стати останнім.',
		en: 'The archive has the ballots in another order than the register: another one may have become the last.',
	},
	'ballot-register.not-in-archive': {
		uk: 'Бюлетень є в реєстрі, а в архіві його немає: його викинули.',
		en: 'The ballot is in the register but not in the archive: it was dropped.',
	},
	'ballot-register.not-in-register': {
		uk: 'Бюлетень є в архіві, а в реєстрі його немає: його підкинули.',
		en: 'The ballot is in the archive but not in the register: it was stuffed.',
	},
	'ballot-register.nullifier': {
		uk: 'Позначка використаного жетона не від ключа цього бюлетеня.',
		en: 'The mark of the spent token does not belong to the key of this ballot.',
	},
	'opening.missing': {
		uk: 'Зобов’язання не розкрито, і ніхто не записав, що його стерто.',
		en: 'A commitment is not opened, and nobody recorded that it was erased.',
	},
	'opening.wrong': {
		uk: 'Розкриття не збігається із зобов’язанням у реєстрі.',
		en: 'An opening is not what the register committed to.',
	},
	'opening.unerased': {
		uk: 'Записано, що розкриття стерто, а його показано.',
		en: 'An opening is recorded as erased but still served.',
	},
	'opening.stray-redaction': {
		uk: 'Стирання записано для того, чого стерти не можна.',
		en: 'A redaction names something that cannot be erased.',
	},
	'opening.redacted': {
		uk: 'Розкриття стерто: {basis}, вирішив(ла) {by}.',
		en: 'The opening was erased: {basis}, decided by {by}.',
	},
	'opening.count': {
		uk: 'Розкриттів не стільки, скільки записів у реєстрі.',
		en: 'There are not as many openings as entries in the register.',
	},
	'opening.not-published': {
		uk: 'Що розкривали для перевірки, в записі немає: зобов’язання не звірено.',
		en: 'What was opened for an audit is not in the record: the commitment was not compared.',
	},
	'close.other-register': {
		uk: 'Громадський реєстр закриває не той реєстр бюлетенів, який опубліковано.',
		en: 'The civic register closes another ballot register than the published one.',
	},
	'close.before-the-date': {
		uk: 'Голосування закрито раніше, ніж обіцяно.',
		en: 'The vote was closed earlier than promised.',
	},
	'decision.not-published': {
		uk: 'У реєстрі є рішення щодо голосування, але тексту його немає.',
		en: 'The register has a decision about the vote, but its text is missing.',
	},
	'decision.other-text': {
		uk: 'Текст рішення не від цього голосування або не від цього часу.',
		en: 'The text of the decision is of another vote or of another time.',
	},
	'decision.unregistered': {
		uk: 'Оприлюднено рішення, якого немає в реєстрі.',
		en: 'A decision was published that is not in the register.',
	},
	'decision.malformed': {
		uk: 'Текст рішення має неправильну форму.',
		en: 'The text of the decision is malformed.',
	},
	'decision.other-roll': {
		uk: 'Перелік учасників в умовах голосування не той, про який вирішено востаннє.',
		en: 'The roll in the manifest is not the one that was decided last.',
	},
	'decision.roll': {
		uk: 'Перелік учасників затверджено рішенням двох осіб.',
		en: 'The roll was decided by two persons.',
	},
	'decision.enrol': {
		uk: 'Людину додано до переліку учасників за її заявою і рішенням двох осіб.',
		en: 'A person who asked for it was put on the roll by a decision of two persons.',
	},
	'decision.open': {
		uk: 'Голосування відкрито рішенням двох осіб.',
		en: 'The vote was opened by a decision of two persons.',
	},
	'decision.close-early': {
		uk: 'Голосування закрито раніше за рішенням двох осіб.',
		en: 'The vote was closed early by a decision of two persons.',
	},
	'decision.annul': {
		uk: 'Голосування скасовано за рішенням двох осіб.',
		en: 'The vote was annulled by a decision of two persons.',
	},
	'decision.paper': {
		uk: 'Що всі паперові бюлетені внесено, підтвердили дві особи.',
		en: 'Two persons confirmed that all paper ballots were entered.',
	},
	'decision.dissent': {
		uk: 'Член комісії не підписав результату і пояснив чому.',
		en: 'A member of the commission did not sign the result, and said why.',
	},
	'tally.before-close': {
		uk: 'Розшифровувати почали до закриття: проміжний підсумок міг бути відомий.',
		en: 'Decryption began before the close: an interim result may have been known.',
	},
	'tally.unregistered': {
		uk: 'Цього кроку підрахунку немає в громадському реєстрі.',
		en: 'This step of the tally is not in the civic register.',
	},
	'tally.document-missing': {
		uk: 'У громадському реєстрі є крок підрахунку, документа якого немає в записі.',
		en: 'The civic register has a step of the tally whose document the record does not have.',
	},
	'tally.stray-entry': {
		uk: 'У громадському реєстрі є крок підрахунку, якого немає в записі.',
		en: 'The civic register has a step of the tally that the record does not have.',
	},
};
