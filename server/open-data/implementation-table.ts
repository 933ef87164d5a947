/** How projects are carried out, as a table: names of columns in English, as programs read them. */
import type { ImplementedProject } from '../api/contract.ts';

export const implementationTable = (projects: readonly ImplementedProject[]): string[][] => [
	['number', 'title', 'pot', 'cost', 'state', 'unit', 'planned', 'spent', 'due', 'overdue'],
	...projects.map((p) => [
		...[String(p.number), p.title, p.potTitle, p.cost, p.progress ?? '', p.unit ?? ''],
		...[p.planned ?? '', p.spent ?? '', p.due ?? '', p.isOverdue ? 'yes' : 'no'],
	]),
];
