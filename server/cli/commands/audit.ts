/** `audit`: checks on this machine that a ballot which a booth has opened holds what the booth says. Spec: SPEC §3.25. */
import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { verifyOpening } from '../../../crypto/booth/audit.ts';
import { readOpenVote, type OpenVote } from '../../../crypto/booth/open-vote.ts';
import type { PotBallot } from '../../../crypto/budget/ballot.ts';
import type { Language, Sentences } from '../../../crypto/sentences.ts';
import type { VotePage } from '../../api/contract.ts';
import { InputError } from '../input-error.ts';
import { jsonOption, languageOption } from '../options.ts';
import { printable } from '../../../crypto/printable.ts';

type AuditOptions = { readonly vote: string; readonly json?: true; readonly lang: Language };

const HOLDS: Sentences = {
	uk: 'У зашифрованому бюлетені саме це:',
	en: 'The sealed ballot holds exactly this:',
};
const HOLDS_NOT: Sentences = {
	uk: 'БЮЛЕТЕНЬ НЕ ТЕ, ЩО КАЖЕ ПРИСТРІЙ. Повідомте комісію і збережіть файл.',
	en: 'THE BALLOT IS NOT WHAT THE DEVICE SAYS. Tell the commission, and keep the file.',
};
const BLANK: Sentences = { uk: '(нічого не обрано)', en: '(nothing was chosen)' };

export function addAudit(program: Command): void {
	program
		.command('audit')
		.description('check a ballot that a booth has opened, on a device of your own')
		.argument('<opening.json>', 'the file that the booth has saved')
		.requiredOption('--vote <address>', 'address of the vote, e.g. https://host/votes/ID')
		.addOption(languageOption())
		.addOption(jsonOption())
		.action(async (path: string, options: AuditOptions) => {
			process.exitCode = await audit(path, options);
		});
}

/** @returns the exit code: 0 holds, 1 does not @throws InputError */
async function audit(path: string, { vote, json, lang }: AuditOptions): Promise<number> {
	const { election, manifest } = await fetchVote(vote);
	const opened = verifyOpening(election, manifest.pots, await readFile(path, 'utf8'));
	if (json) {
		const { code, message } = opened.ok ? { code: undefined, message: undefined } : opened.error;
		const report = opened.ok
			? { holds: true, filled: opened.value }
			: { holds: false, code, message };
		process.stdout.write(`${JSON.stringify(report)}\n`);
	} else if (opened.ok)
		process.stdout.write(`${HOLDS[lang]}\n${describe(manifest, opened.value, lang)}`);
	else process.stdout.write(`${HOLDS_NOT[lang]}\n${opened.error.code}: ${opened.error.message}\n`);
	return opened.ok ? 0 : 1;
}

/** Reads a vote from where its page is. @throws InputError */
async function fetchVote(address: string): Promise<OpenVote> {
	const path = /^(https?:\/\/[^/]+)\/votes\/([A-Za-z0-9]{1,64})\/?$/.exec(address);
	if (!path) throw new InputError(`${address}: not the address of a vote`);
	const answer = await fetch(`${path[1]}/api/v1/votes/${path[2]}`).catch((e: unknown) => {
		throw new InputError(`${address}: ${e instanceof Error ? e.message : String(e)}`);
	});
	if (!answer.ok) throw new InputError(`${address}: status ${answer.status}`);
	const { election, manifest, trustees } = (await answer.json()) as VotePage;
	if (election === undefined || manifest === undefined || trustees === undefined)
		throw new InputError(`${address}: the vote is not open yet`);
	const read = readOpenVote({ election, manifest, trustees });
	if (!read.ok) throw new InputError(`${address}: ${read.error.code}: ${read.error.message}`);
	return read.value;
}

const describe = (
	{ pots }: OpenVote['manifest'],
	filled: readonly PotBallot[],
	lang: Language,
): string =>
	pots
		.map((pot, i) => {
			const { projects, points } = filled[i]!;
			const lines = projects.map(
				(p, j) => `  ${pot.projects[p]!.name}${points ? `: ${points[j]!}` : ''}\n`,
			);
			return printable(`${pot.title}\n`) + (lines.map(printable).join('') || `  ${BLANK[lang]}\n`);
		})
		.join('');
