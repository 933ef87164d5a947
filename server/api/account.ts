/** What people do with their own account: passkeys, and the step-up by them. */
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { z } from 'zod';
import { STAFF_ROLES } from '../db/schema.ts';
import { forPerson, type Endpoint } from '../http/endpoint.ts';
import { meOf } from '../identity/account.ts';
import { addPasskey, beginPasskey, removePasskey, renamePasskey } from '../identity/passkeys.ts';
import { beginStepUp, stepUp } from '../identity/step-up.ts';
import { eraseAccount } from '../personal-data/erase.ts';
import { exportOwnData } from '../personal-data/export.ts';
import { decide } from '../services.ts';
import { me, passkeyOptions } from './answers/person.ts';
import { DONE, done, nothing } from './schemas.ts';

const base64url = z
	.string()
	.regex(/^[A-Za-z0-9_-]+$/)
	.max(64 * 1024);
const credentialId = base64url.max(1400);
const name = z.string().trim().min(1).max(100);
const common = {
	id: credentialId,
	rawId: credentialId,
	type: z.literal('public-key'),
	authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional().catch(undefined),
	clientExtensionResults: z.object({}).default({}),
};
/** As a browser's PublicKeyCredential.toJSON() writes it; what is not named is left out. */
const newCredential = z.object({
	...common,
	response: z.object({
		clientDataJSON: base64url,
		attestationObject: base64url,
		transports: z.array(z.string().max(40)).max(10).default([]),
	}),
}) as unknown as z.ZodType<RegistrationResponseJSON>;
const usedCredential = z.object({
	...common,
	response: z.object({
		clientDataJSON: base64url,
		authenticatorData: base64url,
		signature: base64url,
		userHandle: base64url.optional().catch(undefined),
	}),
}) as unknown as z.ZodType<AuthenticationResponseJSON>;
const passkeyParams = z.object({ passkey: credentialId });

export const accountEndpoints: readonly Endpoint[] = [
	forPerson({
		method: 'get',
		path: '/me',
		summary: 'Who is signed in, and how surely',
		access: 'signed-in',
		assurance: 'low',
		params: z.object({}),
		body: nothing,
		answer: me,
		handle: ({ person }) => Promise.resolve(meOf(person)),
	}),
	forPerson({
		method: 'get',
		path: '/me/data',
		summary: 'Everything that the platform knows of the caller',
		access: 'signed-in',
		assurance: 'low',
		params: z.object({}),
		body: nothing,
		answer: z.looseObject({ format: z.literal('viche-own-data/v1') }),
		handle: async ({ services, person }) =>
			(await exportOwnData({ ...services, db: services.store.db }, person.account)) as never,
	}),
	forPerson({
		method: 'post',
		path: '/me/erase',
		summary:
			'Forget the caller: name, comments, drafts, address, sessions. Published projects stay without a name',
		access: 'signed-in',
		assurance: 'low',
		fresh: true,
		params: z.object({}),
		body: z.strictObject({ sure: z.literal(true) }),
		answer: done,
		refusals: ['account.is-staff'],
		handle: ({ services, person }) =>
			decide(services, async (inside) => {
				await eraseAccount(inside, person.account);
				return DONE;
			}),
	}),
	forPerson({
		method: 'post',
		path: '/passkeys/options',
		summary: 'Begin to add a passkey: what navigator.credentials.create() needs',
		access: STAFF_ROLES,
		// The first one is added without one; who has one already is asked for it.
		assurance: 'high',
		params: z.object({}),
		body: nothing,
		answer: passkeyOptions,
		refusals: ['passkey.many'],
		handle: ({ services, person, origin }) => beginPasskey(services, person, origin),
	}),
	forPerson({
		method: 'post',
		path: '/passkeys',
		summary: 'Add a passkey',
		access: STAFF_ROLES,
		assurance: 'high',
		params: z.object({}),
		body: z.object({ name, credential: newCredential }),
		answer: done,
		refusals: ['passkey.many', 'passkey.refused'],
		handle: async ({ services, person, origin, body }) => {
			await addPasskey(services, person, origin, body);
			return DONE;
		},
	}),
	forPerson({
		method: 'put',
		path: '/passkeys/:passkey',
		summary: 'Rename a passkey',
		access: 'signed-in',
		params: passkeyParams,
		body: z.object({ name }),
		answer: done,
		refusals: ['not-found'],
		handle: async ({ services, person, params, body }) => {
			await renamePasskey(services, person, params.passkey, body.name);
			return DONE;
		},
	}),
	forPerson({
		method: 'delete',
		path: '/passkeys/:passkey',
		summary: 'Remove a passkey',
		access: 'signed-in',
		fresh: true,
		params: passkeyParams,
		body: nothing,
		answer: done,
		refusals: ['not-found'],
		handle: async ({ services, person, params }) => {
			await removePasskey(services, person, params.passkey);
			return DONE;
		},
	}),
	forPerson({
		method: 'post',
		path: '/step-up/options',
		summary: 'Begin to confirm a session by a passkey: what navigator.credentials.get() needs',
		access: 'signed-in',
		params: z.object({}),
		body: nothing,
		answer: passkeyOptions,
		refusals: ['passkey.none'],
		handle: ({ services, person, origin }) => beginStepUp(services, person, origin),
	}),
	forPerson({
		method: 'post',
		path: '/step-up',
		summary: 'Confirm a session by a passkey: another session takes its place',
		access: 'signed-in',
		params: z.object({}),
		body: z.object({ credential: usedCredential }),
		answer: done,
		refusals: ['passkey.none', 'passkey.refused'],
		handle: async ({ services, person, origin, body, keepSession }) => {
			keepSession(await stepUp(services, person, origin, body.credential));
			return DONE;
		},
	}),
];
