/** Passkeys by the browser's own means. */
import { callApi, type Answer, type Refusal } from '../api.ts';

const CANCELLED: Refusal = {
	code: 'passkey.cancelled',
	text: {
		uk: 'Ключ доступу не відповів, або ви відмовилися. Спробуйте ще раз.',
		en: 'The passkey did not answer, or you declined. Try again.',
	},
};

export const canUsePasskeys = (): boolean =>
	typeof PublicKeyCredential === 'function' &&
	'parseCreationOptionsFromJSON' in PublicKeyCredential;

/** Makes a passkey on a device of the person's choice and gives it to their account. */
export const makePasskey = (name: string): Promise<Answer<unknown>> =>
	exchange(
		'/passkeys',
		(options) => {
			const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options as never);
			return navigator.credentials.create({ publicKey });
		},
		{ name },
	);

/** Shows again who is here: the session goes on anew. */
export const confirmByPasskey = (): Promise<Answer<unknown>> =>
	exchange('/step-up', (options) => {
		const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options as never);
		return navigator.credentials.get({ publicKey });
	});

/** Asks the server what is to be signed, has it signed, and sends it. */
async function exchange(
	path: string,
	ask: (options: unknown) => Promise<Credential | null>,
	more: object = {},
): Promise<Answer<unknown>> {
	const options = await callApi('POST', `${path}/options`);
	if (!options.ok) return options;
	const credential = await ask(options.value).catch(() => null);
	if (!credential) return { ok: false, error: CANCELLED };
	return await callApi('POST', path, { ...more, credential: toJson(credential) });
}

const toJson = (credential: Credential): unknown => (credential as PublicKeyCredential).toJSON();
