import type { Rational } from '../rational.ts';
import { ZERO, add, compare, equals, parseDecimal } from '../rational.ts';
import type { PabulibFile } from './file.ts';
import { WITHDRAWN_COST } from './file.ts';
import type { Findings } from './findings.ts';
import { at } from './findings.ts';
import type { Meta } from './meta.ts';
import { isMissing, readMeta } from './meta.ts';
import type { ReadProject } from './projects.ts';
import { readProject } from './projects.ts';
import type { Limits, RecordReader } from './records.ts';
import { BallotBox, copy } from './votes.ts';

const TITLES = ['META', 'PROJECTS', 'VOTES'] as const;
type Title = (typeof TITLES)[number];

/** First columns of each section; the rest may come in any order. */
const FIRST_COLUMNS: Record<Title, readonly string[]> = {
	META: ['key', 'value'],
	PROJECTS: ['project_id', 'cost'],
	VOTES: ['voter_id', 'vote'],
};

/** Takes the records of a file in order and checks them section by section. Spec: SPEC §9.3. */
export class Sections {
	readonly #findings: Findings;
	readonly #limits: Limits;
	readonly #keepVotes: boolean;
	#section: Title | undefined;
	#columns: string[] | undefined;
	/** Position of each column of the section. */
	#position = new Map<string, number>();
	#blankLine = 0;
	/** Set when the rest of the file cannot be understood. */
	#lost = false;

	readonly #metaValues = new Map<string, string>();
	#meta: Meta | undefined;
	#projectColumns: readonly string[] = [];
	readonly #projectRows: string[][] = [];
	readonly #projects: ReadProject[] = [];
	readonly #projectIds = new Set<string>();
	#voteColumns: readonly string[] = [];
	readonly #voteRows: string[][] = [];
	readonly #voterIds = new Set<string>();
	#box: BallotBox | undefined;

	constructor(findings: Findings, limits: Limits, keepVotes: boolean) {
		this.#findings = findings;
		this.#limits = limits;
		this.#keepVotes = keepVotes;
	}

	take(fields: string[], line: number): void {
		if (this.#lost) return;
		if (fields.length === 1 && fields[0]!.trim() === '') {
			this.#blankLine = line;
			return;
		}
		if (this.#blankLine > 0) {
			this.#findings.quirk('blank-line', at(this.#blankLine), 'blank lines may only end a file');
			this.#blankLine = 0;
		}
		const trimmed = this.#trim(fields, line);
		const title = trimmed.length === 1 ? this.#titleOf(trimmed[0]!, line) : undefined;
		if (title) this.#begin(title, line);
		else if (!this.#section) this.#lose('section', line, 'expected META');
		else if (!this.#columns) this.#takeHeader(trimmed, this.#section, line);
		else if (trimmed.length !== this.#columns.length)
			this.#findings.error(
				'field-count',
				at(line),
				`has ${trimmed.length} fields, the header ${this.#columns.length}`,
			);
		else this.#takeRow(trimmed, this.#section, line);
	}

	#lose(code: string, line: number, message: string): void {
		this.#lost = true;
		this.#findings.error(code, at(line), message);
	}

	#trim(fields: string[], line: number): string[] {
		for (const [i, field] of fields.entries()) {
			const trimmed = field.trim();
			if (trimmed === field) continue;
			// Names and prose may end in a space without anybody being misled.
			const name = this.#columns?.[i] ?? 'title';
			const isProse = name === 'name' || name === 'description' || name === 'value';
			if (isProse) continue;
			this.#findings.quirk('whitespace', at(line, name), 'has white space around it');
			fields[i] = trimmed;
		}
		return fields;
	}

	#titleOf(field: string, line: number): Title | undefined {
		const title = TITLES.find((t) => t === field.toUpperCase());
		if (title && title !== field)
			this.#findings.quirk('section-title', at(line), `expected ${title} in capitals`);
		return title;
	}

	#begin(title: Title, line: number): void {
		const expected = this.#section ? TITLES[TITLES.indexOf(this.#section) + 1] : 'META';
		if (title !== expected) {
			this.#lose('section', line, `expected ${expected ?? 'no further section'}, not ${title}`);
			return;
		}
		if (title === 'PROJECTS') this.#meta = readMeta(this.#metaValues, this.#findings);
		if (title === 'VOTES' && this.#meta)
			this.#box = new BallotBox(this.#meta, this.#projects, this.#findings);
		this.#section = title;
		this.#columns = undefined;
	}

