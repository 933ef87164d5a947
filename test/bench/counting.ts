/** Real elections counted. */
import { readFileSync } from 'node:fs';
import { zstdDecompressSync } from 'node:zlib';
import type { Instance } from '../../crypto/count/instance.ts';
import { instanceOf } from '../../crypto/count/pabulib/instance.ts';
import { makePabulibReader, parsePabulib } from '../../crypto/count/pabulib/reader.ts';
import { divide, fromInteger } from '../../crypto/count/rational.ts';
import { countBudget } from '../../crypto/count/rules.ts';
import type { CountOptions } from '../../crypto/count/options.ts';
import { textOf } from '../crypto/count/elections.ts';
import { countNaively } from '../crypto/count/equal-shares/naive.ts';
import { unwrap } from '../support/ceremony.ts';
import type { Bench, Group } from './group.ts';

const LARGE = new URL('../fixtures/pabulib/large/', import.meta.url);
const MODE = { mode: 'tolerant' } as const;
/** What a file arrives in. */
const PIECE = 65_536;

const COUNTS: readonly (readonly [string, string, CountOptions])[] = [
	['greedy', 'greedy', {}],
	['Phragmén', 'phragmen', {}],
	['equal shares', 'equal-shares', { completion: 'none' }],
	['equal shares, add1', 'equal-shares', { completion: 'add1' }],
	['equal shares, add1 to the end', 'equal-shares', { completion: 'add1-nonexhaustive' }],
	['equal shares, utilitarian', 'equal-shares', { completion: 'none', utilitarian: true }],
];

export const counting: Group = {
	name: 'counting',
	run: async (bench) => {
		await benchDefinition(bench);
		const files = [
			['Gdańsk 2020', () => textOf('Poland_Gdansk_2020')],
			['Wrocław 2015', () => readLarge('Poland_Wroclaw_2015_150_-_500')],
			['Łódź 2022', () => readLarge('Poland_Lodz_2022')],
		] as const;
		for (const [name, read] of files.slice(0, bench.size(files.length, 1)))
			await benchFile(bench, name, read());
	},
};

const readLarge = (name: string): string =>
	zstdDecompressSync(readFileSync(new URL(`${name}.pb.zst`, LARGE))).toString();

const readWhole = (text: string): Instance =>
	unwrap(instanceOf(unwrap(parsePabulib(text, MODE)).file));

function readInPieces(text: string): Instance {
	const reader = makePabulibReader(MODE);
	for (let at = 0; at < text.length; at += PIECE) reader.push(text.slice(at, at + PIECE));
	return unwrap(instanceOf(unwrap(reader.finish()).file));
}

async function benchFile(bench: Bench, name: string, text: string): Promise<void> {
	const instance = readWhole(text);
	await bench.compare({
		title: `read ${name}: ${instance.voters} ballots, ${instance.projects.length} projects`,
		unit: 'file',
		items: [text],
		trials: [[text]],
		variants: [
			{ name: 'whole', run: (texts) => texts.map(readWhole) },
			{ name: 'in pieces', run: (texts) => texts.map(readInPieces) },
		],
	});
	for (const [title, rule, options] of COUNTS)
		await bench.compare({
			title: `count ${name}`,
			unit: 'count',
			items: [instance],
			trials: [],
			variants: [
				{
					name: title,
					run: (instances) =>
						instances.map((i) => unwrap(countBudget(i, rule, options)).winners.length),
				},
			],
		});
}

/** Equal shares against its definition: every voter alone, fractions throughout. */
async function benchDefinition(bench: Bench): Promise<void> {
	const [name, fixture] = bench.size(0, 1)
		? ['Assen 2024', 'Netherlands_Assen_2024']
		: ['Świecie 2023', 'Poland_Swiecie_2023'];
	const instance = readWhole(textOf(fixture));
	const order = instance.projects.map((_, p) => p);
	const naively = (one: Instance): string[] => {
		const endowment = divide(one.budget, fromInteger(one.voters));
		const { rounds } = countNaively(one, 'approval', 'cost', endowment, order);
		return rounds.map((r) => one.projects[r.project]!.id);
	};
	const options = { completion: 'none', utility: 'cost', tie: ['file-order'] } as const;
	await bench.compare({
		title: `count ${name}: ${instance.voters} ballots, ${instance.projects.length} projects`,
		unit: 'count',
		items: [instance],
		trials: [[instance]],
		variants: [
			{ name: 'voter by voter, in fractions', run: (all) => all.map(naively) },
			{
				name: 'ours',
				run: (all) => all.map((one) => unwrap(countBudget(one, 'equal-shares', options)).winners),
			},
		],
	});
}
