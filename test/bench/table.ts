/** The results as a table for people. */
import type { LoadLine } from './load/drive.ts';
import type { Measured, Timing } from './measure.ts';

/** A column per kind of fact, a line per variant. */
export const formatTable = (measured: readonly Measured[]): string =>
	layOut(
		['what', 'how', 'time', 'per part', 'spread', 'ratio'],
		[2, 3, 4],
		measured.flatMap(rowsOf),
	);

/** A line for each kind of request. */
export const formatLoads = (lines: readonly LoadLine[]): string =>
	layOut(
		['what', 'n', 'per second', 'p50', 'p99', 'CPU each', 'errors', 'memory before', 'after'],
		[1, 2, 3, 4, 5, 6, 7, 8],
		lines.map(({ what, count, perSecond, p50, p99, cpu, errors, bytesBefore, bytesAfter }) => [
			what,
			String(count),
			significant(perSecond),
			`${p50} ms`,
			`${p99} ms`,
			`${significant(cpu)} ms`,
			String(errors),
			`${(bytesBefore / 1e6).toFixed(0)} MB`,
			`${(bytesAfter / 1e6).toFixed(0)} MB`,
		]),
	);

/** @param right - columns that hold numbers */
function layOut(
	head: readonly string[],
	right: readonly number[],
	body: readonly (readonly string[])[],
): string {
	const rows = [head, ...body];
	const widths = head.map((_, c) => Math.max(...rows.map((row) => row[c]!.length)));
	const lines = rows.map((row) =>
		row
			.map((cell, c) => (right.includes(c) ? cell.padStart(widths[c]!) : cell.padEnd(widths[c]!)))
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
