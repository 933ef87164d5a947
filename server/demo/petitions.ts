/** Petitions of the demo community, each in another state. Made up for it. */
import { versionOf } from '../civic/process/processes.ts';
import { requireProposal } from '../civic/proposal/proposals.ts';
import { checkPetition } from '../instruments/petition/check.ts';
import { announce, answerPetition, decidePetition } from '../instruments/petition/consideration.ts';
import { EMPTY_PETITION, type PetitionDraft } from '../instruments/petition/petition.ts';
import { beginPetition, savePetition, submitPetition } from '../instruments/petition/petitions.ts';
import { USUAL_RULES } from '../instruments/petition/rules.ts';
import { publishRules, saveRulesDraft, viewRulesDraft } from '../instruments/petition/service.ts';
import { endPetitions, signPetition } from '../instruments/petition/signing.ts';
import { decide, type Inside, type Services } from '../services.ts';
import { PEOPLE } from './people.ts';
import type { Cast } from './editions.ts';

/** Few, so that the sample people can reach it. */
const NEEDED = 4;
const HEAD = { signedBy: 'Сільський голова Іван Мороз' };

type Sketch = Pick<PetitionDraft, 'title' | 'essence' | 'topic'> & {
	readonly author: string;
	readonly signers: readonly string[];
};

const BENCHES: Sketch = {
	title: 'Поставити лавки вздовж алеї до поліклініки',
	essence:
		'Від зупинки до поліклініки 600 метрів угору, і жодного місця, щоб перепочити. Літнім людям і вагітним це важко. Просимо поставити щонайменше шість лавок із поручнями, через кожні сто метрів.',
	topic: 'Благоустрій',
	author: 'resident-3',
	signers: ['resident-1', 'resident-2', 'resident-3', 'resident-4', 'resident-5', 'author'],
};
const CROSSING: Sketch = {
	title: 'Обладнати перехід біля ліцею № 1 світлофором',
	essence:
		'Щоранку через вулицю Шкільну переходять близько трьохсот дітей, а водії не зупиняються. Торік тут було дві аварії. Просимо поставити світлофор із кнопкою та нанести розмітку до початку навчального року.',
	topic: 'Дороги й транспорт',
	author: 'resident-1',
	signers: ['resident-1', 'resident-2', 'resident-3', 'resident-5'],
};
const LIBRARY: Sketch = {
	title: 'Відчинити бібліотеку в суботу',
	essence:
		'Бібліотека працює лише в будні до п’ятої, коли більшість мешканців на роботі, а діти у школі. Просимо перенести один вихідний на понеділок і відчиняти бібліотеку щосуботи.',
	topic: 'Освіта',
	author: 'resident-4',
	signers: ['resident-4', 'resident-2'],
};
const FOUNTAIN: Sketch = {
	title: 'Побудувати фонтан на площі Ринок',
	essence:
		'Площа влітку порожня, бо там спекотно. Фонтан зробив би її місцем зустрічей, а мікроклімат у центрі — приємнішим. Просимо передбачити кошти в бюджеті наступного року.',
	topic: 'Благоустрій',
	author: 'resident-2',
	signers: ['resident-2'],
};
const WAITING: Sketch = {
	title: 'Зробити безкоштовний проїзд для волонтерів',
	essence:
		'Волонтери нашої громади щотижня возять допомогу шпиталю й не отримують за це нічого. Просимо дати їм безкоштовний проїзд автобусами громади.',
	topic: 'Дороги й транспорт',
	author: 'resident-5',
	signers: [],
};

/** @param at - turns the clock to so many days from now */
export async function seedPetitions(
	services: Services,
	cast: Cast,
	at: (days: number) => void,
): Promise<void> {
	const play = new Play(services, cast);
	at(-60);
	await play.publishRules();
	at(-56);
	const benches = await play.publish(BENCHES);
	const fountain = await play.publish(FOUNTAIN);
	await play.collect(benches, BENCHES);
	await play.collect(fountain, FOUNTAIN);
	at(-52);
	await play.step(announce, benches, 'Розглядає постійна комісія з питань благоустрою.');
	at(-45);
	await play.endorse(benches);
	at(-25);
	// Its term is over.
	await endPetitions(services);
	at(-12);
	const crossing = await play.publish(CROSSING);
	await play.collect(crossing, CROSSING);
	at(-3);
	await play.step(announce, crossing, 'Розглядає виконавчий комітет на найближчому засіданні.');
	const library = await play.publish(LIBRARY);
	await play.collect(library, LIBRARY);
	at(-0.5);
	await play.submit(WAITING);
}

class Play {
	readonly #services: Services;
	readonly #cast: Cast;

	constructor(services: Services, cast: Cast) {
		this.#services = services;
		this.#cast = cast;
	}

	publishRules(): Promise<void> {
		return decide(this.#services, async (inside) => {
			const { version } = await viewRulesDraft(inside);
			const rules = {
				...USUAL_RULES,
				basis: 'statute',
				decision: 'Статут Зразкової громади, рішення ради № 201 від 12.03.2026',
				...{ needed: String(NEEDED), days: '30', withdrawal: true },
			};
			await publishRules(inside, '', await saveRulesDraft(inside, rules, version));
		});
	}

	submit({ author, title, essence, topic }: Sketch): Promise<string> {
		return decide(this.#services, async (inside) => {
			const account = this.#cast.get(author)!;
			const id = await beginPetition(inside, account);
			const draft = { ...EMPTY_PETITION, title, essence, topic, email: `${author}@example.org` };
			const seen = versionOf(EMPTY_PETITION);
			const version = await savePetition(inside, id, account, draft, seen);
			await submitPetition(inside, id, account, true, version);
			return id;
		});
	}

	async publish(sketch: Sketch): Promise<string> {
		const id = await this.submit(sketch);
		await decide(this.#services, async (inside) => {
			const { draft } = await requireProposal(inside, id);
			const moderator = this.#cast.get('moderator')!;
			const verdict = { verdict: 'publish', reasons: [], text: '' } as const;
			await checkPetition(inside, id, moderator, verdict, versionOf(draft));
		});
		return id;
	}

	async collect(id: string, { signers }: Sketch): Promise<void> {
		for (const subject of signers) {
			const account = this.#cast.get(subject)!;
			const { name } = PEOPLE.find((person) => person.subject === subject)!;
			await decide(this.#services, (inside) => signPetition(inside, id, { account, name }));
		}
	}

	step(
		take: (inside: Inside, id: string, account: string, text: string) => Promise<void>,
		id: string,
		text: string,
	): Promise<void> {
		return decide(this.#services, (inside) => take(inside, id, this.#cast.get('secretary')!, text));
	}

	endorse(id: string): Promise<void> {
		return decide(this.#services, async (inside) => {
			const secretary = this.#cast.get('secretary')!;
			const text = 'Лавки потрібні й недорогі, кошти є в програмі благоустрою.';
			await decidePetition(inside, id, secretary, { verdict: 'endorsed', text, ...HEAD });
			await answerPetition(inside, id, secretary, {
				text: 'Шість лавок із поручнями поставить комунальне підприємство «Благоустрій» до кінця кварталу. Кошти: 84 000 грн за програмою благоустрою, КПКВК 0116030.',
				...HEAD,
			});
		});
	}
}
