/** News of votes for feed readers (RSS 2.0) and their dates for calendars (RFC 5545). */
import { formatMoney, plural } from '../../crypto/format.ts';
import type { Language } from '../../crypto/sentences.ts';
import type { Phase, PotSummary, VoteSummary } from '../api/contract.ts';
import { hasResult } from '../votes/list.ts';
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

/** Characters that XML cannot hold are left out. */
const escapeXml = (text: string): string =>
	text
		.replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');

type News = {
	readonly guid: string;
	readonly title: string;
	readonly text: string;
	readonly link: string;
	/** POSIX seconds. */
	readonly at: number;
};

export function encodeRss(feed: Feed): string {
	const { origin, community, language } = feed;
	const words = OPEN_DATA_WORDS[language];
	const news = feed.votes.flatMap((vote) => newsOf(feed, vote)).sort((a, b) => b.at - a.at);
	const items = news.map(
		({ guid, title, text, link, at }) =>
			`<item><title>${escapeXml(title)}</title><link>${escapeXml(link)}</link>` +
			`<guid isPermaLink="false">${escapeXml(guid)}</guid><pubDate>${new Date(at * 1000).toUTCString()}</pubDate>` +
			`<description>${escapeXml(text)}</description></item>`,
	);
	return [
		'<?xml version="1.0" encoding="UTF-8"?>',
		'<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>',
		`<title>${escapeXml(words.feed(community))}</title><link>${escapeXml(origin)}/</link>`,
		`<description>${escapeXml(words.feedAbout(community))}</description><language>${language}</language>`,
		`<atom:link href="${escapeXml(origin)}/data/votes.rss?lang=${language}" rel="self" type="application/rss+xml"/>`,
		...items,
		'</channel></rss>',
		'',
	].join('\n');
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
