import { readFileSync, readdirSync } from 'node:fs';
import type { Instance } from '../../../crypto/count/instance.ts';
import type { PabulibFile } from '../../../crypto/count/pabulib/file.ts';
import { instanceOf } from '../../../crypto/count/pabulib/instance.ts';
import { parsePabulib } from '../../../crypto/count/pabulib/reader.ts';
import type { Result } from '../../../crypto/result.ts';

const FOLDER = new URL('../../fixtures/pabulib/', import.meta.url);

export const names = readdirSync(new URL('instances/', FOLDER)).map((f) => f.replace('.pb', ''));

export const textOf = (name: string): string =>
	readFileSync(new URL(`instances/${name}.pb`, FOLDER), 'utf8');

export function unwrap<T>(result: Result<T, unknown>): T {
	if (!result.ok) throw new Error(JSON.stringify(result.error));
	return result.value;
}

export const fileOf = (name: string): PabulibFile =>
	unwrap(parsePabulib(textOf(name), { mode: 'tolerant' })).file;

export const electionOf = (name: string): Instance => unwrap(instanceOf(fileOf(name)));

/** What the reference implementation found under one rule; `=A` means as under tie order A. */
export type ExpectedRule = {
	readonly status: string;
	readonly order_meaningful: boolean;
	readonly A: readonly string[];
	readonly B?: readonly string[] | '=A';
	readonly C?: readonly string[] | '=A';
	readonly cost: string;
	readonly tied: boolean;
	readonly ambiguous: boolean;
	readonly tie_events?: number;
	readonly steps?: readonly {
		readonly id: string;
		readonly rho: string;
		readonly max_payment: string;
	}[];
	readonly leftover_total?: string;
	readonly final_budgets_distinct?: number;
	readonly voters_with_zero_budget?: number;
};

export type Expected = {
	readonly rule_field: string;
	readonly budget: string;
	readonly num_votes: number;
	readonly distinct_ballots: number;
	readonly votes: Readonly<Record<string, number>>;
	readonly costs: Readonly<Record<string, string>>;
	readonly recorded_selected: readonly string[] | null;
	readonly recorded_selected_values: Readonly<Record<string, string>> | null;
	readonly rules: Readonly<Record<string, ExpectedRule>>;
};

export const expectedOf = (name: string): Expected =>
	JSON.parse(readFileSync(new URL(`expected/${name}.json`, FOLDER), 'utf8')) as Expected;
