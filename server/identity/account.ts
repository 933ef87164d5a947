/** What people see of their own account. */
import type { AccountPage, Me } from '../api/contract.ts';
import { STAFF_ROLES } from '../db/schema.ts';
import { makeRightsReader } from '../electorate/rights.ts';
import type { Person } from '../http/endpoint.ts';
import type { Services } from '../services.ts';
import { passkeysOf } from './passkeys.ts';
import { sessionsOf } from './sessions.ts';

export const meOf = ({ name, roles, assurance }: Person): Me => ({ name, roles, assurance });

/** Reads accounts, remembering what it has read of the register. */
export function makeAccountReader(services: Services): (person: Person) => Promise<AccountPage> {
	const rightsOf = makeRightsReader(services);
	return async ({ account, session, roles, assurance }) => {
		const sessions = await sessionsOf(services, account);
		const passkeys = await passkeysOf(services, services.store.db, account);
		return {
			sessions: sessions.map((s) => ({
				signedInAt: s.createdAt,
				expiresAt: s.expiresAt,
				assurance: s.assurance,
				isThis: s.tokenHash === session,
			})),
			passkeys: passkeys.map(({ id, name, createdAt, usedAt }) => ({
				id,
				name,
				createdAt,
				...(usedAt === null ? {} : { usedAt }),
			})),
			isStaff: roles.some((role) => STAFF_ROLES.includes(role as never)),
			rights: assurance === 'low' ? [] : await rightsOf(account),
		};
	};
}
