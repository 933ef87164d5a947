/** News as feed readers take them: RSS 2.0. */
import type { Language } from '../../crypto/sentences.ts';

export type News = {
	readonly guid: string;
	readonly title: string;
	readonly text: string;
	readonly link: string;
	/** POSIX seconds. */
	readonly at: number;
};

export type Channel = {
	readonly title: string;
	readonly about: string;
	/** The page that it tells of, and its own address. */
	readonly link: string;
	readonly self: string;
	readonly language: Language;
	readonly news: readonly News[];
};

/** Characters that XML cannot hold are left out. */
const escapeXml = (text: string): string =>
	text
		.replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');

/** The latest first. */
export function encodeRss({ title, about, link, self, language, news }: Channel): string {
	const items = [...news]
		.sort((a, b) => b.at - a.at)
		.map(
			(item) =>
				`<item><title>${escapeXml(item.title)}</title><link>${escapeXml(item.link)}</link>` +
				`<guid isPermaLink="false">${escapeXml(item.guid)}</guid><pubDate>${new Date(item.at * 1000).toUTCString()}</pubDate>` +
				`<description>${escapeXml(item.text)}</description></item>`,
		);
	return [
		'<?xml version="1.0" encoding="UTF-8"?>',
		'<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>',
		`<title>${escapeXml(title)}</title><link>${escapeXml(link)}</link>`,
		`<description>${escapeXml(about)}</description><language>${language}</language>`,
		`<atom:link href="${escapeXml(self)}" rel="self" type="application/rss+xml"/>`,
		...items,
		'</channel></rss>',
		'',
	].join('\n');
}
