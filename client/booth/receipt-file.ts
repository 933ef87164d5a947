/** The file of a receipt: everything that proves a ballot's place in the register, and nothing about choices. */
import { parseReceipt } from '../../crypto/register/receipt.ts';
import type { CastBallot, Receipt } from './kept.ts';

const FORMAT = 'viche-receipt/v1';

export type ReceiptFile = Receipt & { readonly vote: string };

export const encodeReceiptFile = (
	vote: string,
	{ hash, acknowledgement, receipt }: CastBallot,
): string => JSON.stringify({ format: FORMAT, vote, ballot: hash, acknowledgement, ...receipt });

/** @returns `undefined` for what is no receipt with its proof */
export function parseReceiptFile(text: string): ReceiptFile | undefined {
	try {
		const file = JSON.parse(text) as Readonly<Record<string, unknown>>;
		const { format, vote, ballot, receipt, entry } = file;
		const isWhole =
			format === FORMAT &&
			[vote, ballot, receipt, entry].every((field) => typeof field === 'string');
		return isWhole ? (file as unknown as ReceiptFile) : undefined;
	} catch {
		return undefined;
	}
}

/** The number of the entry that a checked receipt is for. */
export function indexOf({ receipt }: Receipt): number {
	const parsed = parseReceipt(receipt);
	if (!parsed.ok) throw new TypeError(parsed.error.message);
	return parsed.value.index;
}
