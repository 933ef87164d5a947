/** What is refused, and why: a stable code, a status and sentences for people. RFC 9457. */
import { fillSentences, type Sentences, type Values } from '../../crypto/sentences.ts';
import type { ProblemDocument } from '../api/contract.ts';
import { ERROR_TEXTS, type ErrorCode } from './error-texts.ts';

/** Thrown by handlers; becomes problem+json. Nothing has been changed when it is thrown. */
export class ApiError extends Error {
	readonly code: ErrorCode;
	readonly status: number;
	readonly text: Sentences;
	/** Which fields of the request are meant, and what is wrong there, for developers. */
	readonly fields: Readonly<Record<string, string>> | undefined;

	constructor(code: ErrorCode, values: Values = {}, fields?: Readonly<Record<string, string>>) {
		super(code);
		this.name = 'ApiError';
		this.code = code;
		const { status, ...sentences } = ERROR_TEXTS[code];
		this.status = status;
		this.text = fillSentences(sentences, values);
		this.fields = fields;
	}
}

/** The document that the client gets. */
export const toProblem = ({ code, status, text, fields }: ApiError): ProblemDocument => ({
	type: `urn:viche:error:${code}`,
	title: text.en,
	status,
	code,
	text,
	...(fields === undefined ? {} : { fields }),
});
