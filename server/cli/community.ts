/** What `create` and `grant` do. Apart from their options, so that commands without a database start without one. */
import { createCommunity, openCommunity, type Community } from '../community.ts';
import { openPostgres } from '../db/postgres.ts';
import type { Role } from '../db/schema.ts';
import { databaseIn, openSqlite } from '../db/sqlite.ts';
import type { Store } from '../db/store.ts';
import { forgetPasskeys } from '../identity/passkeys.ts';
import {
	EMAIL_DOMAIN,
	enrolInside,
	grantRoles,
	identityOf,
	type Claims,
} from '../identity/people.ts';
import { decide } from '../services.ts';
import { draftVote, listSeatable, type Draft } from '../votes/create.ts';
import { workHere } from '../work/jobs.ts';
import { masterKeyOf } from './operating.ts';

/** @returns the verifier keys of its registers */
export const create = (data: string, community: Community): Promise<string[]> =>
	withStore(data, async (store) => {
		const { civic, box } = await createCommunity(partsOf(data, store), community);
		return [civic.verifierKey, box.verifierKey];
	});

/** Gives a person, who need not have signed in yet, a role. @throws Error for who is known by an e-mail address alone */
export const grant = (data: string, person: Claims, role: Role): Promise<void> =>
	withStore(data, async (store) => {
		if (person.domain === EMAIL_DOMAIN)
			throw new Error('an e-mail address does not prove who somebody is: they can have no role');
		const services = await openCommunity(partsOf(data, store));
		await decide(services, async (inside) => {
			await grantRoles(inside, await enrolInside(inside, person), [role]);
		});
	});

/** Removes the passkeys of a person who has lost them. @returns how many there were @throws Error where nobody is known by it */
export const forget = (data: string, person: Omit<Claims, 'name'>): Promise<number> =>
	withStore(data, async (store) => {
		const services = await openCommunity(partsOf(data, store));
		return await forgetPasskeys(services, identityOf(services.keys, person));
	});

const partsOf = (data: string, store: Store) => ({
	store,
	masterKey: masterKeyOf(data),
	work: workHere,
	now: () => Math.floor(Date.now() / 1000),
});

/**
 * Keeps a draft, with everybody who may sit on a commission as its commission.
 * @param threshold - by default more than half of them
 * @returns the vote's id @throws Error where nobody may, ApiError for a draft that does not hold
 */
export const importDraft = (
	data: string,
	draft: Omit<Draft, 'commission' | 'threshold'>,
	threshold: number | undefined,
): Promise<string> =>
	withStore(data, async (store) => {
		const services = await openCommunity(partsOf(data, store));
		const commission = await listSeatable(services);
		if (commission.length === 0)
			throw new Error('nobody may sit on a commission: grant the role commission first');
		const needed = threshold ?? Math.floor(commission.length / 2) + 1;
		return await decide(services, (inside) =>
			draftVote(inside, { ...draft, commission, threshold: needed }),
		);
	});

async function withStore<T>(data: string, work: (store: Store) => Promise<T>): Promise<T> {
	const url = process.env['DATABASE_URL'];
	const store = url === undefined ? openSqlite(databaseIn(data)) : await openPostgres(url);
	return work(store).finally(store.close);
}
