/** The vote of Wieliczka of 2023 as a pot with its ballots, titles in Ukrainian. Source: data/README.md. */
import { readFile } from 'node:fs/promises';
import { ballotsOf, potOf } from '../../crypto/budget/from-pabulib.ts';
import type { PotBallot } from '../../crypto/budget/ballot.ts';
import type { Pot } from '../../crypto/budget/pot.ts';
import { parsePabulib } from '../../crypto/count/pabulib/reader.ts';
import { expect } from '../work/jobs.ts';

const at = (name: string): URL => new URL(`data/${name}`, import.meta.url);

/** @param voters - the ballots of so many, spread evenly over all */
export async function readWieliczka(
	voters: number,
): Promise<{ readonly pot: Pot; readonly ballots: readonly PotBallot[] }> {
	const { file } = expect(parsePabulib(await readFile(at('wieliczka-2023.pb'), 'utf8')), 'ballots');
	const titles = JSON.parse(await readFile(at('wieliczka-2023-titles.json'), 'utf8')) as Readonly<
		Record<string, string>
	>;
	const pot = expect(potOf(file, { id: 'green-budget', mode: 'mix' }), 'pot');
	const all = expect(ballotsOf(file, pot), 'ballots');
	const every = Math.max(1, Math.floor(all.length / voters));
	return {
		pot: {
			...pot,
			title: 'Зелений бюджет (дані Pabulib, назви перекладено)',
			projects: pot.projects.map((p) => ({ ...p, name: titles[p.id] ?? p.name })),
		},
		ballots: all.filter((_, i) => i % every === 0).slice(0, voters),
	};
}
