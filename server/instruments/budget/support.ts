/** Projects that need residents' support before they are reviewed: as many signatures as the edition's terms ask for. */
import { and, eq, lte } from 'drizzle-orm';
import { sha256Hex } from '../../../crypto/hash.ts';
import { isAuthor } from '../../civic/proposal/authors.ts';
import { publisherOf, recordEvent } from '../../civic/proposal/history.ts';
import { changeProposal, requireVersion } from '../../civic/proposal/proposals.ts';
import {
	beginCollection,
	endCollection,
	findCollection,
	collectionState,
	sign,
	type CollectionState,
	type SignatureReceipt,
} from '../../civic/signature/signatures.ts';
import { ApiError } from '../../http/api-error.ts';
import { decide, type Inside, type Services } from '../../services.ts';
import { beginOf, requirePhase } from './phases.ts';
import { dueIn, holdProject, type HeldProject } from './projects.ts';

/** A project that was just published goes to those who sign, or, where the terms ask for no support, to the experts. */
export async function afterPublication(
	inside: Inside,
	{ edition, terms: { support }, project }: HeldProject,
	version: number,
): Promise<void> {
	if (!support) {
		await changeProposal(inside, project.id, { status: 'review', due: null });
		return;
	}
	const due = Math.min(await dueIn(inside, support.days), beginOf(edition, 'admission'));
	const { text } = await requireVersion(inside, project.id, version);
	await beginCollection(inside, {
		object: project.id,
		text: sha256Hex(text),
		needed: support.needed,
		ends: due,
		names: 'none',
	});
	await changeProposal(inside, project.id, { status: 'collecting', due });
}

/**
 * A resident supports a project; the signature that completes the number sends it to the experts.
 * @throws ApiError not-found, project.status, edition.phase, signature.{own,closed,twice}
 */
export async function support(
	inside: Inside,
	id: string,
	account: string,
): Promise<SignatureReceipt & CollectionState> {
	const { edition, project } = await holdProject(inside, id);
	if (!(await findCollection(inside, id))) throw new ApiError('not-found');
	if (project.status !== 'collecting') throw new ApiError('signature.closed');
	requirePhase(inside, edition, 'support');
	if (await isAuthor(inside, id, account)) throw new ApiError('signature.own');
	const receipt = await sign(inside, id, account);
	const state = (await collectionState(inside, id))!;
	if (state.signed >= state.needed) await finish(inside, id);
	return { ...receipt, ...state };
}

/** What came out of a collection. The caller holds the project. */
async function finish(inside: Inside, id: string): Promise<void> {
	const isReached = await endCollection(inside, id);
	await changeProposal(inside, id, { status: isReached ? 'review' : 'rejected', due: null });
	await recordEvent(
		inside,
		id,
		isReached ? 'supported' : 'unsupported',
		await publisherOf(inside, id),
	);
}

/** What the clock does: collections whose time is over end. */
export async function endSupport(services: Services): Promise<void> {
	const { db, t } = services.store;
	const { id, status, due } = t.proposals;
	const isOver = and(eq(status, 'collecting'), lte(due, services.now()));
	for (const project of await db.select({ id }).from(t.proposals).where(isOver))
		await decide(services, async (inside) => {
			const held = await holdProject(inside, project.id);
			// Another process, or the last signature, may have ended it meanwhile.
			if (held.project.status === 'collecting') await finish(inside, project.id);
		});
}
