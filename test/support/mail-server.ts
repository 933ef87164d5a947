/** A mail server: speaks enough of SMTP (RFC 5321) to be given letters, and keeps them. */
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

export type ReceivedLetter = {
	readonly from: string;
	readonly to: readonly string[];
	/** Headers and text as they came, dots unstuffed. */
	readonly data: string;
};

export type MailServer = {
	readonly url: string;
	readonly letters: ReceivedLetter[];
	/** The text of the letter after those that were there. */
	readonly next: () => Promise<ReceivedLetter>;
	readonly close: () => void;
};

export async function startMailServer(): Promise<MailServer> {
	const letters: ReceivedLetter[] = [];
	const waiting: ((letter: ReceivedLetter) => void)[] = [];
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		sockets.add(socket);
		converse(socket, (letter) => {
			letters.push(letter);
			waiting.shift()?.(letter);
		});
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	return {
		url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
		letters,
		next: () =>
			new Promise((resolve) => {
				waiting.push(resolve);
			}),
		close: () => {
			for (const socket of sockets) socket.destroy();
			server.close();
		},
	};
}

function converse(socket: Socket, keep: (letter: ReceivedLetter) => void): void {
	let text = '';
	let from = '';
	let to: string[] = [];
	let isData = false;
	const say = (line: string) => socket.write(`${line}\r\n`);
	const hear = (line: string) => {
		const command = line.slice(0, 4).toUpperCase();
		if (command === 'MAIL') from = line;
		if (command === 'RCPT') to.push(line);
		if (command === 'DATA') isData = true;
		say(command === 'DATA' ? '354 go on' : command === 'QUIT' ? '221 bye' : '250 ok');
	};
	say('220 test');
	socket.on('error', () => undefined);
	socket.setEncoding('utf8').on('data', (piece: string) => {
		text += piece;
		for (;;) {
			const end = text.indexOf(isData ? '\r\n.\r\n' : '\r\n');
			if (end < 0) return;
			const part = text.slice(0, end);
			text = text.slice(end + (isData ? 5 : 2));
			if (isData) {
				isData = false;
				keep({ from, to, data: part.replaceAll('\r\n..', '\r\n.') });
				to = [];
				say('250 kept');
			} else hear(part);
		}
	});
}

/** The readable text of a letter, whose transfer encoding is base64 or quoted-printable. */
export function textOf({ data }: ReceivedLetter): string {
	const [head, ...body] = data.split('\r\n\r\n');
	const text = body.join('\r\n\r\n');
	if (/^Content-Transfer-Encoding: base64/im.test(head!))
		return Buffer.from(text, 'base64').toString();
	if (!/^Content-Transfer-Encoding: quoted-printable/im.test(head!)) return text;
	const bytes = text
		.replaceAll('=\r\n', '')
		.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
	return Buffer.from(bytes, 'latin1').toString();
}

/** The code in a letter. */
export const codeOf = (letter: ReceivedLetter): string =>
	/^(\d{4} \d{4})\r?$/m.exec(textOf(letter))![1]!;
