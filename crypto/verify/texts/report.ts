/** Words of a report: statuses, verdicts, what is summed up, and what the verifier is busy with. */
import type { Language } from '../../sentences.ts';
import type { Progress } from '../options.ts';
import type { CheckStatus, Severity, Summary, Verdict } from '../report.ts';

/** A finding that says no more than the status of its check. */
export const NOT_RUN = 'check.not-run';

/** What a report says around its findings. */
export type ReportWords = {
	readonly status: Readonly<Record<CheckStatus, string>>;
	readonly severity: Readonly<Record<Severity, string>>;
	readonly verdict: Readonly<Record<Verdict, string>>;
	readonly notProved: string;
	readonly more: (count: number) => string;
	readonly summary: (summary: Summary) => readonly string[];
};

const known = <T>(value: T | undefined, line: (value: T) => string): string[] =>
	value === undefined ? [] : [line(value)];

export const REPORT_WORDS: Readonly<Record<Language, ReportWords>> = {
	uk: {
		status: {
			passed: 'гаразд',
			failed: 'ПОМИЛКА',
			unproved: 'не доведено',
			'not-run': 'не перевірено',
		},
		severity: { error: 'помилка', unproved: 'не доведено', note: 'до відома' },
		verdict: {
			verified: 'ПЕРЕВІРЕНО: запис доводить свій результат.',
			consistent: 'УЗГОДЖЕНО: суперечностей немає.',
			unproved: 'НЕ ДОВЕДЕНО: суперечностей немає, але запис доводить не все.',
			rejected: 'ВІДХИЛЕНО: запис суперечить собі або правилам.',
		},
		notProved: 'Не доведено:',
		more: (count) => `і ще ${count} таких самих`,
		summary: (s) => [
			...known(s.uuid, (v) => `Голосування ${v}`),
			...known(s.ballots, (v) => `Бюлетенів: ${v}`),
			...known(s.revotes, (v) => `Змінених пізніше: ${v}`),
			...known(s.voters, (v) => `Враховано: ${v}`),
			...known(s.roll, (v) => `Виборців у списку: ${v}`),
			...known(s.issued, (v) => `Видано жетонів: ${v}`),
			...(s.pots ?? []).map(
				(p) => `Конкурс ${p.id}: дійсних ${p.valid}; перемогли ${p.winners.join(', ') || '—'}`,
			),
			...known(s.certifiedBy, (v) => `Підписали результат: ${v.join(', ') || '—'}`),
			...known(s.dissentBy, (v) => `Не погодилися: ${v.join(', ') || '—'}`),
		],
	},
	en: {
		status: { passed: 'ok', failed: 'ERROR', unproved: 'not proved', 'not-run': 'not checked' },
		severity: { error: 'error', unproved: 'not proved', note: 'note' },
		verdict: {
			verified: 'VERIFIED: the record proves its result.',
			consistent: 'CONSISTENT: nothing contradicts itself.',
			unproved: 'NOT PROVED: nothing contradicts itself, but not everything is proved.',
			rejected: 'REJECTED: something contradicts itself or the rules.',
		},
		notProved: 'Not proved:',
		more: (count) => `and ${count} more like this`,
		summary: (s) => [
			...known(s.uuid, (v) => `Vote ${v}`),
			...known(s.ballots, (v) => `Ballots: ${v}`),
			...known(s.revotes, (v) => `Replaced by a later one: ${v}`),
			...known(s.voters, (v) => `Counted: ${v}`),
			...known(s.roll, (v) => `Voters on the roll: ${v}`),
			...known(s.issued, (v) => `Tokens issued: ${v}`),
			...(s.pots ?? []).map(
				(p) => `Pot ${p.id}: ${p.valid} valid; winners ${p.winners.join(', ') || '—'}`,
			),
			...known(s.certifiedBy, (v) => `Signed the result: ${v.join(', ') || '—'}`),
			...known(s.dissentBy, (v) => `Dissented: ${v.join(', ') || '—'}`),
		],
	},
};

/** What the verifier is doing. */
export const PROGRESS_WORDS: Readonly<
	Record<Language, Readonly<Record<Progress['phase'], string>>>
> = {
	uk: {
		registers: 'читаю реєстри',
		ballots: 'перевіряю бюлетені',
		tally: 'додаю бюлетені',
		shuffles: 'перевіряю перемішування',
		decryption: 'перевіряю розшифрування',
		count: 'рахую голоси',
	},
	en: {
		registers: 'reading registers',
		ballots: 'checking ballots',
		tally: 'adding ballots',
		shuffles: 'checking shuffles',
		decryption: 'checking decryptions',
		count: 'counting',
	},
};
