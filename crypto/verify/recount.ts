/** C1: the published outcome is the one that follows from what was decrypted. Spec: SPEC §10.3. */
import type { Pot } from '../budget/pot.ts';
import { parseCanonicalJson, type Json } from '../register/canonical-json.ts';
import { encodeResult, MAX_FILE_BYTES, type PotResult, type VoteResult } from './record.ts';
import type { CheckLog, Journal } from './report.ts';
import { checkPublishedBallots } from './published-ballots.ts';
import type { PublishedBallots } from './record-files.ts';
import { encodeAnalysis, makeVoteAnalysis } from './vote-analysis.ts';
import { makeVoteResult, type ResultSources } from './vote-result.ts';

/** What of the outcome stands in the record: the texts of result.json and analysis.json, and files of ballots. */
export type PublishedOutcome = {
	readonly result: string | undefined;
	readonly ballots: readonly PublishedBallots[] | undefined;
	readonly analysis: string | undefined;
};

/** Counts anew and compares the bytes; tells what differs. */
export function checkOutcome(
	journal: Journal,
	sources: ResultSources,
	{ result: published, ballots, analysis }: PublishedOutcome,
): void {
	const check = journal.check('C1');
	const made = makeVoteResult(sources);
	if (!made.ok) {
		check.problems([made.error], 'recount');
		return;
	}
	check.count(made.value.pots.length);
	journal.summary.pots = made.value.pots.map(({ id, valid, count }) => ({
		id,
		valid,
		winners: count.winners,
	}));
	if (ballots) checkPublishedBallots(check, sources, made.value, ballots);
	if (analysis !== undefined) checkAnalysis(check, sources, made.value, analysis);
	if (published === undefined) {
		check.unproved('outcome.unpublished');
		return;
	}
	if (published === encodeResult(made.value)) return;
	const json = parseCanonicalJson(published, MAX_FILE_BYTES);
	if (!json.ok) check.problems([json.error], 'result.json');
	else explain(check, sources.manifest.pots, json.value, made.value);
}

/** What was published about the outcome is what follows from it. Spec: SPEC §10.9. */
function checkAnalysis(
	check: CheckLog,
	sources: ResultSources,
	result: VoteResult,
	published: string,
): void {
	const made = makeVoteAnalysis(sources, result);
	check.count();
	if (!made.ok) check.problems([made.error], 'analysis.json');
	else if (published !== encodeAnalysis(made.value))
		check.error('outcome.other-analysis', { place: 'analysis.json' });
}

const fieldOf = (value: Json | undefined, name: string | number): Json | undefined =>
	typeof value === 'object' && value !== null && Object.hasOwn(value, name)
		? (value as Readonly<Record<string, Json>>)[name]
		: undefined;

const textsOf = (value: Json | undefined): string[] =>
	Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

function explain(check: CheckLog, pots: readonly Pot[], published: Json, made: VoteResult): void {
	made.pots.forEach((pot, i) => {
		explainPot(check, pots[i]!, fieldOf(fieldOf(published, 'pots'), i), pot);
	});
	const difference = firstDifference(published, made, '');
	check.error('outcome.bytes', { place: 'result.json', values: { ...difference } });
}

/** Winners and totals are what people look at. */
function explainPot(check: CheckLog, pot: Pot, published: Json | undefined, made: PotResult): void {
	const announced = textsOf(fieldOf(fieldOf(published, 'count'), 'winners'));
	const { winners } = made.count;
	const values = (project: string) => ({ pot: pot.title, project });
	for (const project of announced)
		if (!winners.includes(project))
			check.error('outcome.winner-added', { values: values(project) });
	for (const project of winners)
		if (!announced.includes(project))
			check.error('outcome.winner-left-out', { values: values(project) });
	for (const [project, computed] of Object.entries(made.totals)) {
		const total = fieldOf(fieldOf(published, 'totals'), project);
		if (total !== computed)
			check.error('outcome.total', {
				values: { ...values(project), published: show(total), computed },
			});
	}
}

type Difference = { readonly field: string; readonly published: string; readonly computed: string };

/** The first place at which two values differ, depth first. */
function firstDifference(
	published: Json | undefined,
	computed: Json | undefined,
	field: string,
): Difference | undefined {
	if (isNested(published) && isNested(computed) && sameKind(published, computed)) {
		const names = new Set([...Object.keys(published), ...Object.keys(computed)]);
		for (const name of names) {
			const place = field === '' ? name : `${field}.${name}`;
			const found = firstDifference(fieldOf(published, name), fieldOf(computed, name), place);
			if (found) return found;
		}
		return undefined;
	}
	return published === computed
		? undefined
		: { field, published: show(published), computed: show(computed) };
}

const sameKind = (a: Json, b: Json): boolean => Array.isArray(a) === Array.isArray(b);

const isNested = (
	value: Json | undefined,
): value is Exclude<Json, string | number | boolean | null> =>
	typeof value === 'object' && value !== null;

const show = (value: Json | undefined): string =>
	value === undefined ? '—' : JSON.stringify(value).slice(0, 80);
