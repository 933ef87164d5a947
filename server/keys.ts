/** The community's own secrets, each for one purpose, all derived from the master key, which is never in the database. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Signer } from '../crypto/register/verifier-key.ts';

export type Keys = {
	/** Sign the checkpoints of the two registers. Secret. */
	readonly civic: Signer;
	readonly ballot: Signer;
	/** Makes identities out of registry numbers. Secret. */
	readonly identity: Uint8Array;
	/** Hashes codes that are sent by e-mail: eight digits alone would be found at once. Secret. */
	readonly emailCode: Uint8Array;
	/** Makes the links by which letters are stopped. Secret. */
	readonly unsubscribe: Uint8Array;
	/** Makes the numbers under which people sign, another one for each thing they sign. Secret. */
	readonly signature: Uint8Array;
	/** Encrypts what the database keeps in trust, and binds it to `label`. */
	readonly seal: (plaintext: Uint8Array, label: string) => Buffer;
	/** @throws Error when it was sealed under another key or label, or was changed */
	readonly unseal: (sealed: Uint8Array, label: string) => Buffer;
};

const NONCE = 12;
const TAG = 16;

/** A key of its own for each purpose. @param master - 32 bytes. Secret */
function deriveKey(master: Uint8Array, purpose: string): Uint8Array {
	if (master.length !== 32) throw new RangeError('a master key has 32 bytes');
	return new Uint8Array(hkdfSync('sha256', master, '', `viche/${purpose}/v1`, 32));
}

/** What backups are sealed with, so that nobody changes one unseen. Secret. @param master - 32 bytes */
export const deriveBackupKey = (master: Uint8Array): Uint8Array => deriveKey(master, 'backup');

/** @param master - 32 bytes @param host - name under which the registers are known */
export function deriveKeys(master: Uint8Array, host: string): Keys {
	const derive = (purpose: string) => deriveKey(master, purpose);
	const sealing = derive('seal');
	return {
		civic: { name: `${host}/civic`, seed: derive('register/civic') },
		ballot: { name: `${host}/ballots`, seed: derive('register/ballots') },
		identity: derive('identity'),
		emailCode: derive('email-code'),
		unsubscribe: derive('unsubscribe'),
		signature: derive('signature'),
		seal: (plaintext, label) => {
			const nonce = randomBytes(NONCE);
			const cipher = createCipheriv('aes-256-gcm', sealing, nonce).setAAD(Buffer.from(label));
			return Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
		},
		unseal: (sealed, label) => {
			const decipher = createDecipheriv('aes-256-gcm', sealing, sealed.subarray(0, NONCE))
				.setAAD(Buffer.from(label))
				.setAuthTag(sealed.subarray(-TAG));
			return Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()]);
		},
	};
}
