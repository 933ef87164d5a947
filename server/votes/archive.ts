/** The Belenios archive of a vote, as any verifier of the protocol reads it, and the hints beside it. Spec: SPEC §6, §11.1. */
import { ArchiveWriter } from '../../crypto/election/archive/writer.ts';
import { encodeCredentials } from '../../crypto/election/credential.ts';
import type { Nest } from '../../crypto/election/nest.ts';
import type { SizedTally } from '../../crypto/election/tally.ts';
import type { Owned } from './decrypted.ts';

export type ArchiveParts = {
	/** POSIX seconds. */
	readonly at: number;
	readonly election: string;
	readonly trustees: string;
	/** Of redeemed tokens, sorted. */
	readonly credentials: readonly string[];
	/** In the order of the register. */
	readonly ballots: readonly string[];
	readonly tally: { readonly text: string; readonly sized: SizedTally };
	readonly shuffles: readonly Owned[];
	/** Whether all who shuffle have. */
	readonly isShuffled: boolean;
	readonly decryptions: readonly Owned[];
	/** The numbers, once enough have decrypted. */
	readonly decrypted?: readonly Nest<bigint>[];
};

export function writeArchive(parts: ArchiveParts): Uint8Array {
	const chunks: Uint8Array[] = [];
	const writer = new ArchiveWriter(parts.at, (bytes) => chunks.push(bytes));
	writer.setup({
		election: parts.election,
		trustees: parts.trustees,
		credentials: encodeCredentials(parts.credentials.map((c) => [c, 1n] as const)),
	});
	for (const text of parts.ballots) writer.ballot(text);
	writer.endBallots();
	writer.encryptedTally(parts.tally.text, parts.tally.sized);
	for (const { owner, text } of parts.shuffles) writer.shuffle(owner, text);
	if (parts.shuffles.length > 0 && parts.isShuffled) writer.endShuffles();
	for (const { owner, text } of parts.decryptions) writer.partialDecryption(owner, text);
	if (parts.decrypted)
		writer.result(
			JSON.stringify({ result: parts.decrypted }, (_, v: unknown) =>
				typeof v === 'bigint' ? Number(v) : v,
			),
		);
	return Buffer.concat(chunks);
}

/** u32be length ‖ hints, for each ballot. */
export const writeHints = (hints: readonly Uint8Array[]): Uint8Array =>
	Buffer.concat(
		hints.flatMap((bytes) => {
			const length = Buffer.alloc(4);
			length.writeUInt32BE(bytes.length);
			return [length, bytes];
		}),
	);
