import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { bytesToBase64Unpadded, bytesToHex, utf8ToBytes } from './bytes.ts';

export { sha256, sha512 };

/** SHA-256 of a text's UTF-8 bytes. */
export const sha256Text = (text: string): Uint8Array => sha256(utf8ToBytes(text));
/** SHA-256 of a text in lower-case hex: how archives name their records. */
export const sha256Hex = (text: string): string => bytesToHex(sha256Text(text));
/** SHA-256 of a text in unpadded base64: fingerprints and trackers. */
export const sha256Base64 = (text: string): string => bytesToBase64Unpadded(sha256Text(text));
