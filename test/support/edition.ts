/** An edition of the participatory budget for tests. */
import type {
	EditionDraft,
	OwnProject,
	ProjectDraft,
	ProjectPage,
} from '../../server/api/contract.ts';
import { toKyivDate } from '../../crypto/kyiv-time.ts';
import { good } from './open-vote.ts';
import { addPerson, startPlatform, type Clock, type RunningPlatform } from './platform.ts';
import type { Store } from '../../server/db/store.ts';
import { BUDGET_PHASES, type BudgetPhase } from '../../server/instruments/budget/phases.ts';

const DAY = 86_400;

/** Dates of phases that last ten days each, the first from `start` on. */
export const phasesFrom = (start: number): Record<BudgetPhase, string> =>
	Object.fromEntries(
		BUDGET_PHASES.map((phase, i) => [phase, toKyivDate(start + i * 10 * DAY)]),
	) as Record<BudgetPhase, string>;

/** Somewhere in the middle of a phase of {@link phasesFrom}. */
export const middleOf = (phase: BudgetPhase, start: number): number =>
	start + BUDGET_PHASES.indexOf(phase) * 10 * DAY + 5 * DAY;

/** Terms as a secretary types them, without a mistake. */
export const editionDraft = (start: number, changes: Partial<EditionDraft> = {}): EditionDraft => ({
	title: 'Громадський бюджет 2027',
	about: 'Подайте проєкт, який змінить вашу вулицю.',
	regulationTitle: 'Положення про громадський бюджет',
	regulationVersion: 'рішення № 12 від 01.02.2026',
	regulationUrl: 'https://example.org/regulation',
	pots: [
		{
			id: '',
			title: 'Великі проєкти',
			budget: '2 000 000',
			minCost: '100 000',
			maxCost: '1 000 000',
		},
		{ id: '', title: 'Малі проєкти', budget: '300000,50', minCost: '1000', maxCost: '100 000' },
		{ id: '', title: '', budget: '', minCost: '', maxCost: '' },
	],
	categories: 'спорт\nкультура\n',
	begins: phasesFrom(start),
	ends: toKyivDate(start + 400 * DAY),
	submitters: 'residents',
	perAuthor: '2',
	revisionDays: '5',
	appealDays: '3',
	units: 'Відділ освіти\nВідділ благоустрою',
	checklist: 'Належить до повноважень громади\nКошторис реалістичний',
	reasons: 'Земля не належить громаді | п. 3.2\nКошторис неповний | п. 3.4',
	...changes,
});

/** When the first phase of the edition of {@link startEdition} begins. */
export const EDITION_START = 1_800_000_000;

export type Edition = RunningPlatform & {
	readonly clock: Clock;
	readonly id: string;
	/** Turns the clock to the middle of a phase. */
	readonly enter: (phase: BudgetPhase) => void;
};

/** A platform with a published edition, in its first phase, and somebody of every role. */
export async function startEdition(
	store: Store,
	changes: Partial<EditionDraft> = {},
): Promise<Edition> {
	const clock = { now: middleOf('submission', EDITION_START) };
	const p = await startPlatform(store, clock);
	for (const person of ['ann', 'bob', 'eve']) await addPerson(store, person);
	await addPerson(store, 'sec', 'secretary');
	await addPerson(store, 'mod', 'moderator');
	await addPerson(store, 'exp', 'expert');
	await addPerson(store, 'chair', 'commission', 'chair');
	await addPerson(store, 'member', 'commission');
	const begun = await good(
		p.call('sec', 'POST', '/editions', editionDraft(EDITION_START, changes)),
	);
	const id = String(begun['id']);
	const draft = await good(p.call('sec', 'GET', `/editions/${id}/draft`));
	const seen = { 'if-match': `"${String(draft['version'])}"` };
	await good(p.call('sec', 'POST', `/editions/${id}/publish`, {}, seen));
	return {
		...p,
		...{ clock, id },
		enter: (phase) => {
			clock.now = middleOf(phase, EDITION_START);
		},
	};
}

/** A project as somebody types it, without a mistake. */
export const projectDraft = (changes: Partial<ProjectDraft> = {}): ProjectDraft => ({
	title: 'Сучасний спортивний майданчик біля ліцею № 2',
	summary: 'Гумове покриття, ворота, кільця, тренажери й освітлення для всієї громади.',
	description:
		'Старий майданчик зруйновано. Пропонуємо покласти гумове покриття, поставити ворота й кільця, тренажери та освітлення, щоб грати можна було і ввечері.',
	pot: 'pot-1',
	category: 'спорт',
	placeLabel: 'вул. Шкільна, 14',
	lat: '49.42418',
	lon: '25.60577',
	items: [
		{ name: 'Покриття, м²', price: '1 250,50', quantity: '400' },
		{ name: 'Тренажер', price: '20000', quantity: '6' },
		{ name: '', price: '', quantity: '' },
	],
	...changes,
});

export const ownOf = async (p: Edition, project: string, who = 'ann') =>
	(await good(p.call(who, 'GET', `/projects/${project}/draft`))) as never as OwnProject;
export const projectOf = async (p: Edition, project: string) =>
	(await good(p.call(undefined, 'GET', `/projects/${project}`))) as never as ProjectPage;

export const save = (p: Edition, project: string, draft: object, seen: string, who = 'ann') =>
	p.call(who, 'PUT', `/projects/${project}/draft`, draft, { 'if-match': `"${seen}"` });

/** Types a project into a new draft. @returns its id */
export async function write(p: Edition, draft = projectDraft(), who = 'ann'): Promise<string> {
	const project = String((await good(p.call(who, 'POST', `/editions/${p.id}/projects`)))['id']);
	await good(save(p, project, draft, (await ownOf(p, project, who)).version, who));
	return project;
}

/** Hands in what is typed. */
export async function submit(p: Edition, project: string, who = 'ann') {
	const seen = { 'if-match': `"${(await ownOf(p, project, who)).version}"` };
	return await p.call(who, 'POST', `/projects/${project}/submit`, { agreed: true }, seen);
}

/** Of what was handed in, as staff see it now. */
export const seenOf = async (p: Edition, project: string): Promise<string> =>
	String((await p.call('mod', 'GET', `/projects/${project}/review`)).body['seen']);

export async function moderate(
	p: Edition,
	project: string,
	body: object = {},
	who = 'mod',
	seen?: string,
) {
	const saw = seen ?? (await seenOf(p, project));
	return await p.call(
		who,
		'POST',
		`/projects/${project}/moderation`,
		{ ...{ verdict: 'publish', reasons: [], text: '' }, ...body },
		{ 'if-match': `"${saw}"` },
	);
}

/** A card on which everything is well, or what is said. */
export const review = (p: Edition, project: string, body: object = {}, who = 'exp') =>
	p.call(who, 'POST', `/projects/${project}/reviews`, {
		unit: 'Відділ освіти',
		checks: [
			{ item: 'Належить до повноважень громади', answer: 'yes', note: '' },
			{ item: 'Кошторис реалістичний', answer: 'not-applicable', note: '' },
		],
		...{ verdict: 'positive', reasons: [], text: '', version: 1 },
		...body,
	});

/** A project that is published. @returns its id */
export async function publishProject(
	p: Edition,
	draft = projectDraft(),
	who = 'ann',
): Promise<string> {
	const project = await write(p, draft, who);
	await good(submit(p, project, who));
	await good(moderate(p, project));
	return project;
}
