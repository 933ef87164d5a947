/**
 * Whom to believe about a log: its keys, witnesses, and how many of them must have cosigned.
 * Spec: SPEC §8.5, c2sp.org/tlog-policy.
 */
import { bytesToHex } from '../bytes.ts';
import type { Result } from '../result.ts';
import { ProblemError, attempt, ok, problem } from '../result.ts';
import type { OpenedCheckpoint } from './checkpoint.ts';
import { readOpened } from './checkpoint.ts';
import { cosignatureTime, cosignatureVerifier } from './cosignature.ts';
import { ed25519Verifier, openNote } from './note.ts';
import { parseDecimal, readText } from './text-input.ts';
import type { KeyType, VerifierKey, VerifyEd25519 } from './verifier-key.ts';
import {
	COSIGNATURE_KEY,
	ED25519_KEY,
	encodeVerifierKey,
	parseVerifierKey,
} from './verifier-key.ts';

export type PolicyLog = { readonly key: VerifierKey; readonly url?: string };
export type PolicyWitness = PolicyLog & { readonly name: string };
export type PolicyGroup = {
	readonly threshold: number;
	readonly members: readonly string[];
};

export type Policy = {
	readonly logs: readonly PolicyLog[];
	readonly witnesses: readonly PolicyWitness[];
	readonly groups: ReadonlyMap<string, PolicyGroup>;
	/** The witness or group that must have cosigned; undefined when the policy says `none`. */
	readonly quorum: string | undefined;
};

const MAX_POLICY_BYTES = 64 * 1024;
const NONE = 'none';

type Draft = {
	logs: PolicyLog[];
	witnesses: PolicyWitness[];
	groups: Map<string, PolicyGroup>;
	quorum?: string;
	names: Set<string>;
	grouped: Set<string>;
	keys: Set<string>;
};

type Reject = (code: string, message: string) => never;

function readKey(draft: Draft, text: string, type: KeyType, reject: Reject): VerifierKey {
	const parsed = parseVerifierKey(text);
	if (!parsed.ok) return reject(parsed.error.code, parsed.error.message);
	const key = parsed.value;
	if (key.type !== type) return reject('policy.key-type', 'a key of the other type belongs here');
	const id = bytesToHex(key.publicKey);
	if (draft.keys.has(id)) return reject('policy.duplicate-key', 'this public key was given before');
	draft.keys.add(id);
	return key;
}

function claimName(draft: Draft, name: string, reject: Reject): void {
	if (name === NONE || draft.names.has(name))
		reject('policy.duplicate-name', `${name} was given before`);
	draft.names.add(name);
}

function readGroup(draft: Draft, words: readonly string[], reject: Reject): void {
	const [name, count, ...members] = words as [string, string, ...string[]];
	const threshold =
		count === 'any' ? 1 : count === 'all' ? members.length : (parseDecimal(count) ?? 0);
	if (threshold < 1 || threshold > members.length)
		reject('policy.threshold', `${count} of ${members.length} cannot be asked for`);
	for (const member of members) {
		if (!draft.names.has(member)) reject('policy.unknown-name', `${member} is not defined above`);
		if (draft.grouped.has(member)) reject('policy.regrouped', `${member} is in a group already`);
		draft.grouped.add(member);
	}
	claimName(draft, name, reject);
	draft.groups.set(name, { threshold, members });
}

const withUrl = (url: string | undefined) => (url === undefined ? {} : { url });

function readLine(draft: Draft, words: readonly string[], reject: Reject): void {
	const [keyword, first, second, third] = words as [string, string, string, string | undefined];
	const count = words.length;
	if (keyword === 'log' && (count === 2 || count === 3)) {
		const key = readKey(draft, first, ED25519_KEY, reject);
		draft.logs.push({ key, ...withUrl(count === 3 ? second : undefined) });
	} else if (keyword === 'witness' && (count === 3 || count === 4)) {
		const key = readKey(draft, second, COSIGNATURE_KEY, reject);
		claimName(draft, first, reject);
		draft.witnesses.push({ name: first, key, ...withUrl(third) });
	} else if (keyword === 'group' && count >= 4) readGroup(draft, words.slice(1), reject);
	else if (keyword === 'quorum' && count === 2) {
		if (draft.quorum !== undefined) reject('policy.quorum', 'the quorum was given before');
		if (first !== NONE && !draft.names.has(first))
			reject('policy.unknown-name', `${first} is not defined above`);
		draft.quorum = first;
	} else reject('policy.malformed', 'not a log, witness, group or quorum line');
}

