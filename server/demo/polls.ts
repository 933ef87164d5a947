/** Polls of the demo community: one that is answered, one that is counted. Made up for it. */
import { toKyivDate } from '../../crypto/kyiv-time.ts';
import type { PollAnswer } from '../../crypto/poll/poll.ts';
import { enterPhase, versionOf } from '../civic/process/processes.ts';
import { answerPoll } from '../instruments/poll/answers.ts';
import { beginPoll, holdPoll, publishPoll, savePollDraft } from '../instruments/poll/polls.ts';
import { countPolls } from '../instruments/poll/result.ts';
import { EMPTY_POLL, EMPTY_QUESTION, type PollDraft } from '../instruments/poll/terms.ts';
import { decide, type Services } from '../services.ts';
import type { Cast } from './editions.ts';

const DAY = 86_400;

const MARKET: Omit<PollDraft, 'begins' | 'ends'> = {
	...EMPTY_POLL,
	title: 'Яким днем бути ринковим',
	problem:
		'Виїзний ринок фермерів приймає наша площа раз на тиждень. Торговці просять громаду обрати день.',
	for: 'У вихідні приходить більше людей\nУ будні менше машин на площі',
	against: 'У вихідні шум заважає мешканцям площі\nУ будні більшість на роботі',
	sources: 'Лист спілки фермерів до ради, вхідний № 318',
	questions: [
		{
			...EMPTY_QUESTION,
			title: 'Які дні вам підходять?',
			options: 'Середа\nП’ятниця\nСубота\nНеділя',
			...{ rule: 'approval', most: '3' },
		},
	],
};
const SQUARE: Omit<PollDraft, 'begins' | 'ends'> = {
	...EMPTY_POLL,
	title: 'Що буде на пустирі за ліцеєм № 2',
	problem:
		'Тридцять соток землі громади за ліцеєм стоять порожні десять років. Рада має визначити, як їх забудувати, до кінця року.',
	for: 'Зелена зона знизить спеку у дворі ліцею\nМісця для занять спортом поруч немає',
	against:
		'Утримання коштуватиме щороку до 200 тисяч гривень\nЧастину землі просить лікарня під стоянку',
	sources: 'Рішення ради про землю, № 178 від 02.09.2026',
	questions: [
		{
			...EMPTY_QUESTION,
			title: 'Поставте варіанти за порядком',
			options:
				'Сквер | дерева, лавки, доріжки\nСпортмайданчик | тренажери й поле\nСтоянка | сорок місць',
			rule: 'schulze',
		},
		{
			...EMPTY_QUESTION,
			title: 'Як ви оцінюєте кожен варіант для себе?',
			options: 'Сквер\nСпортмайданчик\nСтоянка',
			...{ rule: 'majority-judgment', grades: 'погано\nтерпимо\nдобре\nчудово' },
		},
	],
};

/** @param at - turns the clock to so many days from now */
export async function seedPolls(
	services: Services,
	cast: Cast,
	start: number,
	at: (days: number) => void,
): Promise<void> {
	const publish = (
		terms: Omit<PollDraft, 'begins' | 'ends'>,
		days: readonly [number, number, number],
	) =>
		decide(services, async (inside) => {
			const [information, voting, ends] = days.map((day) => toKyivDate(start + day * DAY)) as [
				string,
				string,
				string,
			];
			const id = await beginPoll(inside);
			const draft = { ...terms, begins: { information, voting }, ends };
			const seen = versionOf(EMPTY_POLL);
			await publishPoll(inside, id, '', await savePollDraft(inside, id, draft, seen));
			return id;
		});
	const answer = async (id: string, answers: Readonly<Record<string, PollAnswer>>) => {
		for (const [subject, given] of Object.entries(answers))
			await decide(services, (inside) => answerPoll(inside, id, cast.get(subject)!, given));
	};
	at(-50);
	const market = await publish(MARKET, [-50, -45, -30]);
	at(-40);
	await answer(market, {
		'resident-1': [[0, 0, 1, 1]],
		'resident-2': [[0, 1, 1, 0]],
		'resident-3': [[1, 0, 0, 0]],
		'resident-4': [[0, 0, 1, 0]],
		author: [[0, 0, 1, 1]],
	});
	at(-29);
	await decide(services, async (inside) => enterPhase(inside, await holdPoll(inside, market)));
	await countPolls(services);
	at(-8);
	const square = await publish(SQUARE, [-8, -3, 11]);
	at(-2);
	await answer(square, {
		'resident-4': [
			[1, 2, 3],
			[4, 3, 1],
		],
		author: [
			[2, 1, 0],
			[3, 4, 1],
		],
	});
}
