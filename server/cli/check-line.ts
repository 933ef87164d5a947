/** A check of a report as a line of a terminal that shows colours and symbols. */
import { styleText } from 'node:util';
import { counted, type CheckLine } from '../../crypto/verify/report-text.ts';
import type { CheckStatus } from '../../crypto/verify/report.ts';
import { titleOf } from '../../crypto/verify/texts.ts';

const SYMBOLS: Readonly<Record<CheckStatus, string>> = {
	passed: '✔',
	failed: '✘',
	unproved: '?',
	'not-run': '–',
};
const COLOURS = { passed: 'green', failed: 'red', unproved: 'yellow', 'not-run': 'dim' } as const;

export const colouredCheckLine: CheckLine = ({ id, status, count }, language) =>
	`${styleText(COLOURS[status], SYMBOLS[status])} ${id.padEnd(3)} ${titleOf(id)[language]}${counted(count)}`;
