import type { Rational } from '../rational.ts';
import { ZERO, add, compare, fromInteger, multiply, parseDecimal, sum } from '../rational.ts';
import type { BallotInput } from '../instance.ts';
import type { PabulibProject } from './file.ts';
import type { Findings } from './findings.ts';
import { at } from './findings.ts';
import type { Meta } from './meta.ts';

type Group = {
	readonly ballot: BallotInput;
	readonly indexes: readonly number[];
	voters: number;
	/** Breaks no rule of the file, so the next one like it need not be looked at. */
	readonly isClean: boolean;
};

/** What the `votes` and `score` columns should say: repetitions count, ordinal ballots give k, k-1, …, 1. */
export type Recount = {
	readonly listings: readonly number[];
	readonly scores: readonly Rational[];
};

/** Checks one ballot after another and puts identical ones together. */
export class BallotBox {
	voters = 0;
	readonly #meta: Meta;
	readonly #findings: Findings;
	readonly #projects: readonly PabulibProject[];
	readonly #index: ReadonlyMap<string, number>;
	readonly #groups = new Map<string, Group>();

	constructor(meta: Meta, projects: readonly PabulibProject[], findings: Findings) {
		this.#meta = meta;
		this.#projects = projects;
		this.#findings = findings;
		this.#index = new Map(projects.map(({ id }, i) => [id, i]));
	}

	ballots(): (BallotInput & { readonly voters: number })[] {
		return [...this.#groups.values()].map(({ ballot, voters }) => ({ ...ballot, voters }));
	}

	recount(): Recount {
		const listings = this.#projects.map(() => 0);
		const scores = this.#projects.map(() => ZERO);
		for (const { ballot, indexes, voters } of this.#groups.values())
			for (const [i, p] of indexes.entries()) {
				listings[p]! += voters;
				const rank = this.#meta.voteType === 'ordinal' ? indexes.length - i : 0;
				const score = ballot.points?.[i] ?? fromInteger(rank);
				scores[p] = add(scores[p]!, multiply(score, fromInteger(voters)));
			}
		return { listings, scores };
	}

	/** @param points - as many as `ids`, or `undefined` when the vote type has none */
	add(ids: readonly string[], points: readonly string[] | undefined, line: number): void {
		this.voters++;
		const key = ids.join() + (points ? `;${points.join()}` : '');
		const known = this.#groups.get(key);
		if (known) known.voters++;
		if (known?.isClean) return;
		const indexes = this.#indexesOf(ids, line);
		const values = points && this.#valuesOf(points, line);
		if (!indexes || (points && !values)) return;
		const isClean = this.#check(indexes, values, line);
		if (known) return;
		const ballot = { projects: ids.map(copy), ...(values && { points: values }) };
		this.#groups.set(copy(key), { ballot, indexes, voters: 1, isClean });
	}

	#indexesOf(ids: readonly string[], line: number): number[] | undefined {
		const indexes: number[] = [];
		for (const id of ids) {
			const p = this.#index.get(id);
			if (p !== undefined) indexes.push(p);
			else
				this.#findings.error(
					'unknown-project',
					at(line, 'vote'),
					`no project is called ${id.slice(0, 60)}`,
				);
		}
		return indexes.length === ids.length ? indexes : undefined;
	}

	#valuesOf(points: readonly string[], line: number): Rational[] | undefined {
		const values: Rational[] = [];
		for (const text of points) {
			const value = parseDecimal(text);
			if (!value) this.#findings.error('decimal', at(line, 'points'), 'expected decimal numbers');
			else if (value.n < 0n)
				this.#findings.error('negative-points', at(line, 'points'), 'points must not be negative');
			else values.push(value);
		}
		return values.length === points.length ? values : undefined;
	}

	#check(
		indexes: readonly number[],
		points: readonly Rational[] | undefined,
		line: number,
	): boolean {
		const { counts, amounts, voteType } = this.#meta;
		let isClean = true;
		const quirk = (code: string, field: string, message: string) => {
			isClean = false;
			this.#findings.quirk(code, at(line, field), message);
		};
		const distinct = [...new Set(indexes)];
		if (distinct.length < indexes.length)
			quirk('repeated-project', 'vote', 'a project is listed more than once');
		if (voteType === 'choose-1' && indexes.length !== 1)
			quirk('ballot-length', 'vote', 'a choose-1 ballot lists exactly one project');
		if (indexes.length < (counts.min_length ?? 1))
			quirk('ballot-length', 'vote', 'fewer projects than min_length');
		if (indexes.length > (counts.max_length ?? Infinity))
			quirk('ballot-length', 'vote', 'more projects than max_length');
		if (amounts.max_sum_cost ?? amounts.min_sum_cost) {
			const cost = sum(distinct.map((p) => this.#projects[p]!.cost));
			checkRange(cost, amounts.min_sum_cost, amounts.max_sum_cost, (side) =>
				quirk('ballot-cost', 'vote', `the projects cost ${side}_sum_cost`),
			);
		}
		if (points) this.#checkPoints(points, quirk);
		return isClean;
	}

	#checkPoints(
		points: readonly Rational[],
		quirk: (code: string, field: string, message: string) => void,
	): void {
		const { min_points, max_points, min_sum_points, max_sum_points } = this.#meta.amounts;
		checkRange(sum(points), min_sum_points, max_sum_points, (side) =>
			quirk('ballot-points', 'points', `the points add up to ${side}_sum_points`),
		);
		for (const value of points)
			checkRange(value, min_points, max_points, (side) =>
				quirk('ballot-points', 'points', `a project has ${side}_points`),
			);
	}
}

function checkRange(
	value: Rational,
	least: Rational | undefined,
	most: Rational | undefined,
	report: (side: string) => void,
): void {
	if (least && compare(value, least) < 0) report('less than min');
	if (most && compare(value, most) > 0) report('more than max');
}

/** A text of its own: a slice would keep the whole chunk it was cut from in memory. */
export function copy(text: string): string {
	if (text.length < 13) return text;
	let own = '';
	for (let i = 0; i < text.length; i++) own += String.fromCharCode(text.charCodeAt(i));
	return own;
}
