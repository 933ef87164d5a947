/** Texts from elsewhere must not steer the reader's terminal: control characters are shown, not sent. */
export const printable = (line: string): string =>
	line.replace(
		// eslint-disable-next-line no-control-regex
		/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g,
		(c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
