/** What moderators decide about a petition that was handed in: it is published, or refused with reasons that are public. */
import { sha256Hex } from '../../../crypto/hash.ts';
import { encodeCanonicalJson } from '../../../crypto/register/canonical-json.ts';
import { publishDocument } from '../../civic/process/documents.ts';
import { versionOf } from '../../civic/process/processes.ts';
import { isAuthor } from '../../civic/proposal/authors.ts';
import { recordEvent } from '../../civic/proposal/history.ts';
import { changeProposal, publishVersion, requireVersion } from '../../civic/proposal/proposals.ts';
import { beginCollection } from '../../civic/signature/signatures.ts';
import type { Reason } from '../../db/schema-civic.ts';
import { ApiError } from '../../http/api-error.ts';
import type { Inside } from '../../services.ts';
import { publishedText } from './petition.ts';
import { holdPetition, readDraft, requireStatus, type Petition } from './petitions.ts';
import type { PetitionRules } from './rules.ts';
import { requireRules, SERVICE } from './service.ts';
import { endOfCollection } from './terms.ts';

export type PetitionCheck = {
	readonly verdict: 'publish' | 'refuse';
	/** Of the rules' list, by their words. */
	readonly reasons: readonly string[];
	readonly text: string;
};

/** A refusal as the public reads it: of the petition itself nothing. */
export type RefusalText = {
	readonly format: 'viche-petition-refusal/v1';
	readonly reasons: readonly Reason[];
	readonly text: string;
};

export const refusalName = (id: string): string => `${id}.refusal`;

/**
 * Publishes what was handed in, in the version that was read, or refuses to.
 * @throws ApiError not-found, petition.{status,content,check,own}, request.outdated
 */
export async function checkPetition(
	inside: Inside,
	id: string,
	account: string,
	{ verdict, reasons, text }: PetitionCheck,
	seen: string | undefined,
): Promise<void> {
	const petition = await holdPetition(inside, id);
	requireStatus(petition, 'submitted');
	if (await isAuthor(inside, id, account)) throw new ApiError('petition.own');
	if (versionOf(petition.draft) !== seen) throw new ApiError('request.outdated');
	if (verdict === 'publish') await publish(inside, petition, account);
	else await refuse(inside, petition, account, reasons, text);
}

async function publish(inside: Inside, petition: Petition, account: string): Promise<void> {
	const { id } = petition;
	const current = await requireRules(inside);
	const version = await publishVersion(
		inside,
		petition,
		publishedText(readDraft(petition, current)),
	);
	const { needed, days, names, goesOn, withdrawal } = current.rules;
	await beginCollection(inside, {
		object: id,
		text: sha256Hex((await requireVersion(inside, id, version)).text),
		...{ needed, names, ends: endOfCollection(inside.now(), days) },
		...(goesOn ? { goesOn } : {}),
		...(withdrawal ? { withdrawal } : {}),
	});
	await changeProposal(inside, id, { status: 'collecting', due: null });
	await recordEvent(inside, id, 'published', account, { version });
}

async function refuse(
	inside: Inside,
	{ id }: Petition,
	account: string,
	named: readonly string[],
	text: string,
): Promise<void> {
	const reasons = pickReasons((await requireRules(inside)).rules, named);
	if (text.length < 10) throw wrong('text', text === '' ? 'empty' : 'short 10');
	const refusal: RefusalText = { format: 'viche-petition-refusal/v1', reasons, text };
	await publishDocument(inside, {
		...{ process: SERVICE, name: refusalName(id), reason: '' },
		text: encodeCanonicalJson(refusal),
	});
	await changeProposal(inside, id, { status: 'refused', due: null });
	await recordEvent(inside, id, 'refused', account, { text, reasons });
}

const wrong = (field: string, code: string) =>
	new ApiError('petition.check', {}, { [field]: code });

/** @throws ApiError petition.check */
function pickReasons({ reasons }: PetitionRules, named: readonly string[]): Reason[] {
	if (named.length === 0) throw wrong('reasons', 'empty');
	return named.map((text) => {
		const found = reasons.find((reason) => reason.text === text);
		if (!found) throw wrong('reasons', 'choose');
		return found;
	});
}
