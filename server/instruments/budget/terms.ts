/** The terms of an edition: money, dates, who may submit, and the lists by which projects are reviewed. */
import { encodeCanonicalJson } from '../../../crypto/register/canonical-json.ts';
import { FieldReader, hryvnias } from '../../civic/fields.ts';
import type { Reason, Schedule } from '../../db/schema-civic.ts';
import { BUDGET_PHASES, type BudgetPhase } from './phases.ts';
import { readPotVote, type PotVote, type PotVoteDraft } from './pot-vote.ts';

/** Who may hand projects in: everybody whose identity is proved, or those whom the community has made authors. */
export const SUBMITTERS = ['residents', 'authors'] as const;
export type Submitters = (typeof SUBMITTERS)[number];

/** Money for projects of one kind. Amounts are decimals of hryvnias. */
export type EditionPot = {
	readonly id: string;
	readonly title: string;
	readonly budget: string;
	readonly minCost: string;
	readonly maxCost: string;
	/** How people vote about it; as usual where it is missing. */
	readonly vote?: PotVote;
};

export type EditionTerms = {
	readonly format: 'viche-edition/v1';
	readonly title: string;
	/** What the edition is about, for people. */
	readonly about: string;
	readonly regulation: { readonly title: string; readonly version: string; readonly url?: string };
	readonly pots: readonly EditionPot[];
	readonly categories: readonly string[];
	readonly schedule: Schedule;
	readonly submitters: Submitters;
	/** Projects of one author. */
	readonly perAuthor: number;
	/** Signatures that a project needs before it is reviewed, and for how many working days they are collected; none where it is missing. */
	readonly support?: { readonly needed: number; readonly days: number };
	/** Working days. */
	readonly revisionDays: number;
	readonly appealDays: number;
	/** Units that review. */
	readonly units: readonly string[];
	/** What they look at. */
	readonly checklist: readonly string[];
	/** Why a project can be sent back or refused. */
	readonly reasons: readonly Reason[];
};

/** Terms as they are typed; lists have a line for each. */
export type EditionDraft = {
	readonly title: string;
	readonly about: string;
	readonly regulationTitle: string;
	readonly regulationVersion: string;
	readonly regulationUrl: string;
	readonly pots: readonly (PotVoteDraft & {
		readonly id: string;
		readonly title: string;
		readonly budget: string;
		readonly minCost: string;
		readonly maxCost: string;
	})[];
	readonly categories: string;
	/** When each phase begins, and when the edition ends: `2027-03-01`. */
	readonly begins: Readonly<Record<BudgetPhase, string>>;
	readonly ends: string;
	readonly submitters: string;
	readonly perAuthor: string;
	/** Nothing, or 0: projects need no support. */
	readonly supportNeeded?: string | undefined;
	readonly supportDays?: string | undefined;
	readonly revisionDays: string;
	readonly appealDays: string;
	readonly units: string;
	readonly checklist: string;
	/** `reason | clause` */
	readonly reasons: string;
};

