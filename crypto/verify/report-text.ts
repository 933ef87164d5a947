/** A verification report as a text that people read, in a terminal or as a file. */
import { printable } from '../printable.ts';
import type { Language } from '../sentences.ts';
import type { CheckReport, Finding, Report } from './report.ts';
import { titleOf } from './texts.ts';
import { NOT_RUN, REPORT_WORDS } from './texts/report.ts';

/** How a check is told in one line. */
export type CheckLine = (check: CheckReport, language: Language) => string;

/** Every line says its status in words. */
export const plainCheckLine: CheckLine = ({ id, status, count }, language) =>
	`${REPORT_WORDS[language].status[status]}: ${id} ${titleOf(id)[language]}${counted(count)}`;

/** How many things were looked at, behind the title of a check. */
export const counted = (count: number): string => (count > 0 ? ` (${count})` : '');

/** Check by check, findings as sentences below, the summary and the verdict last. Control characters of the record are shown, not sent. */
export function formatReport(
	report: Report,
	language: Language,
	checkLine: CheckLine = plainCheckLine,
): string {
	const words = REPORT_WORDS[language];
	const lines = [
		...report.checks.flatMap((check) => [
			checkLine(check, language),
			...report.findings
				.filter((f) => f.check === check.id && f.code !== NOT_RUN)
				.map((f) => printable(`    ${findingLine(f, language)}`)),
			...report.more
				.filter((m) => m.check === check.id)
				.map((m) => `    ${m.code}: ${words.more(m.count)}`),
		]),
		'',
		...words.summary(report.summary).map(printable),
		words.verdict[report.verdict],
		...unprovedLines(report, language),
	];
	return lines.join('\n') + '\n';
}

function findingLine({ severity, place, text, code, detail }: Finding, language: Language): string {
	const at = place === '' ? '' : ` ${place}:`;
	const technical = detail === '' ? code : `${code}: ${detail}`;
	return `${REPORT_WORDS[language].severity[severity]}:${at} ${text[language]} [${technical}]`;
}

/** What an archive alone leaves open, once more behind the verdict. */
function unprovedLines(report: Report, language: Language): string[] {
	if (report.verdict !== 'consistent') return [];
	const open = report.findings.filter((f) => f.severity === 'unproved');
	if (open.length === 0) return [];
	return [REPORT_WORDS[language].notProved, ...open.map((f) => `  ${f.check} ${f.text[language]}`)];
}
