import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import { suite } from 'uvu';
import { potOf } from '../../../crypto/budget/from-pabulib.ts';
import type { Pot } from '../../../crypto/budget/pot.ts';
import { readProjectTable } from '../../../crypto/budget/project-table.ts';
import type { VotePage, VoteSummary } from '../../../server/api/contract.ts';
import { beat } from '../../../server/ballots/cadence.ts';
import { encodeCsv } from '../../../server/open-data/csv.ts';
import { potDataOf, tableOf } from '../../../server/open-data/pot-data.ts';
import { channelOf, encodeCalendar } from '../../../server/open-data/feeds.ts';
import { encodeRss } from '../../../server/open-data/rss.ts';
import { fileOf, unwrap } from '../../crypto/count/elections.ts';
import { ENGINES, withStore } from '../../support/databases.ts';
import { tally } from '../../support/finish-vote.ts';
import {
	cast,
	CLOSES,
	fill,
	good,
	OPENS,
	startOpenVote,
	takeToken,
	type Playing,
} from '../../support/open-vote.ts';
import { ORIGIN } from '../../support/platform.ts';
import { smallPot } from '../../support/small-vote.ts';

const test = suite('server/open-data');

test('a cell is never a formula, and numbers stay numbers', () => {
	const cells = ['=1+1', '+380', '-5', '-5.25', '-a', '@x', '\ttab', 'a=b', '', "'=1"];
	const [row] = parse(encodeCsv([cells]), { bom: true }) as [string[]];
	assert.deepEqual(row, [
		"'=1+1",
		"'+380",
		'-5',
		'-5.25',
		"'-a",
		"'@x",
		"'\ttab",
		'a=b',
		'',
		"'=1",
	]);
});

test('whatever stands in a cell is read again, with either separator', () => {
	const rows = [
		['a;b', 'a,b', 'a"b', 'a\nb', 'a\r\nb', 'Їжак'],
		['', '""', ' ', ';', ',', '1'],
	];
	for (const separator of [',', ';'] as const) {
		const text = encodeCsv(rows, separator);
		assert.equal(text.codePointAt(0), 0xfeff);
		assert.deepEqual(parse(text, { bom: true, delimiter: separator }), rows);
	}
});

const vote = (changes: Partial<VoteSummary>): VoteSummary => ({
	id: 'abc',
	title: 'Парк; сквер, & <сад>\u0000',
	phase: 'open',
	opens: 1_800_000_000,
	closes: 1_801_000_000,
	money: [{ title: 'Бюджет', budget: '100.50', currency: 'UAH', projects: 3 }],
	...changes,
});
const feed = (...votes: VoteSummary[]) => ({
	origin: 'https://viche.test',
	community: 'Громада & Ко',
	language: 'uk' as const,
	votes,
});

test('news: opened votes and results, the latest first; plans and annulled votes are none', () => {
	const outcome = { funded: 2, cost: '90' };
	const counted = vote({
		id: 'xyz',
		phase: 'certified',
		opens: 1_700_000_000,
		closes: 1_700_500_000,
		money: [{ title: 'Бюджет', budget: '100', currency: 'UAH', projects: 3, outcome }],
	});
	const text = encodeRss(
		channelOf(
			feed(
				counted,
				vote({}),
				vote({ id: 'p', phase: 'ready' }),
				vote({ id: 'q', phase: 'annulled' }),
			),
		),
	);
	const guids = [...text.matchAll(/<guid[^>]*>([^<]*)</g)].map(([, guid]) => guid);
	assert.deepEqual(
		guids,
		['abc#opened', 'xyz#result', 'xyz#opened'].map((end) => `https://viche.test/votes/${end}`),
	);
	assert.match(text, /Парк; сквер, &amp; &lt;сад&gt;</);
	assert.match(text, /переможців 2 з 3, на них піде 90\u00a0грн з 100\u00a0грн/);
	// What is told at the opening does not change when the result is there.
	assert.match(text, /<description>Бюджет: 100\u00a0грн, 3\u00a0проєкти\.<\/description>/);
	assert.ok(!text.includes('\u0000'));
});

test('dates: one event a vote, lines of at most 75 octets, and as written when unfolded', () => {
	const long = vote({ title: 'Ґанок, '.repeat(30), phase: 'draft' });
	const text = encodeCalendar(feed(vote({}), long, vote({ phase: 'annulled' })), 1_800_000_500);
	const lines = text.split('\r\n');
	for (const line of lines) assert.ok(Buffer.byteLength(line) <= 75, line);
	assert.ok(!text.replaceAll('\r\n', '').includes('\n'));
	const unfolded = text.replaceAll('\r\n ', '');
	assert.ok(unfolded.includes(`SUMMARY:Голосування: ${'Ґанок\\, '.repeat(30)}`));
	assert.match(unfolded, /DTSTART:20270115T080000Z\r\nDTEND:20270126T214640Z/);
	assert.deepEqual(
		[...unfolded.matchAll(/STATUS:(\w+)/g)].map(([, status]) => status),
		['CONFIRMED', 'TENTATIVE', 'CANCELLED'],
	);
	assert.equal(unfolded.split('BEGIN:VEVENT').length, 4);
});

