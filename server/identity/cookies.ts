/** The cookie of a session. */
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

/** Another cookie of the same make: binds what was begun to the browser that began it, so that nobody can be signed in as somebody else. */
export function makeBindingCookie(
	{ name, forget }: SessionCookie,
	purpose: string,
	seconds: number,
): Omit<SessionCookie, 'name'> {
	const binding = name.replace('session', purpose);
	const attributes = forget.slice(forget.indexOf('Path='));
	const pattern = new RegExp(`(?:^|; ?)${binding}=([A-Za-z0-9_-]{43})(?:;|$)`);
	return {
		read: (header) => pattern.exec(header ?? '')?.[1],
		keep: (token) => `${binding}=${token}; Max-Age=${seconds}; ${attributes}`,
		forget: `${binding}=; Max-Age=0; ${attributes}`,
	};
}
