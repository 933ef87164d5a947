/** Petitions for tests. */
import type { Store } from '../../server/db/store.ts';
import type {
	OwnPetition,
	PetitionDraft,
	PetitionPage,
	PetitionToHandle,
	RulesDraft,
	RulesDraftView,
} from '../../server/api/contract.ts';
import { fromKyivTime } from '../../crypto/kyiv-time.ts';
import { good } from './open-vote.ts';
import { addPerson, startPlatform, type Clock, type RunningPlatform } from './platform.ts';

export type PetitionPlatform = RunningPlatform & { readonly clock: Clock };

/** A Monday, at noon in Kyiv. */
export const MONDAY = fromKyivTime('2027-03-01T12:00')!;
export const HOUR = 3600;
export const DAY = 24 * HOUR;

/** Rules as a secretary types them: what the statute of a small community might say. */
export const RULES: Partial<RulesDraft> = {
	basis: 'statute',
	decision: 'Статут громади, рішення № 7 від 01.02.2027',
	needed: '2',
	days: '30',
};

/** Publishes rules that differ from the usual ones in this. */
export async function publishRules(
	p: RunningPlatform,
	changes: Partial<RulesDraft> = RULES,
	reason = 'Новий статут',
): Promise<void> {
	const { draft, version } = (await good(
		p.call('sec', 'GET', '/petition-rules/draft'),
	)) as never as RulesDraftView;
	const saved = await good(
		p.call('sec', 'PUT', '/petition-rules/draft', { ...draft, ...changes }, seen(version)),
	);
	const next = seen(String(saved['version']));
	await good(p.call('sec', 'POST', '/petition-rules/publication', { reason }, next));
}

export const seen = (version: string) => ({ 'if-match': `"${version}"` });

/** A platform that takes petitions, and somebody of every role. */
export async function startPetitions(
	store: Store,
	rules: Partial<RulesDraft> = RULES,
): Promise<PetitionPlatform> {
	const clock = { now: MONDAY };
	const p = await startPlatform(store, clock);
	for (const person of ['ann', 'bob', 'eve', 'joe']) await addPerson(store, person);
	await addPerson(store, 'sec', 'secretary');
	await addPerson(store, 'mod', 'moderator');
	await publishRules(p, rules).catch(async (e: unknown) => {
		await p.close();
		throw e;
	});
	return { ...p, clock };
}

/** A petition as somebody types it, without a mistake. */
export const petitionDraft = (changes: Partial<PetitionDraft> = {}): PetitionDraft => ({
	title: 'Відремонтувати міст через Гнізну',
	essence:
		'Міст через річку Гнізну в аварійному стані: плити просіли, поруччя немає. Просимо відремонтувати його до зими.',
	topic: 'Дороги й транспорт',
	asksHearing: false,
	email: 'ann@example.org',
	...changes,
});

export const ownPetition = async (p: RunningPlatform, id: string, who = 'ann') =>
	(await good(p.call(who, 'GET', `/petitions/${id}/draft`))) as never as OwnPetition;
export const petitionOf = async (p: RunningPlatform, id: string) =>
	(await good(p.call(undefined, 'GET', `/petitions/${id}`))) as never as PetitionPage;
export const handled = async (p: RunningPlatform, id: string, who = 'mod') =>
	(await good(p.call(who, 'GET', `/petitions/${id}/handling`))) as never as PetitionToHandle;

/** Types a petition into a new draft. @returns its id */
export async function writePetition(
	p: RunningPlatform,
	draft = petitionDraft(),
	who = 'ann',
): Promise<string> {
	const id = String((await good(p.call(who, 'POST', '/petitions')))['id']);
	const { version } = await ownPetition(p, id, who);
	await good(p.call(who, 'PUT', `/petitions/${id}/draft`, draft, seen(version)));
	return id;
}

export async function submitPetition(p: RunningPlatform, id: string, who = 'ann') {
	const { version } = await ownPetition(p, id, who);
	return await p.call(who, 'POST', `/petitions/${id}/submit`, { agreed: true }, seen(version));
}

export async function check(p: RunningPlatform, id: string, body: object = {}, who = 'mod') {
	const { version } = await handled(p, id);
	const publish = { verdict: 'publish', reasons: [], text: '' };
	return await p.call(
		who,
		'POST',
		`/petitions/${id}/check`,
		{ ...publish, ...body },
		seen(version),
	);
}

/** A petition of ann's that collects signatures. */
export async function collecting(p: RunningPlatform, draft = petitionDraft()): Promise<string> {
	const id = await writePetition(p, draft);
	await good(submitPetition(p, id));
	await good(check(p, id));
	return id;
}

export const sign = (p: RunningPlatform, id: string, who: string | undefined) =>
	p.call(who, 'POST', `/petitions/${id}/signature`);

/** The same, signed by as many as {@link RULES} ask for. */
export async function reached(p: RunningPlatform, draft = petitionDraft()): Promise<string> {
	const id = await collecting(p, draft);
	for (const who of ['bob', 'eve']) await good(sign(p, id, who));
	return id;
}

/** What the secretary does with a petition. */
export const handle = (
	p: RunningPlatform,
	id: string,
	step: string,
	body: object = {},
	who = 'sec',
) =>
	p.call(who, 'POST', `/petitions/${id}/${step}`, {
		text: 'Розглядає виконавчий комітет, засідання 5 березня.',
		...body,
	});
export const SIGNED_BY = { signedBy: 'Сільська голова Марія Коваль' };
