/** Reads the file that `viche roll` made, on the device of who proposes the roll. */
import type { Eligibility } from '../../crypto/verify/decisions.ts';

export type RollFile = {
	/** Each once, in the order of the file. */
	readonly identities: readonly string[];
	readonly eligibility?: Eligibility;
	readonly duplicates: number;
	/** Places of what is no identity, counted from 1. */
	readonly malformed: readonly number[];
};

const FORMAT = 'viche-roll/v1';

/** @returns `undefined` for what is no such file */
export function readRollFile(text: string): RollFile | undefined {
	const file = parse(text) as { format?: unknown; rule?: unknown; identities?: unknown } | null;
	if (file?.format !== FORMAT || !Array.isArray(file.identities)) return undefined;
	const eligibility = file.rule === undefined ? undefined : readRule(file.rule);
	if (file.rule !== undefined && !eligibility) return undefined;
	const good = new Set<string>();
	const malformed: number[] = [];
	file.identities.forEach((identity: unknown, i) => {
		if (typeof identity === 'string' && /^[0-9a-f]{64}$/.test(identity)) good.add(identity);
		else malformed.push(i + 1);
	});
	return {
		identities: [...good],
		...(eligibility ? { eligibility } : {}),
		duplicates: file.identities.length - malformed.length - good.size,
		malformed,
	};
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function readRule(value: unknown): Eligibility | undefined {
	const { minAge, on, territories, bases } = (value ?? {}) as Partial<Eligibility>;
	const isRule =
		Number.isInteger(minAge) &&
		/^\d{4}-\d{2}-\d{2}$/.test(on ?? '') &&
		[territories, bases].every((list) => list?.every((word) => typeof word === 'string'));
	return isRule
		? { minAge: minAge!, on: on!, territories: territories!, bases: bases! }
		: undefined;
}
