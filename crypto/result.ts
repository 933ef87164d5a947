/**
 * Expected failures are values, bugs throw. A plain object, so that it crosses a worker boundary or HTTP as it is.
 */
export type Ok<T> = { readonly ok: true; readonly value: T };
export type Err<E> = { readonly ok: false; readonly error: E };
export type Result<T, E = Problem> = Ok<T> | Err<E>;

/** What went wrong with data from outside: a stable code, where it was found, and what was found there. */
export type Problem = {
	/** Stable, lower-case, dotted: `wire.duplicate-key`, `pabulib.unknown-project`. */
	readonly code: string;
	/** Field, line, entry or file: `answers[0].choices[3].alpha`, `line 17`. Empty when the whole input is meant. */
	readonly place: string;
	/** One English sentence for the developer or operator; people are shown the catalogue text of `code`. */
	readonly message: string;
};

export const ok = <T>(value: T): Ok<T> => ({ ok: true, value });
export const err = <E>(error: E): Err<E> => ({ ok: false, error });
export const problem = (code: string, place: string, message: string): Err<Problem> =>
	err({ code, place, message });

/** Thrown only inside a parser, to leave it from any depth; {@link attempt} turns it back into a value. */
export class ProblemError extends Error {
	readonly problem: Problem;
	constructor(code: string, place: string, message: string) {
		super(message);
		this.name = 'ProblemError';
		this.problem = { code, place, message };
	}
}

/** Runs a parser and returns what it threw as a {@link ProblemError} as a value; anything else is a bug and goes on. */
export function attempt<T>(parse: () => T): Result<T> {
	try {
		return ok(parse());
	} catch (e) {
		if (e instanceof ProblemError) return err(e.problem);
		throw e;
	}
}
