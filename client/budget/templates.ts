/** Editions to begin from: plausible money, limits and rules for communities of three kinds. Everything is changed afterwards. */
import type { EditionDraft } from '../../server/api/contract.ts';
import type { Language } from '../../crypto/sentences.ts';

export const TEMPLATES = ['village', 'city', 'school'] as const;
export type Template = (typeof TEMPLATES)[number];

type Pot = EditionDraft['pots'][number];
type Preset = Pick<
	EditionDraft,
	'pots' | 'submitters' | 'perAuthor' | 'supportNeeded' | 'supportDays'
>;

const pot = (
	title: string,
	[budget, minCost, maxCost]: readonly [string, string, string],
	vote: Pick<Pot, 'ballot' | 'most' | 'rule'> & { readonly points?: string },
): Pot => ({ id: '', title, budget, minCost, maxCost, least: '0', points: '', ...vote });

const NAMES = {
	uk: {
		all: 'Усі проєкти',
		city: 'Усе місто',
		district: (n: number) => `Район ${n}`,
		school: 'Проєкти учнів',
	},
	en: {
		all: 'All projects',
		city: 'The whole city',
		district: (n: number) => `District ${n}`,
		school: 'Pupils’ projects',
	},
};

/** @returns money, ballots, rules and who may submit; titles in the reader's language */
export function presetOf(template: Template, language: Language): Preset {
	const t = NAMES[language];
	const people = { submitters: 'residents', perAuthor: '2', supportDays: '' };
	switch (template) {
		case 'village': {
			const vote = { ballot: 'approval', most: '3', rule: 'greedy' } as const;
			const pots = [pot(t.all, ['300000', '10000', '100000'], vote)];
			return { ...people, pots, supportNeeded: '0' };
		}
		case 'city': {
			const vote = { ballot: 'approval', most: '5', rule: 'equal-shares' } as const;
			const districts = [1, 2, 3].map((n) =>
				pot(t.district(n), ['1500000', '50000', '500000'], vote),
			);
			const pots = [pot(t.city, ['4000000', '200000', '1500000'], vote), ...districts];
			return { ...people, pots, supportNeeded: '30', supportDays: '20' };
		}
		case 'school': {
			const vote = { ballot: 'points', most: '5', points: '10', rule: 'greedy' } as const;
			const pots = [pot(t.school, ['50000', '1000', '25000'], vote)];
			return { ...people, pots, submitters: 'authors', perAuthor: '1', supportNeeded: '0' };
		}
	}
}
