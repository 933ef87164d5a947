/** The commission admits projects to the vote, and a lot that everybody can draw again puts them in order. */
import { and, asc, eq, inArray } from 'drizzle-orm';
import { bytesToHex } from '../../../crypto/bytes.ts';
import { drawLot } from '../../../crypto/count/lot.ts';
import { encodeCanonicalJson } from '../../../crypto/register/canonical-json.ts';
import { latestDocument, publishDocument } from '../../civic/process/documents.ts';
import type { Process } from '../../civic/process/processes.ts';
import { isAuthor } from '../../civic/proposal/authors.ts';
import { recordEvent } from '../../civic/proposal/history.ts';
import { changeProposal, type Proposal } from '../../civic/proposal/proposals.ts';
import { ApiError } from '../../http/api-error.ts';
import type { Inside } from '../../services.ts';
import { holdEdition, requireEdition } from './edition.ts';
import { ADMISSION, LOT, requirePhase } from './phases.ts';
import { pickReasons } from './review.ts';

/** The session at which it was decided. */
export type Minute = {
	readonly number: string;
	/** `2027-03-01` */
	readonly date: string;
	/** Votes of the members who were there. */
	readonly for: number;
	readonly against: number;
	readonly abstained: number;
};

export type Admission = {
	readonly minute: Minute;
	/** Ids of projects. */
	readonly admitted: readonly string[];
	readonly rejected: readonly {
		readonly project: string;
		readonly reasons: readonly string[];
		readonly text: string;
	}[];
};

/**
 * Enters what the commission decided; its minute stands in the register as a decision. May be done several times, until the lot is drawn.
 * @throws ApiError not-found, edition.phase, edition.drawn, project.status, review.{card,own}
 */
export async function admit(
	inside: Inside,
	id: string,
	account: string,
	{ minute, admitted, rejected }: Admission,
): Promise<void> {
	const edition = await holdEdition(inside, id);
	const { terms } = await requireEdition(inside, id);
	requirePhase(inside, edition, 'admit');
	if (await latestDocument(inside, id, LOT)) throw new ApiError('edition.drawn');
	if (minute.for <= minute.against) throw new ApiError('review.card', {}, { for: 'minority' });
	if (admitted.length + rejected.length === 0) throw new ApiError('edition.nothing-admitted');
	const ids = [...admitted, ...rejected.map(({ project }) => project)];
	const projects = await holdPositive(inside, edition, ids);
	for (const project of ids)
		if (await isAuthor(inside, project, account)) throw new ApiError('review.own');
	const numberOf = (project: string) => projects.get(project)!.number!;
	const refusals = rejected.map(({ project, reasons, text }) => {
		if (reasons.length === 0 || text === '')
			throw new ApiError('review.card', {}, { [`rejected.${project}`]: 'empty' });
		return { project, reasons: pickReasons(terms, reasons), text };
	});
	const text = encodeCanonicalJson({
		...{ format: 'viche-admission/v1', minute },
		admitted: admitted.map((project) => ({ project, number: numberOf(project) })),
		rejected: refusals.map((r) => ({ ...r, number: numberOf(r.project) })),
	});
	await publishDocument(inside, { process: id, name: ADMISSION, text, reason: '' }, 'decision');
	for (const project of admitted) {
		await changeProposal(inside, project, { status: 'admitted', due: null });
		await recordEvent(inside, project, 'admitted', account, { text: minute.number });
	}
	for (const { project, reasons, text: why } of refusals) {
		await changeProposal(inside, project, { status: 'rejected', due: null });
		await recordEvent(inside, project, 'rejected', account, { text: why, reasons });
	}
}

/** Projects of an edition by id, each named once and with a positive verdict. @throws ApiError project.status */
async function holdPositive(
	{ db, store: { t } }: Inside,
	{ id }: Process,
	ids: readonly string[],
): Promise<Map<string, Proposal>> {
	const { proposals } = t;
	const found = await db
		.update(proposals)
		.set({ process: id })
		.where(
			and(
				eq(proposals.process, id),
				eq(proposals.status, 'positive'),
				inArray(proposals.id, [...ids]),
			),
		)
		.returning();
	if (found.length !== ids.length) throw new ApiError('project.status');
	return new Map(found.map((project) => [project.id, project]));
}

/** Admitted projects, by their place on the ballot once it is drawn. */
export const admittedProjects = async (
	{ db, store: { t } }: Inside,
	edition: string,
): Promise<Proposal[]> =>
	await db
		.select()
		.from(t.proposals)
		.where(and(eq(t.proposals.process, edition), eq(t.proposals.status, 'admitted')))
		.orderBy(asc(t.proposals.place), asc(t.proposals.number));

/**
 * Draws the order on the ballot. The seed is the root of the civic register as the public sees it, with the decision to admit in it:
 * who decided could not know it. Spec of the lot: SPEC §9.2.
 * @throws ApiError not-found, edition.{phase,drawn,appeals,nothing-admitted,not-published}
 */
export async function drawOrder(inside: Inside, id: string): Promise<void> {
	const { civic, db } = inside;
	const edition = await holdEdition(inside, id);
	requirePhase(inside, edition, 'draw');
	if (await latestDocument(inside, id, LOT)) throw new ApiError('edition.drawn');
	const { proposals } = inside.store.t;
	const isOpen = and(eq(proposals.process, id), eq(proposals.status, 'appealed'));
	if ((await db.$count(proposals, isOpen)) > 0) throw new ApiError('edition.appeals');
	const decided = await latestDocument(inside, id, ADMISSION);
	const projects = await admittedProjects(inside, id);
	if (!decided || projects.length === 0) throw new ApiError('edition.nothing-admitted');
	const { size, root } = await civic.publishedTree(db);
	if (size <= decided.entry) throw new ApiError('edition.not-published');
	const seed = bytesToHex(root);
	const order = drawLot(
		root,
		projects.map((project) => project.id),
	);
	const text = encodeCanonicalJson({ format: 'viche-order/v1', size, seed, order });
	await publishDocument(inside, { process: id, name: LOT, text, reason: '' });
	for (const [i, project] of order.entries())
		await changeProposal(inside, project, { place: i + 1 });
}
