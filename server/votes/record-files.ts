/** The files of a published record by path, but for the registers'. Spec: SPEC §10.1. */
import { encodePotAsPabulib, type Occasion } from '../../crypto/budget/to-pabulib.ts';
import { utf8ToBytes } from '../../crypto/bytes.ts';
import {
	ceremonyCodec,
	decisionsCodec,
	decryptionsCodec,
	encodeRecordFile,
	encodeResult,
	openingsCodec,
	paperCodec,
	recordCodec,
	type Ceremony,
	type Decryptions,
	type Manifest,
	type VoteResult,
} from '../../crypto/verify/record.ts';
import { encodePaperBatch, type PaperBatch } from '../../crypto/verify/paper.ts';
import { readPart } from '../../crypto/verify/vote-result.ts';
import type { Decrypted } from './decrypted.ts';

export type RecordParts = {
	readonly manifest: Manifest;
	readonly manifestText: string;
	readonly archive: Uint8Array;
	readonly hints: Uint8Array;
	readonly ceremony: Omit<Ceremony, 'format'>;
	readonly tokensText: string;
	readonly openings: readonly (string | null)[];
	/** What there is once the tally is decrypted; before, the record shows what is to be decrypted. */
	readonly outcome?: Outcome;
	/** Texts of what was decided about the vote against its plan. */
	readonly decisions?: readonly string[];
	/** Batches of paper ballots, as entered. */
	readonly paper?: readonly PaperBatch[];
	/** Where each register is, seen from the record's folder. */
	readonly registers: { readonly civic: string; readonly ballot: string };
};

export type Outcome = {
	readonly decryptions: Omit<Decryptions, 'format'>;
	readonly result: VoteResult;
	readonly decrypted: Decrypted;
	/** The text of analysis.json. */
	readonly analysis: string | undefined;
	/** What published ballots say about where they were cast. */
	readonly occasion: Pick<Occasion, 'country' | 'unit' | 'instance'>;
};

export function recordFiles(parts: RecordParts): Map<string, Uint8Array> {
	const { manifest, ceremony, openings, outcome, registers, decisions = [], paper = [] } = parts;
	const { uuid } = manifest;
	const pabulib = outcome ? pabulibFiles(manifest, outcome, paper) : new Map<string, string>();
	const files = new Map<string, Uint8Array>();
	files.set(`${uuid}.bel`, parts.archive);
	files.set(`${uuid}.hints`, parts.hints);
	const texts = {
		'manifest.json': parts.manifestText,
		'ceremony.json': encodeRecordFile(ceremonyCodec, { format: 'viche-ceremony/v1', ...ceremony }),
		'tokens.json': parts.tokensText,
		...(outcome ? outcomeFiles(outcome) : {}),
		'openings.json': encodeRecordFile(openingsCodec, {
			format: 'viche-openings/v1',
			ballot: [...openings],
		}),
		...(decisions.length === 0
			? {}
			: {
					'decisions.json': encodeRecordFile(decisionsCodec, {
						format: 'viche-decisions/v1',
						decisions: [...decisions],
					}),
				}),
		...(paper.length === 0
			? {}
			: {
					'paper.json': encodeRecordFile(paperCodec, {
						format: 'viche-paper-batches/v1',
						batches: paper.map(encodePaperBatch),
					}),
				}),
		...Object.fromEntries(pabulib),
		'record.json': encodeRecordFile(recordCodec, {
			format: 'viche-record/v1',
			uuid,
			archive: `${uuid}.bel`,
			hints: `${uuid}.hints`,
			manifest: 'manifest.json',
			ceremony: 'ceremony.json',
			tokens: 'tokens.json',
			decryptions: 'decryptions.json',
			openings: 'openings.json',
			result: 'result.json',
			...(decisions.length === 0 ? {} : { decisions: 'decisions.json' }),
			...(paper.length === 0 ? {} : { paper: 'paper.json' }),
			...(pabulib.size === 0 ? {} : { pabulib: [...pabulib.keys()] }),
			...(outcome?.analysis === undefined ? {} : { analysis: ANALYSIS }),
			registers: {
				civic: { path: registers.civic, key: manifest.registers.civic },
				ballot: { path: registers.ballot, key: manifest.registers.ballot },
			},
		}),
	};
	for (const [path, text] of Object.entries(texts)) files.set(path, utf8ToBytes(text));
	return files;
}

const ANALYSIS = 'analysis.json';

const outcomeFiles = ({ decryptions, result, analysis }: Outcome): Record<string, string> => ({
	'decryptions.json': encodeRecordFile(decryptionsCodec, {
		format: 'viche-decryptions/v1',
		...decryptions,
	}),
	'result.json': encodeResult(result),
	...(analysis === undefined ? {} : { [ANALYSIS]: analysis }),
});

/** The decrypted and the paper ballots of every pot whose ballots were shuffled, by path. */
function pabulibFiles(
	manifest: Manifest,
	{ decrypted, result, occasion }: Outcome,
	paper: readonly PaperBatch[],
): Map<string, string> {
	const files = new Map<string, string>();
	const sources = { ...decrypted, counted: result.counted, paper };
	for (const [i, pot] of manifest.pots.entries()) {
		if (pot.carried === 'sum') continue;
		const ballots = readPart(sources, pot, i);
		if (!ballots.ok) throw new TypeError(ballots.error.message);
		const text = encodePotAsPabulib(pot, ballots.value, result.pots[i]!.count, {
			...occasion,
			...manifest.dates,
		});
		files.set(`${pot.id}.pb`, text);
	}
	return files;
}
