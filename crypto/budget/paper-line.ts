/** How somebody who reads a paper form types what is marked on it for a pot: numbers of projects as the form prints them, from 1. */
import { problem, ok, type Result } from '../result.ts';
import type { Marks } from './paper.ts';
import type { Pot } from './pot.ts';

/** Nothing is marked. */
export const BLANK_LINE = '-';
/** It cannot be read what is marked. */
export const UNREADABLE_LINE = '?';

/**
 * Reads a line: `3 7 12`, best first where ballots rank; `3:5 7:2` where they give points; `-` for a form without marks, `?` for one that
 * cannot be read. What breaks the pot's limits is a line all the same: the form says it, and is spoiled.
 * Codes: `paper-line.{empty,malformed,project,repeated}`.
 */
export function parsePaperLine(pot: Pot, line: string): Result<Marks> {
	const words = line.trim().split(/[\s,;]+/);
	const wrong = (code: string, message: string) => problem(`paper-line.${code}`, pot.id, message);
	if (words[0] === '') return wrong('empty', 'nothing was typed');
	if (words.length === 1 && words[0] === UNREADABLE_LINE) return ok(undefined);
	if (words.length === 1 && words[0] === BLANK_LINE) return ok({ projects: [] });
	const pattern = pot.kind === 'points' ? /^(\d{1,5}):(\d{1,6})$/ : /^(\d{1,5})$/;
	const marks: { readonly project: number; readonly points: number }[] = [];
	for (const word of words) {
		const read = pattern.exec(word);
		if (!read) return wrong('malformed', `${word} is no mark`);
		marks.push({ project: Number(read[1]) - 1, points: Number(read[2] ?? 0) });
	}
	const projects = marks.map(({ project }) => project);
	if (projects.some((p) => p < 0 || p >= pot.projects.length))
		return wrong('project', 'a number that no project has');
	if (new Set(projects).size < projects.length)
		return wrong(
			'repeated',
			'a project stands twice: type it once, or ? for a form that is spoiled by it',
		);
	if (pot.kind !== 'ordinal') marks.sort((a, b) => a.project - b.project);
	return ok({
		projects: marks.map(({ project }) => project),
		...(pot.kind === 'points' ? { points: marks.map(({ points }) => points) } : {}),
	});
}

/** The one spelling of a line that {@link parsePaperLine} reads. */
export function writePaperLine(marks: Marks): string {
	if (!marks) return UNREADABLE_LINE;
	const { projects, points } = marks;
	if (projects.length === 0) return BLANK_LINE;
	return projects.map((p, i) => (points ? `${p + 1}:${points[i]}` : `${p + 1}`)).join(' ');
}