const namedPot = (mode: 'sum' | 'mix'): Pot => {
	const pot = smallPot(mode);
	const [park, ...rest] = pot.projects;
	const place = { label: 'Парк', lat: '50.45', lon: '30.5' };
	return { ...pot, projects: [{ ...park!, name: '=HYPERLINK("x")', place }, ...rest] };
};

test('a table of projects comes back as the same projects', () => {
	const pot = unwrap(
		potOf(fileOf('Poland_Wieliczka_2023_Green_Budget'), { id: 'pot', mode: 'mix' }),
	);
	const [first, ...rest] = pot.projects;
	const odd = { ...first!, name: '-=+@', withdrawn: true, categories: ['a', 'б'], summary: 'x\ny' };
	const projects = [odd, ...rest];
	const page = { id: 'v', title: '', phase: 'open', pots: [{ ...pot, projects }] };
	const data = potDataOf(page as unknown as VotePage, 'pot')!;
	for (const separator of [',', ';'] as const) {
		const rows = parse(encodeCsv(tableOf(data), separator), { bom: true, delimiter: separator });
		assert.deepEqual(readProjectTable(rows), { projects, problems: [] });
	}
});

const BALLOTS = [[0], [0, 1], [0, 2], [3]];

async function playToEnd(p: Playing): Promise<void> {
	for (const [i, ballot] of BALLOTS.entries())
		await good(cast(p, await fill(p, await takeToken(p, `v${i + 1}`), ballot)));
	await beat(p.services);
	p.clock.now = CLOSES + 60;
	await good(p.call('sec', 'POST', `/votes/${p.id}/close`));
	await tally(p);
}

for (const [engine, mode] of Object.keys(ENGINES).flatMap((name) => [
	[name, 'sum'] as const,
	[name, 'mix'] as const,
]))
	test(`${engine}, ${mode}: the files of a pot, before and after the count`, () =>
		withStore(ENGINES[engine]!, async (store) => {
			const p = await startOpenVote(store, mode, { pot: namedPot(mode) });
			const get = (file: string) =>
				fetch(`${p.url}/data/votes/${p.id}/${file}`, { redirect: 'manual' });
			const table = async () => {
				const answer = await get('budget.csv');
				assert.equal(answer.headers.get('access-control-allow-origin'), '*');
				const text = Buffer.from(await answer.arrayBuffer()).toString();
				return parse<Record<string, string>>(text, { bom: true, columns: true });
			};
			const play = async () => {
				const before = await table();
				assert.equal(before[0]!['name'], `'=HYPERLINK("x")`);
				assert.ok(before.every((row) => row['votes'] === '' && row['funded'] === ''));
				assert.equal((await get('budget.pb')).status, 404);
				await playToEnd(p);
				const after = await table();
				assert.deepEqual(
					after.map((row) => [row['id'], row['votes'], row['funded']]),
					[
						['park', '3', '1'],
						['road', '1', '1'],
						['tree', '1', '0'],
						['lamp', '1', '0'],
					],
				);
				assert.match(after[2]!['reason_uk']!, /^Голосів|^Прихильники/);
				const map = (await (await get('budget.geojson')).json()) as {
					features: { geometry: unknown; properties: { funded: boolean } }[];
				};
				assert.equal(map.features.length, 1);
				assert.deepEqual(map.features[0]!.geometry, { type: 'Point', coordinates: [30.5, 50.45] });
				const all = (await (await get('budget.json')).json()) as {
					format: string;
					analysis: { satisfaction: { known: string } };
				};
				assert.equal(all.format, 'viche-pot/v1');
				assert.equal(all.analysis.satisfaction.known, mode === 'sum' ? 'totals' : 'ballots');
				const ballots = await get('budget.pb');
				assert.equal(ballots.status, mode === 'sum' ? 404 : 302);
				if (mode === 'mix') {
					const file = await fetch(p.url + ballots.headers.get('location')!);
					assert.match(await file.text(), /^META\nkey;value\n[^]*\nVOTES\n/);
				}
				for (const wrong of ['budget', 'budget.exe', 'other.csv', '.csv', 'budget.csv%00'])
					assert.ok([400, 404].includes((await get(wrong)).status), wrong);
				const catalogue = (await (await fetch(`${p.url}/data/catalogue.jsonld`)).json()) as {
					'dcat:dataset': { 'dcat:distribution': { 'dcat:downloadURL': { '@id': string } }[] }[];
				};
				for (const { 'dcat:downloadURL': address } of catalogue['dcat:dataset'][0]![
					'dcat:distribution'
				]) {
					const answer = await fetch(address['@id'].replace(ORIGIN, p.url));
					assert.equal(answer.status, 200, address['@id']);
					await answer.arrayBuffer();
				}
				const news = await (await fetch(`${p.url}/data/votes.rss?lang=en`)).text();
				assert.match(news, /<title>Result: /);
				const dates = await (await fetch(`${p.url}/data/votes.ics`)).text();
				assert.ok(
					dates.includes(
						`DTSTART:${new Date(OPENS * 1000).toISOString().replaceAll(/[-:]|\.000/g, '')}`,
					),
				);
			};
			await play().finally(p.close);
		}));

test.run();
