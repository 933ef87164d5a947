/** The picture of a petition's counter. */
import type { CollectionState, PetitionStatus } from '../../server/api/contract.ts';
import type { Language } from '../../crypto/sentences.ts';
import { formatNumber } from '../texts/format.ts';
import { petition } from '../texts/petition.ts';

const WIDTH = 320;
const HEIGHT = 96;
const BAR = WIDTH - 32;
const TITLE = 40;

const ESCAPES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
};
const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign]!);

function shorten(text: string): string {
	const signs = Array.from(text);
	return signs.length <= TITLE ? text : `${signs.slice(0, TITLE - 1).join('')}…`;
}

type Counted = {
	readonly title: string;
	readonly status: PetitionStatus;
	readonly collection: CollectionState;
};

/** @returns SVG of 320 by 96, which stands for itself */
export function drawCounter(
	{ title, status, collection: { signed, needed } }: Counted,
	language: Language,
): string {
	const t = petition[language];
	const progress = t.progress(formatNumber(language, signed), formatNumber(language, needed));
	const filled = Math.round((BAR * Math.min(signed, needed)) / needed);
	const said = escape(`${title}. ${progress}. ${t.statuses[status]}`);
	const line = (y: number, size: number, more: string, text: string) =>
		`<text x="16" y="${y}" font-family="system-ui, sans-serif" font-size="${size}"${more}>${escape(text)}</text>`;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${said}" lang="${language}">`,
		`<title>${said}</title>`,
		`<rect width="${WIDTH}" height="${HEIGHT}" rx="8" fill="#ffffff" stroke="#5b6472"/>`,
		line(28, 14, ' fill="#1b2330" font-weight="600"', shorten(title)),
		`<rect x="16" y="40" width="${BAR}" height="12" rx="6" fill="#e4e8ee"/>`,
		`<rect x="16" y="40" width="${filled}" height="12" rx="6" fill="#0b57a4"/>`,
		line(76, 14, ' fill="#1b2330"', `${progress} · ${t.statuses[status]}`),
		'</svg>',
	].join('');
}
