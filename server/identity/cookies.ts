/** The cookie of a session, and whether a request comes from our own pages. */
import type { IsOwn } from '../http/api.ts';
import { SESSION_SECONDS } from './sessions.ts';

export type SessionCookie = {
	readonly name: string;
	/** The token that a Cookie header carries. */
	readonly read: (header: string | undefined) => string | undefined;
	/** Set-Cookie headers that keep a token, and that forget it. */
	readonly keep: (token: string) => string;
	readonly forget: string;
};

/** Where the origin is secure, the name binds the cookie to it (RFC 6265bis §4.1.3.2). */
export function makeSessionCookie(origin: string): SessionCookie {
	const isSecure = origin.startsWith('https:');
	const name = isSecure ? '__Host-session' : 'session';
	const attributes = `Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;
	const pattern = new RegExp(`(?:^|; ?)${name}=([A-Za-z0-9_-]{43})(?:;|$)`);
	return {
		name,
		read: (header) => pattern.exec(header ?? '')?.[1],
		keep: (token) => `${name}=${token}; Max-Age=${SESSION_SECONDS}; ${attributes}`,
		forget: `${name}=; Max-Age=0; ${attributes}`,
	};
}

/** Browsers say where a request comes from; what says nothing is no browser, and carries nobody's cookie against their will. */
export const isOwnFor =
	(origin: string): IsOwn =>
	({ headers }) => {
		const site = headers['sec-fetch-site'];
		if (site !== undefined) return site === 'same-origin';
		return headers.origin === undefined || headers.origin === origin;
	};