const MOST_POTS = 20;
const HTTPS = /^https:\/\/[a-z0-9.-]+(?::\d{1,5})?(?:\/[!#$%&'()*+,./:;=?@\w~-]*)?$/;

/** @throws ApiError edition.terms with what is wrong with which field */
export function readTerms(draft: EditionDraft): EditionTerms {
	const read = new FieldReader();
	const url = read.line('regulationUrl', draft.regulationUrl, 0, 500);
	if (url !== '' && !HTTPS.test(url)) read.fault('regulationUrl', 'url');
	const terms: EditionTerms = {
		format: 'viche-edition/v1',
		title: read.line('title', draft.title, 5, 150),
		about: read.text('about', draft.about, 0, 3000),
		regulation: {
			title: read.line('regulationTitle', draft.regulationTitle, 5, 300),
			version: read.line('regulationVersion', draft.regulationVersion, 1, 100),
			...(url === '' ? {} : { url }),
		},
		pots: readPots(read, draft.pots),
		categories: read.lines('categories', draft.categories, 1, 30, 60),
		schedule: readSchedule(read, draft),
		submitters: read.choice('submitters', draft.submitters, SUBMITTERS),
		perAuthor: read.whole('perAuthor', draft.perAuthor, 1, 100),
		...readSupport(read, draft),
		revisionDays: read.whole('revisionDays', draft.revisionDays, 1, 60),
		appealDays: read.whole('appealDays', draft.appealDays, 1, 60),
		units: read.lines('units', draft.units, 1, 50),
		checklist: read.lines('checklist', draft.checklist, 1, 40),
		reasons: read.reasons('reasons', draft.reasons),
	};
	read.require('edition.terms');
	return terms;
}

function readSupport(
	read: FieldReader,
	{ supportNeeded = '', supportDays = '' }: EditionDraft,
): Pick<EditionTerms, 'support'> {
	if (['', '0'].includes(supportNeeded.trim())) return {};
	const needed = read.whole('supportNeeded', supportNeeded, 1, 1_000_000);
	return { support: { needed, days: read.whole('supportDays', supportDays, 1, 250) } };
}

function readPots(read: FieldReader, typed: EditionDraft['pots']): EditionPot[] {
	const given = typed.filter((pot) => [pot.title, pot.budget].some((text) => text.trim() !== ''));
	if (given.length === 0) read.fault('pots.0.title', 'empty');
	if (given.length > MOST_POTS) read.fault('pots.0.title', `many ${MOST_POTS}`);
	const taken = new Set(typed.map(({ id }) => id));
	const isTwice = (field: 'id' | 'title', value: string) =>
		value.trim() !== '' && given.filter((pot) => pot[field].trim() === value.trim()).length > 1;
	return typed.flatMap((pot, i) => {
		if (!given.includes(pot)) return [];
		const at = (name: string) => `pots.${i}.${name}`;
		const budget = read.money(at('budget'), pot.budget);
		const minCost = read.money(at('minCost'), pot.minCost);
		const maxCost = read.money(at('maxCost'), pot.maxCost);
		if (budget === 0n && pot.budget.trim() !== '') read.fault(at('budget'), 'least 1');
		if (maxCost > budget) read.fault(at('maxCost'), 'over-budget');
		if (minCost > maxCost) read.fault(at('minCost'), 'over-most');
		// Nobody could tell pots of one name apart.
		if (isTwice('id', pot.id) || isTwice('title', pot.title)) read.fault(at('title'), 'twice');
		const id = pot.id === '' ? freshId(taken) : pot.id;
		taken.add(id);
		return [
			{
				id,
				title: read.line(at('title'), pot.title, 3, 100),
				budget: hryvnias(budget),
				minCost: hryvnias(minCost),
				maxCost: hryvnias(maxCost),
				vote: readPotVote(read, pot, at, hryvnias(budget)),
			},
		];
	});
}

function freshId(taken: ReadonlySet<string>): string {
	for (let n = 1; ; n++) if (!taken.has(`pot-${n}`)) return `pot-${n}`;
}

function readSchedule(read: FieldReader, { begins, ends }: EditionDraft): Schedule {
	const phases = BUDGET_PHASES.map((phase) => ({
		phase,
		begins: read.date(`begins.${phase}`, begins[phase]),
	}));
	for (const [i, { phase, begins: at }] of phases.entries())
		if (i > 0 && at <= phases[i - 1]!.begins) read.fault(`begins.${phase}`, 'order');
	const end = read.date('ends', ends);
	if (end <= phases.at(-1)!.begins) read.fault('ends', 'order');
	return { phases, ends: end };
}

/** The text whose hash stands in the register. */
export const encodeTerms = (terms: EditionTerms): string => encodeCanonicalJson(terms);

export const decodeTerms = (text: string): EditionTerms => JSON.parse(text) as EditionTerms;

/** All money of an edition, as a decimal. */
export const totalOf = (budgets: readonly bigint[]): string =>
	hryvnias(budgets.reduce((all, budget) => all + budget, 0n));
