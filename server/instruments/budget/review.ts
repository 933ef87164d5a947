/** What moderators, experts and the commission decide about a project; nobody about their own. */
import { attachedTo } from '../../civic/file/attachments.ts';
import { latestDocument } from '../../civic/process/documents.ts';
import { currentPhase, versionOf } from '../../civic/process/processes.ts';
import { isAuthor } from '../../civic/proposal/authors.ts';
import { eventsOf, recordEvent } from '../../civic/proposal/history.ts';
import { changeProposal, requireStatus, type Proposal } from '../../civic/proposal/proposals.ts';
import type { CheckedItem, Reason } from '../../db/schema-civic.ts';
import { ApiError } from '../../http/api-error.ts';
import type { Inside } from '../../services.ts';
import { isAllowed, LOT, requirePhase } from './phases.ts';
import { dueIn, holdProject, publishProject, readDraft, type HeldProject } from './projects.ts';
import { owesCommonText } from './merge.ts';
import { afterPublication } from './support.ts';
import type { EditionTerms } from './terms.ts';

/** @throws ApiError review.own */
async function holdOthers(inside: Inside, id: string, account: string): Promise<HeldProject> {
	const held = await holdProject(inside, id);
	if (await isAuthor(inside, id, account)) throw new ApiError('review.own');
	return held;
}

/** Reasons of the edition's list, by their words. @throws ApiError review.card */
export function pickReasons({ reasons }: EditionTerms, texts: readonly string[]): Reason[] {
	return texts.map((text) => {
		const found = reasons.find((reason) => reason.text === text);
		if (!found) throw new ApiError('review.card', {}, { reasons: 'choose' });
		return found;
	});
}

const wrong = (field: string, code: string) => new ApiError('review.card', {}, { [field]: code });

/** Who is sent back or refused is told why: a reason of the list, and in words. */
function requireReasons(reasons: readonly Reason[], text: string): void {
	if (reasons.length === 0) throw wrong('reasons', 'empty');
	if (text.length < 10) throw wrong('text', text === '' ? 'empty' : 'short 10');
}

/** Names what would be published now: the text and the files that go with it. */
export const handedIn = async (
	inside: Inside,
	{ id, draft }: Pick<Proposal, 'id' | 'draft'>,
): Promise<string> => versionOf({ draft, files: await attachedTo(inside, id, 'project') });

export type Moderation = {
	readonly verdict: 'publish' | 'return';
	readonly reasons: readonly string[];
	readonly text: string;
	/** Which units must each give a positive verdict; any one where none is named. */
	readonly units?: readonly string[] | undefined;
};

/**
 * Publishes what was handed in, in the version that was read, or sends it back.
 * @throws ApiError not-found, project.*, review.*, edition.phase, request.outdated
 */
export async function moderate(
	inside: Inside,
	id: string,
	account: string,
	{ verdict, reasons: named, text, units = [] }: Moderation,
	seen: string | undefined,
): Promise<void> {
	const { edition, terms, project } = await holdOthers(inside, id, account);
	requireStatus(project, 'submitted');
	requirePhase(inside, edition, 'publish');
	if ((await handedIn(inside, project)) !== seen) throw new ApiError('request.outdated');
	const reasons = pickReasons(terms, named);
	if (verdict === 'return') {
		requireReasons(reasons, text);
		const due = await dueIn(inside, terms.revisionDays);
		await changeProposal(inside, id, { status: 'returned', due });
		await recordEvent(inside, id, 'returned', account, { text, reasons, due });
		return;
	}
	if (units.some((unit) => !terms.units.includes(unit))) throw wrong('units', 'choose');
	const version = await publishProject(inside, project, readDraft(project, terms));
	if (units.length > 0) await changeProposal(inside, id, { units: [...new Set(units)] });
	await recordEvent(inside, id, 'published', account, { version });
	await afterPublication(inside, { edition, terms, project }, version);
}

export const VERDICTS = ['positive', 'revise', 'negative'] as const;

