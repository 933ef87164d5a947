/** What the council and its head do with a petition: announce, hear, decide, answer. Terms that they miss are seen by everybody. */
import { encodeCanonicalJson } from '../../../crypto/register/canonical-json.ts';
import { latestDocument, publishDocument } from '../../civic/process/documents.ts';
import { eventsOf, recordEvent } from '../../civic/proposal/history.ts';
import { changeProposal } from '../../civic/proposal/proposals.ts';
import { ApiError } from '../../http/api-error.ts';
import type { Inside } from '../../services.ts';
import { holdPetition, requireStatus, textOf } from './petitions.ts';
import { rulesOf, SERVICE } from './service.ts';
import { afterHearing, dueAfter } from './terms.ts';

/** Of the head of the community: what was decided, and why. */
export type PetitionDecision = {
	readonly verdict: 'endorsed' | 'declined';
	readonly text: string;
	/** Office and name. */
	readonly signedBy: string;
};
export type PetitionAnswer = Pick<PetitionDecision, 'text' | 'signedBy'>;

export const decisionName = (id: string): string => `${id}.decision`;
export const answerName = (id: string): string => `${id}.answer`;

/** Makes it public that consideration begins. @throws ApiError not-found, petition.status */
export async function announce(
	inside: Inside,
	id: string,
	account: string,
	text: string,
): Promise<void> {
	const petition = await holdPetition(inside, id);
	requireStatus(petition, 'reached');
	const { rules } = await textOf(inside, petition);
	const due = await dueAfter(inside, (await rulesOf(inside, rules)).considerDays);
	await enterPhase(inside, id, 'consideration');
	await changeProposal(inside, id, { status: 'consideration', due });
	await recordEvent(inside, id, 'consideration', account, { text, due });
}

/** Calls a hearing at which the author presents the petition. @param text - when and where @throws ApiError not-found, petition.{status,no-hearing} */
export async function callHearing(
	inside: Inside,
	id: string,
	account: string,
	text: string,
): Promise<void> {
	const petition = await holdPetition(inside, id);
	requireStatus(petition, 'consideration');
	if (!(await textOf(inside, petition)).asksHearing) throw new ApiError('petition.no-hearing');
	await enterPhase(inside, id, 'hearing');
	await changeProposal(inside, id, { status: 'hearing', due: null });
	await recordEvent(inside, id, 'hearing', account, { text });
}

/** The hearing was held: consideration goes on, for as long as it was prolonged. @throws ApiError not-found, petition.status */
export async function endHearing(
	inside: Inside,
	id: string,
	account: string,
	text: string,
): Promise<void> {
	requireStatus(await holdPetition(inside, id), 'hearing');
	const events = await eventsOf(inside, id);
	const called = events.find(({ kind }) => kind === 'hearing')!;
	const considered = events.find(({ details }) => details.due !== undefined)!;
	const due = await afterHearing(inside, considered.details.due!, called.at);
	await enterPhase(inside, id, 'consideration');
	await changeProposal(inside, id, { status: 'consideration', due });
	await recordEvent(inside, id, 'heard', account, { text, due });
}

/** Whether the petition is supported, said in public. @throws ApiError not-found, petition.status */
export async function decidePetition(
	inside: Inside,
	id: string,
	account: string,
	decision: PetitionDecision,
): Promise<void> {
	const petition = await holdPetition(inside, id);
	requireStatus(petition, 'consideration');
	const { rules } = await textOf(inside, petition);
	const due = await dueAfter(inside, (await rulesOf(inside, rules)).answerDays);
	const text = encodeCanonicalJson({ format: 'viche-petition-decision/v1', ...decision });
	const document = { process: SERVICE, name: decisionName(id), text, reason: '' };
	await publishDocument(inside, document, 'decision');
	await changeProposal(inside, id, { status: decision.verdict, due });
	await recordEvent(inside, id, decision.verdict, account, { text: decision.text, due });
}

/** Publishes the answer, once. @throws ApiError not-found, petition.status */
export async function answerPetition(
	inside: Inside,
	id: string,
	account: string,
	answer: PetitionAnswer,
): Promise<void> {
	requireStatus(await holdPetition(inside, id), 'endorsed', 'declined', 'unreached');
	if (await latestDocument(inside, SERVICE, answerName(id))) throw new ApiError('petition.status');
	const text = encodeCanonicalJson({ format: 'viche-petition-answer/v1', ...answer });
	await publishDocument(inside, { process: SERVICE, name: answerName(id), text, reason: '' });
	await changeProposal(inside, id, { due: null });
	await recordEvent(inside, id, 'answered', account, { text: answer.text });
}

async function enterPhase(
	{ civic, db, now }: Inside,
	object: string,
	phase: string,
): Promise<void> {
	await civic.append(db, [{ type: 'phase', object, phase, at: now() }]);
}
