/** The platform with its real doors: cookies, sign-in at a provider and by e-mail, passkeys. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ENDPOINTS } from '../../server/api/endpoints.ts';
import { createCommunity } from '../../server/community.ts';
import type { Role } from '../../server/db/schema.ts';
import type { Store } from '../../server/db/store.ts';
import { makeApp } from '../../server/http/app.ts';
import { makeLimits, type Limits } from '../../server/http/limits.ts';
import { isOwnFor } from '../../server/http/own-requests.ts';
import { makeSessionCookie } from '../../server/identity/cookies.ts';
import { makeMailer } from '../../server/identity/mailer.ts';
import { enrolInside, grantRoles } from '../../server/identity/people.ts';
import { makeProvider } from '../../server/identity/provider.ts';
import { providerSchema } from '../../server/identity/provider-settings.ts';
import { makeSignIn } from '../../server/identity/router.ts';
import { beginSession, findPerson } from '../../server/identity/sessions.ts';
import { decide, type Services } from '../../server/services.ts';
import { workHere } from '../../server/work/jobs.ts';
import { ENGINES, withStore } from './databases.ts';
import { sampleSettings, startIdGov, type IdGov } from './id-gov.ts';
import { startMailServer, type MailServer } from './mail-server.ts';
import { MASTER_KEY, type Clock } from './platform.ts';
import { Visitor } from './visitor.ts';

export type Doors = {
	readonly services: Services;
	readonly clock: Clock;
	/** Where people reach it: passkeys belong to `localhost`. */
	readonly origin: string;
	readonly gov: IdGov;
	readonly mail: MailServer;
	/** What was refused, as the log hears of it. */
	readonly refusals: unknown[];
	readonly visitor: () => Visitor;
	/** A visitor with a session of a person with these roles. @returns them, and the account */
	readonly person: (subject: string, ...roles: readonly Role[]) => Promise<[Visitor, string]>;
};

type Options = {
	readonly staffAssurance?: 'high' | 'passkey';
	readonly limits?: Limits;
	readonly name?: string;
};

/** Runs with everything open, on one engine. */
export const withDoors = (
	work: (doors: Doors) => Promise<void>,
	options: Options = {},
	engine = 'SQLite in memory',
): Promise<void> => withStore(ENGINES[engine]!, (store) => open(store, work, options));

async function open(
	store: Store,
	work: (doors: Doors) => Promise<void>,
	{ staffAssurance = 'high', limits = makeLimits(1000), name = 'Громада' }: Options,
): Promise<void> {
	const clock = { now: 1_800_000_000 };
	const parts = { store, masterKey: MASTER_KEY, work: workHere, now: () => clock.now };
	const services = await createCommunity(parts, { host: 'viche.test', name, country: 'Україна' });
	const gov = await startIdGov();
	const mail = await startMailServer();
	const mailer = makeMailer({ url: mail.url, from: 'viche@example.org', host: 'viche.test' });
	const server = createServer();
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
	const cookie = makeSessionCookie(origin);
	const refusals: unknown[] = [];
	const faults: unknown[] = [];
	const provider = makeProvider(providerSchema.parse(sampleSettings(gov.url)));
	const onRefusal = (e: unknown) => refusals.push(e);
	const common = { services, cookie, limits, origin };
	const app = makeApp({
		...common,
		isOwn: isOwnFor(origin),
		endpoints: ENDPOINTS,
		whoIs: async (header) => {
			const token = cookie.read(header);
			return token === undefined ? undefined : await findPerson(services, token);
		},
		staffAssurance,
		proxies: 0,
		routers: [makeSignIn({ ...common, provider, mailer, onRefusal })],
		onFault: (e) => faults.push(e),
	});
	server.on('request', app);
	const visitor = () => new Visitor(origin);
	const person: Doors['person'] = async (subject, ...roles) => {
		const account = await decide(services, async (inside) => {
			const id = await enrolInside(inside, { domain: 'test', subject, name: subject });
			await grantRoles(inside, id, roles);
			return id;
		});
		const made = visitor();
		made.cookies.set('session', await beginSession(services, account, undefined));
		return [made, account];
	};
	try {
		await work({ services, clock, origin, gov, mail, refusals, visitor, person });
		if (faults.length > 0) throw faults[0];
	} finally {
		for (const { close } of [gov, mail, mailer]) close();
		server.closeAllConnections();
		server.close();
	}
}
