/** E11: the published numbers are what was decrypted, and can be what these voters chose. */
import { array, decodeText, natural, object } from '../codec.ts';
import { checkCount } from '../election/counts.ts';
import type { Election } from '../election/definition.ts';
import { leafPlaces, leaves, nestCodec, sameShape, type Nest } from '../election/nest.ts';
import type { Question } from '../election/questions/index.ts';
import type { HomomorphicQuestion } from '../election/questions/homomorphic.ts';
import { embedBytes, extractBytes } from '../election/questions/non-homomorphic.ts';
import { equalPoints, type Point } from '../group.ts';
import { LARGE_TEXT } from './decryption.ts';
import type { CheckLog, Journal } from './report.ts';

/** What the archive says came out: one part a question. */
export type ElectionResult = readonly Nest<bigint>[];

const resultCodec = object({ result: array(nestCodec(natural)) });

/** Reads the text of the result. */
export function readResult(journal: Journal, text: string): ElectionResult | undefined {
	const read = decodeText(resultCodec, text, LARGE_TEXT);
	if (read.ok) return read.value.result;
	journal.check('E11').problems([read.error], 'result');
	return undefined;
}

/** By question: the places of shuffled plaintexts that no honest booth makes. */
export type NotCanonical = readonly ReadonlySet<number>[];

/** Compares every number with its plaintext; `weight` is the total weight of the ballots that count. */
export function checkResult(
	journal: Journal,
	election: Election,
	plaintexts: readonly Nest<Point>[],
	result: ElectionResult,
	weight: bigint,
): NotCanonical {
	const check = journal.check('E11');
	const { questions } = election.definition;
	if (result.length !== questions.length) {
		check.error('result.shape', { place: 'result' });
		return [];
	}
	return questions.map((question, i) => {
		const place = `result[${i}]`;
		if ('type' in question && question.type === 'NonHomomorphic')
			return checkBytes(check, question.value.answers.length, plaintexts[i]!, result[i]!, place);
		checkSums(check, question, plaintexts[i]!, result[i]!, weight, place);
		return new Set();
	});
}

function checkSums(
	check: CheckLog,
	question: Question,
	plaintexts: Nest<Point>,
	result: Nest<bigint>,
	weight: bigint,
	place: string,
): void {
	if (!sameShape(plaintexts, result)) {
		check.error('result.shape', { place });
		return;
	}
	const numbers = leaves(result);
	const places = leafPlaces(result, place);
	leaves(plaintexts).forEach((plaintext, i) => {
		check.count();
		const number = numbers[i]!;
		const values = { number: String(number), weight: String(weight) };
		if (number > weight) check.error('result.out-of-bounds', { place: places[i]!, values });
		else if (!checkCount(plaintext, number, weight))
			check.error('result.other', { place: places[i]!, values });
	});
	const sum = sumBounds(question, result, weight);
	if (sum.total < sum.least || sum.total > sum.most)
		check.error('result.sum', {
			place,
			values: { total: String(sum.total), least: String(sum.least), most: String(sum.most) },
		});
}

type SumBounds = { readonly total: bigint; readonly least: bigint; readonly most: bigint };

const add = (numbers: readonly bigint[]): bigint => numbers.reduce((a, b) => a + b, 0n);

/** What the ballots of this total weight can add up to: between min and max choices each, or none where it is blank. */
function sumBounds(question: Question, result: Nest<bigint>, weight: bigint): SumBounds {
	if ('type' in question) {
		const heads = (result as readonly (readonly bigint[])[]).map((list) => list[0]!);
		return { total: add(heads), least: weight, most: weight };
	}
	return boundsOf(question, leaves(result), weight);
}

function boundsOf(
	{ blank, min, max }: HomomorphicQuestion,
	numbers: readonly bigint[],
	weight: bigint,
): SumBounds {
	const [first, ...rest] = numbers;
	const voters = blank === true ? weight - first! : weight;
	const total = add(blank === true ? rest : numbers);
	return { total, least: voters * BigInt(min), most: voters * BigInt(max) };
}

/** Answers that were shuffled: the bytes of each plaintext, in the order of the last shuffle. @returns those that are not canonical */
function checkBytes(
	check: CheckLog,
	length: number,
	plaintexts: Nest<Point>,
	result: Nest<bigint>,
	place: string,
): ReadonlySet<number> {
	const notCanonical = new Set<number>();
	const points = leaves(plaintexts);
	if (!Array.isArray(result) || result.length !== points.length) {
		check.error('result.shape', { place });
		return notCanonical;
	}
	points.forEach((point, i) => {
		check.count();
		const at = `${place}[${i}]`;
		const bytes = extractBytes(point, length);
		const published = leaves((result as readonly Nest<bigint>[])[i]!);
		if (published.length !== length || bytes.some((b, j) => BigInt(b) !== published[j]))
			check.error('result.other', { place: at });
		else if (!equalPoints(embedBytes(bytes), point)) {
			notCanonical.add(i);
			check.note('result.not-canonical', { place: at });
		}
	});
	return notCanonical;
}
