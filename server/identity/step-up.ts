/** Staff show by a passkey that it is still they who act: the session is made anew, and surer. */
import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import { and, eq } from 'drizzle-orm';
import { ApiError } from '../http/api-error.ts';
import type { Person } from '../http/endpoint.ts';
import { decide, type Services } from '../services.ts';
import { keepChallenge, takeChallenge } from './challenges.ts';
import { passkeysOf, refusing, webauthn, type Passkey } from './passkeys.ts';
import { renewSession } from './sessions.ts';

/** What the browser needs to ask a passkey. @throws ApiError passkey.none */
export async function beginStepUp(services: Services, { account }: Person, origin: string) {
	const own = await passkeysOf(services, services.store.db, account);
	if (own.length === 0) throw new ApiError('passkey.none');
	const { generateAuthenticationOptions } = await webauthn();
	const options = await generateAuthenticationOptions({
		rpID: new URL(origin).hostname,
		allowCredentials: own.map(({ id, transports }) => ({ id, transports: [...transports] })),
		userVerification: 'required',
	});
	await keepChallenge(services, account, 'step-up', options.challenge);
	return options;
}

/**
 * @param origin - where people reach the platform
 * @returns the token of the new session. Secret
 * @throws ApiError passkey.refused, session.missing
 */
export async function stepUp(
	services: Services,
	person: Person,
	origin: string,
	credential: AuthenticationResponseJSON,
): Promise<string> {
	const { account, session } = person;
	const own = await passkeysOf(services, services.store.db, account);
	const passkey = own.find(({ id }) => id === credential.id);
	if (!passkey) throw new ApiError('passkey.refused');
	const counter = await verify(services, passkey, origin, credential);
	return await decide(services, async (inside) => {
		const { passkeys } = inside.store.t;
		// A counter that moved meanwhile means that two have the same key.
		const used = await inside.db
			.update(passkeys)
			.set({ counter, usedAt: inside.now() })
			.where(and(eq(passkeys.id, passkey.id), eq(passkeys.counter, passkey.counter)))
			.returning({ id: passkeys.id });
		if (used.length === 0) throw new ApiError('passkey.refused');
		return await renewSession(inside, session);
	});
}

/** @returns the new counter @throws ApiError passkey.refused; so it is where the counter has not grown: the key was copied */
async function verify(
	services: Services,
	{ id, account, publicKey, counter, transports }: Passkey,
	origin: string,
	response: AuthenticationResponseJSON,
): Promise<number> {
	const { verifyAuthenticationResponse } = await webauthn();
	const { verified, authenticationInfo } = await refusing(
		verifyAuthenticationResponse({
			response,
			expectedChallenge: (challenge) => takeChallenge(services, account, 'step-up', challenge),
			expectedOrigin: origin,
			expectedRPID: new URL(origin).hostname,
			credential: {
				id,
				publicKey: new Uint8Array(publicKey),
				counter,
				transports: [...transports],
			},
			requireUserVerification: true,
		}),
	);
	if (!verified) throw new ApiError('passkey.refused');
	return authenticationInfo.newCounter;
}
