/** `verify-diff`: compares an earlier copy with the present one. */
import type { Command } from 'commander';
import type { Language } from '../../../crypto/sentences.ts';
import type { Report } from '../../../crypto/verify/report.ts';
import { verifyArchiveDiff, verifyDiff } from '../../../crypto/verify/verify-diff.ts';
import { InputError } from '../input-error.ts';
import { jsonOption, languageOption } from '../options.ts';
import { openRecord } from '../record-source.ts';
import { exitCodeOf, printReport } from './verify.ts';

type DiffFlags = { readonly json?: true; readonly plain?: true; readonly lang: Language };

export function addVerifyDiff(program: Command): void {
	program
		.command('verify-diff')
		.description('verify that a copy from before is continued, unchanged, by the present one')
		.argument('<old>', 'folder, .tar or URL of a record, or a .bel file or URL: as it was')
		.argument('<new>', 'the same, as it is')
		.addOption(languageOption())
		.option('--plain', 'no colours and symbols')
		.addOption(jsonOption())
		.action(async (earlier: string, later: string, flags: DiffFlags) => {
			const report = await compare(earlier, later);
			printReport(report, flags);
			process.exitCode = exitCodeOf(report, true);
		});
}

async function compare(earlier: string, later: string): Promise<Report> {
	const [before, after] = [await openRecord(earlier), await openRecord(later)];
	if (before.kind === 'record' && after.kind === 'record') return verifyDiff(before, after);
	if (before.kind === 'archive' && after.kind === 'archive')
		return verifyArchiveDiff(before.open, after.open);
	throw new InputError(
		`${earlier} and ${later}: a record cannot be compared with an archive alone`,
	);
}
