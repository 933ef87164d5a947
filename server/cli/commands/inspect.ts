/** `inspect`: what is inside an archive, a document of a record, a register, an entry, a proof or a receipt, in words. */
import { open, stat } from 'node:fs/promises';
import type { Command } from 'commander';
import { parseUtf8 } from '../../../crypto/bytes.ts';
import type { Language } from '../../../crypto/sentences.ts';
import { readTextFile, type OpenFile } from '../../../crypto/verify/source.ts';
import { describeArchive } from '../inspect/archive.ts';
import { formatDescription, toJson, type Description } from '../inspect/description.ts';
import { describeDocument } from '../inspect/documents.ts';
import {
	describeEntry,
	describeKey,
	describeNote,
	describePolicy,
	describeReceipt,
	describeRegister,
} from '../inspect/register.ts';
import { InputError, inputError } from '../input-error.ts';
import { jsonOption, languageOption, wholeNumber } from '../options.ts';
import { readPabulibFile } from '../pabulib-file.ts';
import { openInput } from '../record-source.ts';

type InspectFlags = { readonly entry?: number; readonly lang: Language; readonly json?: true };

/** Documents are read as a whole; only archives and .pb files may be longer. */
const MAX_DOCUMENT_BYTES = 400 * 1024 * 1024;

export function addInspect(program: Command): void {
	program
		.command('inspect')
		.description('say what is in an archive, record, register, entry, receipt, key or .pb file')
		.argument('<input>', 'a file, the folder of a record or of a register, or its URL')
		.option(
			'--entry <number>',
			'of a register only this entry, from 0',
			wholeNumber(0, 999_999_999),
		)
		.addOption(languageOption())
		.addOption(jsonOption())
		.action(async (name: string, flags: InspectFlags) => {
			const description = await inspect(name, flags);
			process.stdout.write(
				flags.json
					? `${JSON.stringify(toJson(description))}\n`
					: formatDescription(description, flags.lang),
			);
		});
}

async function inspect(name: string, { entry, lang }: InspectFlags): Promise<Description> {
	const input = await openInput(name);
	if (input.kind === 'record') return inspectFolder(name, input.open, lang, entry);
	const isRemote = /^https?:/.test(name);
	if (isRemote || (await looksLikeArchive(name))) return describeArchive(input.open);
	if (name.endsWith('.pb')) return describePabulib(name);
	return inspectFile(name, lang);
}

async function inspectFolder(
	name: string,
	openFile: OpenFile,
	language: Language,
	entry: number | undefined,
): Promise<Description> {
	const register = await describeRegister(openFile, language, entry);
	if (register) return register;
	const index = await readTextFile({ open: openFile }, 'record.json', MAX_DOCUMENT_BYTES);
	const description = index.ok ? describeDocument(index.value, 'record.json') : undefined;
	if (description) return description;
	throw new InputError(`${name} is the folder neither of a record nor of a register`);
}

const TAR_MAGIC = 'ustar';
const TAR_MAGIC_AT = 257;

/** An archive is a tar file, whatever its name. */
async function looksLikeArchive(path: string): Promise<boolean> {
	const file = await open(path);
	try {
		const { buffer } = await file.read(
			Buffer.alloc(TAR_MAGIC.length),
			0,
			TAR_MAGIC.length,
			TAR_MAGIC_AT,
		);
		return path.endsWith('.bel') || buffer.toString('latin1') === TAR_MAGIC;
	} finally {
		await file.close();
	}
}

async function describePabulib(path: string): Promise<Description> {
	const { file, warnings } = await readPabulibFile(path, { mode: 'tolerant', keepVotes: false });
	return {
		kind: 'pabulib',
		facts: [
			['name', file.meta.get('description') ?? '—'],
			['budget', file.meta.get('budget') ?? '—'],
			['projects', file.projects.length],
			['voters', file.voters],
			['voteType', file.voteType],
			['rule', file.meta.get('rule') ?? '—'],
			['problems', warnings.length],
		],
	};
}

async function inspectFile(path: string, language: Language): Promise<Description> {
	if ((await stat(path)).size > MAX_DOCUMENT_BYTES)
		throw new InputError(`${path}: longer than ${MAX_DOCUMENT_BYTES} bytes`);
	const file = await open(path);
	const bytes = new Uint8Array(await file.readFile());
	await file.close();
	const text = parseUtf8(bytes);
	if (text === undefined)
		throw inputError(path, [{ code: 'record.utf8', place: '', message: 'not text' }]);
	const description =
		describeEntry(bytes, language) ??
		describeDocument(text, path) ??
		describeReceipt(text) ??
		describeNote(text) ??
		describeKey(text) ??
		describePolicy(text);
	if (description) return description;
	throw new InputError(`${path} is nothing that is known here`);
}