	#takeHeader(columns: string[], section: Title, line: number): void {
		this.#columns = columns;
		this.#position = new Map(columns.map((c, i) => [c, i]));
		if (this.#position.size < columns.length)
			this.#findings.error('repeated-column', at(line), 'a column is named twice');
		const needed = [...FIRST_COLUMNS[section]];
		if (section === 'VOTES' && this.#hasPoints()) needed.push('points');
		if (needed.some((c) => !this.#position.has(c)))
			this.#lose('column', line, `expected the columns ${needed.join(', ')}`);
		else if (columns[0] !== FIRST_COLUMNS[section][0])
			this.#findings.quirk(
				'column-order',
				at(line),
				`expected ${FIRST_COLUMNS[section][0]!} first`,
			);
		if (section === 'META' && columns.length !== 2)
			this.#lose('column', line, 'META has two columns');
		if (section === 'PROJECTS') this.#projectColumns = columns.map(copy);
		if (section === 'VOTES') this.#voteColumns = columns.map(copy);
	}

	#takeRow(fields: string[], section: Title, line: number): void {
		if (section === 'META') this.#takeMeta(fields, line);
		else if (section === 'PROJECTS') this.#takeProject(fields, line);
		else this.#takeVote(fields, line);
	}

	#takeMeta([first, second]: string[], line: number): void {
		const key = copy(first!);
		const isProse = key === 'description' || key === 'comment' || key === 'acknowledgments';
		const value = isProse ? second! : second!.trim();
		if (value !== second)
			this.#findings.quirk('whitespace', at(line, key), 'has white space around it');
		if (key === '') this.#findings.error('meta-key', at(line), 'a key is missing');
		else if (this.#metaValues.has(key))
			this.#findings.error('repeated-key', at(line, key), 'the key stands twice');
		else this.#metaValues.set(key, copy(value));
	}

	#takeProject(fields: string[], line: number): void {
		if (this.#projectRows.length >= this.#limits.projects) {
			this.#lose('too-many-projects', line, `more than ${this.#limits.projects} projects`);
			return;
		}
		const row = fields.map(copy);
		this.#projectRows.push(row);
		if (!this.#meta) return;
		const cell = (column: string) => row[this.#position.get(column) ?? -1];
		const project = readProject(cell, this.#meta, line, this.#findings);
		if (!project) return;
		if (this.#projectIds.has(project.id))
			this.#findings.error('repeated-project-id', at(line, 'project_id'), 'the id stands twice');
		else {
			this.#projectIds.add(project.id);
			this.#projects.push(project);
		}
	}

	#takeVote(fields: string[], line: number): void {
		if (this.#voterIds.size >= this.#limits.ballots) {
			this.#lose('too-many-ballots', line, `more than ${this.#limits.ballots} ballots`);
			return;
		}
		const id = copy(fields[this.#position.get('voter_id')!]!);
		if (id === '') this.#findings.error('voter-id', at(line, 'voter_id'), 'an id is missing');
		else if (this.#voterIds.has(id))
			this.#findings.error('repeated-voter-id', at(line, 'voter_id'), 'the id stands twice');
		this.#voterIds.add(id);
		const ids = this.#takeList(fields, 'vote', line);
		if (this.#keepVotes) this.#voteRows.push(fields);
		const points = this.#hasPoints() ? this.#takeList(fields, 'points', line) : undefined;
		if (points && points.length !== ids.length)
			this.#findings.error(
				'points-count',
				at(line, 'points'),
				'expected one number for each project',
			);
		else this.#box?.add(ids, points, line);
	}

	#hasPoints(): boolean {
		const voteType = this.#meta?.voteType;
		return voteType === 'cumulative' || voteType === 'scoring';
	}

	/** Cuts a list at its commas, without white space, and puts it back clean. */
	#takeList(fields: string[], column: string, line: number): string[] {
		const position = this.#position.get(column)!;
		const text = fields[position]!;
		if (isMissing(text)) return [];
		const parts = text.split(',');
		if (!/\s/.test(text)) return parts;
		const trimmed = parts.map((part) => part.trim());
		if (trimmed.some((part, i) => part !== parts[i])) {
			this.#findings.quirk(
				'whitespace',
				at(line, column),
				'a list has no white space at its commas',
			);
			fields[position] = trimmed.join();
		}
		return trimmed;
	}

	finish({ newline, endsWithNewline }: RecordReader): PabulibFile | undefined {
		const meta = this.#meta;
		const box = this.#box;
		const budget = meta?.amounts.budget;
		if (this.#section !== 'VOTES' || !this.#columns) {
			if (!this.#lost)
				this.#findings.error('section', 'end', 'the file ends before the header of VOTES');
			return undefined;
		}
		if (!meta || !box || !budget) return undefined;
		this.#checkCounts(meta, box);
		this.#checkColumns(meta, box);
		this.#checkSelected(budget);
		return {
			meta: this.#metaValues,
			projectTable: { columns: this.#projectColumns, rows: this.#projectRows },
			voteTable: { columns: this.#voteColumns, rows: this.#voteRows },
			newline,
			endsWithNewline,
			voteType: meta.voteType,
			budget,
			projects: this.#projects.map(({ id, cost, name, categories, selected }) => ({
				id,
				cost,
				name,
				categories,
				selected,
			})),
			ballots: box.ballots(),
			voters: box.voters,
		};
	}

	/** A truncated file shows here; no mode lets it pass. */
	#checkCounts({ counts }: Meta, box: BallotBox): void {
		for (const [key, found] of [
			['num_projects', this.#projectRows.length],
			['num_votes', box.voters],
		] as const)
			if (counts[key] !== undefined && counts[key] !== found)
				this.#findings.error('count', `META, ${key}`, `says ${counts[key]}, the file has ${found}`);
	}

	#checkColumns(meta: Meta, box: BallotBox): void {
		const { listings, scores } = box.recount();
		const hasScores = meta.voteType === 'ordinal' || this.#hasPoints();
		for (const [i, { votes, score, line }] of this.#projects.entries()) {
			if (votes !== undefined && votes !== listings[i])
				this.#findings.quirk(
					'votes',
					at(line, 'votes'),
					`says ${votes}, ballots give ${listings[i]!}`,
				);
			const claimed = score === undefined ? undefined : parseDecimal(score);
			if (hasScores && claimed && !equals(claimed, scores[i]!))
				this.#findings.quirk('score', at(line, 'score'), 'is not what the ballots give');
		}
	}

	#checkSelected(budget: Rational): void {
		let spent = ZERO;
		for (const { selected, cost, line } of this.#projects) {
			if (selected === 1) spent = add(spent, cost);
			if (compare(cost, budget) > 0 && cost.n !== WITHDRAWN_COST)
				this.#findings.warning('cost-above-budget', at(line, 'cost'), 'costs more than the budget');
		}
		if (compare(spent, budget) > 0)
			this.#findings.quirk('selected-cost', 'PROJECTS, selected', 'cost more than the budget');
	}
}
