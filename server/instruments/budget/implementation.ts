/** What was decided is carried out: which projects are funded, and how far each is. */
import { and, eq, inArray, or } from 'drizzle-orm';
import type { Implementation, ImplementedProject } from '../../api/contract.ts';
import { hryvnias, kopecksOf } from '../../civic/fields.ts';
import { latestReports } from '../../civic/follow-up/follow-ups.ts';
import { isOverdue } from '../../civic/follow-up/report.ts';
import type { Process } from '../../civic/process/processes.ts';
import { holdProposal, requireProposal, type Proposal } from '../../civic/proposal/proposals.ts';
import type { VoteResult } from '../../../crypto/verify/record.ts';
import { ApiError } from '../../http/api-error.ts';
import type { Inside } from '../../services.ts';
import { findEdition, requireEdition } from './edition.ts';

/** Projects that the certified vote of an edition funds: ids of pots with the numbers of their winners. */
async function winnersOf(
	{ db, store: { t } }: Inside,
	{ vote }: Process,
): Promise<readonly { readonly pot: string; readonly numbers: readonly number[] }[]> {
	if (vote === null) return [];
	const [found] = await db
		.select({ result: t.votes.result })
		.from(t.votes)
		.where(and(eq(t.votes.id, vote), eq(t.votes.phase, 'certified')));
	if (!found?.result) return [];
	const { pots } = JSON.parse(found.result) as VoteResult;
	return pots.map(({ id, count }) => ({ pot: id, numbers: count.winners.map(Number) }));
}

/** Funded projects of an edition, in the order of their numbers. */
async function fundedProjects(inside: Inside, edition: Process): Promise<Proposal[]> {
	const { db, store } = inside;
	const { proposals } = store.t;
	const winners = (await winnersOf(inside, edition)).filter(({ numbers }) => numbers.length > 0);
	if (winners.length === 0) return [];
	return await db
		.select()
		.from(proposals)
		.where(
			and(
				eq(proposals.process, edition.id),
				or(
					...winners.map(({ pot, numbers }) =>
						and(eq(proposals.group, pot), inArray(proposals.number, [...numbers])),
					),
				),
			),
		)
		.orderBy(proposals.number);
}

/** A project that is to be carried out. @throws ApiError not-found, follow-up.not-funded */
export async function requireFunded(inside: Inside, id: string): Promise<Proposal> {
	const project = await requireProposal(inside, id);
	if (!(await isFunded(inside, project))) throw new ApiError('follow-up.not-funded');
	return project;
}

/** The same, which nobody else changes until this decision ends. @throws ApiError not-found, follow-up.not-funded */
export async function holdFunded(inside: Inside, id: string): Promise<Proposal> {
	await holdProposal(inside, id);
	return await requireFunded(inside, id);
}

export async function isFunded(
	inside: Inside,
	{ process, group, number }: Proposal,
): Promise<boolean> {
	const winners = await winnersOf(inside, await findEdition(inside, process));
	return winners.some(({ pot, numbers }) => pot === group && numbers.includes(number ?? 0));
}

/** How far the funded projects of an edition are. @throws ApiError not-found */
export async function viewImplementation(inside: Inside, id: string): Promise<Implementation> {
	const { edition, terms } = await requireEdition(inside, id);
	const projects = await fundedProjects(inside, edition);
	const reports = await latestReports(
		inside,
		projects.map((project) => project.id),
	);
	const sum = (amounts: readonly string[]) =>
		hryvnias(amounts.reduce((all, amount) => all + kopecksOf(amount), 0n));
	const views = projects.map(({ id: project, number, card, group }): ImplementedProject => {
		const found = reports.get(project);
		const base = {
			...{ id: project, number: number!, title: card!.title, cost: card!.cost },
			potTitle: terms.pots.find((pot) => pot.id === group)?.title ?? '',
		};
		if (!found) return { ...base, isOverdue: false };
		const { progress, unit, planned, spent, due } = found.report;
		const late = isOverdue(found.report, inside.now());
		return { ...base, progress, unit, planned, spent, due, at: found.at, isOverdue: late };
	});
	return {
		edition: { id, title: edition.title },
		projects: views,
		planned: sum(views.map(({ planned, cost }) => planned ?? cost)),
		spent: sum(views.map(({ spent }) => spent ?? '0')),
		done: views.filter(({ progress }) => progress === 'done').length,
		overdue: views.filter((view) => view.isOverdue).length,
	};
}
