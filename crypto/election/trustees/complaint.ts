import type { Problem, Result } from '../../result.ts';
import type { SignedMessage } from './channel.ts';

/**
 * What is wrong in a key ceremony, and who is to blame. Members count from 1; without one, what the server handed on is unusable,
 * whoever wrote it.
 */
export type Complaint = Problem & {
	readonly accused?: number;
	/** What the accused signed: it convinces anybody, see `verifyShareComplaint`. */
	readonly evidence?: SignedMessage;
};

export const complaint = (
	accused: number,
	code: string,
	place: string,
	message: string,
): Complaint => ({ code, place, message: `member ${accused}: ${message}`, accused });

/** Blames a problem on a member; its place is inside `place`. */
export const blame = (
	accused: number,
	place: string,
	{ code, place: at, message }: Problem,
): Complaint => complaint(accused, code, at === '' ? place : `${place}.${at}`, message);

/** The complaints of results, in order. */
export const complaintsOf = (results: readonly Result<unknown, Complaint[]>[]): Complaint[] =>
	results.flatMap((r) => (r.ok ? [] : r.error));

/** The values of results that are all good. */
export const valuesOf = <T>(results: readonly Result<T, Complaint[]>[]): T[] =>
	results.flatMap((r) => (r.ok ? [r.value] : []));
