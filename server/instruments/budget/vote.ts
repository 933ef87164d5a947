/** The admitted projects of an edition become the pots of a vote's draft, which the secretary then looks over. */
import { inArray } from 'drizzle-orm';
import type { Pot } from '../../../crypto/budget/pot.ts';
import type { PotProject } from '../../../crypto/budget/project.ts';
import { latestDocument } from '../../civic/process/documents.ts';
import { giveVote } from '../../civic/process/processes.ts';
import type { Proposal } from '../../civic/proposal/proposals.ts';
import { COMMISSION_ROLES } from '../../db/schema.ts';
import { ApiError } from '../../http/api-error.ts';
import type { Inside } from '../../services.ts';
import { draftVote } from '../../votes/create.ts';
import { admittedProjects } from './admission.ts';
import { holdEdition, termsOf } from './edition.ts';
import { LOT, type BudgetPhase } from './phases.ts';
import { makePot, USUAL_VOTE } from './pot-vote.ts';
import type { EditionPot, EditionTerms } from './terms.ts';

/**
 * Makes the draft of the edition's vote: projects in the order of the lot, money and dates of the terms, everybody who may sit on a
 * commission. @returns the vote @throws ApiError not-found, edition.not-drawn, edition.has-vote, edition.{pot-used,ballots}, vote.no-commission, vote.draft
 */
export async function makeVote(inside: Inside, id: string, origin: string): Promise<string> {
	const edition = await holdEdition(inside, id);
	if (edition.vote !== null) throw new ApiError('edition.has-vote');
	const terms = await termsOf(inside, edition);
	if (!(await latestDocument(inside, id, LOT))) throw new ApiError('edition.not-drawn');
	const projects = await admittedProjects(inside, id);
	if (projects.some(({ group }) => !terms.pots.some((pot) => pot.id === group)))
		throw new ApiError('edition.pot-used');
	const commission = await possibleMembers(inside);
	if (commission.length === 0) throw new ApiError('vote.no-commission');
	const vote = await draftVote(inside, {
		title: terms.title,
		pots: terms.pots.flatMap((pot) => potOf(pot, projects, origin)),
		opens: beginOf(terms, 'voting'),
		closes: beginOf(terms, 'decision'),
		threshold: Math.floor(commission.length / 2) + 1,
		commission,
	});
	await giveVote(inside, edition, vote);
	return vote;
}

const beginOf = ({ schedule }: EditionTerms, wanted: BudgetPhase): number =>
	schedule.phases.find(({ phase }) => phase === wanted)!.begins;

/** Nothing where no project was admitted to the pot. @throws ApiError edition.ballots */
function potOf(terms: EditionPot, admitted: readonly Proposal[], origin: string): Pot[] {
	const projects = admitted.filter(({ group }) => group === terms.id);
	if (projects.length === 0) return [];
	const { vote = USUAL_VOTE } = terms;
	const pot = makePot(
		terms,
		vote,
		projects.map((project) => onBallot(project, origin)),
	);
	if (!pot) throw new ApiError('edition.ballots');
	return [pot];
}

function onBallot({ id, number, card }: Proposal, origin: string): PotProject {
	const { title: name, cost, category, summary, place } = card!;
	return {
		...{ id: String(number), name, cost, categories: [category], withdrawn: false, summary },
		...(place ? { place } : {}),
		// A ballot names secure addresses only.
		...(origin.startsWith('https:') ? { url: `${origin}/projects/${id}` } : {}),
	};
}

/** Everybody with a role by which they can sit on a commission. */
async function possibleMembers({ db, store: { t } }: Inside) {
	return await db
		.select({ account: t.accounts.id, name: t.accounts.name })
		.from(t.accounts)
		.where(
			inArray(
				t.accounts.id,
				db
					.select({ account: t.roles.account })
					.from(t.roles)
					.where(inArray(t.roles.role, COMMISSION_ROLES)),
			),
		)
		.orderBy(t.accounts.name);
}
