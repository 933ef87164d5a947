/** The desk: who shows there who they are gets a paper form in place of a token, and never both. Spec: SPEC §10.10. */
import { randomBytes } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { enterIssuances, requireOpen } from '../electorate/issue.ts';
import { isPlausible, writeNumber } from '../electorate/registry-number.ts';
import { ApiError } from '../http/api-error.ts';
import { identityOf, type Claims } from '../identity/people.ts';
import type { Inside } from '../services.ts';
import type { Vote } from '../votes/votes.ts';

/** @throws ApiError paper.not-taken */
export function requirePaper({ isPaper }: Pick<Vote, 'isPaper'>): void {
	if (!isPaper) throw new ApiError('paper.not-taken');
}

/**
 * Marks on the roll that a person got a form. The number by which the registry knows them is kept nowhere.
 * @throws ApiError paper.{not-taken,number,not-on-roll,has-token,has-form}, vote.not-open, vote.closed
 */
export async function handOutForm(
	inside: Inside,
	vote: Vote,
	person: Pick<Claims, 'domain' | 'subject'>,
): Promise<void> {
	const { civic, db, keys, now } = inside;
	requirePaper(vote);
	await civic.lock(db);
	requireOpen(vote, now());
	if (!isPlausible(person.domain, writeNumber(person.domain, person.subject)))
		throw new ApiError('paper.number');
	const place = await placeOf(inside, vote.id, identityOf(keys, person));
	if (!place) throw new ApiError('paper.not-on-roll');
	const { position, tag, isForm } = place;
	if (isForm !== null) throw new ApiError(isForm ? 'paper.has-form' : 'paper.has-token');
	// Nobody can tell it from the hash of a request for a token.
	const request = randomBytes(32).toString('hex');
	await enterIssuances(inside, vote.id, [{ position, tag, request, hash: request, isForm: true }]);
}

/** Where somebody stands on the roll; `isForm` is null while they have taken nothing. */
async function placeOf({ db, store: { t } }: Inside, vote: string, identity: string) {
	const [place] = await db
		.select({
			position: t.roll.position,
			tag: t.roll.tag,
			isForm: t.issuances.isForm,
		})
		.from(t.roll)
		.leftJoin(
			t.issuances,
			and(eq(t.issuances.vote, t.roll.vote), eq(t.issuances.position, t.roll.position)),
		)
		.where(and(eq(t.roll.vote, vote), eq(t.roll.identity, identity)));
	return place;
}

/** How many forms were handed out. */
export const formsHandedOut = ({ db, store: { t } }: Inside, vote: string): Promise<number> =>
	Promise.resolve(
		db.$count(t.issuances, and(eq(t.issuances.vote, vote), eq(t.issuances.isForm, true))),
	);
