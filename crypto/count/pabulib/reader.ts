import type { Problem, Result } from '../../result.ts';
import { err, ok } from '../../result.ts';
import type { PabulibFile } from './file.ts';
import type { Mode } from './findings.ts';
import { Findings } from './findings.ts';
import type { Limits } from './records.ts';
import { DEFAULT_LIMITS, RecordReader } from './records.ts';
import { Sections } from './sections.ts';

export type ReadOptions = {
	/** Default `strict`. */
	readonly mode?: Mode;
	/** Keeps every row of VOTES for the writer; default true. Without, memory grows with distinct ballots and ids only. */
	readonly keepVotes?: boolean;
	readonly limits?: Partial<Limits>;
};

export type ReadPabulib = { readonly file: PabulibFile; readonly warnings: readonly Problem[] };

export type PabulibReader = {
	/** Takes the next piece of text, cut anywhere. */
	readonly push: (chunk: string) => void;
	/** Whether a limit is exceeded, so that reading on is of no use. */
	readonly isStopped: () => boolean;
	/** Ends the text. Errors: everything that is wrong, each with line and field; codes `pabulib.…`. */
	readonly finish: () => Result<ReadPabulib, readonly Problem[]>;
};

/** Reads a whole Pabulib file. Spec: SPEC §9.3. */
export function parsePabulib(
	text: string,
	options: ReadOptions = {},
): Result<ReadPabulib, readonly Problem[]> {
	const reader = makePabulibReader(options);
	reader.push(text);
	return reader.finish();
}

/** Reads a Pabulib file that arrives in pieces, checking and grouping ballots as they come. */
export function makePabulibReader(options: ReadOptions = {}): PabulibReader {
	const findings = new Findings(options.mode ?? 'strict');
	const limits = { ...DEFAULT_LIMITS, ...options.limits };
	const sections = new Sections(findings, limits, options.keepVotes ?? true);
	const records = new RecordReader(limits, findings, (fields, line) => sections.take(fields, line));
	return {
		push: (chunk) => records.push(chunk),
		isStopped: () => records.isStopped(),
		finish: () => {
			records.finish();
			const file = records.isStopped() ? undefined : sections.finish(records);
			return file && findings.errors.length === 0
				? ok({ file, warnings: findings.warnings })
				: err(findings.errors);
		},
	};
}
