/** A real browser, and the memory of its pages. */
import { readdirSync, readFileSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { build, type Rolldown } from 'vite';
import { CHROMIUM, QUIET } from '../../support/browser.ts';

export const openBrowser = (): Promise<Browser> =>
	chromium.launch({ executablePath: CHROMIUM, args: QUIET });

/** A program of this folder as one script. */
export async function bundle(entry: string): Promise<string> {
	const { output } = (await build({
		configFile: false,
		logLevel: 'error',
		build: {
			write: false,
			copyPublicDir: false,
			rolldownOptions: { input: entry, output: { format: 'iife' } },
		},
	})) as Rolldown.RolldownOutput;
	const [script] = output;
	return script.code;
}

/** The most memory in bytes that a page has held that is open now, with its workers; by /proc, so on Linux alone. */
export function peakOfPages(): number {
	const peaks = readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.map((pid) => {
			try {
				if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer')) return 0;
				const status = readFileSync(`/proc/${pid}/status`, 'utf8');
				return 1024 * Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0);
			} catch {
				// It has ended meanwhile.
				return 0;
			}
		});
	return Math.max(0, ...peaks);
}
