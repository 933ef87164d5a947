/** The results as a table for people. */
import type { Measured, Timing } from './measure.ts';

const HEAD = ['what', 'how', 'time', 'per part', 'spread', 'ratio'] as const;
/** Columns that hold numbers. */
const RIGHT = new Set([2, 3, 4]);

/** A column per kind of fact, a line per variant. */
export function formatTable(measured: readonly Measured[]): string {
	const rows = [HEAD as readonly string[], ...measured.flatMap(rowsOf)];
	const widths = HEAD.map((_, c) => Math.max(...rows.map((row) => row[c]!.length)));
	const lines = rows.map((row) =>
		row
			.map((cell, c) => (RIGHT.has(c) ? cell.padStart(widths[c]!) : cell.padEnd(widths[c]!)))
			.join('  ')
			.trimEnd(),
	);
	return `${lines.join('\n')}\n`;
}

function rowsOf({ title, unit, parts, timings, missing }: Measured): string[][] {
	const rows = timings.map((t) => [
		t.variant,
		`${formatTime(t.microseconds)}/${unit}`,
		parts ? `${formatTime(t.microseconds / parts.count)}/${parts.unit}` : '',
		`${(100 * t.spread).toFixed(0)} %`,
		ratiosOf(t, timings),
	]);
	const absent = missing.map((name) => [name, 'not installed', '', '', '']);
	return [...rows, ...absent].map((row, i) => [i === 0 ? title : '', ...row]);
}

/** How many times as fast as the baselines. */
function ratiosOf(timing: Timing, timings: readonly Timing[]): string {
	const marked = timings.filter((t) => t.baseline);
	const baselines = marked.length > 0 ? marked : timings.slice(0, 1);
	return baselines
		.filter((b) => b !== timing && b.microseconds > 0 && timing.microseconds > 0)
		.map((b) => `${significant(b.microseconds / timing.microseconds)} × ${b.variant}`)
		.join(', ');
}

function formatTime(microseconds: number): string {
	// What an overhead was taken from can be too short to be told from it.
	if (microseconds <= 0) return '0 µs';
	if (microseconds < 1000) return `${significant(microseconds)} µs`;
	if (microseconds < 1e6) return `${significant(microseconds / 1000)} ms`;
	return `${significant(microseconds / 1e6)} s`;
}

/** Three significant digits, never in powers of ten. */
const significant = (n: number): string =>
	Math.abs(n) >= 100 ? n.toFixed(0) : n.toFixed(Math.abs(n) >= 10 ? 1 : 2);
