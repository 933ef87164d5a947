/** Bytes to a server as they are, which clients would tidy up. */
import { connect } from 'node:net';

/** @param pieces - sent one after the other @returns everything that comes back until the server hangs up, in Latin-1 */
export const sendRaw = (
	url: string,
	...pieces: readonly (string | Uint8Array)[]
): Promise<string> =>
	new Promise((resolve, reject) => {
		const { hostname, port } = new URL(url);
		let answer = '';
		const socket = connect(Number(port), hostname, () => {
			for (const piece of pieces) socket.write(piece);
		});
		socket.setEncoding('latin1').on('data', (text: string) => (answer += text));
		// A server that has answered may hang up on who still sends.
		socket.on('error', (e) => {
			if (answer === '') reject(e);
		});
		socket.on('close', () => {
			resolve(answer);
		});
	});

/** A request that asks the server to hang up. */
export const requestText = (
	method: string,
	path: string,
	headers: Readonly<Record<string, string>> = {},
	body = '',
): string =>
	[
		`${method} ${path} HTTP/1.1`,
		...Object.entries({ Host: 'x', Connection: 'close', ...headers }).map(
			([name, value]) => `${name}: ${value}`,
		),
		'',
		body,
	].join('\r\n');

/** Statuses of the answers, in order. */
export const statusesOf = (answer: string): number[] =>
	[...answer.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
