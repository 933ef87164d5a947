import type { Sentences } from '../../sentences.ts';

/** What can be found in a record of signatures. */
export const COLLECTION_TEXTS: Readonly<Record<string, Sentences>> = {
	'collection.other-terms': {
		uk: 'Умови збору підписів не ті, що оприлюднено востаннє.',
		en: 'The terms are not those that were published last.',
	},
	'collection.terms-changed': {
		uk: 'Умови збору підписів змінено, коли люди вже підписували.',
		en: 'The terms were changed when people were signing.',
	},
	'collection.signed-twice': {
		uk: 'Одна людина підписала двічі.',
		en: 'One person signed twice.',
	},
	'collection.out-of-time': {
		uk: 'Підпис записано до початку або після кінця збору.',
		en: 'A signature was entered before the beginning or after the end.',
	},
	'collection.late': {
		uk: 'Підпис поставлено, коли час збору вже минув.',
		en: 'A signature was given when the time was over.',
	},
	'collection.opened-twice': {
		uk: 'Один підпис подано двічі.',
		en: 'One signature is listed twice.',
	},
	'collection.left-out': {
		uk: 'Підпис є в реєстрі, але не в переліку, і запису про стирання немає.',
		en: 'A signature stands in the register but not in the list, and no entry says that it was erased.',
	},
	'collection.other-signature': {
		uk: 'Підпис у переліку не той, що в реєстрі.',
		en: 'A signature of the list is not the one in the register.',
	},
	'collection.added': {
		uk: 'У переліку є підпис, якого немає в реєстрі.',
		en: 'The list has a signature that is not in the register.',
	},
	'collection.other-withdrawal': {
		uk: 'Відкликано не підпис, що стоїть раніше, не вперше, не в час або всупереч умовам.',
		en: 'What is taken back is no signature that stands before it, or is taken back again, out of time, or against the terms.',
	},
	'collection.ended-twice': {
		uk: 'Збір підписів завершено двічі.',
		en: 'The collection ended twice.',
	},
	'collection.other-outcome': {
		uk: 'Підсумок не той: підписів {signed}, а потрібно {needed}.',
		en: 'The outcome is another: there are {signed} signatures, and {needed} are needed.',
	},
	'collection.goes-on': {
		uk: 'Збір триває: підписів {signed}, потрібно {needed}.',
		en: 'The collection goes on: there are {signed} signatures, {needed} are needed.',
	},
};
