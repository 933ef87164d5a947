import type { Problem } from '../../result.ts';

/**
 * `strict` accepts only files that keep every rule of the format; `tolerant` accepts what older files do and what cannot
 * change an outcome unseen, and warns of it.
 */
export type Mode = 'strict' | 'tolerant';

const MOST = 1000;

/** Collects everything that is wrong with a file, up to a thousand findings of each weight. */
export class Findings {
	readonly errors: Problem[] = [];
	readonly warnings: Problem[] = [];
	readonly #mode: Mode;

	constructor(mode: Mode) {
		this.#mode = mode;
	}

	/** Wrong in both modes. */
	error(code: string, place: string, message: string): void {
		if (this.errors.length < MOST) this.errors.push({ code: `pabulib.${code}`, place, message });
	}

	/** Wrong in strict mode, accepted with a warning in tolerant mode. */
	quirk(code: string, place: string, message: string): void {
		if (this.#mode === 'strict') this.error(code, place, message);
		else this.warning(code, place, message);
	}

	/** Allowed, worth a look. */
	warning(code: string, place: string, message: string): void {
		if (this.warnings.length < MOST)
			this.warnings.push({ code: `pabulib.${code}`, place, message });
	}
}

/** `line 17`, or `line 17, cost`. */
export const at = (line: number, field?: string): string =>
	field === undefined ? `line ${line}` : `line ${line}, ${field.slice(0, 60)}`;
