/** Why comments are removed: a list that the community keeps, each reason with the clause that it stands in. */
import type { Reason } from '../../db/schema-civic.ts';
import type { Inside } from '../../services.ts';
import { FieldReader } from '../fields.ts';
import { changeSetting, readSetting } from '../setting.ts';

const SETTING = 'moderation-reasons';

/** Until the community has a list of its own. The clauses are of the rules that the page about comments shows. */
const USUAL: readonly Reason[] = [
	{ text: 'Образи, погрози або мова ворожнечі', clause: 'п. 1' },
	{ text: 'Особисті дані інших людей', clause: 'п. 2' },
	{ text: 'Реклама або повторювані повідомлення', clause: 'п. 3' },
	{ text: 'Не стосується проєкту', clause: 'п. 4' },
	{ text: 'Агітація за партію або кандидата', clause: 'п. 5' },
	{ text: 'Порушення закону, зокрема заклики до насильства', clause: 'п. 6' },
];

export const reasonsToRemove = (inside: Inside): Promise<readonly Reason[]> =>
	readSetting(inside, SETTING, USUAL);

/** Puts a list in the place of the one that was read. @param typed - lines such as `reason | clause` @throws ApiError moderation.reasons, request.outdated */
export async function changeReasons(
	inside: Inside,
	typed: string,
	seen: string | undefined,
): Promise<void> {
	const read = new FieldReader();
	const reasons = read.reasons('reasons', typed);
	read.require('moderation.reasons');
	await changeSetting(inside, SETTING, await reasonsToRemove(inside), reasons, seen);
}
