/** `verify`: checks a record or an archive and says what was found. */
import { readFile, stat } from 'node:fs/promises';
import type { Command } from 'commander';
import { verifyArchive } from '../../../crypto/verify/archive.ts';
import { verifyLiveRecord } from '../../../crypto/verify/live.ts';
import { formatReport, plainCheckLine } from '../../../crypto/verify/report-text.ts';
import type { Report } from '../../../crypto/verify/report.ts';
import type { Language } from '../../../crypto/sentences.ts';
import { NO_TRUST, parseTrust, type Trust } from '../../../crypto/verify/trust.ts';
import { BallotPool } from '../ballot-pool.ts';
import { colouredCheckLine } from '../check-line.ts';
import { InputError } from '../input-error.ts';
import { jsonOption, languageOption, threadsOption } from '../options.ts';
import { progressLine } from '../progress.ts';
import { openRecord, type Input } from '../record-source.ts';

type VerifyOptions = {
	readonly trust?: string;
	readonly json?: true;
	readonly threads: number;
	readonly plain?: true;
	readonly strict?: true;
	readonly lang: Language;
};

const MAX_TRUST_BYTES = 16 * 1024 * 1024;

export function addVerify(program: Command): void {
	program
		.command('verify')
		.description('verify a published record, or an archive alone')
		.argument('<input>', 'folder, .tar or URL of a record, or a .bel file or URL')
		.option(
			'--trust <file>',
			'what you know from elsewhere: keys, manifest, witnesses, checkpoints',
		)
		.option('--strict', 'for an archive alone: fail if anything is not proved')
		.addOption(threadsOption())
		.addOption(languageOption())
		.option('--plain', 'no colours and symbols')
		.addOption(jsonOption())
		.action(async (input: string, options: VerifyOptions) => {
			process.exitCode = await verify(input, options);
		});
}

/** Verifies and prints. @returns the exit code */
export async function verify(name: string, options: VerifyOptions): Promise<number> {
	const pool = new BallotPool(options.threads);
	const progress = progressLine(process.stderr, options.lang);
	try {
		const trust = await readTrust(options.trust);
		const report = await run(await openRecord(name), trust, {
			engine: (election) => pool.engine(election),
			onProgress: progress.show,
		});
		progress.clear();
		printReport(report, options);
		return exitCodeOf(report, options.strict === true);
	} finally {
		progress.clear();
		await pool.close();
	}
}

const run = async (
	input: Input,
	trust: Trust,
	options: Parameters<typeof verifyArchive>[2],
): Promise<Report> =>
	input.kind === 'archive'
		? await verifyArchive(input.open, trust, options)
		: (await verifyLiveRecord(() => input, trust, options)).report;

/** @throws InputError when the file cannot be used */
async function readTrust(path: string | undefined): Promise<Trust> {
	if (path === undefined) return NO_TRUST;
	let text: string;
	try {
		if ((await stat(path)).size > MAX_TRUST_BYTES) throw new Error('the file is too long');
		text = await readFile(path, 'utf8');
	} catch (e) {
		throw new InputError(`${path}: ${e instanceof Error ? e.message : String(e)}`);
	}
	const trust = parseTrust(text);
	if (trust.ok) return trust.value;
	const { place, message } = trust.error;
	throw new InputError(`${path}: ${place === '' ? '' : `${place}: `}${message}`);
}

/** Prints a report as the options ask. */
export function printReport(
	report: Report,
	{ json, plain, lang }: Pick<VerifyOptions, 'json' | 'plain' | 'lang'>,
): void {
	const isPlain = plain === true || !process.stdout.isTTY;
	const text = json
		? `${JSON.stringify(report)}\n`
		: formatReport(report, lang, isPlain ? plainCheckLine : colouredCheckLine);
	process.stdout.write(text);
}

/** 0: good; 1: something was found. An archive alone never proves all, so only `--strict` asks that of it. */
export function exitCodeOf({ verdict, findings }: Report, strict: boolean): number {
	if (verdict === 'verified') return 0;
	if (verdict !== 'consistent') return 1;
	return strict && findings.some((f) => f.severity === 'unproved') ? 1 : 0;
}
