/** Elections held wholly by belenios-tool, one stage per function, so that any stage can be ours instead. */
import type { ThresholdTrustee } from './belenios-ceremony.ts';
import {
	addEvent,
	computeEncryptedTally,
	computeResult,
	decrypt,
	decryptThreshold,
	generateBallot,
	generateCredentials,
	generateUuid,
	initArchive,
	type Keys,
	makeElection,
	makeTrustees,
	shuffle,
	type Voter,
} from './belenios-tool.ts';

export type Opened = { uuid: string; bel: Uint8Array; privateCredentials: Record<string, string> };
/** A trustee who decrypts: `owner` counts through trustees.json from 1. */
export type Decrypter = { owner: number } & ({ privateKey: string } | ThresholdTrustee);

/** Draws the credentials and makes the archive that ballots go into. */
export async function openElection(options: {
	questions: readonly object[];
	voters: readonly Voter[];
	keys: Keys;
}): Promise<Opened> {
	const uuid = await generateUuid();
	const template = {
		description: 'Interoperation',
		name: 'Interoperation',
		questions: options.questions,
		administrator: 'administrator',
		credential_authority: 'authority',
	};
	const [credentials, trustees] = await Promise.all([
		generateCredentials(uuid, options.voters),
		makeTrustees(options.keys),
	]);
	const election = await makeElection(uuid, template, trustees);
	const { privateCredentials, publicCredentials } = credentials;
	const bel = await initArchive({ uuid, election, trustees, publicCredentials });
	return { uuid, bel, privateCredentials };
}

/** Casts one ballot after the other. */
export async function castVotes(
	bel: Uint8Array,
	votes: readonly { privateCredential: string; choice: readonly unknown[] }[],
): Promise<Uint8Array> {
	const ballots = await Promise.all(
		votes.map((vote) => generateBallot(bel, vote.privateCredential, vote.choice)),
	);
	let open = bel;
	for (const ballot of ballots) open = await addEvent(open, 'Ballot', [ballot]);
	return open;
}

/** Ends the vote and records the encrypted tally. */
export const closeVote = async (bel: Uint8Array): Promise<Uint8Array> => {
	const closed = await addEvent(bel, 'EndBallots');
	return addEvent(closed, 'EncryptedTally', await computeEncryptedTally(closed));
};

/** Lets these trustees shuffle in turn. Only for elections with a NonHomomorphic question. */
export async function shuffleBallots(
	bel: Uint8Array,
	owners: readonly number[],
): Promise<Uint8Array> {
	let shuffled = bel;
	for (const owner of owners)
		shuffled = await addEvent(shuffled, 'Shuffle', await shuffle(shuffled, owner));
	return addEvent(shuffled, 'EndShuffles');
}

/** Records the partial decryptions and the result. */
export async function decryptResult(
	bel: Uint8Array,
	decrypters: readonly Decrypter[],
): Promise<Uint8Array> {
	let decrypted = bel;
	for (const d of decrypters) {
		const payload = await ('privateKey' in d
			? decrypt(bel, d.owner, d.privateKey)
			: decryptThreshold(bel, d.owner, d.key, d.decryptionKey));
		decrypted = await addEvent(decrypted, 'PartialDecryption', payload);
	}
	return addEvent(decrypted, 'Result', await computeResult(decrypted));
}
