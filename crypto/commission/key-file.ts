/** The file in which a member keeps its secret, under a passphrase. Spec: SPEC §4.12. */
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { scryptAsync } from '@noble/hashes/scrypt.js';
import { bytesToHex, parseHex, parseUtf8, utf8ToBytes } from '../bytes.ts';
import {
	decodeText,
	encodeText,
	hexBytes,
	integer,
	literal,
	object,
	optional,
	string,
	type Infer,
} from '../codec.ts';
import { randomBytes, type RandomBytes } from '../random.ts';
import { problem, type Result } from '../result.ts';
import type { MemberSecret } from './work.ts';

const FORMAT = 'viche-member-key/v1';
/** RFC 7914: 64 MiB, about a second on a phone. */
const SCRYPT = { N: 2 ** 16, r: 8, p: 1, dkLen: 32 };
const SALT = 16;
const NONCE = 24;

const fileCodec = object(
	{
		format: literal(FORMAT),
		vote: string,
		member: integer(1, 1000),
		salt: hexBytes,
		nonce: hexBytes,
		sealed: hexBytes,
	},
	'sorted',
);
const secretCodec = object({ seed: string, dealing: optional(string), share: optional(string) });

/** Whose key a file keeps. */
export type KeyOwner = { readonly vote: string; readonly member: number };

/** Bound to the ciphertext, so that a key cannot pass for that of another member or vote. */
const labelOf = ({ vote, member }: KeyOwner): Uint8Array =>
	utf8ToBytes(`${FORMAT}|${vote}|${member}`);

const keyOf = (passphrase: string, salt: Uint8Array): Promise<Uint8Array> =>
	scryptAsync(passphrase.normalize('NFC'), salt, SCRYPT);

/** Seals a member's secret. @returns the text of the file */
export async function sealKeyFile(
	owner: KeyOwner,
	secret: MemberSecret,
	passphrase: string,
	rng: RandomBytes = randomBytes,
): Promise<string> {
	const [salt, nonce] = [rng(SALT), rng(NONCE)];
	const cipher = xchacha20poly1305(await keyOf(passphrase, salt), nonce, labelOf(owner));
	const sealed = cipher.encrypt(utf8ToBytes(encodeText(secretCodec, secret)));
	return encodeText(fileCodec, {
		format: FORMAT,
		vote: owner.vote,
		member: owner.member,
		salt: bytesToHex(salt),
		nonce: bytesToHex(nonce),
		sealed: bytesToHex(sealed),
	});
}

/** Opens a key file. Codes: `wire.*`, `key-file.{other-owner,passphrase}`. */
export async function openKeyFile(
	owner: KeyOwner,
	text: string,
	passphrase: string,
): Promise<Result<MemberSecret>> {
	const file = decodeText(fileCodec, text.trim());
	if (!file.ok) return file;
	const { vote, member } = file.value;
	if (vote !== owner.vote || member !== owner.member)
		return problem('key-file.other-owner', '', 'the key is of another member or another vote');
	const opened = await unseal(file.value, passphrase);
	return opened === undefined
		? problem('key-file.passphrase', 'sealed', 'not the passphrase, or a damaged file')
		: decodeText(secretCodec, opened);
}

async function unseal(
	{ vote, member, salt, nonce, sealed }: Infer<typeof fileCodec>,
	passphrase: string,
): Promise<string | undefined> {
	const key = await keyOf(passphrase, parseHex(salt)!);
	try {
		const cipher = xchacha20poly1305(key, parseHex(nonce)!, labelOf({ vote, member }));
		return parseUtf8(cipher.decrypt(parseHex(sealed)!));
	} catch {
		return undefined;
	}
}