/**
 * Reads a policy file. Codes: those of {@link parseWitnesses}, policy.no-log.
 */
export function parsePolicy(input: Uint8Array | string): Result<Policy> {
	const policy = parseWitnesses(input);
	return policy.ok && policy.value.logs.length === 0
		? problem('policy.no-log', '', 'no log line')
		: policy;
}

/**
 * Reads a policy file that need not name logs: whoever reads it knows them. Codes: policy.too-long, .utf8, .malformed, .key-type,
 * .duplicate-key, .duplicate-name, .unknown-name, .regrouped, .threshold, .quorum (not exactly one); vkey.*.
 */
export const parseWitnesses = (input: Uint8Array | string): Result<Policy> =>
	attempt(() => {
		const draft: Draft = {
			logs: [],
			witnesses: [],
			groups: new Map(),
			names: new Set(),
			grouped: new Set(),
			keys: new Set(),
		};
		for (const [i, line] of readText(input, MAX_POLICY_BYTES, 'policy').split('\n').entries()) {
			const words = line.split(/[ \t]+/).filter((word) => word !== '');
			if (words.length === 0 || words[0]!.startsWith('#')) continue;
			readLine(draft, words, (code, message) => {
				throw new ProblemError(code, `line ${i + 1}`, message);
			});
		}
		const { logs, witnesses, groups, quorum } = draft;
		if (quorum === undefined) throw new ProblemError('policy.quorum', '', 'no quorum line');
		return { logs, witnesses, groups, quorum: quorum === NONE ? undefined : quorum };
	});

/** The text of a policy, without comments. */
export function encodePolicy({ logs, witnesses, groups, quorum }: Policy): string {
	const line = (...words: readonly (string | undefined)[]) =>
		`${words.filter((word) => word !== undefined).join(' ')}\n`;
	return [
		...logs.map(({ key, url }) => line('log', encodeVerifierKey(key), url)),
		...witnesses.map(({ name, key, url }) => line('witness', name, encodeVerifierKey(key), url)),
		...[...groups].map(([name, { threshold, members }]) =>
			line('group', name, String(threshold), ...members),
		),
		line('quorum', quorum ?? NONE),
	].join('');
}

/** Whether the witnesses of these names satisfy the policy. */
export function isQuorumMet(policy: Policy, cosigned: ReadonlySet<string>): boolean {
	const satisfied = (name: string): boolean => {
		const group = policy.groups.get(name);
		return group === undefined
			? cosigned.has(name)
			: group.members.filter(satisfied).length >= group.threshold;
	};
	return policy.quorum === undefined || satisfied(policy.quorum);
}

/** A checkpoint that a policy accepts, and by whose word. */
export type WitnessedCheckpoint = OpenedCheckpoint & {
	/** Witnesses of the policy that cosigned, by the names the policy gives them. */
	readonly witnesses: readonly { readonly name: string; readonly timeSeconds: number }[];
};

/**
 * Opens a checkpoint that one of the policy's logs signed and enough of its witnesses cosigned.
 * Codes: those of openCheckpoint, policy.quorum-not-met.
 */
export function openWitnessed(
	note: Uint8Array | string,
	policy: Policy,
	verify?: VerifyEd25519,
): Result<WitnessedCheckpoint> {
	const logs = policy.logs.map(({ key }) => ed25519Verifier(key, verify));
	const witnesses = policy.witnesses.map(({ key }) => cosignatureVerifier(key, verify));
	const opened = openNote(note, [...logs, ...witnesses]);
	if (!opened.ok) return opened;
	const checkpoint = readOpened(opened.value, logs);
	if (!checkpoint.ok) return checkpoint;
	const cosigned = policy.witnesses.flatMap(({ name, key }) => {
		const signature = checkpoint.value.signatures.find((s) => s.key === key);
		const timeSeconds = signature && cosignatureTime(signature);
		return timeSeconds === undefined ? [] : [{ name, timeSeconds }];
	});
	if (!isQuorumMet(policy, new Set(cosigned.map(({ name }) => name))))
		return problem(
			'policy.quorum-not-met',
			'',
			`${cosigned.length} of ${policy.witnesses.length} witnesses cosigned, the policy asks for more`,
		);
	return ok({ ...checkpoint.value, witnesses: cosigned });
}
