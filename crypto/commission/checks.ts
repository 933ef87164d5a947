/** What a member checks before it lends its key to anything. Spec: SPEC §4.6, §4.12, §6. */
import { ArchiveReader } from '../election/archive/reader.ts';
import { encryptPoint } from '../election/elgamal.ts';
import { parseTrusteeKey } from '../election/trustees/single.ts';
import { parseTrustees } from '../election/trustees/trustees.ts';
import { equalPoints, FixedBase, G, multiply, randomScalar, subtract } from '../group.ts';
import { randomBytes, type RandomBytes } from '../random.ts';
import { shareOf, signingKeyOf, type MemberSecret, type WorkState } from './work.ts';

/** Whether a secret decrypts what is encrypted to a public key, tried on a random point. @param key - the text of the trustee's key */
export function canDecrypt(
	secret: MemberSecret,
	key: string,
	rng: RandomBytes = randomBytes,
): boolean {
	const parsed = parseTrusteeKey(key);
	if (!parsed.ok) return false;
	const message = G.multiply(randomScalar(rng));
	const { ciphertext } = encryptPoint(new FixedBase(parsed.value.public_key), message, rng);
	const mask = multiply(ciphertext.alpha, shareOf(secret));
	return equalPoints(subtract(ciphertext.beta, mask), message);
}

/** Whether trustees.json has the member with the keys of its secret. */
export function isAmongTrustees(
	state: WorkState,
	secret: MemberSecret,
	trusteesText: string,
): boolean {
	const trustees = parseTrustees(trusteesText);
	const owner = trustees.ok ? trustees.value.owners[state.member - 1] : undefined;
	return (
		owner !== undefined &&
		equalPoints(owner.key.point, G.multiply(shareOf(secret))) &&
		equalPoints(owner.signingKey, G.multiply(signingKeyOf(state, secret)))
	);
}

/** What an archive says is to be decrypted; verify the archive before. */
export type ToDecrypt = {
	readonly election: string;
	readonly tally: string;
	/** The last shuffle, where there is one. */
	readonly shuffle?: string;
};

/** Reads the tally and the last shuffle out of an archive; `undefined` where there is no tally in it. */
export async function findToDecrypt(
	archive: AsyncIterable<Uint8Array>,
): Promise<ToDecrypt | undefined> {
	const reader = new ArchiveReader();
	const found: { election?: string; tally?: string; shuffle?: string } = {};
	for await (const chunk of archive)
		for (const { event } of reader.push(chunk)) {
			if (event?.type === 'Setup') found.election = event.election;
			else if (event?.type === 'EncryptedTally') found.tally = event.text;
			else if (event?.type === 'Shuffle') found.shuffle = event.text;
		}
	const { election, tally, shuffle } = found;
	if (election === undefined || tally === undefined) return undefined;
	return { election, tally, ...(shuffle === undefined ? {} : { shuffle }) };
}
