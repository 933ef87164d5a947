/** The rules of petitions: numbers and terms of the community's statute, or, until it has any, of the law. */
import { encodeCanonicalJson } from '../../../crypto/register/canonical-json.ts';
import { FieldReader } from '../../civic/fields.ts';
import type { Reason } from '../../db/schema-civic.ts';

export const NAMES = ['full', 'initials', 'none'] as const;
export type Names = (typeof NAMES)[number];
export const BASES = ['statute', 'law'] as const;

/** As they are typed. */
export type RulesDraft = {
	/** Whether the statute sets the number and the term, or the law does, by inhabitants. */
	readonly basis: string;
	/** The council's decision that set them, and where it can be read. */
	readonly decision: string;
	readonly link: string;
	readonly inhabitants: string;
	readonly needed: string;
	readonly days: string;
	readonly checkDays: string;
	readonly startDays: string;
	readonly considerDays: string;
	readonly answerDays: string;
	/** How the public list names who signed, and why so. */
	readonly names: string;
	readonly namesBasis: string;
	readonly goesOn: boolean;
	readonly withdrawal: boolean;
	/** Who answers, such as «сільський голова». */
	readonly official: string;
	readonly topics: string;
	readonly reasons: string;
	/** Why no petitions are taken now; empty while they are. */
	readonly paused: string;
};

export type PetitionRules = {
	readonly format: 'viche-petition-rules/v1';
	readonly basis: (typeof BASES)[number];
	readonly decision: string;
	readonly link?: string;
	/** How many signatures a petition needs. */
	readonly needed: number;
	/** Calendar days for which people sign, that of the publication not counted. */
	readonly days: number;
	/** Working days for the check, for the announcement, for the consideration, for the answer. */
	readonly checkDays: number;
	readonly startDays: number;
	readonly considerDays: number;
	readonly answerDays: number;
	readonly names: Names;
	readonly namesBasis: string;
	/** Whether people sign on until the term ends, once the number is reached. */
	readonly goesOn: boolean;
	/** Whether a signature can be taken back until the number is reached. */
	readonly withdrawal: boolean;
	readonly official: string;
	readonly topics: readonly string[];
	/** Why publication may be refused, each with its clause. */
	readonly reasons: readonly Reason[];
	readonly paused?: string;
};

/** Law 577-VIII, final provisions: how many signatures are needed in a community of fewer inhabitants than this, until its statute says. */
const BY_LAW: readonly (readonly [fewer: number, needed: number])[] = [
	[1_000, 50],
	[5_000, 75],
	[20_000, 100],
	[100_000, 150],
	[500_000, 250],
	[1_000_000, 500],
	[Infinity, 1000],
];
/** The law's three months are never shorter. */
const THREE_MONTHS = 89;

/** How many signatures the law asks for until a statute does. */
export const neededByLaw = (inhabitants: number): number =>
	BY_LAW.find(([fewer]) => inhabitants < fewer)![1];

/** What the law says; a community changes the rest. */
export const USUAL_RULES: RulesDraft = {
	...{ basis: 'law', decision: 'Закон України «Про звернення громадян», стаття 23-1' },
	...{ link: '', inhabitants: '', needed: '', days: String(THREE_MONTHS) },
	...{ checkDays: '2', startDays: '3', considerDays: '10', answerDays: '1' },
	...{ names: 'full', namesBasis: 'Закон «Про звернення громадян», стаття 23-1: перелік осіб' },
	...{ goesOn: true, withdrawal: false, official: 'сільський голова', paused: '' },
	topics: ['Благоустрій', 'Дороги й транспорт', 'Освіта', 'Медицина', 'Довкілля', 'Інше'].join(
		'\n',
	),
	reasons: [
		'Заклики до повалення конституційного ладу або порушення територіальної цілісності | стаття 23-1',
		'Пропаганда війни, насильства, жорстокості | стаття 23-1',
		'Розпалювання міжетнічної, расової, релігійної ворожнечі | стаття 23-1',
		'Заклики до вчинення терористичних актів | стаття 23-1',
		'Посягання на права і свободи людини | стаття 23-1',
		'Немає суті звернення, імені автора або електронної пошти | стаття 23-1',
	].join('\n'),
};

/** Reads what is typed. @throws ApiError petition.rules with what is wrong with which field */
export function readRules(draft: RulesDraft): PetitionRules {
	const read = new FieldReader();
	const basis = read.choice('basis', draft.basis, BASES);
	const days = (field: 'checkDays' | 'startDays' | 'considerDays' | 'answerDays', most: number) =>
		read.whole(field, draft[field], 1, most);
	const { link, paused } = draft;
	const rules: PetitionRules = {
		format: 'viche-petition-rules/v1',
		basis,
		decision: read.line('decision', draft.decision, 5, 300),
		...(link.trim() === '' ? {} : { link: read.link('link', link) }),
		needed:
			basis === 'law'
				? neededByLaw(read.whole('inhabitants', draft.inhabitants, 1, 100_000_000))
				: read.whole('needed', draft.needed, 1, 1_000_000),
		days: read.whole('days', draft.days, 1, basis === 'law' ? THREE_MONTHS : 366),
		checkDays: days('checkDays', 2),
		startDays: days('startDays', 3),
		considerDays: days('considerDays', 10),
		answerDays: days('answerDays', 1),
		names: read.choice('names', draft.names, NAMES),
		namesBasis: read.line('namesBasis', draft.namesBasis, 5, 300),
		...{ goesOn: draft.goesOn, withdrawal: draft.withdrawal },
		official: read.line('official', draft.official, 3, 100),
		topics: read.lines('topics', draft.topics, 1, 30),
		reasons: read.reasons('reasons', draft.reasons),
		...(paused.trim() === '' ? {} : { paused: read.line('paused', paused, 10, 500) }),
	};
	read.require('petition.rules');
	return rules;
}

/** The text whose hash stands in the register. */
export const encodeRules = (rules: PetitionRules): string => encodeCanonicalJson(rules);

export const decodeRules = (text: string): PetitionRules => JSON.parse(text) as PetitionRules;
