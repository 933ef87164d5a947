/** What people wait for in a real browser: a ballot that is sealed, a record that is verified. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import type { Pot } from '../../../crypto/budget/pot.ts';
import { makeUuid, encodeElection, parseElection } from '../../../crypto/election/definition.ts';
import { verifyBallot } from '../../../crypto/election/ballot.ts';
import { makeCode } from '../../../crypto/election/credential.ts';
import { makeTrusteeKey } from '../../../crypto/election/trustees/single.ts';
import { questionsOf } from '../../../crypto/budget/question.ts';
import { randomScalar } from '../../../crypto/group.ts';
import { CHROMIUM } from '../../support/browser.ts';
import { unwrap } from '../../support/ceremony.ts';
import { smallPot } from '../../support/small-vote.ts';
import type { Bench, Group } from '../group.ts';
import type { BoothPage } from './booth.page.ts';
import { bundle, openBrowser, peakOfPages } from './open-browser.ts';
import { packRecord, verifyInNode, type PackedRecord } from './packed-record.ts';

const CHOICES = 50;
const ENSURE_BUILD = fileURLToPath(new URL('../../../server/ensure-build.ts', import.meta.url));
const VERIFIER = fileURLToPath(
	new URL('../../../build/client/viche-verifier.html', import.meta.url),
);

/** In the page. */
declare const booth: BoothPage;

export const browser: Group = {
	name: 'browser',
	run: async (bench) => {
		if (!existsSync(CHROMIUM)) throw new Error('this group needs Chromium');
		spawnSync(process.execPath, [ENSURE_BUILD], { stdio: 'inherit' });
		const opened = await openBrowser();
		try {
			await benchSealing(bench, opened);
			await benchVerifying(bench, opened);
		} finally {
			await opened.close();
		}
	},
};

/** A pot of fifty projects, of which a voter may choose five. */
const pot: Pot = {
	...smallPot('sum'),
	projects: Array.from({ length: CHOICES }, (_, i) => ({
		id: `p${i + 1}`,
		name: `Project ${i + 1}`,
		cost: '10',
		categories: [],
		withdrawn: false,
	})),
	limits: { minLength: 1, maxLength: 5 },
};

async function benchSealing(bench: Bench, opened: Browser): Promise<void> {
	const election = encodeElection({
		version: 1,
		description: 'A sample',
		name: 'Sample',
		group: 'Ed25519',
		public_key: makeTrusteeKey(randomScalar()).public_key,
		questions: questionsOf([pot]),
		uuid: makeUuid(),
	});
	const parsed = unwrap(parseElection(election));
	const page = await opened.newPage();
	await page.addScriptTag({
		content: await bundle(fileURLToPath(new URL('booth.page.ts', import.meta.url))),
	});
	await page.evaluate(([text, pots]) => booth.open(text, pots), [election, [pot]] as const);
	const seal = (codes: readonly string[], withKernel: boolean) =>
		page.evaluate(
			([all, filled, kernel]) => {
				booth.useKernel(kernel);
				return booth.seal(all, filled);
			},
			[codes, [{ projects: [0, 7, 21] }], withKernel] as const,
		);
	await bench.compare({
		title: `seal a ballot of ${CHOICES} choices in Chromium`,
		unit: 'ballot',
		parts: { unit: 'choice', count: CHOICES },
		items: Array.from({ length: bench.size(10, 1) }, () => makeCode()),
		trials: [[makeCode()]],
		factsOf: (texts: readonly string[]) => texts.map((text) => verifyBallot(parsed, text)),
		variants: [
			{ name: 'ours', run: (codes) => seal(codes, true) },
			{ name: 'ours, no kernel', run: (codes) => seal(codes, false), baseline: true },
		],
	});
	await page.close();
}

async function benchVerifying(bench: Bench, opened: Browser): Promise<void> {
	const count = bench.size(5000, 8);
	const [whole, small] = [await packRecord(count), await packRecord(4)];
	let peak = 0;
	const verifyInPage = async ({ path }: PackedRecord): Promise<boolean> => {
		const context = await opened.newContext({ locale: 'en' });
		try {
			const isProved = await verdictOf(await context.newPage(), path);
			peak = Math.max(peak, peakOfPages());
			return isProved;
		} finally {
			await context.close();
		}
	};
	await bench.compare({
		title: `verify a record of ${count} ballots of 20 choices`,
		unit: 'ballot',
		items: [whole],
		unitsOf: () => count,
		trials: [[small], [{ ...small, path: small.damagedPath }]],
		variants: [
			{
				name: 'the page in Chromium',
				run: (records) => Promise.all(records.map(verifyInPage)),
			},
			{
				name: 'the command line, 1 thread',
				run: (records) => Promise.all(records.map(({ path }) => verifyInNode(path))),
				baseline: true,
			},
		],
	});
	bench.note(`the page held at most ${(peak / 1e6).toFixed(0)} MB`);
}

/** Verifies by the page that is one file, as an observer would. @returns whether all is proved */
async function verdictOf(page: Page, path: string): Promise<boolean> {
	page.setDefaultTimeout(600_000);
	await page.goto(pathToFileURL(VERIFIER).href);
	await page.locator('input[type=file]').first().setInputFiles(path);
	await page.locator('button.primary').click();
	const verdict = page.getByText(/^(?:VERIFIED|REJECTED)/);
	return (await verdict.innerText()).startsWith('VERIFIED');
}
