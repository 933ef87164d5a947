/** What those see who count paper: of another person's entry no more than which forms differ. */
import { eq } from 'drizzle-orm';
import type { PaperBatchView, PaperView } from '../api/contract.ts';
import type { Inside } from '../services.ts';
import type { Vote } from '../votes/votes.ts';
import { differing, formsEntered, isPaperComplete } from './batches.ts';
import { formsHandedOut, requirePaper } from './forms.ts';

/** @param reader - an account @throws ApiError paper.not-taken */
export async function viewPaper(inside: Inside, vote: Vote, reader: string): Promise<PaperView> {
	requirePaper(vote);
	return {
		handedOut: await formsHandedOut(inside, vote.id),
		entered: await formsEntered(inside, vote.id),
		isComplete: await isPaperComplete(inside, vote.id),
		batches: await batchesOf(inside, vote.id, reader),
	};
}

async function batchesOf(
	{ db, store: { t } }: Inside,
	vote: string,
	reader: string,
): Promise<PaperBatchView[]> {
	const { paperBatches, paperEntries } = t;
	const batches = await db
		.select()
		.from(paperBatches)
		.where(eq(paperBatches.vote, vote))
		.orderBy(paperBatches.createdAt, paperBatches.id);
	const entries = await db
		.select({ batch: paperEntries.batch, person: paperEntries.person, lines: paperEntries.lines })
		.from(paperEntries)
		.innerJoin(paperBatches, eq(paperBatches.id, paperEntries.batch))
		.where(eq(paperBatches.vote, vote));
	return batches.map(({ id, label, forms, sheet, number }): PaperBatchView => {
		const those = entries.filter(({ batch }) => batch === id);
		const own = those.find(({ person }) => person === reader);
		const isEntered = number !== null;
		const [one, other] = those;
		return {
			id,
			label,
			forms,
			sheet,
			people: those.length,
			...(isEntered ? { number } : {}),
			...(own && !isEntered ? { own: own.lines } : {}),
			...(one && other && !isEntered ? { differing: differing(one.lines, other.lines) } : {}),
		};
	});
}
