/** Runs of instruments: their drafts, their published terms, and the phase that each is in. */
import { and, desc, eq, gt } from 'drizzle-orm';
import { encodeCanonicalJson, type Json } from '../../../crypto/register/canonical-json.ts';
import { makeUuid } from '../../../crypto/election/definition.ts';
import { sha256Hex } from '../../../crypto/hash.ts';
import type { Schema } from '../../db/schema.ts';
import type { Notice } from '../../db/schema-talk.ts';
import type { Schedule } from '../../db/schema-civic.ts';
import { ApiError } from '../../http/api-error.ts';
import type { Inside, ServicesWithoutQueues } from '../../services.ts';
import { followersOf, tell } from '../notification/notify.ts';
import { publishDocument } from './documents.ts';

export type Process = Schema['processes']['$inferSelect'];

/** Terms are a document of this name. */
export const TERMS = 'terms';

/** Names a state of a draft: whoever changes it says which one they saw. */
export const versionOf = (draft: unknown): string => sha256Hex(encodeCanonicalJson(draft as Json));

/** @returns the id */
export async function beginProcess(
	{ db, store: { t }, now }: Inside,
	kind: string,
	draft: object,
): Promise<string> {
	const id = makeUuid();
	await db.insert(t.processes).values({ id, kind, draft, version: 0, title: '', createdAt: now() });
	return id;
}

/** @throws ApiError not-found */
export async function requireProcess(
	{ db, store: { t } }: Inside,
	kind: string,
	id: string,
): Promise<Process> {
	const [found] = await db
		.select()
		.from(t.processes)
		.where(and(eq(t.processes.id, id), eq(t.processes.kind, kind)));
	if (!found) throw new ApiError('not-found');
	return found;
}

/** The same, which nobody else changes until this decision ends. @throws ApiError not-found */
export async function holdProcess(
	{ db, store: { t } }: Inside,
	kind: string,
	id: string,
): Promise<Process> {
	const [held] = await db
		.update(t.processes)
		.set({ id })
		.where(and(eq(t.processes.id, id), eq(t.processes.kind, kind)))
		.returning();
	if (!held) throw new ApiError('not-found');
	return held;
}

/** @throws ApiError request.outdated */
export async function saveDraft(
	{ db, store: { t } }: Inside,
	process: Process,
	draft: object,
	seen: string | undefined,
): Promise<void> {
	if (versionOf(process.draft) !== seen) throw new ApiError('request.outdated');
	await db.update(t.processes).set({ draft }).where(eq(t.processes.id, process.id));
}

export type PublishedTerms = {
	readonly title: string;
	/** Nothing for a process that always goes on. */
	readonly schedule: Schedule | null;
	/** What the register has the hash of. */
	readonly text: string;
	/** Why they are changed; nothing for the first. */
	readonly reason: string;
};

/** Publishes a version of the terms: the first one begins the process in the register. @returns its number */
export async function publishTerms(
	inside: Inside,
	process: Process,
	{ title, schedule, text, reason }: PublishedTerms,
): Promise<number> {
	const { db, store } = inside;
	const { processes } = store.t;
	const version = process.version + 1;
	await publishDocument(
		inside,
		{ process: process.id, name: TERMS, text, reason },
		version === 1 ? 'process' : 'document',
	);
	const published = { ...process, title, schedule, version };
	await db.update(processes).set({ title, schedule, version }).where(eq(processes.id, process.id));
	await enterPhase(inside, published);
	return version;
}

/** The phase that a schedule says it is now; `undefined` before the first. After the end it is `closed`. */
export const phaseOf = ({ phases, ends }: Schedule, now: number): string | undefined =>
	now >= ends ? 'closed' : phases.findLast(({ begins }) => begins <= now)?.phase;

/** The phase of a process by the platform's clock; `undefined` before the first. */
export const currentPhase = (
	{ now }: Pick<ServicesWithoutQueues, 'now'>,
	{ schedule }: Pick<Process, 'schedule'>,
): string | undefined => (schedule === null ? undefined : phaseOf(schedule, now()));

/** Tells the register of the phase that has begun, if it does not know. The caller holds the process. */
export async function enterPhase(inside: Inside, process: Process): Promise<void> {
	const { civic, db, store, now } = inside;
	const phase = currentPhase(inside, process);
	if (phase === undefined || phase === process.phase) return;
	const entry = { type: 'phase', object: process.id, phase, at: now() } as const;
	const phaseEntry = await civic.append(db, [entry]);
	const { processes } = store.t;
	await db.update(processes).set({ phase, phaseEntry }).where(eq(processes.id, process.id));
	const { id, kind, title } = process;
	const notice: Notice =
		kind === 'poll' ? { kind, poll: id, title } : { kind: 'phase', edition: id, title };
	await tell(inside, await followersOf(inside, id), notice);
}

/** Says which vote was made of a process. */
export async function giveVote(
	{ db, store: { t } }: Inside,
	{ id }: Process,
	vote: string,
): Promise<void> {
	await db.update(t.processes).set({ vote }).where(eq(t.processes.id, id));
}

/** What the clock does with processes: the register learns of every phase that has begun. */
export async function enterPhases(services: ServicesWithoutQueues): Promise<void> {
	const { db, t, tx } = services.store;
	const { id, kind, schedule, phase, version } = t.processes;
	const running = await db
		.select({ id, kind, schedule, phase })
		.from(t.processes)
		.where(gt(version, 0));
	for (const process of running)
		if (currentPhase(services, process) !== (process.phase ?? undefined))
			await tx(async (inside) => {
				const one = { ...services, db: inside };
				await enterPhase(one, await holdProcess(one, process.kind, process.id));
			});
}

/** Those of a kind that are published, the latest first. */
export const publishedProcesses = async (
	{ store: { db, t } }: ServicesWithoutQueues,
	kind: string,
): Promise<Process[]> =>
	await db
		.select()
		.from(t.processes)
		.where(and(eq(t.processes.kind, kind), gt(t.processes.version, 0)))
		.orderBy(desc(t.processes.createdAt), t.processes.id);
