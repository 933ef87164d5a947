/** Texts of the practice ballot, its pretended projects among them. */
import type { Catalogue } from './language.ts';

const uk = {
	title: 'Вправа: як голосувати',
	lead: 'Спробуйте все, що є в кабіні, на вигаданому голосуванні. Нічого не надсилається й не зберігається, входити не потрібно.',
	reminder: 'Це вправа: ваш вибір нікуди не піде.',
	begin: 'Почати вправу',
	finish: 'Завершити вправу',
	done: 'Готово',
	next: 'У справжньому голосуванні далі буде ще три кроки:',
	steps: [
		'Ви входите, щоб отримати право голосу: один раз, наприкінці. Ваш вибір при цьому зберігається.',
		'Пристрій шифрує бюлетень. Ви подаєте його або спершу перевіряєте, чи зашифровано саме те, що ви обрали.',
		'Ви отримуєте квитанцію з дванадцятьма словами. За ними ви знайдете свій бюлетень у відкритому реєстрі; що ви обрали, вони не показують.',
	],
	again: 'Ще раз',
	home: 'До голосувань',
	currency: 'UAH',
	pots: [
		{
			title: 'Великі вигадки',
			projects: [
				{
					name: 'Гойдалка для дорослих',
					category: 'відпочинок',
					summary: 'Міцна, під старою липою, з видом на річку.',
				},
				{
					name: 'Лавка, що грає сонети',
					category: 'культура',
					summary: 'Сідаєте — звучить вірш. Встаєте — замовкає.',
				},
				{
					name: 'Міст через калюжу',
					category: 'вулиці',
					summary: 'Калюжа на розі не висихає з 1987 року. Час змиритися і збудувати міст.',
				},
				{
					name: 'Лічильник качок',
					category: 'довкілля',
					summary: 'Табло на ставку показує, скільки качок сьогодні вдома.',
				},
				{
					name: 'Бібліотека парасольок',
					category: 'вулиці',
					summary: 'Узяли на зупинці, повернули на іншій.',
				},
				{
					name: 'Сад вечірніх запахів',
					category: 'довкілля',
					summary: 'Матіола, тютюн, жасмин: пахне лише після сьомої.',
				},
			],
		},
		{
			title: 'Малі вигадки',
			projects: [
				{
					name: 'Крейда для всіх тротуарів',
					category: 'культура',
					summary: 'Відро крейди біля кожного під’їзду першого травня.',
				},
				{
					name: 'Дзвоник для котів громади',
					category: 'довкілля',
					summary: 'Щоб птахи мали час подумати.',
				},
				{
					name: 'Урочисте відкриття хвіртки',
					category: 'вулиці',
					summary: 'Хвіртка є. Бракує стрічки та оркестру.',
				},
				{
					name: 'Чай у бібліотеці',
					category: 'культура',
					summary: 'Чайник, двадцять чашок, рік чаю.',
				},
			],
		},
	],
};

export type PracticeTexts = typeof uk;

const en: PracticeTexts = {
	title: 'Practice: how to vote',
	lead: 'Try everything that the booth has on a pretended vote. Nothing is sent or kept, and you need not sign in.',
	reminder: 'This is practice: your choice goes nowhere.',
	begin: 'Begin to practise',
	finish: 'End the practice',
	done: 'Done',
	next: 'A real vote has three more steps:',
	steps: [
		'You sign in to get the right to vote: once, at the end. Your choice is kept meanwhile.',
		'The device encrypts the ballot. You cast it, or first check that it holds just what you chose.',
		'You get a receipt with twelve words. By them you find your ballot in the public register; they do not show what you chose.',
	],
	again: 'Once more',
	home: 'To the votes',
	currency: 'UAH',
	pots: [
		{
			title: 'Large inventions',
			projects: [
				{
					name: 'A swing for grown-ups',
					category: 'leisure',
					summary: 'Sturdy, under the old lime tree, with a view of the river.',
				},
				{
					name: 'A bench that plays sonnets',
					category: 'culture',
					summary: 'Sit down and hear a poem. Stand up and it stops.',
				},
				{
					name: 'A bridge over the puddle',
					category: 'streets',
					summary:
						'The puddle at the corner has been there since 1987. Time to give in and build a bridge.',
				},
				{
					name: 'A counter of ducks',
					category: 'environment',
					summary: 'A board at the pond shows how many ducks are at home today.',
				},
				{
					name: 'A library of umbrellas',
					category: 'streets',
					summary: 'Take one at a stop, give it back at another.',
				},
				{
					name: 'A garden of evening scents',
					category: 'environment',
					summary: 'Stock, tobacco, jasmine: it smells after seven only.',
				},
			],
		},
		{
			title: 'Small inventions',
			projects: [
				{
					name: 'Chalk for all pavements',
					category: 'culture',
					summary: 'A bucket of chalk at every door on the first of May.',
				},
				{
					name: 'A bell for the community’s cats',
					category: 'environment',
					summary: 'So that birds have time to think.',
				},
				{
					name: 'A solemn opening of the gate',
					category: 'streets',
					summary: 'The gate is there. It lacks a ribbon and a band.',
				},
				{
					name: 'Tea in the library',
					category: 'culture',
					summary: 'A kettle, twenty cups, tea for a year.',
				},
			],
		},
	],
};

export const practice: Catalogue<PracticeTexts> = { uk, en };
