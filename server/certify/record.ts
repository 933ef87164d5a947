/** The published record of a vote, in the format of the command line. Made from what is stored, once, and kept. Spec: SPEC §10.1. */
import { decodeText, type Codec } from '../../crypto/codec.ts';
import { strongDecryptionCodec } from '../../crypto/election/strong-decryption.ts';
import { statementCodec } from '../../crypto/election/trustees/statement.ts';
import { sha256Hex } from '../../crypto/hash.ts';
import type { VoteResult } from '../../crypto/verify/record.ts';
import { paperTexts, readBatch } from '../paper/batches.ts';
import type { Inside } from '../services.ts';
import { writeHints } from '../votes/archive.ts';
import { ballotsOf } from '../votes/box.ts';
import { publicMessages, whatWasSaid } from '../votes/ceremony.ts';
import { decidedTexts } from '../votes/decisions.ts';
import { recordFiles } from '../votes/record-files.ts';
import { archiveOf, talliedOf } from '../votes/tally.ts';
import { messagesOf, type Vote } from '../votes/votes.ts';

/**
 * Files by path, as far as the vote has come since its close; the registers are served from where they are, at `register/` beside the record.
 * @param steps - hashes of what is public already, as the register has them
 */
export async function makeRecord(
	inside: Inside,
	vote: Vote,
	steps: ReadonlySet<string>,
): Promise<Map<string, Uint8Array>> {
	const isPublic = (text: string) => steps.has(sha256Hex(text));
	const { db, community } = inside;
	const tallied = talliedOf(vote);
	const { archive, decrypted } = await archiveOf(inside, vote, tallied, isPublic);
	const ballots = await ballotsOf(inside, vote.id);
	const saidAt = async <T>(step: string, codec: Codec<T>) =>
		(await messagesOf(inside, db, vote.id, step)).map(({ text }) => read(codec, text));
	const outcome = decrypted && {
		decryptions: {
			strong: await saidAt('decryption-proof', strongDecryptionCodec),
			statements: [
				...(await saidAt('shuffle-statement', statementCodec)),
				...(await saidAt('decryption-statement', statementCodec)),
			],
		},
		result: JSON.parse(vote.result!) as VoteResult,
		decrypted,
		analysis: vote.analysis ?? undefined,
		occasion: {
			country: community.country,
			unit: community.name,
			instance: new Date(vote.closes * 1000).getUTCFullYear().toString(),
		},
	};
	return recordFiles({
		manifest: tallied.manifest,
		manifestText: vote.manifest!,
		archive,
		hints: writeHints(ballots.map((b) => b.hints)),
		ceremony: {
			messages: publicMessages(await whatWasSaid(inside, vote.id)),
			signatures: await saidAt('parameters', statementCodec),
		},
		tokensText: vote.tokens!,
		openings: await openingsOf(inside, vote),
		decisions: (await decidedTexts(inside, vote.id)).filter(isPublic),
		paper: (await paperTexts(inside, vote.id)).filter(isPublic).map(readBatch),
		...(outcome ? { outcome } : {}),
		registers: { civic: 'register/civic', ballot: 'register/ballot' },
	});
}

/** For each entry of the ballot register up to the close the opening of its commitment; null for those of other votes. */
async function openingsOf(inside: Inside, vote: Vote): Promise<(string | null)[]> {
	const ballots = await ballotsOf(inside, vote.id);
	const openings = new Map(ballots.map((b) => [b.number, b.opening]));
	return Array.from({ length: vote.closed!.size }, (_, i) => openings.get(i) ?? null);
}

function read<T>(codec: Codec<T>, text: string): T {
	const value = decodeText(codec, text);
	if (!value.ok) throw new TypeError(value.error.message);
	return value.value;
}
