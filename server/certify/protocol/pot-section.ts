/** The part of the document about one pot. */
import { formatAmount } from '../../../crypto/count/reasons.ts';
import { tieKeyNames } from '../../../crypto/count/rule-words.ts';
import { formatMoney, formatNumber } from '../../../crypto/format.ts';
import type { Language } from '../../../crypto/sentences.ts';
import type { Column, Writing } from '../../pdf/writing.ts';
import type { ProtocolPot, ProtocolProject } from './pots.ts';
import { PROTOCOL_WORDS, spoiledWord, type ProtocolWords } from './words.ts';

/** @param lot - the seed of every lot */
export function writePot(
	writing: Writing,
	pot: ProtocolPot,
	lot: string,
	language: Language,
): void {
	const words = PROTOCOL_WORDS[language];
	const number = (value: number) => formatNumber(language, value);
	writing.heading(2, `${words.pot}: ${pot.title}`);
	writing.facts([
		[words.budget, money(language, pot, pot.budget)],
		[words.ballot, ballotText(words, language, pot)],
	]);
	writing.paragraph(`${words.rule}:`);
	writing.list(pot.rule.text.map((text) => text[language]));
	writing.facts([
		[words.valid, number(pot.ballots.valid)],
		[words.blank, number(pot.ballots.blank)],
		[words.spoiled, spoiledText(pot, language)],
	]);
	writeProjects(writing, pot, language);
	writing.facts([
		[words.spent, money(language, pot, pot.spent)],
		[words.rest, money(language, pot, pot.rest)],
	]);
	writeTies(writing, pot, lot, language);
}

const money = (language: Language, { currency }: ProtocolPot, amount: string): string =>
	formatMoney(language, amount, currency);

function ballotText(words: ProtocolWords, language: Language, pot: ProtocolPot): string {
	const { limits, kind } = pot;
	const number = (value: number) => formatNumber(language, value);
	const bounds = <T>(
		what: string,
		least: T | undefined,
		most: T | undefined,
		format: (value: T) => string,
	): string[] => {
		const parts = [
			...(least === undefined ? [] : [`${words.atLeast} ${format(least)}`]),
			...(most === undefined ? [] : [`${words.atMost} ${format(most)}`]),
		];
		return parts.length === 0 ? [] : [`${what} ${parts.join(', ')}`];
	};
	const { minLength, maxLength, minSumCost, maxSumCost, ...points } = limits;
	return [
		`${words.kinds[kind]}: ${words.projects(minLength, maxLength)}`,
		...bounds(words.sumCost, minSumCost, maxSumCost, (amount) => money(language, pot, amount)),
		...bounds(words.points, points.minPoints, points.maxPoints, number),
		...bounds(words.sumPoints, points.minSumPoints, points.maxSumPoints, number),
	].join('; ');
}

function spoiledText({ ballots }: ProtocolPot, language: Language): string {
	const codes = Object.entries(ballots.spoiled);
	const total = codes.reduce((sum, [, count]) => sum + count, 0);
	const why = codes.map(([code, count]) => `${spoiledWord(language, code)}: ${count}`);
	return `${formatNumber(language, total)}${why.length === 0 ? '' : ` (${why.join('; ')})`}`;
}

function writeProjects(writing: Writing, pot: ProtocolPot, language: Language): void {
	const words = PROTOCOL_WORDS[language];
	const hasSupport = pot.projects.some((p) => p.support !== undefined);
	const columns: Column[] = [
		{ title: words.number, width: 22 },
		{ title: words.project, width: '*' },
		{ title: words.cost, width: 72, isNumber: true },
		{ title: words.votes, width: 44, isNumber: true },
		...(hasSupport ? [{ title: words.support, width: 56, isNumber: true }] : []),
		{ title: words.outcome, width: hasSupport ? 145 : 165 },
	];
	writing.table(
		columns,
		1,
		pot.projects.map((project) => [
			project.id,
			project.name,
			money(language, pot, project.cost),
			formatNumber(language, project.votes),
			...(hasSupport ? [supportText(project)] : []),
			`${words.outcomes[project.outcome]} ${project.reason[language]}`,
		]),
	);
}

const supportText = ({ support, votes }: ProtocolProject): string =>
	support === undefined ? String(votes) : formatAmount(support);

/** Ties on which it depended who won, one by one; the others are only counted. */
function writeTies(writing: Writing, pot: ProtocolPot, lot: string, language: Language): void {
	const words = PROTOCOL_WORDS[language];
	const projects = new Map(pot.projects.map((project) => [project.id, project]));
	const hasWinner = (ids: readonly string[], won: boolean) =>
		ids.some((id) => (projects.get(id)!.outcome === 'funded') === won);
	const decisive = pot.ties.filter(
		({ between }) => hasWinner(between, true) && hasWinner(between, false),
	);
	if (decisive.length === 0) writing.paragraph(words.noTies);
	else {
		writing.paragraph(`${words.ties}:`);
		writing.list(
			decisive.map(({ between, by }) =>
				words.tie(
					between.map((id) => `${id} «${projects.get(id)!.name}»`).join(' — '),
					tieKeyNames(by)[language],
				),
			),
		);
	}
	const others = pot.ties.length - decisive.length;
	if (others > 0) writing.paragraph(words.otherTies(others));
	if (pot.ties.some(({ by }) => by.includes('lot'))) writing.paragraph(`${words.lot} ${lot}.`);
}
