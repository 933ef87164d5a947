/**
 * The command line. Exit codes: 0 good; 1 a verification found something; 2 what was asked cannot be done, or input cannot be used;
 * 70 a fault of this program.
 */
import { Command, CommanderError } from 'commander';
import { SourceError } from '../../crypto/verify/source.ts';
import { addAudit } from './commands/audit.ts';
import { addBackup } from './commands/backup.ts';
import { addCheck } from './commands/check.ts';
import { addCommunity } from './commands/community.ts';
import { addCount } from './commands/count.ts';
import { addDemo } from './commands/demo.ts';
import { addImport } from './commands/import.ts';
import { addInspect } from './commands/inspect.ts';
import { addRestore } from './commands/restore.ts';
import { addRoll } from './commands/roll.ts';
import { addSimulate } from './commands/simulate.ts';
import { addVerify } from './commands/verify.ts';
import { addVerifyDiff } from './commands/verify-diff.ts';
import { addWitness } from './commands/witness.ts';
import { InputError } from './input-error.ts';
import { PublishError } from './simulate/publish.ts';

const UNUSABLE = 2;
const FAULT = 70;

const program = new Command('viche')
	.description('Votes that anyone can check')
	.showHelpAfterError('(--help tells more)');
for (const add of [
	addCount,
	addSimulate,
	addVerify,
	addAudit,
	addVerifyDiff,
	addInspect,
	addDemo,
	addCommunity,
	addImport,
	addRoll,
	addBackup,
	addRestore,
	addCheck,
	addWitness,
])
	add(program);
for (const command of [program, ...program.commands.flatMap((c) => [c, ...c.commands])])
	command.exitOverride();

// A reader that has seen enough, such as head, is no error.
process.stdout.on('error', (e: NodeJS.ErrnoException) => {
	if (e.code !== 'EPIPE') throw e;
	process.exit();
});

try {
	await program.parseAsync();
} catch (e) {
	process.exitCode = report(e);
}

/** Says what went wrong. @returns the exit code */
function report(e: unknown): number {
	// Commander has already said what it has to say.
	if (e instanceof CommanderError) return e.exitCode === 0 ? 0 : UNUSABLE;
	if (e instanceof InputError || e instanceof SourceError || e instanceof PublishError) {
		process.stderr.write(`${e.message}\n`);
		return UNUSABLE;
	}
	process.stderr.write(`${e instanceof Error ? (e.stack ?? e.message) : String(e)}\n`);
	return FAULT;
}
