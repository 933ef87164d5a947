/** The petition service of a community: one process whose terms are the rules of petitions. Every petition keeps the version it was published under. */
import { eq } from 'drizzle-orm';
import { documentsOf, requireDocument, type Document } from '../../civic/process/documents.ts';
import {
	holdProcess,
	publishTerms,
	saveDraft,
	TERMS,
	versionOf,
	type Process,
} from '../../civic/process/processes.ts';
import { ApiError } from '../../http/api-error.ts';
import type { Inside } from '../../services.ts';
import {
	decodeRules,
	encodeRules,
	readRules,
	USUAL_RULES,
	type PetitionRules,
	type RulesDraft,
} from './rules.ts';

export const PETITION = 'petition';
/** The id of the one process. */
export const SERVICE = 'petitions';
const TITLE = 'Електронні петиції';

/** The process, which nobody else changes until this decision ends; the first who asks begins it. */
export async function holdService(inside: Inside): Promise<Process> {
	const { db, store, now } = inside;
	const fresh = { id: SERVICE, kind: PETITION, draft: USUAL_RULES, version: 0, title: '' };
	await db
		.insert(store.t.processes)
		.values({ ...fresh, createdAt: now() })
		.onConflictDoNothing();
	return await holdProcess(inside, PETITION, SERVICE);
}

/** Rules as they are typed, with the version that is to be said when they are changed. */
export type RulesDraftState = {
	readonly draft: RulesDraft;
	readonly version: string;
	/** The version of the published rules; 0 before the first. */
	readonly published: number;
};

export async function viewRulesDraft({ db, store: { t } }: Inside): Promise<RulesDraftState> {
	const [service] = await db.select().from(t.processes).where(eq(t.processes.id, SERVICE));
	const { draft, version } = service ?? { draft: USUAL_RULES, version: 0 };
	return { draft: draft as RulesDraft, version: versionOf(draft), published: version };
}

/** @throws ApiError request.outdated */
export async function saveRulesDraft(
	inside: Inside,
	draft: RulesDraft,
	seen: string | undefined,
): Promise<string> {
	await saveDraft(inside, await holdService(inside), draft, seen);
	return versionOf(draft);
}

/** Publishes the rules that are typed, for petitions that are published from now on. @throws ApiError petition.rules, request.outdated */
export async function publishRules(
	inside: Inside,
	reason: string,
	seen: string | undefined,
): Promise<number> {
	const service = await holdService(inside);
	if (versionOf(service.draft) !== seen) throw new ApiError('request.outdated');
	const rules = readRules(service.draft as RulesDraft);
	if (service.version > 0 && reason === '')
		throw new ApiError('petition.rules', {}, { reason: 'empty' });
	const text = encodeRules(rules);
	return await publishTerms(inside, service, { title: TITLE, schedule: null, text, reason });
}

export type Rules = { readonly version: number; readonly rules: PetitionRules };

/** The rules of now; nothing before the first. */
export async function findRules(inside: Inside): Promise<Rules | undefined> {
	const [latest] = await rulesVersions(inside);
	return latest && { version: latest.version, rules: decodeRules(latest.text) };
}

/** @throws ApiError not-found while there are none */
export async function requireRules(inside: Inside): Promise<Rules> {
	const found = await findRules(inside);
	if (!found) throw new ApiError('not-found');
	return found;
}

/** The rules that a petition was published under. @throws ApiError not-found */
export const rulesOf = async (inside: Inside, version: number): Promise<PetitionRules> =>
	decodeRules((await requireDocument(inside, SERVICE, TERMS, version)).text);

/** Every version, the latest first. */
export const rulesVersions = async (inside: Inside): Promise<Document[]> =>
	await documentsOf(inside, SERVICE, TERMS);
