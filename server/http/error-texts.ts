import type { Sentences } from '../../crypto/sentences.ts';

type Text = Sentences & { readonly status: number };
const text = (status: number, uk: string, en: string): Text => ({ status, uk, en });

/** Everything that the API refuses, with its status. */
export const ERROR_TEXTS = {
	'request.malformed': text(400, 'Запит має неправильну форму.', 'The request is malformed.'),
	'request.too-large': text(413, 'Запит завеликий.', 'The request is too large.'),
	'request.not-json': text(415, 'Потрібен запит у форматі JSON.', 'A JSON request is needed.'),
	'request.cross-site': text(
		403,
		'Запит надійшов з іншого сайту.',
		'The request came from another site.',
	),
	'request.too-many': text(
		429,
		'Забагато запитів. Спробуйте трохи згодом.',
		'Too many requests. Try again a little later.',
	),
	'request.with-session': text(
		400,
		'Бюлетень подають без входу, щоб його не можна було пов’язати з вами.',
		'A ballot is cast without a session, so that nobody can link it to you.',
	),
	'not-found': text(404, 'Такого немає.', 'There is no such thing.'),
	method: text(405, 'Так звертатися сюди не можна.', 'This cannot be asked for in this way.'),
	'session.missing': text(401, 'Спершу увійдіть.', 'Sign in first.'),
	'session.forbidden': text(403, 'У вас немає на це права.', 'You may not do this.'),
	'session.step-up': text(401, 'Для цієї дії увійдіть ще раз.', 'Sign in again to do this.'),
	'sign-in.failed': text(
		400,
		'Увійти не вдалося. Спробуйте ще раз.',
		'Signing in failed. Try again.',
	),
	'request.outdated': text(
		412,
		'Тим часом це змінив хтось інший. Перечитайте і внесіть зміни ще раз.',
		'Somebody else has changed this meanwhile. Read it again and make your changes anew.',
	),
	'vote.draft': text(
		400,
		'Голосування складено з помилкою.',
		'There is a mistake in how the vote is set up.',
	),
	'vote.no-roll': text(409, 'Спершу затвердьте перелік учасників.', 'Decide on the roll first.'),
	'vote.no-commission': text(
		409,
		'Не кожен член комісії має відповідну роль.',
		'Not every member of the commission has that role.',
	),
	'decision.roll': text(
		400,
		'Перелік учасників подають лише тоді, коли вирішують про нього, і він не порожній.',
		'A roll is given where the roll is decided, and only there, and is not empty.',
	),
	'decision.done': text(409, 'Це вже вирішено.', 'This has been decided already.'),
	'decision.own': text(
		403,
		'Підтвердити має інша людина, не та, що запропонувала.',
		'Somebody else than who proposed it must confirm.',
	),
	'vote.phase': text(
		409,
		'Зараз цього робити не можна: голосування на іншому етапі.',
		'This cannot be done now: the vote is in another phase.',
	),
	'vote.not-open': text(409, 'Голосування ще не відкрито.', 'The vote is not open yet.'),
	'vote.closed': text(409, 'Голосування вже закрито.', 'The vote is closed.'),
	'roll.not-on-it': text(
		403,
		'Вас немає у списку виборців цього голосування.',
		'You are not on the roll of this vote.',
	),
	'token.other-request': text(
		409,
		'Ви вже взяли право голосу з іншим кодом. Скористайтеся тим кодом.',
		'You have already taken your right to vote with another code. Use that code.',
	),
	'token.request': text(
		400,
		'Запит на право голосу зіпсований.',
		'The request for the right to vote is damaged.',
	),
	'token.invalid': text(
		403,
		'Право голосу не підтверджено: жетон не від цього голосування.',
		'The right to vote is not confirmed: the token is not of this vote.',
	),
	'ballot.invalid': text(
		400,
		'Бюлетень зіпсований або його доказ не сходиться.',
		'The ballot is damaged or its proof does not hold.',
	),
	'ballot.duplicate': text(
		409,
		'Точно такий бюлетень уже прийнято.',
		'The very same ballot was accepted before.',
	),
	'member.not-one': text(
		403,
		'Ви не член комісії цього голосування.',
		'You are not a member of this vote’s commission.',
	),
	'member.said': text(409, 'Цей крок ви вже зробили.', 'You have done this step already.'),
	'member.message': text(
		400,
		'Повідомлення не сходиться з тим, чого вимагає цей крок.',
		'The message is not what this step demands.',
	),
	internal: text(
		500,
		'Сталася помилка на сервері. Нічого не змінено.',
		'Something went wrong on the server. Nothing was changed.',
	),
} as const satisfies Record<string, Text>;

export type ErrorCode = keyof typeof ERROR_TEXTS;
