/** A verification report as people read it in a terminal. */
import { styleText } from 'node:util';
import { titleOf } from '../../crypto/verify/texts.ts';
import type { Language } from '../../crypto/sentences.ts';
import type {
	CheckReport,
	CheckStatus,
	Finding,
	Report,
	Severity,
	Summary,
	Verdict,
} from '../../crypto/verify/report.ts';
import { printable } from './printable.ts';

type Words = {
	readonly status: Readonly<Record<CheckStatus, string>>;
	readonly severity: Readonly<Record<Severity, string>>;
	readonly verdict: Readonly<Record<Verdict, string>>;
	readonly notProved: string;
	readonly more: (count: number) => string;
	readonly summary: (summary: Summary) => readonly string[];
};

const known = <T>(value: T | undefined, line: (value: T) => string): string[] =>
	value === undefined ? [] : [line(value)];

const WORDS: Readonly<Record<Language, Words>> = {
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

const SYMBOLS: Readonly<Record<CheckStatus, string>> = {
	passed: '✔',
	failed: '✘',
	unproved: '?',
	'not-run': '–',
};
const COLOURS = { passed: 'green', failed: 'red', unproved: 'yellow', 'not-run': 'dim' } as const;

export type ReportStyle = {
	readonly language: Language;
	/** No symbols and colours: every line says its status in words. */
	readonly plain: boolean;
};

/** Check by check, findings as sentences below, the summary and the verdict last. Control characters of the record are shown, not sent. */
export function formatReport(report: Report, style: ReportStyle): string {
	const words = WORDS[style.language];
	const lines = [
		...report.checks.flatMap((check) => [
			checkLine(check, style),
			...report.findings
				.filter((f) => f.check === check.id && f.code !== NOT_RUN)
				.map((f) => printable(`    ${findingLine(f, style)}`)),
			...report.more
				.filter((m) => m.check === check.id)
				.map((m) => `    ${m.code}: ${words.more(m.count)}`),
		]),
		'',
		...words.summary(report.summary).map(printable),
		words.verdict[report.verdict],
		...unprovedLines(report, style),
	];
	return lines.join('\n') + '\n';
}

/** Says no more than the status of its check. */
const NOT_RUN = 'check.not-run';

function checkLine({ id, status, count }: CheckReport, { language, plain }: ReportStyle): string {
	const title = titleOf(id)[language];
	const counted = count > 0 ? ` (${count})` : '';
	if (plain) return `${WORDS[language].status[status]}: ${id} ${title}${counted}`;
	return `${styleText(COLOURS[status], SYMBOLS[status])} ${id.padEnd(3)} ${title}${counted}`;
}

function findingLine({ severity, place, text, code, detail }: Finding, style: ReportStyle): string {
	const at = place === '' ? '' : ` ${place}:`;
	const technical = detail === '' ? code : `${code}: ${detail}`;
	return `${WORDS[style.language].severity[severity]}:${at} ${text[style.language]} [${technical}]`;
}

/** What an archive alone leaves open, once more behind the verdict. */
function unprovedLines(report: Report, { language }: ReportStyle): string[] {
	if (report.verdict !== 'consistent') return [];
	const open = report.findings.filter((f) => f.severity === 'unproved');
	if (open.length === 0) return [];
	return [WORDS[language].notProved, ...open.map((f) => `  ${f.check} ${f.text[language]}`)];
}
