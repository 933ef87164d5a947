/**
 * What a verification found: never a bare yes or no. Plain data that JSON carries. Spec: SPEC §10.6.
 */
import type { Problem } from '../result.ts';
import { checksOf, type CheckId, type Subject } from './checks.ts';
import type { Sentences, Values } from '../sentences.ts';
import { sentences } from './texts.ts';

/** `error`: something is false. `unproved`: the record does not show that it is true. `note`: worth knowing, nothing is wrong. */
export type Severity = 'error' | 'unproved' | 'note';

export type Finding = {
	readonly check: CheckId;
	readonly severity: Severity;
	readonly code: string;
	/** Where: file, entry, ballot, field. Empty when the whole is meant. */
	readonly place: string;
	/** What exactly was found, for developers; empty where the sentences say all. */
	readonly detail: string;
	/** What it means, for people. */
	readonly text: Sentences;
};

export type CheckStatus = 'passed' | 'failed' | 'unproved' | 'not-run';
export type CheckReport = {
	readonly id: CheckId;
	readonly status: CheckStatus;
	/** How many things were looked at: ballots, entries, shuffles, …; 0 where the vote has none of the kind. */
	readonly count: number;
};

/**
 * `verified`: every check of a record passed. `consistent`: nothing is wrong with an archive, which alone cannot prove all, or one copy
 * continues the other. `unproved`: nothing is wrong, but something was not shown. `rejected`: something is false.
 */
export type Verdict = 'verified' | 'consistent' | 'unproved' | 'rejected';

/** What is reported of the vote itself; what could not be read is left out. */
export type Summary = {
	uuid?: string;
	/** False as long as the archive has no result. */
	closed?: boolean;
	ballots?: number;
	/** Ballots that a later one of the same voter replaced. */
	revotes?: number;
	/** Ballots that count. */
	voters?: number;
	credentials?: number;
	tokens?: number;
	issued?: number;
	roll?: number;
	/** Owners who shuffled, in turn, and who decrypted. */
	shuffledBy?: readonly number[];
	decryptedBy?: readonly number[];
	pots?: readonly {
		readonly id: string;
		readonly valid: number;
		readonly winners: readonly string[];
	}[];
	/** Names of members who signed the result, and of those who dissent. */
	certifiedBy?: readonly string[];
	dissentBy?: readonly string[];
	redacted?: number;
};

export type Report = {
	readonly format: 'viche-report/v1';
	readonly subject: Subject;
	readonly verdict: Verdict;
	readonly checks: readonly CheckReport[];
	readonly findings: readonly Finding[];
	/** Findings beyond the first {@link MAX_PER_CODE} of a kind, which are only counted. */
	readonly more: readonly {
		readonly check: CheckId;
		readonly code: string;
		readonly count: number;
	}[];
	readonly summary: Summary;
};

/** So many findings of one code in one check are told one by one. */
export const MAX_PER_CODE = 10;

/** What {@link CheckLog.add} is told beside the code. */
export type FindingDetails = {
	readonly place?: string;
	readonly detail?: string;
	readonly values?: Values;
};

/** Collects findings and what was looked at; decides the verdict at the end. */
export class Journal {
	readonly summary: Summary = {};
	readonly #counts = new Map<CheckId, number>();
	readonly #worst = new Map<CheckId, 'error' | 'unproved'>();
	readonly #perCode = new Map<string, number>();
	readonly #findings: Finding[] = [];

	/** Begins a check: it passes if nothing is found. */
	check(id: CheckId): CheckLog {
		if (!this.wasRun(id)) this.#counts.set(id, 0);
		return new CheckLog(
			(n) => this.#counts.set(id, this.#counts.get(id)! + n),
			(severity, code, details) => this.#add(id, severity, code, details),
		);
	}

	wasRun(id: CheckId): boolean {
		return this.#counts.has(id);
	}

	/** Whether a check was run and found nothing false. */
	holds(id: CheckId): boolean {
		return this.wasRun(id) && this.#worst.get(id) !== 'error';
	}

	#add(check: CheckId, severity: Severity, code: string, details: FindingDetails): void {
		if (severity !== 'note' && this.#worst.get(check) !== 'error') this.#worst.set(check, severity);
		const key = `${check} ${code}`;
		const count = (this.#perCode.get(key) ?? 0) + 1;
		this.#perCode.set(key, count);
		if (count > MAX_PER_CODE) return;
		const { place = '', detail = '', values = {} } = details;
		this.#findings.push({ check, severity, code, place, detail, text: sentences(code, values) });
	}

	#status(id: CheckId): CheckStatus {
		if (!this.wasRun(id)) return 'not-run';
		const worst = this.#worst.get(id);
		return worst === undefined ? 'passed' : worst === 'error' ? 'failed' : 'unproved';
	}

	/** A record is verified only if every check of the catalogue was run and passed. */
	#verdict(subject: Subject, checks: readonly CheckReport[]): Verdict {
		if (checks.some((c) => c.status === 'failed')) return 'rejected';
		if (subject === 'archive') return 'consistent';
		if (checks.some((c) => c.status !== 'passed')) return 'unproved';
		return subject === 'diff' ? 'consistent' : 'verified';
	}

	report(subject: Subject): Report {
		if (subject !== 'archive')
			for (const id of checksOf(subject).filter((id) => !this.wasRun(id)))
				this.#add(id, 'unproved', 'check.not-run', {});
		const checks = checksOf(subject).map((id) => ({
			id,
			status: this.#status(id),
			count: this.#counts.get(id) ?? 0,
		}));
		const more = [...this.#perCode].flatMap(([key, count]) => {
			const [check, code] = key.split(' ') as [CheckId, string];
			return count > MAX_PER_CODE ? [{ check, code, count: count - MAX_PER_CODE }] : [];
		});
		return {
			format: 'viche-report/v1',
			subject,
			verdict: this.#verdict(subject, checks),
			checks,
			findings: this.#findings,
			more,
			summary: this.summary,
		};
	}
}

/** One check's door to the journal. */
export class CheckLog {
	readonly #counted: (n: number) => void;
	readonly #add: (severity: Severity, code: string, details: FindingDetails) => void;

	constructor(
		counted: (n: number) => void,
		add: (severity: Severity, code: string, details: FindingDetails) => void,
	) {
		this.#counted = counted;
		this.#add = add;
	}

	/** So many more things were looked at. */
	count(n = 1): void {
		this.#counted(n);
	}

	error(code: string, details: FindingDetails = {}): void {
		this.#add('error', code, details);
	}

	unproved(code: string, details: FindingDetails = {}): void {
		this.#add('unproved', code, details);
	}

	note(code: string, details: FindingDetails = {}): void {
		this.#add('note', code, details);
	}

	/** What a parser or verifier of crypto/ found, placed below `place`. */
	problems(problems: readonly Problem[], place = ''): void {
		for (const { code, place: at, message } of problems)
			this.error(code, { place: [place, at].filter((p) => p !== '').join(': '), detail: message });
	}
}
