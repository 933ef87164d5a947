/** Texts about the witnesses of the registers. */
import type { Forms } from './format.ts';
import type { Catalogue } from './language.ts';

const uk = {
	title: 'Свідки',
	none: 'У реєстру немає свідків: що всі бачать той самий реєстр, показує поки що лише порівняння контрольних точок.',
	why: 'Свідки — незалежні від нас сервери. Вони підписують контрольну точку лише тоді, коли реєстр тільки виріс, тож різним людям не можна показати різні реєстри. Запис стає відкритим, коли його підтвердило достатньо свідків.',
	confirmed: 'Що всі бачать той самий реєстр, підтвердили свідки:',
	enough: 'Що всі бачать той самий реєстр, підтвердило достатньо свідків.',
	tooFew: 'Свідків, які підтвердили реєстр, поки що замало.',
	notThis: 'цю контрольну точку не підтвердив',
	waiting: {
		one: 'запис чекає на підтвердження свідків',
		few: 'записи чекають на підтвердження свідків',
		many: 'записів чекають на підтвердження свідків',
	} as Forms,
	policy: 'Хто свідки і скільки їх має підтвердити (C2SP tlog-policy)',
};

const en: typeof uk = {
	title: 'Witnesses',
	none: 'The register has no witnesses: so far only comparing checkpoints shows that everybody sees the same register.',
	why: 'Witnesses are servers that do not depend on us. They sign a checkpoint only if the register has only grown, so that different people cannot be shown different registers. An entry becomes public when enough witnesses have confirmed it.',
	confirmed: 'Witnesses have confirmed that everybody sees the same register:',
	enough: 'Enough witnesses have confirmed that everybody sees the same register.',
	tooFew: 'Too few witnesses have confirmed the register so far.',
	notThis: 'has not confirmed this checkpoint',
	waiting: {
		one: 'entry waits for witnesses to confirm it',
		many: 'entries wait for witnesses to confirm them',
	},
	policy: 'Who the witnesses are and how many must confirm (C2SP tlog-policy)',
};

export const witnesses: Catalogue<typeof uk> = { uk, en };
