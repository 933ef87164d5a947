/** What an operator says of the identity provider, in the file that VICHE_PROVIDER names. docs/operators-identity.md shows samples. */
import { z } from 'zod';
import { EMAIL_DOMAIN } from './people.ts';

const texts = z.record(z.string(), z.string());
const method = z.enum(['GET', 'POST']).default('POST');
/** Whoever is known by an address alone must not be taken for somebody whom a provider knows. */
const domain = z
	.string()
	.min(1)
	.refine((name) => name !== EMAIL_DOMAIN, 'is for sign-in by e-mail');

/** What an operator says of the provider. */
export const providerSchema = z.strictObject({
	issuer: z.url(),
	clientId: z.string().min(1),
	clientSecret: z.string().min(1),
	/** Given where the provider has no discovery document. */
	endpoints: z
		.strictObject({ authorization: z.url(), token: z.url(), userInfo: z.url() })
		.optional(),
	/** Left out of the request where it is empty. */
	scope: z.string().default('openid profile'),
	/** Whether a code is bound to who asked for it (RFC 7636); off only for a provider that refuses it. */
	pkce: z.boolean().default(true),
	/** How the token is asked for at a provider without discovery: with GET, everything is in the query. */
	token: z.strictObject({ method }).prefault({}),
	/** Added to the request for sign-in. */
	parameters: texts.default({}),
	/** Added to the request for what is known of the person at a provider without discovery: these, and these fields of the token's answer. */
	userInfo: z
		.strictObject({
			method,
			parameters: texts.default({}),
			fromToken: z.array(z.string()).default([]),
		})
		.prefault({}),
	claims: z
		.strictObject({
			/**
			 * What kind of number the subject is, e.g. `ua.rnokpp`; by default it belongs to the issuer. Of several kinds it is the first that
			 * it can be.
			 */
			domain: z.union([domain, z.array(domain).min(1)]).optional(),
			subject: z.string().default('sub'),
			/** Joined by spaces. */
			name: z.array(z.string()).min(1).default(['name']),
			/** People for whom this is there sign in for an organisation, and are refused. */
			organisation: z.string().optional(),
			/** How they showed who they are, and the ways that are good enough; others are refused. */
			method: z
				.strictObject({ field: z.string(), accepted: z.array(z.string()).min(1) })
				.optional(),
		})
		.prefault({}),
});
export type ProviderSettings = z.infer<typeof providerSchema>;
