/**
 * Reads what people typed into forms. What is wrong is said field by field, in codes that every language has a sentence for: `empty`,
 * `short 10`. Pages with and without scripts, and programs, are told the same.
 */
import type { Reason } from '../db/schema-civic.ts';
import { ApiError } from '../http/api-error.ts';
import type { ErrorCode } from '../http/error-texts.ts';
import { z } from 'zod';
import { dayOf, fromKyivDate } from '../../crypto/kyiv-time.ts';

const WHOLE = /^\d{1,9}$/;
const isEmail = (address: string): boolean =>
	address.length <= 254 && z.email().safeParse(address).success;
const HTTPS = /^https:\/\/[a-z0-9.-]+(?::\d{1,5})?(?:\/[!#$%&'()*+,./:;=?@\w~-]*)?$/;
const MONEY = /^\d{1,12}(?:\.\d{1,2})?$/;

export class FieldReader {
	readonly #faults: Record<string, string> = {};

	/** Says what is wrong with a field; the first fault of a field is kept. */
	fault(field: string, code: string): undefined {
		this.#faults[field] ??= code;
		return undefined;
	}

	/** @param least, most - characters, as people count them */
	text(field: string, typed: string, least: number, most: number): string {
		// Line breaks come as the browser sends them; other control characters say nothing.
		const text = typed
			.replace(/\r\n?/g, '\n')
			.replace(/(?!\n)\p{Cc}/gu, ' ')
			.trim()
			.normalize('NFC');
		const { length } = Array.from(text);
		if (length === 0 && least > 0) this.fault(field, 'empty');
		else if (length < least) this.fault(field, `short ${least}`);
		else if (length > most) this.fault(field, `long ${most}`);
		return text;
	}

	/** A text of one line. */
	line(field: string, typed: string, least: number, most: number): string {
		return this.text(field, typed.replace(/\s+/g, ' '), least, most);
	}

	whole(field: string, typed: string, least: number, most: number): number {
		const text = typed.replace(/\s/g, '');
		const value = WHOLE.test(text) ? Number(text) : NaN;
		if (text === '') this.fault(field, 'empty');
		else if (Number.isNaN(value)) this.fault(field, 'whole');
		else if (value < least) this.fault(field, `least ${least}`);
		else if (value > most) this.fault(field, `most ${most}`);
		return Number.isNaN(value) ? 0 : value;
	}

	/** Hryvnias as people type them: `12 500,50`. @returns kopecks */
	money(field: string, typed: string): bigint {
		const text = typed.replace(/\s/g, '').replace(',', '.');
		if (text === '') this.fault(field, 'empty');
		else if (!MONEY.test(text)) this.fault(field, 'money');
		else {
			const [hryvnias = '', kopecks = ''] = text.split('.');
			return BigInt(hryvnias + kopecks.padEnd(2, '0'));
		}
		return 0n;
	}

	choice<T extends string>(field: string, typed: string, values: readonly T[]): T {
		const found = values.find((value) => value === typed);
		if (found === undefined) this.fault(field, 'choose');
		return found ?? values[0]!;
	}

	/** @returns when the date begins in Kyiv, in POSIX seconds */
	date(field: string, typed: string): number {
		if (typed === '') this.fault(field, 'empty');
		else if (dayOf(typed) === undefined) this.fault(field, 'date');
		return fromKyivDate(typed) ?? 0;
	}

	email(field: string, typed: string): string {
		const address = typed.trim();
		if (address === '') this.fault(field, 'empty');
		else if (!isEmail(address)) this.fault(field, 'email');
		return address;
	}

	/** The address of a page. */
	link(field: string, typed: string): string {
		const url = typed.trim();
		if (!HTTPS.test(url)) this.fault(field, 'url');
		return url;
	}

	/** Lines that say something, each once. */
	lines(field: string, typed: string, least: number, most: number, longest = 200): string[] {
		const lines = [...new Set(typed.split('\n').map((line) => this.line(field, line, 0, longest)))];
		const said = lines.filter((line) => line !== '');
		if (said.length < least) this.fault(field, least === 1 ? 'empty' : `few ${least}`);
		if (said.length > most) this.fault(field, `many ${most}`);
		return said;
	}

	/** Lines such as `one | other`; what is not there is empty. */
	pairs(field: string, typed: string, least: number, most: number): [string, string][] {
		return this.lines(field, typed, least, most, 400).map((line) => {
			const [one = '', other = ''] = line.split('|').map((part) => part.trim());
			return [one, other];
		});
	}

	/** Lines such as `reason | clause`. */
	reasons(field: string, typed: string): Reason[] {
		return this.pairs(field, typed, 1, 60).map(([text, clause]) => {
			if (text === '' || clause === '') this.fault(field, 'reason');
			return { text, clause };
		});
	}

	/** @throws ApiError with this code that names every fault */
	require(code: ErrorCode): void {
		if (Object.keys(this.#faults).length > 0) throw new ApiError(code, {}, this.#faults);
	}

	get faults(): Readonly<Record<string, string>> {
		return this.#faults;
	}
}

/** Kopecks as a decimal of hryvnias. */
export function hryvnias(kopecks: bigint): string {
	const whole = kopecks / 100n;
	const rest = kopecks % 100n;
	return rest === 0n ? String(whole) : `${whole}.${String(rest).padStart(2, '0')}`;
}

/** A decimal of hryvnias, as {@link hryvnias} writes it, in kopecks. */
export function kopecksOf(amount: string): bigint {
	const [whole = '0', rest = ''] = amount.split('.');
	return BigInt(whole + rest.padEnd(2, '0'));
}
