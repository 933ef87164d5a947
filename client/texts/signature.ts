/** Texts of signatures that people give in public. */
import type { Forms } from './format.ts';
import type { Catalogue } from './language.ts';

const uk = {
	title: 'Підтримка проєкту',
	heading: 'Підтримка мешканців',
	progress: (signed: string, needed: string) => `Підписів: ${signed} з ${needed}`,
	until: 'Збирають до',
	reached: 'Підтримку зібрано.',
	notReached: 'Підтримки не зібрано: час минув.',
	toSign: 'Підтримати проєкт',
	signInFirst: 'Щоб підписати, увійдіть.',
	signed: 'Ви підписали.',
	receipt: 'Ваш підпис у реєстрі',
	entry: (n: string) => `запис № ${n}`,
	confirm: 'Підписати на підтримку',
	back: 'Не підписувати',
	about: 'Ви підписуєте на підтримку проєкту',
	what: 'Підпис означає, що проєкт вартий розгляду. Одна людина підписує один раз; підпис не відкликають. У відкритому реєстрі з’явиться запис без вашого імені: побачити, що він ваш, можете лише ви.',
	closed: 'Підписи вже не збирають.',
	record: 'Дані, за якими кожен перевірить підрахунок',
	signatureForms: { one: 'підпис', few: 'підписи', many: 'підписів' } as Forms,
	rule: 'Підтримка перед розглядом',
};

const en: typeof uk = {
	title: 'Support for a project',
	heading: 'Residents’ support',
	progress: (signed, needed) => `Signatures: ${signed} of ${needed}`,
	until: 'Collected until',
	reached: 'The project has the support that it needs.',
	notReached: 'The time is over, and the support was not enough.',
	toSign: 'Support the project',
	signInFirst: 'Sign in to support it.',
	signed: 'You have signed.',
	receipt: 'Your signature in the register',
	entry: (n) => `entry no. ${n}`,
	confirm: 'Sign in support',
	back: 'Do not sign',
	about: 'You sign in support of the project',
	what: 'A signature says that the project is worth a review. One person signs once; a signature is not taken back. The public register gets an entry without your name: that it is yours only you can see.',
	closed: 'Signatures are not collected any more.',
	record: 'Data by which anybody can check the count',
	signatureForms: { one: 'signature', few: 'signatures', many: 'signatures' },
	rule: 'Support before the review',
};

export const signature: Catalogue<typeof uk> = { uk, en };
