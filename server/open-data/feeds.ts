/** News of votes for feed readers, and their dates for calendars (RFC 5545). */
import { formatMoney, plural } from '../../crypto/format.ts';
import type { Language } from '../../crypto/sentences.ts';
import type { Phase, PotSummary, VoteSummary } from '../api/contract.ts';
import { hasResult } from '../votes/list.ts';
import type { Channel, News } from './rss.ts';
import { OPEN_DATA_WORDS } from './words.ts';

export type Feed = {
	/** Where people reach the platform. */
	readonly origin: string;
	readonly community: string;
	readonly language: Language;
	readonly votes: readonly VoteSummary[];
};

/** Before it opens, a vote is a plan. */
const PLANNED: readonly Phase[] = ['draft', 'ceremony', 'ready'];

/** News of votes, as a feed. */
export function channelOf(feed: Feed): Channel {
	const { origin, community, language } = feed;
	const words = OPEN_DATA_WORDS[language];
	return {
		title: words.feed(community),
		about: words.feedAbout(community),
		link: `${origin}/`,
		self: `${origin}/data/votes.rss?lang=${language}`,
		language,
		news: feed.votes.flatMap((vote) => newsOf(feed, vote)),
	};
}

function newsOf({ origin, language }: Feed, vote: VoteSummary): News[] {
	const { id, title, phase, opens, closes, money } = vote;
	if (PLANNED.includes(phase) || phase === 'annulled') return [];
	const words = OPEN_DATA_WORDS[language];
	const link = `${origin}/votes/${id}`;
	const tell = (pot: PotSummary) => potText(language, pot);
	const opened = {
		guid: `${link}#opened`,
		title: words.opened(title),
		text: money.map(({ outcome: _, ...pot }) => tell(pot)).join(' '),
		link,
		at: opens,
	};
	if (!hasResult(phase)) return [opened];
	const counted = {
		guid: `${link}#result`,
		title: words.result(title),
		text: money.map(tell).join(' '),
		link,
		at: closes,
	};
	return [opened, counted];
}

function potText(
	language: Language,
	{ title, budget, currency, projects, outcome }: PotSummary,
): string {
	const words = OPEN_DATA_WORDS[language];
	const money = (amount: string) => formatMoney(language, amount, currency);
	return outcome
		? words.outcome(title, outcome.funded, projects, money(outcome.cost), money(budget))
		: words.pot(title, money(budget), plural(language, projects, words.projectForms));
}

/** @param now - POSIX seconds: when the calendar was made */
export function encodeCalendar(feed: Feed, now: number): string {
	const { origin, community, language, votes } = feed;
	const { host } = new URL(origin);
	const words = OPEN_DATA_WORDS[language];
	const lines = [
		'BEGIN:VCALENDAR',
		'VERSION:2.0',
		'PRODID:-//Viche//Votes//UK',
		`X-WR-CALNAME:${escapeText(words.feed(community))}`,
		...votes.flatMap(({ id, title, phase, opens, closes }) => [
			'BEGIN:VEVENT',
			`UID:${id}@${host}`,
			`DTSTAMP:${formatTime(now)}`,
			`DTSTART:${formatTime(opens)}`,
			`DTEND:${formatTime(closes)}`,
			`SUMMARY:${escapeText(words.opened(title))}`,
			`URL:${origin}/votes/${id}`,
			`STATUS:${statusOf(phase)}`,
			'TRANSP:TRANSPARENT',
			'END:VEVENT',
		]),
		'END:VCALENDAR',
	];
	return lines.map((line) => `${fold(line)}\r\n`).join('');
}

const statusOf = (phase: Phase): string =>
	phase === 'annulled' ? 'CANCELLED' : PLANNED.includes(phase) ? 'TENTATIVE' : 'CONFIRMED';

const formatTime = (seconds: number): string =>
	new Date(seconds * 1000).toISOString().replaceAll(/[-:]|\.\d+/g, '');

const escapeText = (text: string): string =>
	text.replaceAll(/[\\;,]/g, (c) => `\\${c}`).replaceAll(/\r?\n/g, '\\n');

const MOST_OCTETS = 75;

/** Long lines go on in the next, after a space; no character is cut. */
function fold(line: string): string {
	let folded = '';
	let octets = 0;
	for (const character of line) {
		const length = Buffer.byteLength(character);
		if (octets + length > MOST_OCTETS) {
			folded += '\r\n ';
			octets = 1;
		}
		folded += character;
		octets += length;
	}
	return folded;
}
