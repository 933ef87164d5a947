/**
 * A round before step 3, outside the wire format: every member publishes a hash of its signed coefficients before it sees those of
 * others, so that nobody can choose its own last and bias the election key. Spec: SPEC §4.5; Gennaro, Jarecki, Krawczyk, Rabin 2007.
 */
import { encodeText } from '../../codec.ts';
import { sha256Hex } from '../../hash.ts';
import { signedMessageCodec, type SignedMessage } from './channel.ts';
import { complaint, type Complaint } from './complaint.ts';
import { ceremonyHash, inputSizeComplaint } from './dealing.ts';

/** The hash, in hex, of the coefficients that member `index` has signed but not yet published. Hides them: they are random. */
export const commitToCoefexps = (
	certs: readonly SignedMessage[],
	index: number,
	coefexps: SignedMessage,
): string =>
	sha256Hex(
		`viche/coefexps-commitment/v1|${ceremonyHash(certs)}|${index}|${encodeText(signedMessageCodec, coefexps)}`,
	);

/** Compares all coefficients with the commitments of all members. Codes: `ceremony.{input-size,commitment}`. */
export function checkCommitments(
	certs: readonly SignedMessage[],
	commitments: readonly string[],
	coefexps: readonly SignedMessage[],
): Complaint[] {
	if (commitments.length !== certs.length || coefexps.length !== certs.length)
		return [inputSizeComplaint];
	return coefexps.flatMap((signed, i) =>
		commitToCoefexps(certs, i + 1, signed) === commitments[i]
			? []
			: [
					complaint(
						i + 1,
						'ceremony.commitment',
						`coefexps[${i}]`,
						'the coefficients are not those it has committed to',
					),
				],
	);
}
