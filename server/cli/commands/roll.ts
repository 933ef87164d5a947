/** `roll`: turns people of a registry into a roll of identities, where the registry is. */
import { createReadStream, readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Option, type Command } from 'commander';
import { parse } from 'csv-parse';
import { z } from 'zod';
import { parseHex } from '../../../crypto/bytes.ts';
import type { Eligibility } from '../../../crypto/verify/decisions.ts';
import type { Language } from '../../../crypto/sentences.ts';
import { separatorOf } from '../../../crypto/separator.ts';
import { findRefusal, isDate, REFUSALS, type Refusal } from '../../electorate/eligibility.ts';
import { identityOf } from '../../identity/people.ts';
import { InputError } from '../input-error.ts';
import { jsonOption, languageOption, wholeNumber } from '../options.ts';

type RollOptions = {
	readonly key: string;
	readonly out: string;
	readonly on: string;
	readonly minAge: number;
	readonly territory: readonly string[];
	readonly basis: readonly string[];
	readonly domain: string;
	readonly json?: true;
	readonly lang: Language;
};

const rowSchema = z.object({
	number: z.string().trim(),
	born: z.string().trim(),
	domain: z.string().trim().optional(),
	territory: z.string().trim().default(''),
	basis: z.string().trim().default(''),
});

const collect = (value: string, before: readonly string[]): string[] => [...before, value];

export function addRoll(program: Command): void {
	program
		.command('roll')
		.description(
			'make a roll of identities from a registry, without its numbers leaving this machine',
		)
		.argument('<people.csv>', 'columns number, born (YYYY-MM-DD), territory, basis, domain')
		.requiredOption('--key <file>', 'the identity key, from `viche identity-key`')
		.requiredOption('--out <file>', 'where the roll goes')
		.requiredOption('--on <date>', 'the day on which age is counted')
		.addOption(
			new Option('--min-age <years>', 'full years').default(18).argParser(wholeNumber(0, 150)),
		)
		.option('--territory <code>', 'only people of this territory; may be repeated', collect, [])
		.option('--basis <word>', 'only people on this basis; may be repeated', collect, [])
		.option('--domain <name>', 'what kind of number it is', 'ua.rnokpp')
		.addOption(languageOption())
		.addOption(jsonOption())
		.action(async (path: string, options: RollOptions) => {
			const summary = await makeRoll(path, options);
			process.stdout.write(
				options.json ? `${JSON.stringify(summary)}\n` : describe(summary, options.lang),
			);
		});
}

export type RollSummary = {
	readonly people: number;
	readonly eligible: number;
	readonly refused: Readonly<Record<Refusal, number>>;
	/** Numbers of the lines that could not be used, the first of them. */
	readonly unusable: readonly number[];
};

const MOST_LINES = 20;

/** @throws InputError */
async function makeRoll(path: string, options: RollOptions): Promise<RollSummary> {
	const rule: Eligibility = {
		minAge: options.minAge,
		on: options.on,
		territories: [...options.territory],
		bases: [...options.basis],
	};
	if (!isDate(options.on)) throw new InputError(`--on ${options.on}: not a date`);
	const keys = { identity: readKey(options.key) };
	const identities = new Set<string>();
	const refused = Object.fromEntries(REFUSALS.map((r) => [r, 0])) as Record<Refusal, number>;
	const unusable: number[] = [];
	let people = 0;
	for await (const { record, line } of readRows(path)) {
		people++;
		const row = { ...record, domain: record.domain ?? options.domain };
		const identity = identityOf(keys, { domain: row.domain, subject: row.number });
		const refusal = findRefusal(row, rule) ?? (identities.has(identity) ? 'duplicate' : undefined);
		if (refusal === undefined) identities.add(identity);
		else refused[refusal]++;
		if (refusal === 'number' || refusal === 'born') unusable.push(line);
	}
	const roll = { format: 'viche-roll/v1', rule, identities: [...identities].sort() };
	writeFileSync(options.out, `${JSON.stringify(roll)}\n`, { mode: 0o600 });
	return { people, eligible: identities.size, refused, unusable: unusable.slice(0, MOST_LINES) };
}

async function* readRows(path: string) {
	// Errors of the file reach the reader by way of the parser.
	try {
		const delimiter = separatorOf(await readHead(path));
		const rows = createReadStream(path).pipe(
			parse({ bom: true, columns: true, delimiter, info: true, trim: true }),
		);
		for await (const { record, info } of rows as AsyncIterable<{
			record: unknown;
			info: { lines: number };
		}>) {
			const row = rowSchema.safeParse(record);
			if (!row.success) throw new InputError(`${path}: columns number and born are needed`);
			yield { record: row.data, line: info.lines };
		}
	} catch (e) {
		if (e instanceof InputError) throw e;
		throw new InputError(`${path}: ${(e as Error).message}`);
	}
}

/** The first line of a file. */
async function readHead(path: string): Promise<string> {
	for await (const line of createInterface({ input: createReadStream(path) })) return line;
	return '';
}

/** @throws InputError */
function readKey(path: string): Uint8Array {
	let text: string;
	try {
		text = readFileSync(path, 'utf8');
	} catch (e) {
		throw new InputError(`${path}: ${(e as Error).message}`);
	}
	const key = parseHex(text.trim());
	if (key?.length !== 32) throw new InputError(`${path}: 64 lower-case hex digits are needed`);
	return key;
}

const WORDS: Readonly<
	Record<Language, Readonly<Record<Refusal | 'people' | 'eligible' | 'lines', string>>>
> = {
	uk: {
		people: 'Людей у файлі',
		eligible: 'Мають право голосу',
		number: 'неправильний номер',
		born: 'неправильна дата народження',
		age: 'ще не досягли віку',
		territory: 'інша територія',
		basis: 'інша підстава',
		duplicate: 'повтор',
		lines: 'Рядки, які не вдалося прочитати',
	},
	en: {
		people: 'People in the file',
		eligible: 'May vote',
		number: 'not such a number',
		born: 'not a date of birth',
		age: 'too young',
		territory: 'another territory',
		basis: 'another basis',
		duplicate: 'repeated',
		lines: 'Lines that could not be used',
	},
};

function describe(
	{ people, eligible, refused, unusable }: RollSummary,
	language: Language,
): string {
	const words = WORDS[language];
	return [
		`${words.people}: ${people}`,
		`${words.eligible}: ${eligible}`,
		...REFUSALS.filter((r) => refused[r] > 0).map((r) => `  ${words[r]}: ${refused[r]}`),
		...(unusable.length > 0 ? [`${words.lines}: ${unusable.join(', ')}`] : []),
		'',
	].join('\n');
}
