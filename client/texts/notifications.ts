/** Texts of notifications, letters, and of following. */
import type { MailFrequency } from '../../server/api/contract.ts';
import type { Forms } from './format.ts';
import type { Catalogue } from './language.ts';

const uk = {
	title: 'Сповіщення',
	unreadForms: {
		one: 'нове сповіщення',
		few: 'нові сповіщення',
		many: 'нових сповіщень',
	} as Forms,
	signInFirst: 'Увійдіть так, щоб було відомо, хто ви: тоді побачите свої сповіщення.',
	lead: 'Тут усе про ваші проєкти й коментарі та про те, за чим ви стежите.',
	none: 'Сповіщень ще немає.',
	isNew: 'нове',
	markRead: 'Позначити все прочитаним',
	pages: 'Сторінки сповіщень',
	page: (n: number, all: number) => `Сторінка ${n} з ${all}`,
	newer: 'Новіші',
	older: 'Раніші',
	// Letters
	letters: 'Листи',
	lettersOff: 'Ця громада листів не надсилає.',
	lettersWhy:
		'Можемо надсилати те саме листом. Адресу зберігаємо зашифрованою, нікому не показуємо і забуваємо, щойно попросите.',
	address: 'Адреса електронної пошти',
	frequency: 'Як часто',
	frequencies: {
		'at-once': 'одразу',
		daily: 'раз на день',
		weekly: 'раз на тиждень',
		never: 'не надсилати',
	} satisfies Record<MailFrequency, string> as Record<MailFrequency, string>,
	ask: 'Надіслати код на цю адресу',
	codeSent: (address: string) => `На адресу ${address} надіслано код. Він діє пів години.`,
	code: 'Код із листа',
	confirm: 'Підтвердити адресу',
	goesTo: (address: string) => `Листи надсилаємо на ${address}.`,
	change: 'Зберегти',
	forget: 'Забути адресу',
	saved: 'Збережено.',
	// Following
	follow: 'Стежити',
	unfollow: 'Не стежити',
	followWhy: 'Напишемо, коли тут щось зміниться.',
	// Letters stopped
	stopTitle: 'Листи від громади',
	stopQuestion: 'Більше не надсилати вам листів зі сповіщеннями?',
	stop: 'Так, не надсилати',
	stopped: 'Листів більше не буде. Повернути їх можна на сторінці «Сповіщення».',
	stopFailed: 'Це посилання не з нашого листа, або воно неповне.',
	toPage: 'До сповіщень',
};

const en: typeof uk = {
	title: 'Notifications',
	unreadForms: { one: 'new notification', few: 'new notifications', many: 'new notifications' },
	signInFirst: 'Sign in so that it is known who you are: then you see your notifications.',
	lead: 'Everything about your projects and comments, and about what you follow.',
	none: 'There are no notifications yet.',
	isNew: 'new',
	markRead: 'Mark all as read',
	pages: 'Pages of notifications',
	page: (n, all) => `Page ${n} of ${all}`,
	newer: 'Later',
	older: 'Earlier',
	letters: 'Letters',
	lettersOff: 'This community sends no letters.',
	lettersWhy:
		'We can send the same by e-mail. Your address is kept encrypted, shown to nobody, and forgotten as soon as you ask.',
	address: 'E-mail address',
	frequency: 'How often',
	frequencies: { 'at-once': 'at once', daily: 'daily', weekly: 'weekly', never: 'never' },
	ask: 'Send a code to this address',
	codeSent: (address) => `A code was sent to ${address}. It is good for half an hour.`,
	code: 'Code from the letter',
	confirm: 'Confirm the address',
	goesTo: (address) => `Letters go to ${address}.`,
	change: 'Save',
	forget: 'Forget the address',
	saved: 'Saved.',
	follow: 'Follow',
	unfollow: 'Stop following',
	followWhy: 'We will tell you when something changes here.',
	stopTitle: 'Letters from the community',
	stopQuestion: 'Shall we stop sending you letters with notifications?',
	stop: 'Yes, stop',
	stopped: 'No more letters will come. You can have them back on the page “Notifications”.',
	stopFailed: 'This link is not from a letter of ours, or is not complete.',
	toPage: 'To the notifications',
};

export const notifications: Catalogue<typeof uk> = { uk, en };
