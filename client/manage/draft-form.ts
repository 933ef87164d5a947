/** A draft as it is filled in, how it becomes one, and where two of them differ. */
import type { DraftView } from '../../server/api/contract.ts';
import { fromKyivTime, toKyivTime } from '../../crypto/kyiv-time.ts';
import { emptyPot, potForm, readPot, type Faults, type PotForm } from './pot-form.ts';

/** A draft without its version. */
export type Draft = Omit<DraftView, 'version'>;
export type Member = Draft['commission'][number];

export type DraftForm = {
	title: string;
	/** In Kyiv. */
	opens: string;
	closes: string;
	threshold: string;
	batch: string;
	isPaper: boolean;
	/** Whom the draft seats, in order. */
	commission: Member[];
	pots: PotForm[];
};

export const emptyDraft = (): DraftForm => ({
	...{
		title: '',
		opens: '',
		closes: '',
		threshold: '2',
		batch: '1',
		isPaper: false,
		commission: [],
	},
	pots: [emptyPot('pot-1')],
});

export const draftForm = (draft: Draft): DraftForm => ({
	title: draft.title,
	opens: toKyivTime(draft.opens),
	closes: toKyivTime(draft.closes),
	threshold: String(draft.threshold),
	batch: String(draft.batch ?? 1),
	isPaper: draft.isPaper ?? false,
	commission: draft.commission.map(({ account, name }) => ({ account, name })),
	pots: draft.pots.map(potForm),
});

/** @returns the draft, or what is wrong with which field */
export function readDraft(
	form: DraftForm,
): { readonly draft: Draft } | { readonly faults: Faults } {
	const faults: Record<string, string> = {};
	const wrong = (field: string, code: string) => (faults[field] ??= code);
	const whole = (name: 'threshold' | 'batch'): number => {
		if (!/^[1-9]\d{0,4}$/.test(form[name].trim())) wrong(name, 'whole');
		return Number(form[name]);
	};
	if (form.title.trim() === '') wrong('title', 'empty');
	const [opens, closes] = [fromKyivTime(form.opens), fromKyivTime(form.closes)];
	if (opens === undefined) wrong('opens', 'time');
	if (closes === undefined) wrong('closes', 'time');
	if (opens !== undefined && closes !== undefined && opens >= closes) wrong('closes', 'order');
	const [threshold, batch] = [whole('threshold'), whole('batch')];
	if (form.commission.length === 0) wrong('commission', 'no-members');
	else if (threshold > form.commission.length) wrong('threshold', 'threshold');
	const pots = form.pots.map((pot, i) =>
		readPot(pot, (field, code) => wrong(`pots.${i}.${field}`, code)),
	);
	if (pots.length === 0) wrong('pots', 'no-pots');
	const good = pots.filter((pot) => pot !== undefined);
	if (Object.keys(faults).length > 0 || opens === undefined || closes === undefined)
		return { faults };
	const { commission, isPaper } = form;
	const title = form.title.trim();
	return { draft: { title, pots: good, opens, closes, threshold, commission, batch, isPaper } };
}

/** Parts of a draft that two people may have changed each in their way. */
export const PARTS = [
	...(['title', 'opens', 'closes', 'threshold', 'batch', 'isPaper', 'commission', 'pots'] as const),
];
export type Part = (typeof PARTS)[number];

/** The parts in which two drafts differ. */
export const differences = (mine: DraftForm, theirs: DraftForm): Part[] =>
	PARTS.filter((part) => JSON.stringify(mine[part]) !== JSON.stringify(theirs[part]));

/** An id that no pot of the form has. */
export function nextPotId(pots: readonly PotForm[]): string {
	const taken = new Set(pots.map((pot) => pot.id));
	for (let n = pots.length + 1; ; n++) if (!taken.has(`pot-${n}`)) return `pot-${n}`;
}
