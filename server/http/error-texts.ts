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
	'request.busy': text(
		503,
		'Зараз забагато людей звертаються водночас. Спробуйте за кілька секунд.',
		'Too many people are asking at the moment. Try again in a few seconds.',
	),
	'request.idempotency-key': text(
		400,
		'Ключ повторення не є хешем цього бюлетеня.',
		'The idempotency key is not the hash of this ballot.',
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
	'session.step-up': text(
		401,
		'Для цієї дії підтвердьте ще раз, хто ви: ключем доступу або новим входом.',
		'To do this, show again who you are: by a passkey or by signing in anew.',
	),
	'session.low': text(
		403,
		'Ви увійшли за кодом з електронного листа. Для цього потрібен вхід, який підтверджує особу.',
		'You signed in by a code from an e-mail. This needs a sign-in that proves who you are.',
	),
	'session.passkey': text(
		401,
		'Для цієї дії підтвердьте вхід ключем доступу.',
		'To do this, confirm your sign-in with a passkey.',
	),
	'passkey.refused': text(
		400,
		'Ключ доступу не прийнято. Спробуйте ще раз.',
		'The passkey was not accepted. Try again.',
	),
	'passkey.none': text(
		409,
		'У вас ще немає ключа доступу: додайте його на сторінці «Мій обліковий запис».',
		'You have no passkey yet: add one on the page “My account”.',
	),
	'passkey.many': text(
		409,
		'Ключів доступу вже забагато: вилучіть зайвий.',
		'There are too many passkeys already: remove one.',
	),
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
	'vote.not-signed': text(
		409,
		'Ще не всі члени комісії підписали умови голосування.',
		'Not every member of the commission has signed the terms of the vote yet.',
	),
	'vote.no-commission': text(
		409,
		'Не кожен член комісії має відповідну роль.',
		'Not every member of the commission has that role.',
	),
	'decision.roll': text(
		400,
		'Перелік учасників подають лише тоді, коли вирішують про нього.',
		'A roll is given where the roll is decided, and only there.',
	),
	'decision.done': text(409, 'Це вже вирішено.', 'This has been decided already.'),
	'decision.withdrawn': text(409, 'Цю пропозицію відкликано.', 'This proposal has been withdrawn.'),
	'decision.not-own': text(
		403,
		'Відкликати пропозицію може лише та людина, яка її подала.',
		'Only who made a proposal can withdraw it.',
	),
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
		'Вас немає в переліку учасників цього голосування.',
		'You are not on the roll of this vote.',
	),
	'roll.on-it': text(
		409,
		'У переліку учасників цього голосування ця людина вже є.',
		'This person is on the roll of this vote already.',
	),
	'roll.not-yet': text(
		409,
		'Переліку учасників ще немає. Зайдіть пізніше.',
		'There is no roll yet. Come back later.',
	),
	'roll.asked': text(
		409,
		'Заяву щодо цього голосування ви вже подали.',
		'You have already sent a request about this vote.',
	),
	'roll.own-request': text(
		403,
		'Про вашу власну заяву вирішують інші.',
		'Others decide about your own request.',
	),
	'decision.personal': text(
		400,
		'Цей текст стане частиною відкритого реєстру. Приберіть з нього особисті дані: «{found}».',
		'This text becomes part of the public register. Take personal data out of it: “{found}”.',
	),
	'roll.fixed': text(
		409,
		'Перелік учасників уже зафіксовано в умовах голосування, і змінити його не можна. Заява залишається на розгляді для наступного голосування.',
		'The roll is fixed in the terms of the vote and cannot change any more. A request stays on file for the next vote.',
	),
	'signature.closed': text(
		409,
		'Підписи вже не збирають.',
		'Signatures are not collected any more.',
	),
	'signature.twice': text(409, 'Ви вже підписали.', 'You have signed already.'),
	'signature.final': text(
		409,
		'Підпис уже не відкликати: це дозволено лише тоді, коли так кажуть правила, і доки не набрано потрібної кількості.',
		'The signature cannot be taken back any more: only where the rules allow it, and until enough have signed.',
	),
	'signature.own': text(
		403,
		'Автори не підписують на підтримку власного проєкту.',
		'Authors do not sign for their own project.',
	),
	'token.at-desk': text(
		409,
		'Ви вже взяли паперовий бюлетень: голосуйте ним.',
		'You have already taken a paper form: vote with it.',
	),
	'paper.not-taken': text(
		409,
		'Умови цього голосування не передбачають паперових бюлетенів.',
		'This vote takes no paper ballots.',
	),
	'paper.not-on-roll': text(
		404,
		'Людини з таким номером немає у переліку учасників.',
		'Nobody with this number is on the roll.',
	),
	'paper.has-token': text(
		409,
		'Ця людина вже взяла право голосу на сайті: паперовий бюлетень їй не видають.',
		'This person has already taken the right to vote on the site: they get no paper form.',
	),
	'paper.has-form': text(
		409,
		'Ця людина вже взяла паперовий бюлетень.',
		'This person has already taken a paper form.',
	),
	'paper.number': text(
		400,
		'Номер не може бути таким: перевірте цифри.',
		'The number cannot be like this: check its digits.',
	),
	'paper.too-many': text(
		409,
		'Бюлетенів більше, ніж видано: перерахуйте їх.',
		'There are more forms than were handed out: count them again.',
	),
	'paper.lines': text(
		422,
		'Не всі рядки можна прочитати. Виправте позначені.',
		'Not every line can be read. Correct those that are marked.',
	),
	'paper.two-persons': text(
		409,
		'Цю пачку вже вносять двоє інших людей.',
		'Two other persons are already entering this batch.',
	),
	'paper.entered': text(
		409,
		'Цю пачку вже внесено до реєстру.',
		'This batch already stands in the register.',
	),
	'paper.complete': text(
		409,
		'Уже вирішено, що всі паперові бюлетені внесено.',
		'It was already decided that all paper ballots are entered.',
	),
	'paper.unfinished': text(
		409,
		'Є пачка, яку внесено не двічі однаково. Завершіть її або вилучіть.',
		'There is a batch that was not entered twice alike. Finish it or remove it.',
	),
	'paper.not-complete': text(
		409,
		'Спершу дві особи мають вирішити, що всі паперові бюлетені внесено.',
		'Two persons must first decide that all paper ballots are entered.',
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
	'member.reason': text(
		400,
		'Хто не підписує результату, пояснює чому; хто підписує, нічого не додає.',
		'Who does not sign the result says why; who signs adds nothing.',
	),
	'edition.terms': text(
		400,
		'Умови бюджету заповнено з помилками.',
		'There are mistakes in the terms of the budget.',
	),
	'edition.phase': text(
		409,
		'Зараз цього робити не можна: бюджет на іншому етапі.',
		'This cannot be done now: the budget is in another phase.',
	),
	'edition.drawn': text(
		409,
		'Порядок проєктів уже визначено жеребом.',
		'The order of projects has been drawn already.',
	),
	'edition.nothing-admitted': text(
		409,
		'До голосування ще не допущено жодного проєкту.',
		'No project has been admitted to the vote yet.',
	),
	'edition.not-drawn': text(
		409,
		'Спершу визначте порядок проєктів жеребом.',
		'Draw the order of the projects first.',
	),
	'edition.has-vote': text(
		409,
		'Голосування з проєктів цього бюджету вже створено.',
		'The vote of this budget has been made already.',
	),
	'edition.not-published': text(
		409,
		'Рішення про допуск ще не видно у відкритому реєстрі. Повторіть трохи згодом.',
		'The decision to admit is not in the public register yet. Try again a little later.',
	),
	'project.content': text(
		400,
		'Проєкт заповнено не до кінця або з помилками.',
		'The project is not complete, or there are mistakes in it.',
	),
	'merge.other': text(
		422,
		'Проєкту з таким номером тут немає, або з ним уже не об’єднатися.',
		'There is no project of this number here, or nothing can be merged into it any more.',
	),
	'merge.offered': text(
		409,
		'Об’єднання вже запропоновано: зачекайте на відповідь або відкличте пропозицію. Одному проєкту пропонують не більше трьох разів.',
		'A merge is offered already: wait for the answer or take it back. One project is offered to another three times at most.',
	),
	'merge.late': text(
		409,
		'До допуску замало часу, щоб оприлюднити спільний текст.',
		'There is too little time before the admission to publish a common text.',
	),
	'project.status': text(
		409,
		'Зараз цього робити не можна: стан проєкту інший.',
		'This cannot be done now: the project is in another state.',
	),
	'project.not-author': text(
		403,
		'Це роблять лише автори проєкту.',
		'Only the authors of the project do this.',
	),
	'project.authors-only': text(
		403,
		'Подавати проєкти тут можуть лише ті, кого громада записала авторами.',
		'Only those whom the community has made authors may hand projects in here.',
	),
	'project.too-many': text(
		409,
		'Ви вже подали стільки проєктів, скільки дозволено.',
		'You have handed in as many projects as are allowed.',
	),
	'project.many-authors': text(
		409,
		'У проєкту вже забагато авторів або запрошень.',
		'The project has too many authors or invitations already.',
	),
	'project.late': text(409, 'Строк уже минув.', 'The time for this is over.'),
	'edition.pot-used': text(
		409,
		'У виді, який ви прибираєте, вже є проєкти. Лишіть його в умовах.',
		'There are projects in the pot that you take away. Leave it in the terms.',
	),
	'edition.ballots': text(
		409,
		'Для стількох проєктів такий бюлетень завеликий: зменште, скільки їх можна обрати, або балів.',
		'With so many projects such a ballot is too large: allow fewer of them, or fewer points.',
	),
	'edition.appeals': text(
		409,
		'Є оскарження, які ще не розглянуто: спершу вирішіть їх.',
		'There are appeals that nobody has decided about: decide them first.',
	),
	'poll.terms': text(
		400,
		'Опитування заповнено не до кінця або з помилками.',
		'The poll is not complete, or there are mistakes in it.',
	),
	'poll.begun': text(
		409,
		'Люди вже відповідають: змінити опитування не можна.',
		'People answer already: the poll cannot be changed.',
	),
	'poll.closed': text(
		409,
		'Зараз на це опитування не відповідають.',
		'This poll is not being answered now.',
	),
	'poll.answer': text(400, 'Це не відповідь на запитання.', 'This is no answer to the questions.'),
	'poll.twice': text(
		409,
		'Ви вже відповіли; відповідь не змінюють.',
		'You have answered already; an answer is not changed.',
	),
	'petition.status': text(
		409,
		'Зараз цього робити не можна: стан петиції інший.',
		'This cannot be done now: the petition is in another state.',
	),
	'petition.content': text(
		400,
		'Петицію заповнено не до кінця або з помилками.',
		'The petition is not complete, or there are mistakes in it.',
	),
	'petition.rules': text(
		400,
		'Правила петицій заповнено не до кінця або з помилками.',
		'The rules of petitions are not complete, or there are mistakes in them.',
	),
	'petition.check': text(
		400,
		'Щоб відмовити в оприлюдненні, назвіть підстави з переліку й поясніть їх.',
		'To refuse publication, name grounds of the list and explain them.',
	),
	'petition.own': text(
		403,
		'Автор не перевіряє власної петиції.',
		'Authors do not check their own petitions.',
	),
	'petition.paused': text(
		409,
		'Нових петицій зараз не приймають.',
		'No new petitions are taken now.',
	),
	'petition.too-many': text(
		409,
		'У вас уже забагато неоприлюднених петицій: подайте або відкличте їх.',
		'You have too many unpublished petitions: hand them in or withdraw them.',
	),
	'petition.no-hearing': text(
		409,
		'Автор не просив про громадські слухання.',
		'The author does not ask for a public hearing.',
	),
	'review.card': text(400, 'Висновок заповнено не до кінця.', 'The review is not complete.'),
	'moderation.reasons': text(
		400,
		'Перелік підстав заповнено неправильно.',
		'The list of reasons is not filled in properly.',
	),
	calendar: text(400, 'Календар заповнено неправильно.', 'The calendar is not filled in properly.'),
	'mail.off': text(409, 'Ця громада листів не надсилає.', 'This community sends no letters.'),
	'mail.address': text(
		400,
		'Це не схоже на адресу електронної пошти.',
		'This does not look like an e-mail address.',
	),
	'mail.wait': text(
		429,
		'Код щойно надіслано. Зачекайте дві хвилини, перш ніж просити новий.',
		'A code has just been sent. Wait two minutes before you ask for another.',
	),
	'mail.code': text(
		400,
		'Код неправильний або вже не діє.',
		'The code is wrong, or no longer good.',
	),
	'file.too-large': text(
		413,
		'Файл завеликий: щонайбільше 10 МБ.',
		'The file is too large: 10 MB at most.',
	),
	'file.type': text(
		400,
		'Такі файли не приймаємо. Підійдуть світлини JPEG, PNG, WebP, AVIF і документи PDF, DOCX, XLSX, ODT, ODS.',
		'Such files are not taken. Pictures as JPEG, PNG, WebP, AVIF and documents as PDF, DOCX, XLSX, ODT, ODS are.',
	),
	'file.broken': text(400, 'Світлину не вдалося прочитати.', 'The picture could not be read.'),
	'file.many': text(
		409,
		'Більше файлів додати не можна: до 10 світлин і 5 документів.',
		'No more files can be added: 10 pictures and 5 documents at most.',
	),
	'file.alt': text(
		400,
		'Опишіть, що на світлині: для тих, хто її не бачить. Від 3 до 200 знаків.',
		'Say what the picture shows, for who does not see it. From 3 to 200 characters.',
	),
	'follow-up.content': text(
		400,
		'Звіт заповнено не до кінця. Перевірте позначені поля.',
		'The report is not complete. Look at the fields that are marked.',
	),
	'follow-up.not-funded': text(
		409,
		'Цей проєкт не отримав коштів у підписаному результаті голосування.',
		'No signed result of a vote funds this project.',
	),
	'account.is-staff': text(
		409,
		'Ви дієте від імені громади. Спершу громада має припинити ваші повноваження.',
		'You act for the community. It must end your roles first.',
	),
	'comment.text': text(
		400,
		'Коментар має бути від 2 до 2000 знаків.',
		'A comment has from 2 to 2000 characters.',
	),
	'comment.gone': text(409, 'Цього коментаря вже немає.', 'This comment is gone.'),
	'comment.own': text(409, 'Це ваш власний коментар.', 'This is your own comment.'),
	'comment.not-own': text(403, 'Це не ваш коментар.', 'This is not your comment.'),
	'comment.too-many': text(
		429,
		'Ви написали багато коментарів поспіль. Зачекайте кілька хвилин.',
		'You have written many comments in a row. Wait a few minutes.',
	),
	'comment.no-appeal': text(
		409,
		'Оскаржити можна один раз те, що прибрав модератор.',
		'What a moderator removed can be appealed against, once.',
	),
	'comment.second-person': text(
		403,
		'На оскарження відповідає інший модератор, не той, хто прибрав коментар.',
		'An appeal is answered by another moderator than who removed the comment.',
	),
	'review.own': text(
		403,
		'Про власний проєкт вирішують інші.',
		'Others decide about your own project.',
	),
	'storage.full': text(
		507,
		'На сервері скінчилося місце, тож нічого не збережено. Повторіть трохи згодом.',
		'The server has no room left, so nothing was stored. Try again a little later.',
	),
	'storage.unavailable': text(
		503,
		'Сховище зараз недоступне: невідомо, чи збережено. Повторіть те саме трохи згодом.',
		'The storage is unavailable now: whether this was stored is not known. Do the same again a little later.',
	),
	internal: text(
		500,
		'Сталася помилка на сервері. Нічого не змінено.',
		'Something went wrong on the server. Nothing was changed.',
	),
} as const satisfies Record<string, Text>;

export type ErrorCode = keyof typeof ERROR_TEXTS;
