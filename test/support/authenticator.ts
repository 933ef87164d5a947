/** An authenticator in software: answers as browsers hand on what a device says, and can be told to lie. W3C Web Authentication §6. */
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

/** What a device or a browser says that it should not. */
export type Lie = {
	readonly origin?: string;
	readonly rpId?: string;
	readonly challenge?: string;
	readonly type?: string;
	/** User present 1, user verified 4. */
	readonly flags?: number;
	readonly counter?: number;
	/** Signs with another key. */
	readonly key?: KeyObject;
	readonly id?: string;
};

type Options = { readonly challenge: string; readonly rp?: { id: string }; readonly rpId?: string };

const b64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const sha256 = (data: string | Uint8Array): Buffer => createHash('sha256').update(data).digest();
const uint32 = (value: number): Buffer => {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32BE(value);
	return bytes;
};

export class Authenticator {
	readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	readonly #id = randomBytes(32);
	readonly #origin: string;
	counter = 0;

	constructor(origin: string) {
		this.#origin = origin;
	}

	get id(): string {
		return b64(this.#id);
	}

	/** Answers navigator.credentials.create(). */
	create(options: unknown, lie: Lie = {}): unknown {
		const attested = Buffer.concat([
			Buffer.alloc(16),
			Buffer.from([0, this.#id.length]),
			this.#id,
			this.#coseKey(),
		]);
		const data = Buffer.concat([this.#authData(options as Options, lie, 0x40), attested]);
		// {"fmt": "none", "attStmt": {}, "authData": bytes}, in CBOR.
		const attestationObject = Buffer.concat([
			Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746159', 'hex'),
			Buffer.from([data.length >> 8, data.length & 255]),
			data,
		]);
		return this.#credential(lie, {
			clientDataJSON: this.#clientData('webauthn.create', options as Options, lie),
			attestationObject: b64(attestationObject),
			transports: ['internal'],
		});
	}

	/** Answers navigator.credentials.get(). */
	get(options: unknown, lie: Lie = {}): unknown {
		this.counter++;
		const authData = this.#authData(options as Options, lie, 0);
		const clientDataJSON = this.#clientData('webauthn.get', options as Options, lie);
		const signed = Buffer.concat([authData, sha256(Buffer.from(clientDataJSON, 'base64url'))]);
		return this.#credential(lie, {
			clientDataJSON,
			authenticatorData: b64(authData),
			signature: b64(sign('sha256', signed, lie.key ?? this.#keys.privateKey)),
		});
	}

	#credential({ id = this.id }: Lie, response: object): unknown {
		return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response };
	}

	#clientData(type: string, { challenge }: Options, lie: Lie): string {
		const data = { type, challenge, origin: this.#origin, crossOrigin: false, ...only(lie) };
		return b64(Buffer.from(JSON.stringify(data)));
	}

	#authData({ rp, rpId }: Options, lie: Lie, more: number): Buffer {
		return Buffer.concat([
			sha256(lie.rpId ?? rp?.id ?? rpId!),
			Buffer.from([(lie.flags ?? 5) | more]),
			uint32(lie.counter ?? this.counter),
		]);
	}

	/** {1: 2, 3: -7, -1: 1, -2: x, -3: y}, in CBOR. RFC 9053 §7.1.1 */
	#coseKey(): Buffer {
		const { x, y } = this.#keys.publicKey.export({ format: 'jwk' });
		return Buffer.concat([
			Buffer.from('a5010203262001215820', 'hex'),
			Buffer.from(x!, 'base64url'),
			Buffer.from('225820', 'hex'),
			Buffer.from(y!, 'base64url'),
		]);
	}
}

const only = ({ origin, challenge, type }: Lie): object =>
	Object.fromEntries(
		Object.entries({ origin, challenge, type }).filter(([, value]) => value !== undefined),
	);
