/** Batches of paper forms: two persons enter each without seeing each other's entry; what both read the same goes to the register. Spec: SPEC §10.10. */
import { randomBytes, randomUUID } from 'node:crypto';
import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { parsePaperLine, writePaperLine } from '../../crypto/budget/paper-line.ts';
import type { Pot } from '../../crypto/budget/pot.ts';
import { sha256Hex } from '../../crypto/hash.ts';
import {
	encodePaperBatch,
	makePaperBatch,
	parsePaperBatch,
	type PaperBatch,
} from '../../crypto/verify/paper.ts';
import type { Schema } from '../db/schema.ts';
import { ApiError } from '../http/api-error.ts';
import type { Inside } from '../services.ts';
import { requirePhase, type Vote } from '../votes/votes.ts';
import { formsHandedOut, requirePaper } from './forms.ts';

type Batch = Schema['paperBatches']['$inferSelect'];

/** A line for each pot of each form, as {@link parsePaperLine} reads them. */
export type Lines = readonly (readonly string[])[];

export type NewBatch = Pick<Batch, 'label' | 'forms' | 'sheet'>;

/** Begins a batch. @returns its id @throws ApiError paper.{not-taken,complete,too-many}, vote.phase */
export async function beginBatch(inside: Inside, vote: Vote, batch: NewBatch): Promise<string> {
	const { db, store, now } = inside;
	await requireTime(inside, vote);
	await requireHandedOut(inside, vote, batch.forms);
	const id = randomUUID();
	await db.insert(store.t.paperBatches).values({ ...batch, id, vote: vote.id, createdAt: now() });
	return id;
}

/** Removes a batch that is not entered, with what was read of it. @throws ApiError not-found, paper.{not-taken,complete,entered}, vote.phase */
export async function removeBatch(inside: Inside, vote: Vote, id: string): Promise<void> {
	const { db, store } = inside;
	const { paperBatches, paperEntries } = store.t;
	await requireTime(inside, vote);
	await requireUnentered(inside, vote, id);
	await db.delete(paperEntries).where(eq(paperEntries.batch, id));
	await db.delete(paperBatches).where(eq(paperBatches.id, id));
}

/**
 * Keeps what a person read from a batch, in the place of what they read before. The entry that agrees with the other person's puts the
 * batch into the register.
 * @throws ApiError not-found, paper.{not-taken,complete,entered,lines,two-persons,too-many}, vote.phase
 */
export async function enterBatch(
	inside: Inside,
	vote: Vote,
	id: string,
	person: string,
	typed: Lines,
): Promise<void> {
	const { db, store } = inside;
	const { paperEntries } = store.t;
	await requireTime(inside, vote);
	const batch = await requireUnentered(inside, vote, id);
	const lines = normalize(vote.pots, batch.forms, typed);
	const others = (await entriesOf(inside, id)).filter((entry) => entry.person !== person);
	if (others.length > 1) throw new ApiError('paper.two-persons');
	await db
		.insert(paperEntries)
		.values({ batch: id, person, lines })
		.onConflictDoUpdate({ target: [paperEntries.batch, paperEntries.person], set: { lines } });
	const [other] = others;
	if (other && differing(lines, other.lines).length === 0) await enter(inside, vote, batch, lines);
}

/** Each line in its one spelling. @throws ApiError paper.lines, with the number of the form and the pot's id of each */
function normalize(pots: readonly Pot[], forms: number, typed: Lines): Lines {
	const faults: Record<string, string> = {};
	if (typed.length !== forms) faults['forms'] = `${typed.length} forms instead of ${forms}`;
	const lines = typed.map((form, f) =>
		pots.map((pot, p) => {
			const read = parsePaperLine(pot, form[p] ?? '');
			if (!read.ok) faults[`${f + 1}.${pot.id}`] = read.error.code;
			return read.ok ? writePaperLine(read.value) : '';
		}),
	);
	if (Object.keys(faults).length > 0) throw new ApiError('paper.lines', {}, faults);
	return lines;
}

/** Numbers, from 1, of the forms that two persons read differently. */
export const differing = (one: Lines, other: Lines): number[] =>
	one.flatMap((form, f) => (form.every((line, p) => line === other[f]![p]) ? [] : [f + 1]));

