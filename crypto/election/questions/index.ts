/** The list of question types: a new one is a module and a line here. */
import type { Codec } from '../../codec.ts';
import { ProblemError } from '../../result.ts';
import type { Nest } from '../nest.ts';
import {
	homomorphic,
	type HomomorphicAnswer,
	type HomomorphicChoice,
	type HomomorphicQuestion,
} from './homomorphic.ts';
import { lists, type ListsAnswer, type ListsChoice, type ListsQuestion } from './lists.ts';
import {
	nonHomomorphic,
	type NonHomomorphicAnswer,
	type NonHomomorphicChoice,
	type NonHomomorphicQuestion,
} from './non-homomorphic.ts';
import type { QuestionType } from './question.ts';

export type Question = HomomorphicQuestion | NonHomomorphicQuestion | ListsQuestion;
/** A voter's choice in plain: secret. */
export type Choice = HomomorphicChoice | NonHomomorphicChoice | ListsChoice;
export type Answer = HomomorphicAnswer | NonHomomorphicAnswer | ListsAnswer;

const types = [homomorphic, nonHomomorphic, lists] as unknown as readonly QuestionType<
	Question,
	Choice,
	Answer
>[];

const typeNamed = (name: string): QuestionType<Question, Choice, Answer> | undefined =>
	types.find((t) => t.type === name);

const typeName = (question: Question): string =>
	'type' in question ? question.type : homomorphic.type;

/** The type of a question, which knows how to prove and check answers to it. */
export const typeOf = (question: Question): QuestionType<Question, Choice, Answer> =>
	typeNamed(typeName(question))!;

/** Homomorphic questions carry no type in their text, all others do. */
export const questionCodec: Codec<Question> = {
	decode: (value, place) => {
		const named = typeof value === 'object' && value !== null && 'type' in value;
		const type = typeNamed(named ? String(value.type) : homomorphic.type);
		if (!type || (named && type.type === homomorphic.type))
			throw new ProblemError('election.question-type', place, 'not a known type of question');
		return type.questionCodec.decode(value, place);
	},
	encode: (question) => typeOf(question).questionCodec.encode(question),
};

/** The shape of a question's part of the tally: each leaf stands for a ciphertext of a ballot. */
export function answerShape(question: Question): Nest<null> {
	if (!('type' in question))
		return new Array<null>(question.answers.length + (question.blank === true ? 1 : 0)).fill(null);
	return question.type === 'Lists'
		? question.value.answers.map((list) => list.map(() => null))
		: null;
}
