/** Identity providers: OpenID Connect, and plain OAuth 2 with endpoints and names of their own. */
import * as oidc from 'openid-client';
import { z } from 'zod';
import { isPlausible } from '../electorate/registry-number.ts';
import type { Claims } from './people.ts';
import type { ProviderSettings } from './provider-settings.ts';

/** What must come back as it went; kept on the server. */
export type Checks = { readonly state: string; readonly nonce: string; readonly verifier: string };

export type Provider = {
	/** Where a person signs in. @param again - whether they must show who they are even if the provider knows them */
	readonly begin: (redirectUri: string, checks: Checks, again: boolean) => Promise<URL>;
	/** What the provider says of who came back. @throws Error when anything is not as it should be */
	readonly complete: (callback: URL, checks: Checks) => Promise<Claims>;
};

export const makeChecks = (): Checks => ({
	state: oidc.randomState(),
	nonce: oidc.randomNonce(),
	verifier: oidc.randomPKCECodeVerifier(),
});

/** @param fetch - another way to reach the provider */
export function makeProvider(settings: ProviderSettings, fetch?: oidc.CustomFetch): Provider {
	let found: Promise<oidc.Configuration> | undefined;
	// Asked for when first needed, and again after a failure: a provider that is down must not keep the platform from starting.
	const configuration = () =>
		(found ??= configure(settings, fetch).catch((e: unknown) => {
			found = undefined;
			throw e;
		}));
	const isOpenId = settings.endpoints === undefined;
	return {
		begin: async (redirectUri, { state, nonce, verifier }, again) =>
			oidc.buildAuthorizationUrl(await configuration(), {
				redirect_uri: redirectUri,
				state,
				...(settings.scope === '' ? {} : { scope: settings.scope }),
				...(settings.pkce ? await challengeOf(verifier) : {}),
				...(isOpenId ? { nonce } : {}),
				// Only OpenID Connect has a word for it.
				...(isOpenId && again ? { prompt: 'login' } : {}),
				...settings.parameters,
			}),
		complete: async (callback, { state, nonce, verifier }) => {
			const config = await configuration();
			const tokens = await oidc.authorizationCodeGrant(config, callback, {
				expectedState: state,
				...(settings.pkce ? { pkceCodeVerifier: verifier } : {}),
				...(isOpenId ? { expectedNonce: nonce, idTokenExpected: true } : {}),
			});
			const known = { ...tokens.claims(), ...(await askUserInfo(settings, config, tokens)) };
			return readClaims(settings, known);
		},
	};
}

const challengeOf = async (verifier: string) => ({
	code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
	code_challenge_method: 'S256',
});

// eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so that it stands out; meant for exactly this
const allowPlainHttp: (config: oidc.Configuration) => void = oidc.allowInsecureRequests;

async function configure(
	{ issuer, clientId, clientSecret, endpoints, token }: ProviderSettings,
	fetch: oidc.CustomFetch | undefined,
): Promise<oidc.Configuration> {
	// Without TLS only what never leaves the machine is reached.
	const isLocal =
		fetch !== undefined || /^http:\/\/(?:localhost|127\.0\.0\.1)(?::|\/)/.test(issuer);
	const execute = isLocal ? [allowPlainHttp] : [];
	if (endpoints === undefined)
		return await oidc.discovery(new URL(issuer), clientId, clientSecret, undefined, {
			execute,
			...(fetch ? { [oidc.customFetch]: fetch } : {}),
		});
	const config = new oidc.Configuration(
		{
			issuer,
			authorization_endpoint: endpoints.authorization,
			token_endpoint: endpoints.token,
			userinfo_endpoint: endpoints.userInfo,
		},
		clientId,
		clientSecret,
	);
	if (isLocal) allowPlainHttp(config);
	const ask = fetch ?? globalThis.fetch;
	config[oidc.customFetch] = token.method === 'GET' ? inQuery(ask, endpoints.token) : ask;
	return config;
}

/** Asks one address with GET, the form's fields in the query. */
const inQuery =
	(ask: oidc.CustomFetch, address: string): oidc.CustomFetch =>
	(url, options) => {
		if (url !== address) return ask(url, options);
		const { 'content-type': _, ...headers } = options.headers;
		const { body: fields, ...rest } = options;
		const query = withQuery(url, new URLSearchParams(fields as URLSearchParams));
		return ask(query, { ...rest, body: undefined, method: 'GET', headers });
	};

function withQuery(address: string, fields: URLSearchParams): string {
	const url = new URL(address);
	for (const [name, value] of fields) url.searchParams.append(name, value);
	return url.href;
}

type Tokens = Awaited<ReturnType<typeof oidc.authorizationCodeGrant>>;

async function askUserInfo(
	{ userInfo, endpoints }: ProviderSettings,
	config: oidc.Configuration,
	tokens: Tokens,
): Promise<Record<string, unknown>> {
	const idToken = tokens.claims();
	if (idToken) return await oidc.fetchUserInfo(config, tokens.access_token, idToken.sub);
	const fields = new URLSearchParams({
		...userInfo.parameters,
		access_token: tokens.access_token,
		...Object.fromEntries(userInfo.fromToken.map((name) => [name, textOf(tokens[name])])),
	});
	const isQuery = userInfo.method === 'GET';
	const address = endpoints!.userInfo;
	const ask = config[oidc.customFetch]!;
	const answer = await ask(isQuery ? withQuery(address, fields) : address, {
		method: userInfo.method,
		headers: { accept: 'application/json' },
		body: isQuery ? undefined : fields,
		redirect: 'manual',
	});
	if (!answer.ok) throw new Error(`the provider answered ${answer.status}`);
	return z.record(z.string(), z.unknown()).parse(await answer.json());
}

const textOf = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : '';

const MAX_NAME = 200;

/** A name as others will see it: without what cannot be seen and would change how the text around it is read. */
const printable = (name: string): string =>
	name
		.replaceAll(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\s]+/gu, ' ')
		.trim()
		.slice(0, MAX_NAME)
		.toWellFormed();

/** @throws Error when the person is not known by a number of their own */
function readClaims({ issuer, claims }: ProviderSettings, known: Record<string, unknown>): Claims {
	const text = (field: string): string => textOf(known[field]).normalize('NFC').trim();
	if (claims.organisation !== undefined && text(claims.organisation) !== '')
		throw new Error('signed in for an organisation');
	if (claims.method && !claims.method.accepted.includes(text(claims.method.field)))
		throw new Error('signed in by a way that is not accepted');
	const subject = text(claims.subject);
	if (subject === '') throw new Error(`the provider says no ${claims.subject}`);
	const kind = [claims.domain ?? issuer].flat().find((domain) => isPlausible(domain, subject));
	if (kind === undefined) throw new Error(`${claims.subject} is no number of an accepted kind`);
	const name = printable(claims.name.map(text).filter(Boolean).join(' '));
	return { domain: kind, subject, name };
}