/** Puts a batch into the register; of the entries only who made them is kept. */
async function enter(inside: Inside, vote: Vote, batch: Batch, lines: Lines): Promise<void> {
	const { civic, db, store, now } = inside;
	const { paperBatches, paperEntries } = store.t;
	await requireHandedOut(inside, vote, batch.forms);
	const { id: uuid, pots } = vote;
	const entered = and(eq(paperBatches.vote, uuid), isNotNull(paperBatches.number));
	const number = (await db.$count(paperBatches, entered)) + 1;
	const forms = lines.map((form) =>
		form.map((line, p) => {
			const read = parsePaperLine(pots[p]!, line);
			if (!read.ok) throw new TypeError(read.error.message);
			return read.value;
		}),
	);
	const salt = randomBytes(32).toString('hex');
	const facts = { uuid, batch: number, sheet: batch.sheet, salt };
	const text = encodePaperBatch(makePaperBatch(facts, pots, forms));
	await db.update(paperBatches).set({ number, text }).where(eq(paperBatches.id, batch.id));
	await db.update(paperEntries).set({ lines: [] }).where(eq(paperEntries.batch, batch.id));
	const at = Math.max(now(), vote.closed!.at);
	const entry = { object: uuid, batch: number, ballots: batch.forms, hash: sha256Hex(text), at };
	await civic.append(db, [{ type: 'paper', ...entry }]);
}

/** From the close until two persons have decided that all is entered. @throws ApiError paper.{not-taken,complete}, vote.phase */
async function requireTime(inside: Inside, vote: Vote): Promise<void> {
	requirePaper(vote);
	requirePhase(vote, 'closed');
	if (await isPaperComplete(inside, vote.id)) throw new ApiError('paper.complete');
}

/** Whether two persons have decided that all paper ballots are entered. */
export async function isPaperComplete(
	{ db, store: { t } }: Inside,
	vote: string,
): Promise<boolean> {
	const { decisions } = t;
	const decided = and(
		eq(decisions.vote, vote),
		eq(decisions.kind, 'paper'),
		isNotNull(decisions.decidedAt),
	);
	return (await db.$count(decisions, decided)) > 0;
}

/** When it can be decided that all is entered. @throws ApiError paper.{not-taken,complete,unfinished}, vote.phase */
export async function requireAllEntered(inside: Inside, vote: Vote): Promise<void> {
	const { db, store } = inside;
	const { paperBatches } = store.t;
	await requireTime(inside, vote);
	const unfinished = and(eq(paperBatches.vote, vote.id), isNull(paperBatches.number));
	if ((await db.$count(paperBatches, unfinished)) > 0) throw new ApiError('paper.unfinished');
}

/** Nobody decrypts a vote on paper, too, before all paper is entered. @throws ApiError paper.not-complete */
export async function requirePaperComplete(inside: Inside, vote: Vote): Promise<void> {
	if (vote.isPaper && !(await isPaperComplete(inside, vote.id)))
		throw new ApiError('paper.not-complete');
}

/** @throws ApiError paper.too-many where entered forms, with so many more, are more than were handed out */
async function requireHandedOut(inside: Inside, vote: Vote, more: number): Promise<void> {
	const entered = await formsEntered(inside, vote.id);
	if (entered + more > (await formsHandedOut(inside, vote.id)))
		throw new ApiError('paper.too-many');
}

/** How many forms stand in the register. */
export async function formsEntered({ db, store: { t } }: Inside, vote: string): Promise<number> {
	const { forms, number } = t.paperBatches;
	const [row] = await db
		.select({ sum: sql<number | string | null>`sum(${forms})` })
		.from(t.paperBatches)
		.where(and(eq(t.paperBatches.vote, vote), isNotNull(number)));
	return Number(row?.sum ?? 0);
}

/** @throws ApiError not-found, paper.entered */
async function requireUnentered(
	{ db, store: { t } }: Inside,
	vote: Vote,
	id: string,
): Promise<Batch> {
	const { paperBatches } = t;
	const [batch] = await db
		.select()
		.from(paperBatches)
		.where(and(eq(paperBatches.vote, vote.id), eq(paperBatches.id, id)));
	if (!batch) throw new ApiError('not-found');
	if (batch.number !== null) throw new ApiError('paper.entered');
	return batch;
}

const entriesOf = async ({ db, store: { t } }: Inside, batch: string) =>
	await db.select().from(t.paperEntries).where(eq(t.paperEntries.batch, batch));

/** Texts of the batches in the register, in their order. */
export async function paperTexts({ db, store: { t } }: Inside, vote: string): Promise<string[]> {
	const { paperBatches } = t;
	const rows = await db
		.select({ text: paperBatches.text })
		.from(paperBatches)
		.where(and(eq(paperBatches.vote, vote), isNotNull(paperBatches.number)))
		.orderBy(paperBatches.number);
	return rows.map(({ text }) => text!);
}

/** A batch that was entered. */
export function readBatch(text: string): PaperBatch {
	const read = parsePaperBatch(text);
	if (!read.ok) throw new TypeError(read.error.message);
	return read.value;
}
