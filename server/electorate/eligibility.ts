/** Who of the people in a registry may vote, by a rule of age, place and basis. Runs where the registry is: raw numbers go nowhere. */
import type { Eligibility } from '../../crypto/verify/decisions.ts';
import { isPlausible } from './registry-number.ts';

/** A person as a registry knows them. */
export type RegistryRow = {
	readonly domain: string;
	readonly number: string;
	/** YYYY-MM-DD; absent where the registry does not say. */
	readonly born: string;
	readonly territory: string;
	/** How they belong to the community: registered, displaced, living there. */
	readonly basis: string;
};

/** Why somebody is not on the roll. */
export const REFUSALS = ['number', 'born', 'age', 'territory', 'basis', 'duplicate'] as const;
export type Refusal = (typeof REFUSALS)[number];

/** Dates that exist. */
export const isDate = (text: string): boolean =>
	/^\d{4}-\d{2}-\d{2}$/.test(text) &&
	!Number.isNaN(Date.parse(text)) &&
	new Date(text).toISOString().startsWith(text);

/** Full years on a day: who was born on 29 February is a year older on 1 March where there is no such day. */
export function ageOn(born: string, on: string): number {
	const years = Number(on.slice(0, 4)) - Number(born.slice(0, 4));
	return on.slice(5) >= born.slice(5) ? years : years - 1;
}

/** @returns why not; `undefined` for somebody who may vote */
export function findRefusal(row: RegistryRow, rule: Eligibility): Refusal | undefined {
	if (!isPlausible(row.domain, row.number)) return 'number';
	if (!isDate(row.born)) return 'born';
	if (ageOn(row.born, rule.on) < rule.minAge) return 'age';
	const { territories, bases } = rule;
	if (territories.length > 0 && !territories.some((t) => row.territory.startsWith(t)))
		return 'territory';
	return bases.length > 0 && !bases.includes(row.basis) ? 'basis' : undefined;
}
