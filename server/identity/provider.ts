/** Identity providers: OpenID Connect, and plain OAuth 2 with endpoints and names of their own. */
import * as oidc from 'openid-client';
import { z } from 'zod';
import type { Claims } from './people.ts';

const texts = z.record(z.string(), z.string());

/** What an operator says of the provider. */
export const providerSchema = z.strictObject({
	issuer: z.url(),
	clientId: z.string().min(1),
	clientSecret: z.string().min(1),
	/** Given where the provider has no discovery document. */
	endpoints: z
		.strictObject({ authorization: z.url(), token: z.url(), userInfo: z.url() })
		.optional(),
	scope: z.string().default('openid profile'),
	/** Added to the request for sign-in. */
	parameters: texts.default({}),
	/** Added to the request for what is known of the person at a provider without discovery: these, and these fields of the token's answer. */
	userInfo: z
		.strictObject({ parameters: texts.default({}), fromToken: z.array(z.string()).default([]) })
		.optional(),
	claims: z
		.strictObject({
			/** What kind of number the subject is, e.g. `ua.rnokpp`; by default it belongs to the issuer. */
			domain: z.string().optional(),
			subject: z.string().default('sub'),
			/** Joined by spaces. */
			name: z.array(z.string()).min(1).default(['name']),
			/** People for whom this is there sign in for an organisation, and are refused. */
			organisation: z.string().optional(),
		})
		.prefault({}),
});
export type ProviderSettings = z.infer<typeof providerSchema>;

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
				scope: settings.scope,
				state,
				code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
				code_challenge_method: 'S256',
				...(isOpenId ? { nonce } : {}),
				...(again ? { prompt: 'login' } : {}),
				...settings.parameters,
			}),
		complete: async (callback, { state, nonce, verifier }) => {
			const config = await configuration();
			const tokens = await oidc.authorizationCodeGrant(config, callback, {
				pkceCodeVerifier: verifier,
				expectedState: state,
				...(isOpenId ? { expectedNonce: nonce, idTokenExpected: true } : {}),
			});
			const known = { ...tokens.claims(), ...(await askUserInfo(settings, config, tokens)) };
			return readClaims(settings, known);
		},
	};
}

// eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so that it stands out; meant for exactly this
const allowPlainHttp: (config: oidc.Configuration) => void = oidc.allowInsecureRequests;

async function configure(
	{ issuer, clientId, clientSecret, endpoints }: ProviderSettings,
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
	if (fetch) config[oidc.customFetch] = fetch;
	return config;
}

type Tokens = Awaited<ReturnType<typeof oidc.authorizationCodeGrant>>;

async function askUserInfo(
	{ userInfo, endpoints }: ProviderSettings,
	config: oidc.Configuration,
	tokens: Tokens,
): Promise<Record<string, unknown>> {
	const idToken = tokens.claims();
	if (idToken) return await oidc.fetchUserInfo(config, tokens.access_token, idToken.sub);
	const body = new URLSearchParams({
		...userInfo?.parameters,
		access_token: tokens.access_token,
		...Object.fromEntries((userInfo?.fromToken ?? []).map((name) => [name, textOf(tokens[name])])),
	});
	const ask = config[oidc.customFetch] ?? globalThis.fetch;
	const answer = await ask(endpoints!.userInfo, {
		method: 'POST',
		headers: { accept: 'application/json' },
		body,
		redirect: 'manual',
	});
	if (!answer.ok) throw new Error(`the provider answered ${answer.status}`);
	return z.record(z.string(), z.unknown()).parse(await answer.json());
}

const textOf = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** @throws Error when the person is not known by a number of their own */
function readClaims({ issuer, claims }: ProviderSettings, known: Record<string, unknown>): Claims {
	const text = (field: string): string => textOf(known[field]).normalize('NFC').trim();
	if (claims.organisation !== undefined && text(claims.organisation) !== '')
		throw new Error('signed in for an organisation');
	const subject = text(claims.subject);
	if (subject === '') throw new Error(`the provider says no ${claims.subject}`);
	const name = claims.name.map(text).filter(Boolean).join(' ');
	return { domain: claims.domain ?? issuer, subject, name };
}
