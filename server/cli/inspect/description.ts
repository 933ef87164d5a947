/** What something is and what is in it. Nothing of it is verified. */
import type { Language } from '../../../crypto/sentences.ts';
import { printable } from '../../../crypto/printable.ts';
import { KINDS, LABELS, NOT_VERIFIED, type Kind, type Label } from './words.ts';

export type Value = string | number | boolean;
export type Fact = readonly [label: Label, value: Value | readonly Value[]];
export type Description = {
	readonly kind: Kind;
	readonly facts: readonly Fact[];
	readonly parts?: readonly Description[];
};

/** Lines for people: the kind, a fact a line, parts indented. */
export function formatDescription(description: Description, language: Language): string {
	return [...linesOf(description, language, ''), NOT_VERIFIED[language], ''].join('\n');
}

function linesOf(
	{ kind, facts, parts = [] }: Description,
	language: Language,
	indent: string,
): string[] {
	return [
		indent + KINDS[kind][language],
		...facts.map(([label, value]) =>
			printable(`${indent}  ${LABELS[label][language]}: ${[value].flat().join(', ')}`),
		),
		...parts.flatMap((part) => linesOf(part, language, `${indent}  `)),
	];
}

/** The same for programs. */
export const toJson = ({ kind, facts, parts }: Description): unknown => ({
	kind,
	...Object.fromEntries(facts),
	...(parts === undefined ? {} : { parts: parts.map(toJson) }),
});
