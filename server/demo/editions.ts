/** Editions of the demo community: one in which projects are handed in and reviewed, one whose commission admits. Made up for it. */
import { toKyivDate } from '../../crypto/kyiv-time.ts';
import { writeComment } from '../civic/comment/comments.ts';
import { report } from '../civic/moderation/moderate.ts';
import { versionOf } from '../civic/process/processes.ts';
import { requireProposal } from '../civic/proposal/proposals.ts';
import { beginEdition, findEdition, publishEdition } from '../instruments/budget/edition.ts';
import { BUDGET_PHASES } from '../instruments/budget/phases.ts';
import type { ProjectDraft } from '../instruments/budget/project.ts';
import {
	appeal,
	beginProject,
	saveProject,
	submitProject,
} from '../instruments/budget/projects.ts';
import { handedIn, moderate, review, type Review } from '../instruments/budget/review.ts';
import type { EditionDraft } from '../instruments/budget/terms.ts';
import { decide, type Inside, type Services } from '../services.ts';
import { FOR_ADMISSION, HANDED_IN, SCHOOL_CHECKLIST, type ProjectSketch } from './projects.ts';

const DAY = 86_400;

/** Accounts of sample people by subject. */
export type Cast = ReadonlyMap<string, string>;

const UNITS = 'Відділ благоустрою\nВідділ освіти\nВідділ культури\nФінансове управління';
const REASONS = [
	'Не належить до повноважень громади | п. 3.1',
	'Земля чи об’єкт не належать громаді | п. 3.2',
	'Не можна зробити за один бюджетний рік | п. 3.3',
	'Кошторис неповний або нереалістичний | п. 3.4',
	'Реклама, комерція або політична агітація | п. 3.5',
	'Персональні дані інших людей | п. 3.6',
].join('\n');

/** @param begins - days from `start` on which each phase begins, and the edition ends */
export function termsFor(
	start: number,
	begins: readonly number[],
	rest: Pick<EditionDraft, 'title' | 'about' | 'pots' | 'categories'>,
): EditionDraft {
	const dates = begins.map((days) => toKyivDate(start + days * DAY));
	return {
		...rest,
		regulationTitle: 'Положення про громадський бюджет Зразкової громади',
		regulationVersion: 'рішення ради № 214 від 14.05.2026',
		regulationUrl: '',
		begins: Object.fromEntries(
			BUDGET_PHASES.map((phase, i) => [phase, dates[i]!]),
		) as EditionDraft['begins'],
		ends: dates.at(-1)!,
		...{ submitters: 'residents', perAuthor: '10' },
		...{ revisionDays: '10', appealDays: '5' },
		...{ units: UNITS, checklist: SCHOOL_CHECKLIST.join('\n'), reasons: REASONS },
	};
}

export const pot = (title: string, budget: string, minCost: string, maxCost: string) => ({
	...{ id: '', title, budget, minCost, maxCost },
});

/** @param at - turns the clock to so many days from now */
export async function seedEditions(
	services: Services,
	cast: Cast,
	start: number,
	at: (days: number) => void,
): Promise<void> {
	at(-24);
	const admitting = await publish(
		services,
		termsFor(start, [-22, -15, -8, -2, 12, 33, 40, 400], {
			title: 'Шкільний громадський бюджет 2027',
			about: 'Учні пропонують, що змінити у своїх школах, і самі обирають.',
			pots: [pot('Проєкти шкіл', '500000', '10000', '150000')],
			categories: 'спорт\nмедіа\nдовкілля\nпростір',
		}),
	);
	at(-20);
	for (const sketch of FOR_ADMISSION) await play(services, cast, admitting, sketch, at);
	at(-12);
	const open = await publish(
		services,
		termsFor(start, [-10, 21, 35, 49, 63, 84, 98, 460], {
			title: 'Громадський бюджет 2027',
			about:
				'Який проєкт змінить вашу вулицю, двір чи село? Подайте його до кінця першого етапу: модератор перевірить, фахівці оцінять, а громада обере.',
			pots: [
				pot('Великі проєкти', '2500000', '100000', '1000000'),
				pot('Малі проєкти', '500000', '5000', '100000'),
			],
			categories: 'благоустрій\nдоступність\nкультура\nспорт\nдовкілля\nбезпека',
		}),
	);
	for (const sketch of HANDED_IN) await play(services, cast, open, sketch, at);
}

export async function publish(services: Services, draft: EditionDraft): Promise<string> {
	return await decide(services, async (inside) => {
		const id = await beginEdition(inside, draft);
		await publishEdition(inside, await findEdition(inside, id), '', versionOf(draft));
		return id;
	});
}

/** What its author, a moderator and an expert did with a project, a step a day. @returns its id */
export async function play(
	services: Services,
	cast: Cast,
	edition: string,
	{ author, draft, story, from }: ProjectSketch,
	at: (days: number) => void,
): Promise<string> {
	const account = cast.get(author)!;
	const [moderator, expert] = [cast.get('moderator')!, cast.get('expert')!];
	let day = from;
	const step = async (work: (inside: Inside) => Promise<void>) => {
		at(day++);
		await decide(services, work);
	};
	let project = '';
	const write = async (inside: Inside, typed: ProjectDraft) => {
		const { draft: present } = await requireProposal(inside, project);
		await saveProject(inside, project, account, typed, versionOf(present));
		await submitProject(inside, project, account, true, versionOf(typed));
	};
	const publish = async (inside: Inside) => {
		const seen = await handedIn(inside, await requireProposal(inside, project));
		const verdict = { verdict: 'publish', reasons: [], text: '' } as const;
		await moderate(inside, project, moderator, verdict, seen);
	};
	await step(async (inside) => {
		project = await beginProject(inside, edition, { account, roles: [] });
		await write(inside, draft);
	});
	for (const scene of story)
		await step(async (inside) => {
			if (scene === 'publish') await publish(inside);
			else if (scene.do === 'revise') await write(inside, scene.draft);
			else if (scene.do === 'appeal') await appeal(inside, project, account, scene.text);
			else if (scene.do === 'say') await writeComment(inside, project, cast.get(scene.who)!, scene);
			else if (scene.do === 'report')
				await report(
					inside,
					{ proposal: project, number: scene.number },
					cast.get(scene.who)!,
					scene.reason,
				);
			else {
				const { version } = await requireProposal(inside, project);
				await review(inside, project, expert, cardOf(scene, version));
			}
		});
	return project;
}

type Verdict = { readonly verdict: Review['verdict'] } & Partial<Review>;

const cardOf = ({ verdict, reasons = [], text = '', unit, checks }: Verdict, version: number) => ({
	...{ verdict, reasons, text, version },
	unit: unit ?? 'Відділ благоустрою',
	checks: checks ?? SCHOOL_CHECKLIST.map((item) => ({ item, answer: 'yes' as const, note: '' })),
});
