/** A demo of its own in a process of its own, and a real browser that visits it. */
import assert from 'node:assert/strict';
import { existsSync, rmSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { prepareDemo } from '../../server/demo/prepare.ts';
import { workHere } from '../../server/work/jobs.ts';
import { startServer } from './server-process.ts';
import { whereThereIs } from './where-there-is.ts';

export type Demo = { readonly url: string; readonly browser: Browser };

export const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
/** A verification on a machine that does much else takes its time. */
const PATIENCE_MS = 240_000;
/** Ballots of the real vote that a demo for tests plays. */
const VOTERS = 12;
/** Keeps it from asking for anything but what is tested. */
export const QUIET = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-dev-shm-usage',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** Tests in a browser run where there is one; in CI a missing browser fails them. */
export const inBrowser = whereThereIs(existsSync(CHROMIUM));

let seeded: Promise<string> | undefined;

/** A folder with a demo that nobody has used; made once, then copied. */
async function seed(): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'viche-seed-'));
	process.on('exit', () => rmSync(folder, { recursive: true }));
	await prepareDemo(folder, join(folder, 'viche.sqlite'), workHere, VOTERS);
	return folder;
}

/** Runs work against a demo of its own. A browser that cannot be started fails the test. */
export async function withDemo(
	work: (demo: Demo) => Promise<void>,
	environment: Readonly<Record<string, string>> = {},
): Promise<void> {
	const folder = await mkdtemp(join(tmpdir(), 'viche-demo-'));
	await cp(await (seeded ??= seed()), folder, { recursive: true });
	const server = await startServer(folder, {
		VICHE_DEMO: 'true',
		VICHE_CADENCE: '0.3',
		...environment,
	});
	try {
		const browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET });
		await work({ url: server.url, browser }).finally(() => browser.close());
	} finally {
		await server.stop();
		await rm(folder, { recursive: true });
	}
}

/** A page whose every complaint, such as a breach of the content policy, fails the test that asks for `complaints`. */
export async function openPage(
	browser: Browser,
	options: Parameters<Browser['newContext']>[0] = {},
): Promise<{
	readonly page: Page;
	readonly context: BrowserContext;
	readonly complaints: string[];
}> {
	const context = await browser.newContext(options);
	context.setDefaultTimeout(PATIENCE_MS);
	const page = await context.newPage();
	const complaints: string[] = [];
	page.on('pageerror', (e) => complaints.push(e.message));
	page.on('console', (message) => {
		if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
	});
	return { page, context, complaints };
}

/** Keeps the scripts of a page back, as a bad line does, until the function that it gives is called. */
export async function holdScripts(page: Page): Promise<() => void> {
	let release = (): void => undefined;
	const released = new Promise<void>((resolve) => (release = resolve));
	await page.route('**/_app/**/*.js', (route) => released.then(() => route.continue()));
	return release;
}

/** Signs in as a sample person, by the provider's own page. */
export async function signIn(page: Page, url: string, subject: string, back = '/'): Promise<void> {
	await page.goto(`${url}/sign-in?return=${encodeURIComponent(back)}`);
	await page.locator(`button[value="${subject}"]`).click();
	await page.waitForURL(`${url}${back}`);
}

/** A page of somebody who has signed in; a dialogue that opens is a complaint. */
export async function visitAs(
	browser: Browser,
	url: string,
	subject: string,
	path: string,
	scripts = true,
): Promise<{ readonly page: Page; readonly complaints: string[] }> {
	const { page, complaints } = await openPage(browser, { javaScriptEnabled: scripts });
	page.on('dialog', (dialog) => complaints.push(`dialog: ${dialog.message()}`));
	await signIn(page, url, subject, path);
	return { page, complaints };
}

/** Asserts that a page is accessible on a narrow and a wide screen, and never wider than that. @param what - names it, and its pictures in VICHE_SCREENSHOTS */
export async function assertReadable(page: Page, what: string): Promise<void> {
	for (const width of [320, 1280]) {
		await page.setViewportSize({ width, height: 800 });
		await assertAccessible(page, `${what}, ${width} px`);
		const needed = await page.evaluate<number>('document.documentElement.scrollWidth');
		assert.ok(needed <= width, `${what} is ${needed} px wide on ${width}`);
		const folder = process.env['VICHE_SCREENSHOTS'];
		if (folder !== undefined)
			await page.screenshot({ path: `${folder}/${what}-${width}.png`, fullPage: true });
	}
}

/** Asserts that axe finds nothing serious on the page as it is. */
export async function assertAccessible(page: Page, what: string): Promise<void> {
	const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
	await page.evaluate(axe);
	const found = await page.evaluate(async () => {
		type Axe = {
			run: () => Promise<{
				violations: { id: string; impact: string; nodes: { html: string }[] }[];
			}>;
		};
		const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run();
		return violations
			.filter(({ impact }) => impact === 'serious' || impact === 'critical')
			.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join(' | ')}`);
	});
	assert.deepEqual(found, [], what);
}

/** The vote of the demo that is in this phase. */
export async function voteIn(url: string, phase: string): Promise<string> {
	const votes = (await (await fetch(`${url}/api/v1/votes`)).json()) as {
		id: string;
		phase: string;
	}[];
	const found = votes.find((vote) => vote.phase === phase);
	assert.ok(found, `no vote is ${phase}`);
	return found.id;
}
