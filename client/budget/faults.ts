/** What is wrong with fields, in sentences: the server says codes such as `short 10`. */
import type { BudgetTexts } from '../texts/budget.ts';

export type Faults = Readonly<Record<string, string>>;

export function sayFault(t: BudgetTexts, code: string | undefined): string | undefined {
	if (code === undefined) return undefined;
	const [name = '', value = ''] = code.split(' ');
	const sentence = Object.hasOwn(t.faults, name) ? t.faults[name]! : t.faultUnknown;
	return typeof sentence === 'string' ? sentence : sentence(value);
}
