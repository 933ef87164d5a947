/** E-mail addresses: one way to write each, and how others may see them. */
import { domainToASCII } from 'node:url';

export type Address = {
	/** As it is written to: lower case, the domain in ASCII. Told to nobody but the mail server. */
	readonly address: string;
	/** `m…@example.org` */
	readonly masked: string;
};

/** Only what needs no quoting, so that nothing in an address can mean something to a mail program. RFC 5321 §4.1.2 Dot-string. */
const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

/** Reads what a person wrote; `undefined` where it is no address. */
export function parseAddress(text: string): Address | undefined {
	const wish = text.normalize('NFC').trim();
	const at = wish.lastIndexOf('@');
	if (at < 1 || wish.length > 254) return undefined;
	const local = wish.slice(0, at).toLowerCase();
	// A domain in Cyrillic is a domain like any other.
	const domain = domainToASCII(wish.slice(at + 1).toLowerCase());
	if (local.length > 64 || domain.length > 253) return undefined;
	if (!LOCAL.test(local) || !DOMAIN.test(domain)) return undefined;
	return { address: `${local}@${domain}`, masked: `${local[0]!}…@${domain}` };
}
