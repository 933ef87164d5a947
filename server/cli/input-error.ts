import type { Problem } from '../../crypto/result.ts';

/** Thrown when what a person named or asked for cannot be used. The message names file, line and field. */
export class InputError extends Error {
	constructor(message: string) {
		super(message);
		this.name = 'InputError';
	}
}

const MOST_LINES = 20;

/** The error that tells what is wrong with a file, one line each. */
export function inputError(file: string, problems: readonly Problem[]): InputError {
	const lines = problems.slice(0, MOST_LINES).map((p) => `${file}: ${describe(p)}`);
	const more = problems.length - lines.length;
	return new InputError(
		[...lines, ...(more > 0 ? [`${file}: … and ${more} more`] : [])].join('\n'),
	);
}

/** `line 17: no such project [pabulib.unknown-project]` */
export const describe = ({ code, place, message }: Problem): string =>
	`${place === '' ? '' : `${place}: `}${message} [${code}]`;
