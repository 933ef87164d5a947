import type { Sentences } from '../../sentences.ts';

/** What can be found about paper ballots. */
export const PAPER_TEXTS: Readonly<Record<string, Sentences>> = {
	'paper.by-hand': {
		uk: 'Паперових бюлетенів {forms}: їх внесено руками, і за них свідчать підписані аркуші, а не докази.',
		en: 'There are {forms} paper ballots: they were entered by hand, and signed sheets speak for them, not proofs.',
	},
	'paper.not-in-manifest': {
		uk: 'Паперові бюлетені внесено, хоча умови голосування їх не передбачають.',
		en: 'Paper ballots were entered, but the manifest takes none.',
	},
	'paper.after-complete': {
		uk: 'Паперові бюлетені внесено після рішення, що всі вже внесено.',
		en: 'Paper ballots were entered after the decision that all were.',
	},
	'paper.not-complete': {
		uk: 'Розшифровувати почали, поки не було рішення, що всі паперові бюлетені внесено.',
		en: 'Something was decrypted before it was decided that all paper ballots were entered.',
	},
	'paper.number': {
		uk: 'Пачка паперових бюлетенів має номер {batch} замість {expected}.',
		en: 'A batch of paper ballots has number {batch} instead of {expected}.',
	},
	'paper.not-published': {
		uk: 'У реєстрі є пачка паперових бюлетенів, але тексту її немає.',
		en: 'The register has a batch of paper ballots, but its text is missing.',
	},
	'paper.unregistered': {
		uk: 'Оприлюднено пачку паперових бюлетенів, якої немає в реєстрі.',
		en: 'A batch of paper ballots was published that is not in the register.',
	},
	'paper.malformed': {
		uk: 'Текст пачки паперових бюлетенів має неправильну форму.',
		en: 'The text of a batch of paper ballots is malformed.',
	},
	'paper.other-text': {
		uk: 'Текст пачки паперових бюлетенів не від цього голосування, не від цього номера або має іншу кількість бюлетенів.',
		en: 'The text of a batch of paper ballots is of another vote, another number or another count of ballots.',
	},
	'paper.pots': {
		uk: 'Пачка паперових бюлетенів описує інші фонди, ніж голосування.',
		en: 'A batch of paper ballots tells of other pots than the vote has.',
	},
	'paper.pot': {
		uk: 'Пачка паперових бюлетенів описує фонди в іншому порядку.',
		en: 'A batch of paper ballots tells of the pots in another order.',
	},
	'paper.forms': {
		uk: 'Кількість паперових бюлетенів у пачці не сходиться.',
		en: 'The number of paper ballots in a batch does not add up.',
	},
	'paper.shape': {
		uk: 'Голоси пачки записано не так, як рахує цей фонд.',
		en: 'The votes of a batch are not written as this pot counts them.',
	},
	'paper.totals': {
		uk: 'Стільки дійсних паперових бюлетенів не можуть дати таких сум.',
		en: 'So many valid paper ballots cannot have these totals.',
	},
	'paper.ballot': {
		uk: 'Серед дійсних паперових бюлетенів є такий, що не відповідає правилам фонду.',
		en: 'Among the valid paper ballots is one that breaks the limits of its pot.',
	},
	'paper.order': {
		uk: 'Паперові бюлетені пачки не впорядковано: їхній порядок міг би щось видати.',
		en: 'The paper ballots of a batch are not sorted: their order might tell something.',
	},
};
