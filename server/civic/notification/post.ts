/** Letters on their way: kept sealed until the mail server has taken them. */
import { and, asc, eq, lte, sql } from 'drizzle-orm';
import { makeUuid } from '../../../crypto/election/definition.ts';
import type { Letter, Mailer } from '../../identity/mailer.ts';
import { decide, type Inside, type Services } from '../../services.ts';

const MOST_TRIES = 6;
/** Seconds to the next try; doubled with each. */
const PAUSE = 300;

type Addressed = { readonly to: string; readonly letter: Letter };
const labelOf = (id: string) => `letter/${id}`;

export async function postLetter(
	{ db, store: { t }, keys, now }: Inside,
	to: string,
	letter: Letter,
): Promise<void> {
	const id = makeUuid();
	const sealed = keys.seal(
		Buffer.from(JSON.stringify({ to, letter } satisfies Addressed)),
		labelOf(id),
	);
	await db.insert(t.letters).values({ id, sealed, tries: 0, due: now() });
}

/** Takes the next letter that is due; while it is tried, no other process takes it. */
const takeLetter = (services: Services) =>
	decide(services, async ({ db, store: { t }, now }) => {
		const { letters } = t;
		const [next] = await db
			.select({ id: letters.id })
			.from(letters)
			.where(lte(letters.due, now()))
			.orderBy(asc(letters.due))
			.limit(1);
		if (!next) return undefined;
		const [taken] = await db
			.update(letters)
			.set({ tries: sql`${letters.tries} + 1`, due: now() + PAUSE })
			.where(and(eq(letters.id, next.id), lte(letters.due, now())))
			.returning();
		return taken;
	});

/** Hands over every letter that is due. @param onError - hears of each that was not taken, without its address */
export async function sendLetters(
	services: Services,
	mailer: Mailer,
	onError: (e: unknown) => void,
): Promise<void> {
	const { db, t } = services.store;
	for (;;) {
		const taken = await takeLetter(services);
		if (!taken) return;
		const { id, sealed, tries } = taken;
		const { to, letter } = JSON.parse(
			services.keys.unseal(sealed, labelOf(id)).toString(),
		) as Addressed;
		const failure = await mailer.send({ address: to, masked: '' }, letter).then(
			() => undefined,
			(e: unknown) => e,
		);
		if (failure !== undefined) onError(failure);
		if (failure === undefined || tries >= MOST_TRIES)
			await db.delete(t.letters).where(eq(t.letters.id, id));
		else
			await db
				.update(t.letters)
				.set({ due: services.now() + PAUSE * 2 ** tries })
				.where(eq(t.letters.id, id));
	}
}
