/** People sign petitions; the clock ends their collections. */
import { publisherOf, recordEvent } from '../../civic/proposal/history.ts';
import { changeProposal, holdProposal } from '../../civic/proposal/proposals.ts';
import {
	collectionsToEnd,
	endCollection,
	findCollection,
	reachNumber,
	sign,
	stateOf,
	termsOf,
	type Collection,
	type CollectionState,
	type SignatureReceipt,
} from '../../civic/signature/signatures.ts';
import { ApiError } from '../../http/api-error.ts';
import { decide, type Inside, type Services } from '../../services.ts';
import { requirePetition, textOf, type Petition } from './petitions.ts';
import type { Names } from './rules.ts';
import { rulesOf, SERVICE } from './service.ts';
import { dueAfter, endOfAppeal } from './terms.ts';

/** @throws ApiError not-found */
export async function requireCollection(inside: Inside, id: string): Promise<Collection> {
	const found = await findCollection(inside, id);
	if (!found) throw new ApiError('not-found');
	return found;
}

/** Signs a petition; the signature that completes the number is told to everybody. @throws ApiError not-found, signature.{closed,twice} */
export async function signPetition(
	inside: Inside,
	id: string,
	{ account, name }: { readonly account: string; readonly name: string },
): Promise<SignatureReceipt & CollectionState> {
	const petition = await requirePetition(inside, id);
	await holdProposal(inside, id);
	const { names, needed } = termsOf(await requireCollection(inside, id));
	const receipt = await sign(inside, id, account, listedName(name, names));
	const { signed, isReached } = await requireCollection(inside, id);
	if (signed >= needed && isReached === null) await reach(inside, petition);
	return { ...receipt, ...stateOf(inside, await requireCollection(inside, id)) };
}

/** A name as the public list has it: «Шевченко Тарас Григорович» is there as it is, as «Шевченко Т. Г.», or not at all. */
export function listedName(name: string, names: Names): string | undefined {
	if (names === 'none') return undefined;
	const [family = '', ...given] = name.normalize('NFC').trim().split(/\s+/);
	if (names === 'full') return [family, ...given].join(' ');
	const initials = given.map((word) => `${Array.from(word)[0]!.toLocaleUpperCase('uk')}.`);
	return [family, ...initials].join(' ');
}

async function reach(inside: Inside, petition: Petition): Promise<void> {
	const { id } = petition;
	const rules = await rulesOf(inside, (await textOf(inside, petition)).rules);
	if (rules.goesOn) await reachNumber(inside, id);
	else await endCollection(inside, id);
	const due = await dueAfter(inside, rules.startDays);
	await changeProposal(inside, id, { status: 'reached', due });
	await recordEvent(inside, id, 'reached', await publisherOf(inside, id), { due });
}

/** What the clock does: collections whose time is over end. Who has too few signatures gets an answer as to an ordinary appeal. */
export async function endPetitions(services: Services): Promise<void> {
	for (const id of await collectionsToEnd(services, SERVICE))
		await decide(services, async (inside) => {
			await holdProposal(inside, id);
			const { endedAt, ends } = await requireCollection(inside, id);
			// Another process may have ended it meanwhile.
			if (endedAt !== null || (await endCollection(inside, id))) return;
			const due = endOfAppeal(ends);
			await changeProposal(inside, id, { status: 'unreached', due });
			await recordEvent(inside, id, 'unreached', await publisherOf(inside, id), { due });
		});
}
