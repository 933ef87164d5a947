/** What notices say, in both languages: on pages and in letters alike. */
import { fillSentences, type Sentences } from '../../../crypto/sentences.ts';
import type { ProposalEventKind } from '../../db/schema-civic.ts';
import type { Notice } from '../../db/schema-talk.ts';
import { BETWEEN } from './between.ts';

const EVENTS: Readonly<Record<ProposalEventKind, Sentences>> = {
	submitted: {
		uk: 'Проєкт «{title}» подано на перевірку.',
		en: 'The project “{title}” was handed in.',
	},
	returned: {
		uk: 'Модератор повернув проєкт «{title}»: виправте його.',
		en: 'A moderator sent the project “{title}” back: correct it.',
	},
	published: { uk: 'Оприлюднено проєкт «{title}».', en: 'The project “{title}” was published.' },
	supported: {
		uk: 'Проєкт «{title}» зібрав потрібну підтримку.',
		en: 'The project “{title}” has the support that it needs.',
	},
	unsupported: {
		uk: 'Проєкт «{title}» не зібрав потрібної підтримки.',
		en: 'The project “{title}” did not get the support that it needs.',
	},
	revise: {
		uk: 'Фахівці просять доопрацювати проєкт «{title}».',
		en: 'Experts ask for a revision of the project “{title}”.',
	},
	revised: { uk: 'Проєкт «{title}» доопрацьовано.', en: 'The project “{title}” was revised.' },
	positive: {
		uk: 'Проєкт «{title}» отримав позитивний висновок.',
		en: 'The project “{title}” has a positive verdict.',
	},
	negative: {
		uk: 'Проєкт «{title}» отримав негативний висновок.',
		en: 'The project “{title}” has a negative verdict.',
	},
	appealed: {
		uk: 'Висновок про проєкт «{title}» оскаржено.',
		en: 'The verdict about the project “{title}” was appealed against.',
	},
	'appeal-granted': {
		uk: 'Оскарження щодо проєкту «{title}» задоволено.',
		en: 'The appeal about the project “{title}” was granted.',
	},
	'appeal-refused': {
		uk: 'Оскарження щодо проєкту «{title}» відхилено.',
		en: 'The appeal about the project “{title}” was refused.',
	},
	admitted: {
		uk: 'Проєкт «{title}» допущено до голосування.',
		en: 'The project “{title}” was admitted to the vote.',
	},
	rejected: {
		uk: 'Проєкт «{title}» не допущено до голосування.',
		en: 'The project “{title}” was not admitted to the vote.',
	},
	'merge-offered': {
		uk: 'Проєкту «{title}» пропонують об’єднатися з іншим.',
		en: 'Another project offers to be merged into “{title}”.',
	},
	'merge-refused': {
		uk: 'Автори іншого проєкту відмовилися об’єднатися з «{title}».',
		en: 'The authors of the other project do not want to merge “{title}” into it.',
	},
	merged: {
		uk: 'Проєкт «{title}» об’єднано з іншим.',
		en: 'The project “{title}” was merged into another.',
	},
	joined: {
		uk: 'До проєкту «{title}» приєднано інший: буде спільний текст.',
		en: 'Another project was merged into “{title}”: there will be a common text.',
	},
	withdrawn: {
		uk: 'Автори відкликали проєкт «{title}».',
		en: 'Its authors withdrew the project “{title}”.',
	},
};

const OTHERS: Readonly<Record<Exclude<Notice['kind'], 'project'>, Sentences>> = {
	comment: { uk: 'Новий коментар до проєкту «{title}».', en: 'A new comment on “{title}”.' },
	answer: {
		uk: 'Вам відповіли в обговоренні проєкту «{title}».',
		en: 'Somebody answered you in the discussion of “{title}”.',
	},
	'comment-removed': {
		uk: 'Модератор прибрав ваш коментар до проєкту «{title}». Рішення можна оскаржити.',
		en: 'A moderator removed your comment on “{title}”. You can appeal.',
	},
	'comment-restored': {
		uk: 'Ваш коментар до проєкту «{title}» повернено.',
		en: 'Your comment on “{title}” was put back.',
	},
	'comment-refused': {
		uk: 'Ваш коментар до проєкту «{title}» лишається прибраним.',
		en: 'Your comment on “{title}” stays removed.',
	},
	'follow-up': {
		uk: 'Новини про здійснення проєкту «{title}».',
		en: 'News of how “{title}” is carried out.',
	},
	phase: { uk: '«{title}»: почався новий етап.', en: '“{title}”: a new phase has begun.' },
};

export const sayNotice = (notice: Notice): Sentences =>
	fillSentences(notice.kind === 'project' ? EVENTS[notice.event] : OTHERS[notice.kind], {
		title: notice.title,
	});

/** Where it leads. */
export function pathOf(notice: Notice): string {
	if (notice.kind === 'phase') return `/budget/${notice.edition}`;
	if (notice.kind === 'follow-up') return `/projects/${notice.project}#follow-up`;
	if (notice.kind !== 'project') return `/projects/${notice.project}#comments`;
	// What is between its authors and the moderators is on the authors' own page.
	const isOpen = !BETWEEN.includes(notice.event);
	return `/projects/${notice.project}${isOpen ? '' : '/edit'}`;
}