export type Review = {
	readonly unit: string;
	readonly checks: readonly CheckedItem[];
	readonly verdict: (typeof VERDICTS)[number];
	readonly reasons: readonly string[];
	readonly text: string;
	/** The version of the project that was reviewed. */
	readonly version: number;
};

/** Gives a verdict about a version. @throws ApiError not-found, project.status, review.*, edition.phase, request.outdated */
export async function review(
	inside: Inside,
	id: string,
	account: string,
	{ unit, checks, verdict, reasons: named, text, version }: Review,
): Promise<void> {
	const { edition, terms, project } = await holdOthers(inside, id, account);
	requireStatus(project, 'review', 'revise');
	if (await owesCommonText(inside, id)) throw new ApiError('project.status');
	requirePhase(inside, edition, 'review');
	if (version !== project.version) throw new ApiError('request.outdated');
	const agreed = await agreedUnits(inside, project);
	if (!(project.units ?? terms.units).includes(unit) || agreed.includes(unit))
		throw wrong('unit', 'choose');
	requireAllChecked(terms, checks);
	const reasons = pickReasons(terms, named);
	if (verdict === 'positive') requireConsistent(checks);
	else requireReasons(reasons, text);
	const others = (project.units ?? []).filter((one) => one !== unit && !agreed.includes(one));
	if (verdict === 'positive' && others.length > 0) {
		await recordEvent(inside, id, 'agreed', account, { text, reasons, unit, checks, version });
		return;
	}
	const days = { positive: undefined, revise: terms.revisionDays, negative: terms.appealDays };
	const due = days[verdict] === undefined ? null : await dueIn(inside, days[verdict]);
	await changeProposal(inside, id, { status: verdict, due });
	await recordEvent(inside, id, verdict, account, {
		...{ text, reasons, unit, checks, version },
		...(due === null ? {} : { due }),
	});
}

/** Units that have agreed to the text as it is; the others are still to say. */
export async function agreedUnits(
	inside: Inside,
	{ id, version }: Pick<Proposal, 'id' | 'version'>,
): Promise<string[]> {
	const events = await eventsOf(inside, id);
	return events.flatMap(({ kind, details }) =>
		kind === 'agreed' && details.version === version ? [details.unit!] : [],
	);
}

/** Every item of the list has one answer; who says no says why. */
function requireAllChecked({ checklist }: EditionTerms, checks: readonly CheckedItem[]): void {
	for (const [i, item] of checklist.entries()) {
		const answers = checks.filter((check) => check.item === item);
		if (answers.length !== 1) throw wrong(`checks.${i}`, 'choose');
		const [{ answer, note }] = answers as [CheckedItem];
		if (answer === 'no' && note === '') throw wrong(`checks.${i}.note`, 'empty');
	}
	if (checks.length !== checklist.length) throw wrong('checks', 'choose');
}

function requireConsistent(checks: readonly CheckedItem[]): void {
	if (checks.some(({ answer }) => answer === 'no')) throw wrong('verdict', 'contradicts');
}

export type AppealDecision = { readonly granted: boolean; readonly text: string };

/** What the commission decides about an appeal: the project is reviewed again, or stays refused. */
export async function decideAppeal(
	inside: Inside,
	id: string,
	account: string,
	{ granted, text }: AppealDecision,
): Promise<void> {
	const { edition, project } = await holdOthers(inside, id, account);
	requireStatus(project, 'appealed');
	// Who is right after the lot could not be voted on.
	if (await latestDocument(inside, edition.id, LOT)) throw new ApiError('edition.drawn');
	// Once nobody reviews any more, who was right goes on to the admission.
	const again = isAllowed('review', currentPhase(inside, edition)) ? 'review' : 'positive';
	await changeProposal(inside, id, { status: granted ? again : 'negative', due: null });
	await recordEvent(inside, id, granted ? 'appeal-granted' : 'appeal-refused', account, { text });
}
