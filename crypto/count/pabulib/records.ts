import type { Findings } from './findings.ts';
import { at } from './findings.ts';

/** What a file may cost to read before it is refused. Lengths in UTF-16 units. */
export type Limits = {
	readonly characters: number;
	readonly recordCharacters: number;
	readonly fields: number;
	readonly projects: number;
	readonly ballots: number;
};

export const DEFAULT_LIMITS: Limits = {
	characters: 2 ** 30,
	recordCharacters: 2 ** 20,
	fields: 200,
	projects: 20_000,
	ballots: 5_000_000,
};

/** @param line - the line on which the record begins, from 1 */
export type OnRecord = (fields: string[], line: number) => void;

// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/;

type OpenRecord = {
	readonly fields: string[];
	field: string;
	wasQuoted: boolean;
	readonly line: number;
	/** Characters read so far. */
	size: number;
};

/**
 * Cuts text that arrives in pieces into records of fields: separated by `;`, a field in `"` may hold separators, line
 * breaks and doubled quotes (SPEC §9.3). Holds one record at a time.
 */
export class RecordReader {
	newline: '\n' | '\r\n' = '\n';
	/** The last line ended with a line break. */
	endsWithNewline = true;
	readonly #limits: Limits;
	readonly #findings: Findings;
	readonly #onRecord: OnRecord;
	#stopped = false;
	#rest = '';
	#characters = 0;
	#line = 0;
	/** The record that a quoted line break continues. */
	#open: OpenRecord | undefined;

	constructor(limits: Limits, findings: Findings, onRecord: OnRecord) {
		this.#limits = limits;
		this.#findings = findings;
		this.#onRecord = onRecord;
	}

	/** True once a limit is exceeded; nothing more is read. */
	isStopped(): boolean {
		return this.#stopped;
	}

	push(chunk: string): void {
		if (this.isStopped() || chunk.length === 0) return;
		if (this.#characters === 0 && chunk.startsWith('\ufeff')) {
			this.#findings.quirk('byte-order-mark', at(1), 'the file begins with a byte order mark');
			chunk = chunk.slice(1);
		}
		this.#characters += chunk.length + 1;
		if (this.#characters > this.#limits.characters) this.#stop('too-long', 'the file is too long');
		if (!chunk.includes('\n')) {
			this.#rest += chunk;
			if (this.#rest.length > this.#limits.recordCharacters) this.#tooLongRecord();
			return;
		}
		const text = this.#rest + chunk;
		let from = 0;
		for (
			let end = text.indexOf('\n');
			end >= 0 && !this.isStopped();
			end = text.indexOf('\n', from)
		) {
			this.#takeLine(text.slice(from, end), true);
			from = end + 1;
		}
		this.#rest = text.slice(from);
		if (this.#rest.length > this.#limits.recordCharacters) this.#tooLongRecord();
	}

	finish(): void {
		if (!this.isStopped() && this.#rest !== '') this.#takeLine(this.#rest, false);
		if (!this.isStopped() && this.#open)
			this.#findings.error('unclosed-quote', at(this.#open.line), 'a quoted field does not end');
		this.#rest = '';
	}

	#takeLine(line: string, terminated: boolean): void {
		this.#line++;
		this.endsWithNewline = terminated;
		const isCrlf = terminated && line.endsWith('\r');
		if (terminated && this.#line === 1) this.newline = isCrlf ? '\r\n' : '\n';
		else if (terminated && isCrlf !== (this.newline === '\r\n'))
			this.#findings.warning('mixed-line-breaks', at(this.#line), 'line breaks are not all alike');
		const content = isCrlf ? line.slice(0, -1) : line;
		if (CONTROL.test(content))
			this.#findings.error('control-character', at(this.#line), 'control characters are not text');
		if (content.length + (this.#open?.size ?? 0) > this.#limits.recordCharacters)
			this.#tooLongRecord();
		else if (this.#open || content.includes('"')) this.#takeQuoted(content, isCrlf ? '\r\n' : '\n');
		else this.#emit(content.split(';'), this.#line);
	}

	#emit(fields: string[], line: number): void {
		if (fields.length > this.#limits.fields)
			this.#findings.error('too-many-fields', at(line), `more than ${this.#limits.fields} fields`);
		else this.#onRecord(fields, line);
	}

	/** Reads a line that has quotes in it or continues a quoted field. */
	#takeQuoted(text: string, lineBreak: string): void {
		let isInside = this.#open !== undefined;
		const open = (this.#open ??= {
			fields: [],
			field: '',
			wasQuoted: false,
			line: this.#line,
			size: 0,
		});
		open.size += text.length + lineBreak.length;
		for (let from = 0; from >= 0;) {
			if (!isInside && text.startsWith('"', from)) [isInside, from] = [true, from + 1];
			if (isInside) {
				from = this.#takeInside(open, text, from);
				if (from < 0) {
					open.field += lineBreak;
					return;
				}
				isInside = false;
			}
			from = this.#takeTail(open, text, from);
		}
		this.#open = undefined;
		this.#emit(open.fields, open.line);
	}

	/** Reads up to the closing quote; returns the place after it, or -1 when it is not on this line. */
	#takeInside(open: OpenRecord, text: string, from: number): number {
		open.wasQuoted = true;
		for (;;) {
			const quote = text.indexOf('"', from);
			if (quote < 0) {
				open.field += text.slice(from);
				return -1;
			}
			open.field += text.slice(from, quote);
			from = quote + 1;
			if (!text.startsWith('"', from)) return from;
			open.field += '"';
			from++;
		}
	}

	/** Reads what is outside quotes up to the separator and ends the field; returns where the next begins, or -1. */
	#takeTail(open: OpenRecord, text: string, from: number): number {
		const end = text.indexOf(';', from);
		const tail = end < 0 ? text.slice(from) : text.slice(from, end);
		if (open.wasQuoted ? tail !== '' : tail.includes('"'))
			this.#findings.quirk('quote', at(this.#line), 'quotes must enclose a whole field');
		open.fields.push(open.field + tail);
		open.field = '';
		open.wasQuoted = false;
		return end < 0 ? -1 : end + 1;
	}

	#tooLongRecord(): void {
		this.#stop('record-too-long', `a record has over ${this.#limits.recordCharacters} characters`);
	}

	#stop(code: string, message: string): void {
		this.#stopped = true;
		this.#findings.error(code, at(this.#line + 1), message);
	}
}
