import { parseDecimal } from '../rational.ts';
import type { PabulibProject, Selected } from './file.ts';
import type { Findings } from './findings.ts';
import { at } from './findings.ts';
import type { Meta } from './meta.ts';
import { isMissing, parseCount, splitList } from './meta.ts';

/** A project as read, with what its `votes` and `score` columns claim. */
export type ReadProject = PabulibProject & {
	readonly line: number;
	readonly votes: number | undefined;
	readonly score: string | undefined;
};

type Cell = (column: string) => string | undefined;

/** Reads a row of PROJECTS; nothing is returned when id or cost cannot be used. */
export function readProject(
	cell: Cell,
	meta: Meta,
	line: number,
	findings: Findings,
): ReadProject | undefined {
	const id = cell('project_id') ?? '';
	if (id === '' || id.includes(','))
		findings.error('project-id', at(line, 'project_id'), 'expected an id without commas');
	const costText = cell('cost') ?? '';
	const cost = parseDecimal(costText);
	if (!cost) findings.error('decimal', at(line, 'cost'), 'expected a decimal number with a point');
	else if (cost.n <= 0n) findings.error('cost', at(line, 'cost'), 'a cost must be positive');
	const name = cell('name');
	const categories = splitList(cell('category'));
	const unknown = categories.find((c) => meta.categories && !meta.categories.has(c));
	if (unknown !== undefined)
		findings.quirk(
			'category',
			at(line, 'category'),
			`${unknown.slice(0, 60)} is not declared in META`,
		);
	checkPlace(cell, line, findings);
	const votes = readVotes(cell('votes'), line, findings);
	const selected = readSelected(cell('selected'), line, findings);
	const scoreText = cell('score');
	const score = isMissing(scoreText) ? undefined : scoreText;
	if (score !== undefined && !parseDecimal(score))
		findings.error('decimal', at(line, 'score'), 'expected a decimal number with a point');
	if (id === '' || id.includes(',') || !cost || cost.n <= 0n) return undefined;
	return { id, cost, name, categories, selected, line, votes, score };
}

function readVotes(text: string | undefined, line: number, findings: Findings): number | undefined {
	if (isMissing(text)) return undefined;
	const votes = parseCount(text);
	if (votes === undefined) findings.error('integer', at(line, 'votes'), 'expected a whole number');
	return votes;
}

function readSelected(
	text: string | undefined,
	line: number,
	findings: Findings,
): Selected | undefined {
	if (isMissing(text)) return undefined;
	const selected = ([0, 1, 2, 3] as const).find((s) => String(s) === text);
	if (selected === undefined)
		findings.error('selected', at(line, 'selected'), 'expected 0, 1, 2 or 3');
	return selected;
}

function checkPlace(cell: Cell, line: number, findings: Findings): void {
	for (const [column, most] of [
		['latitude', 90],
		['longitude', 180],
	] as const) {
		const text = cell(column);
		if (isMissing(text)) continue;
		const degrees = parseDecimal(text.slice(0, 40));
		if (!degrees || Math.abs(Number(text)) > most)
			findings.quirk('coordinate', at(line, column), `expected degrees up to ${most}`);
	}
}
