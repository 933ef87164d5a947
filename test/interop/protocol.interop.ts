/** The PDF of the protocol as poppler reads it: text, structure, title and language. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { suite } from 'uvu';
import type { Language } from '../../crypto/sentences.ts';
import { setProtocol } from '../../server/certify/protocol/document.ts';
import { potOf } from '../../server/certify/protocol/pots.ts';
import type { Protocol } from '../../server/certify/protocol/protocol.ts';
import { countPot, readOutcome } from '../../crypto/budget/outcome.ts';
import { smallPot } from '../support/small-vote.ts';

const test = suite('interop/protocol');
const run = promisify(execFile);
const REGISTER = {
	name: 'viche.test/civic',
	key: `viche.test/civic+0123abcd+${'A'.repeat(44)}`,
	atClose: { size: 1234, root: 'ab'.repeat(32) },
	checkpoint: `viche.test/civic\n1234\n${'q'.repeat(43)}=\n\n— viche.test/civic ${'S'.repeat(96)}\n`,
};

/** A protocol of so many projects that its table runs over several pages. */
function longProtocol(): Protocol {
	const small = smallPot('sum');
	const projects = Array.from({ length: 70 }, (_, i) => ({
		...small.projects[0]!,
		id: `p${i + 1}`,
		name: `Ґанок, їжак і «сквер» № ${i + 1}`,
	}));
	const pot = { ...small, projects, limits: { minLength: 0, maxLength: 5 } };
	const outcome = readOutcome(pot, { counts: [0n, ...projects.map((_, i) => BigInt(i % 9))] }, 9);
	assert.ok(outcome.ok);
	const count = countPot(pot, outcome.value, 'ab'.repeat(32));
	assert.ok(count.ok);
	const { valid, blank, spoiled, totals } = outcome.value;
	const named = Object.fromEntries(projects.map((p, i) => [p.id, totals[i]!]));
	return {
		format: 'viche-protocol/v1',
		state: 'certified',
		community: { name: 'Громада', country: 'Україна' },
		vote: { id: 'abc', title: 'Громадський бюджет' },
		dates: { opens: 1_800_000_000, closes: 1_800_003_600, closed: 1_800_003_600 },
		turnout: { roll: 20, issued: 10, cast: 9, counted: 9 },
		pots: [potOf(pot, { id: pot.id, valid, blank, spoiled, totals: named, count: count.value })],
		lot: 'ab'.repeat(32),
		decisions: [{ kind: 'close-early', reason: 'Тривога', at: 1_800_003_600, entry: 7 }],
		commission: {
			threshold: 1,
			members: [
				{ member: 1, name: 'Ann', signed: { verdict: 'certified', at: 1_800_003_700, entry: 9 } },
				{ member: 2, name: 'Bob' },
			],
		},
		hashes: { election: 'x', manifest: 'y', archive: 'z', result: 'w' },
		registers: { civic: REGISTER, ballot: REGISTER },
		addresses: { verify: 'https://viche.test/votes/abc/verify', record: 'https://viche.test/' },
	};
}

async function read(language: Language) {
	const folder = await mkdtemp(join(tmpdir(), 'viche-pdf-'));
	const path = join(folder, 'protocol.pdf');
	const bytes = await setProtocol(longProtocol(), language);
	await writeFile(path, bytes);
	const output = async (program: string, ...args: string[]) =>
		(await run(program, [...args, path, ...(program === 'pdftotext' ? ['-'] : [])])).stdout;
	const texts = {
		bytes,
		text: (await output('pdftotext', '-raw')).replaceAll(/\s+/g, ' '),
		info: await output('pdfinfo'),
		structure: await output('pdfinfo', '-struct-text'),
		links: await output('pdfinfo', '-url'),
		warnings: (await run('pdfinfo', ['-struct', path])).stderr,
	};
	await rm(folder, { recursive: true });
	return texts;
}

const countIn = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length;

test('is tagged, with a title, headings, tables whose headers say what they head, and a described figure', async () => {
	const { bytes, info, structure, links, warnings } = await read('uk');
	assert.match(info, /^Title: +Протокол про результати голосування: Громадський бюджет$/m);
	assert.match(info, /^Tagged: +yes$/m);
	assert.ok(Number(/^Pages: +(\d+)$/m.exec(info)![1]) > 3);
	assert.equal(warnings, '');
	assert.equal(countIn(structure, /^ {2}H1/gm), 1);
	assert.ok(countIn(structure, /^ {2}H2/gm) >= 8);
	// A row of titles and 70 projects, each under its own header: repeated titles are no part of it.
	assert.equal(countIn(structure, /"№"/g), 2);
	assert.equal(countIn(structure, /"Ґанок, їжак і «сквер» № \d+"/g), 70);
	assert.ok(countIn(structure, /\/Scope \/Column/g) >= 10);
	assert.ok(countIn(structure, /\/Scope \/Row/g) >= 70);
	assert.match(structure, /^ {2}Figure/m);
	assert.ok(bytes.includes(Buffer.from('QR-код з адресою', 'utf16le').swap16()));
	assert.doesNotMatch(structure, /Сторінка 1/);
	assert.match(links, /https:\/\/viche\.test\/votes\/abc\/verify/);
});

test('says what the model says, in either language, and numbers its pages', async () => {
	const { text: uk } = await read('uk');
	for (const words of [
		'Затверджено: результат підписали члени комісії (1)',
		'(враховано бюлетенів) 9',
		'(запис 7 громадського реєстру): Тривога',
		'запис 9 громадського реєстру',
		'2 Bob ще не підписано',
		'Переможець. Голосів: 8.',
		'Сторінка 1 з ',
	])
		assert.ok(uk.includes(words), words);
	const { text: en } = await read('en');
	for (const words of ['Protocol of results', 'Funded. Votes: 8.', 'Page 1 of ', 'not yet signed'])
		assert.ok(en.includes(words), words);
	assert.ok(!/[Пп]ротокол|Переможець/.test(en));
});

test.run();
