/**
 * An identity provider that speaks the dialect of id.gov.ua: no discovery, no scope, no PKCE; token and user-info by GET with everything in
 * the query; codes and tokens are good once.
 */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readText } from './source-tree.ts';

/** What it knows of a person. */
export type Citizen = Readonly<Record<string, string>>;

export type IdGov = {
	readonly url: string;
	/** Who sits before the browser. */
	citizen: Citizen;
	/** How many were asked for a token. */
	tokens: number;
	readonly close: () => void;
};

export const CITIZEN: Citizen = {
	drfocode: '1234567899',
	edrpoucode: '',
	lastname: 'Руденко',
	givenname: 'Галина',
	middlename: 'Іванівна',
	auth_type: 'dig_sign',
};

const SECRET = 'secret-of-the-client';
const KNOWN = ['response_type', 'client_id', 'auth_type', 'state', 'redirect_uri'];

export async function startIdGov(): Promise<IdGov> {
	const codes = new Map<string, Citizen>();
	const tokens = new Map<string, { readonly user: string; readonly citizen: Citizen }>();
	const server = createServer((request, response) => {
		const { pathname, searchParams: query } = new URL(request.url!, 'http://id');
		const take = <T>(map: Map<string, T>, key: string | null): T | undefined => {
			const found = map.get(key ?? '');
			map.delete(key ?? '');
			return found;
		};
		if (request.method !== 'GET') json(response, 405, { error: 'method' });
		else if (pathname === '/') {
			if ([...query.keys()].some((name) => !KNOWN.includes(name)) || !query.get('auth_type')) {
				json(response, 400, { error: 'parameters' });
				return;
			}
			const code = randomUUID();
			codes.set(code, running.citizen);
			const back = new URL(query.get('redirect_uri')!);
			back.searchParams.set('code', code);
			back.searchParams.set('state', query.get('state')!);
			response.writeHead(302, { location: back.href }).end();
		} else if (pathname === '/get-access-token') {
			running.tokens++;
			const citizen = take(codes, query.get('code'));
			const isRight = query.get('client_secret') === SECRET && query.get('client_id') === 'viche';
			if (!citizen || !isRight || query.get('grant_type') !== 'authorization_code') {
				json(response, 200, { error: 'invalid_grant', message: 'no' });
				return;
			}
			const [access_token, user_id] = [randomUUID(), randomUUID()];
			tokens.set(access_token, { user: user_id, citizen });
			const more = { token_type: 'bearer', expires_in: 60, refresh_token: randomUUID() };
			json(response, 200, { access_token, user_id, ...more });
		} else if (pathname === '/get-user-info') {
			const known = take(tokens, query.get('access_token'));
			const fields = query.get('fields')?.split(',') ?? [];
			if (known?.user !== query.get('user_id')) json(response, 200, { error: 'x', message: 'no' });
			else
				json(
					response,
					200,
					Object.fromEntries(fields.map((field) => [field, known.citizen[field] ?? ''])),
				);
		} else json(response, 404, { error: 'path' });
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const running: IdGov = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		citizen: CITIZEN,
		tokens: 0,
		close: () => {
			server.closeAllConnections();
			server.close();
		},
	};
	return running;
}

function json(response: ServerResponse, status: number, body: unknown): void {
	response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** The provider file for id.gov.ua that the operators' page shows, as it is for this server. */
export function sampleSettings(url: string): Record<string, unknown> {
	const page = readText('docs/operators-identity.md');
	const [, sample] = /### id\.gov\.ua[^]*?```json\n([^]*?)```/.exec(page)!;
	const text = sample!.replaceAll('https://id.gov.ua', url).replace('…', SECRET);
	return JSON.parse(text) as Record<string, unknown>;
}
