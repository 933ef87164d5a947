/** Sends letters by SMTP. */
import { createTransport } from 'nodemailer';
import type { Address } from './address.ts';

export type Letter = {
	readonly subject: string;
	readonly text: string;
	/** The address that stops letters of its kind at one press: RFC 8058. */
	readonly stop?: string;
};

export type Mailer = {
	/** @throws Error that names no address */
	readonly send: (to: Address, letter: Letter) => Promise<void>;
	readonly close: () => void;
};

export type MailSettings = {
	/** `smtp://` or `smtps://`, with name and password where the server asks for them. Secret. */
	readonly url: string;
	readonly from: string;
	/** The name by which we greet the mail server. */
	readonly host: string;
};

const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])$/;
const TIMEOUT_MS = 15_000;

export function makeMailer({ url, from, host }: MailSettings): Mailer {
	const { protocol, hostname, port, username, password } = new URL(url);
	const isSecure = protocol === 'smtps:';
	const transport = createTransport({
		host: hostname.replace(/^\[|\]$/g, ''),
		port: port === '' ? (isSecure ? 465 : 587) : Number(port),
		secure: isSecure,
		// Without TLS only what never leaves the machine is sent.
		requireTLS: !isSecure && !LOOPBACK.test(hostname),
		ignoreTLS: !isSecure && LOOPBACK.test(hostname),
		...(username === ''
			? {}
			: { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
		name: host,
		connectionTimeout: TIMEOUT_MS,
		greetingTimeout: TIMEOUT_MS,
		socketTimeout: TIMEOUT_MS,
		disableFileAccess: true,
		disableUrlAccess: true,
	});
	return {
		send: async ({ address }, { subject, text, stop }) => {
			const envelope = { from, to: [address] };
			const headers = {
				'Auto-Submitted': 'auto-generated',
				...(stop === undefined
					? {}
					: {
							'List-Unsubscribe': `<${stop}>`,
							'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
						}),
			};
			const letter = { from, to: { name: '', address }, envelope, subject, text, headers };
			const failure = await transport.sendMail(letter).then(() => undefined, codeOf);
			if (failure !== undefined) throw new Error(`a letter was not sent: ${failure}`);
		},
		close: () => {
			transport.close();
		},
	};
}

/** What mail servers say may repeat the address; only the kind of the failure is told. */
function codeOf(e: unknown): string {
	const { code, responseCode } = e as { readonly code?: string; readonly responseCode?: number };
	return [code ?? 'unknown', responseCode].filter((part) => part !== undefined).join(' ');
}
