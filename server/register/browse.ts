/** Entries of a register as people leaf through them: the latest first, by vote and by type. */
import { and, desc, eq, inArray, lt } from 'drizzle-orm';
import type { CivicEntry, Entry } from '../../crypto/register/entry-schema.ts';
import { openWitnessed } from '../../crypto/register/policy.ts';
import { bytesToHex, parseUtf8 } from '../../crypto/bytes.ts';
import type {
	EntryFilter,
	EntryList,
	EntryProof,
	RegisterName,
	RegisterView,
	WitnessesView,
} from '../api/contract.ts';
import type { Inside, Services } from '../services.ts';
import type { Published } from './publication.ts';
import type { Witnessing } from './witnessing.ts';

/** Entries of one page. */
const PAGE = 50;

const registerOf = ({ civic, box }: Services, kind: RegisterName) =>
	kind === 'civic' ? civic : box;

/** A register as the public sees it. */
export async function viewRegister(services: Services, kind: RegisterName): Promise<RegisterView> {
	const register = registerOf(services, kind);
	const { size, root } = await register.publishedTree();
	const published = await register.published();
	const { name, verifierKey } = register;
	const { witnessing } = services;
	return {
		name,
		key: verifierKey,
		size,
		root: bytesToHex(root),
		...(published ? { checkpoint: published.checkpoint } : {}),
		...(witnessing
			? { witnesses: viewWitnesses(witnessing, published, (await register.head()).size) }
			: {}),
	};
}

/** Who has cosigned what is public, and how much waits for them. */
function viewWitnesses(
	{ policy }: Witnessing,
	published: Published | undefined,
	size: number,
): WitnessesView {
	const opened = published && openWitnessed(published.checkpoint, policy);
	const times = new Map(
		opened?.ok === true ? opened.value.witnesses.map((w) => [w.name, w.timeSeconds]) : [],
	);
	return {
		witnesses: policy.witnesses.map(({ name }) => {
			const at = times.get(name);
			return at === undefined ? { name } : { name, at };
		}),
		isQuorumMet: opened?.ok === true,
		waiting: size - (published?.size ?? 0),
	};
}

/** Public entries that fit, the latest first, from before an index on. */
export async function listEntries(
	services: Services,
	kind: RegisterName,
	{ vote, type, before }: EntryFilter,
): Promise<EntryList> {
	const { db, t } = services.store;
	const { entries } = t;
	const register = registerOf(services, kind);
	const published = await register.published();
	const rows = await db
		.select({ index: entries.index, bytes: entries.bytes })
		.from(entries)
		.where(
			and(
				eq(entries.register, register.name),
				lt(entries.index, Math.min(before ?? Infinity, published?.size ?? 0)),
				vote === undefined ? undefined : eq(entries.object, vote),
				type === undefined ? undefined : eq(entries.type, type),
			),
		)
		.orderBy(desc(entries.index))
		.limit(PAGE + 1);
	const found = rows.slice(0, PAGE).map(({ index, bytes }) => ({ index, entry: read(bytes) }));
	const last = found.at(-1);
	return { entries: found, ...(rows.length > PAGE && last ? { next: last.index } : {}) };
}

/** All entries of the civic register about a vote that have one of these types, in order. */
export async function entriesAbout<T extends CivicEntry['type']>(
	{ db, store, civic }: Inside,
	vote: string,
	types: readonly T[],
): Promise<{ readonly index: number; readonly entry: Extract<CivicEntry, { type: T }> }[]> {
	const { entries } = store.t;
	const rows = await db
		.select({ index: entries.index, bytes: entries.bytes })
		.from(entries)
		.where(
			and(
				eq(entries.register, civic.name),
				eq(entries.object, vote),
				inArray(entries.type, [...types]),
			),
		)
		.orderBy(entries.index);
	return rows.map(({ index, bytes }) => ({ index, entry: read(bytes) as never }));
}

/** An entry with the proof that it is there; `undefined` where there is none. */
export async function findEntry(
	services: Services,
	kind: RegisterName,
	index: number,
): Promise<EntryProof | undefined> {
	const register = registerOf(services, kind);
	const receipt = await register.receipt(index);
	if (receipt === undefined) return undefined;
	const text = parseUtf8(await register.entry(index))!;
	return { index, entry: JSON.parse(text) as Entry, text, receipt };
}

const read = (bytes: Uint8Array): Entry => JSON.parse(parseUtf8(bytes)!) as Entry;
