/** What notices say, in both languages: on pages and in letters alike. */
import { fillSentences, type Sentences } from '../../../crypto/sentences.ts';
import type { PetitionEventKind, ProposalEventKind } from '../../db/schema-civic.ts';
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
	agreed: {
		uk: 'Один із підрозділів погодив проєкт «{title}»; решта ще не дала висновку.',
		en: 'One unit agreed to the project “{title}”; others have still to say.',
	},
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

const PETITION_EVENTS: Readonly<Record<PetitionEventKind, Sentences>> = {
	submitted: {
		uk: 'Петицію «{title}» подано на перевірку.',
		en: 'The petition “{title}” was handed in.',
	},
	refused: {
		uk: 'В оприлюдненні петиції «{title}» відмовлено.',
		en: 'Publication of the petition “{title}” was refused.',
	},
	published: {
		uk: 'Оприлюднено петицію «{title}»: збір підписів почався.',
		en: 'The petition “{title}” was published: people can sign it.',
	},
	reached: {
		uk: 'Петиція «{title}» набрала потрібну кількість підписів.',
		en: 'The petition “{title}” has as many signatures as it needs.',
	},
	unreached: {
		uk: 'Петиція «{title}» не набрала підписів: її розглянуть як звернення.',
		en: 'The petition “{title}” did not get its signatures: it is considered as an appeal.',
	},
	consideration: {
		uk: 'Почався розгляд петиції «{title}».',
		en: 'Consideration of the petition “{title}” has begun.',
	},
	hearing: {
		uk: 'Щодо петиції «{title}» призначено громадські слухання.',
		en: 'A public hearing is called about the petition “{title}”.',
	},
	heard: {
		uk: 'Громадські слухання щодо петиції «{title}» відбулися.',
		en: 'The public hearing about the petition “{title}” was held.',
	},
	endorsed: { uk: 'Петицію «{title}» підтримано.', en: 'The petition “{title}” is supported.' },
	declined: {
		uk: 'Петицію «{title}» не підтримано.',
		en: 'The petition “{title}” is not supported.',
	},
	answered: {
		uk: 'Оприлюднено відповідь на петицію «{title}».',
		en: 'The answer to the petition “{title}” is published.',
	},
	withdrawn: {
		uk: 'Автор відкликав петицію «{title}».',
		en: 'Its author withdrew the petition “{title}”.',
	},
};

const OTHERS: Readonly<Record<Exclude<Notice['kind'], 'project' | 'petition'>, Sentences>> = {
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
	poll: {
		uk: '«{title}»: почався новий етап опитування.',
		en: '“{title}”: the poll has entered a new phase.',
	},
	phase: { uk: '«{title}»: почався новий етап.', en: '“{title}”: a new phase has begun.' },
};

export const sayNotice = (notice: Notice): Sentences =>
	fillSentences(sentencesOf(notice), { title: notice.title });

function sentencesOf(notice: Notice): Sentences {
	if (notice.kind === 'project') return EVENTS[notice.event];
	if (notice.kind === 'petition') return PETITION_EVENTS[notice.event];
	return OTHERS[notice.kind];
}

/** Where it leads. */
export function pathOf(notice: Notice): string {
	if (notice.kind === 'poll') return `/polls/${notice.poll}`;
	if (notice.kind === 'phase') return `/budget/${notice.edition}`;
	// What nobody else can read its author sees where it is written.
	if (notice.kind === 'petition')
		return `/petitions/${notice.petition}${['submitted', 'refused'].includes(notice.event) ? '/edit' : ''}`;
	if (notice.kind === 'follow-up') return `/projects/${notice.project}#follow-up`;
	if (notice.kind !== 'project') return `/projects/${notice.project}#comments`;
	// What is between its authors and the moderators is on the authors' own page.
	const isOpen = !BETWEEN.includes(notice.event);
	return `/projects/${notice.project}${isOpen ? '' : '/edit'}`;
}
