/** The encrypted tally: what the ballots add up to, and what goes into the shuffles. Spec: SPEC §3.11. */
import { encodeText, hash256, natural, object, type Codec, type Infer } from '../codec.ts';
import { bytesToHex, parseHex } from '../bytes.ts';
import { parseCurvePoint, type Point } from '../group.ts';
import { sha256Hex } from '../hash.ts';
import type { Ballot } from './ballot.ts';
import type { Election } from './definition.ts';
import {
	addCiphertexts,
	ciphertextCodec,
	NEUTRAL,
	scaleCiphertext,
	type Ciphertext,
} from './elgamal.ts';
import { fillNest, leaves, nestCodec, type Nest } from './nest.ts';
import { answerShape, typeOf } from './questions/index.ts';
import { writeCiphertexts, type WrittenCiphertext } from './questions/question.ts';

/** One part a question: sums in the shape of the answer, or the list of ciphertexts to be shuffled. */
export type EncryptedTally = readonly Nest<Ciphertext>[];

export const encryptedTallyCodec: Codec<Nest<Ciphertext>> = nestCodec(ciphertextCodec);

/** What the archive says of the tally. */
export const sizedTallyCodec = object({
	num_tallied: natural,
	total_weight: natural,
	encrypted_tally: hash256,
});
export type SizedTally = Infer<typeof sizedTallyCodec>;

/** Decodes a ciphertext of a ballot that was verified: its points are known to be members. */
const readVerified = ({ alpha, beta }: WrittenCiphertext): Ciphertext => ({
	alpha: parseCurvePoint(alpha) as Point,
	beta: parseCurvePoint(beta) as Point,
});

function addInto(sums: Ciphertext[], ciphertexts: readonly Ciphertext[]): void {
	ciphertexts.forEach((c, j) => {
		sums[j] = addCiphertexts(sums[j]!, c);
	});
}

/** What some of the ballots add up to: a list of ciphertexts for each question. */
export type TallyPart = {
	readonly count: bigint;
	readonly weight: bigint;
	readonly parts: readonly (readonly WrittenCiphertext[])[];
};

/** Adds verified ballots up, one at a time, so that an archive can be streamed. The last ballot of a credential counts: give each credential once. */
export class TallyBuilder {
	readonly #election: Election;
	readonly #sums: Ciphertext[][];
	readonly #lists: WrittenCiphertext[][];
	#count = 0n;
	#weight = 0n;

	constructor(election: Election) {
		this.#election = election;
		const { questions } = election.definition;
		this.#sums = questions.map((q) =>
			typeOf(q).tallied === 'summed' ? leaves(answerShape(q)).map(() => NEUTRAL) : [],
		);
		this.#lists = questions.map(() => []);
	}

	/** @throws RangeError for a weight other than 1 where ballots are shuffled: a weight would mark them. */
	add(ballot: Ballot, weight: bigint): void {
		this.#count++;
		this.#weight += weight;
		this.#election.definition.questions.forEach((question, i) => {
			const type = typeOf(question);
			const written = leaves(type.ciphertexts(ballot.answers[i]!));
			if (type.tallied === 'shuffled') {
				if (weight !== 1n) throw new RangeError('ballots that are shuffled have no weight');
				this.#lists[i]!.push(...written);
			} else
				addInto(
					this.#sums[i]!,
					written.map((w) => scaleCiphertext(readVerified(w), weight)),
				);
		});
	}

	/** What was added so far, for {@link addPart} of another builder of this election: plain data that crosses to another thread. */
	part(): TallyPart {
		const { questions } = this.#election.definition;
		const parts = questions.map((question, i) =>
			typeOf(question).tallied === 'summed'
				? writeCiphertexts(this.#sums[i]!)
				: [...this.#lists[i]!],
		);
		return { count: this.#count, weight: this.#weight, parts };
	}

	/** Adds what another builder of this election has added. Its ballots must be verified and of other credentials. */
	addPart({ count, weight, parts }: TallyPart): void {
		this.#count += count;
		this.#weight += weight;
		this.#election.definition.questions.forEach((question, i) => {
			// One by one: a city's ballots are more than a call can have arguments.
			if (typeOf(question).tallied === 'shuffled')
				for (const ciphertext of parts[i]!) this.#lists[i]!.push(ciphertext);
			else addInto(this.#sums[i]!, parts[i]!.map(readVerified));
		});
	}

	/** The tally, its text, and the record that goes with it. */
	finish(): { tally: EncryptedTally; text: string; sized: SizedTally } {
		const tally = this.#election.definition.questions.map((question, i) =>
			typeOf(question).tallied === 'summed'
				? fillNest(answerShape(question), this.#sums[i]!)
				: sortCiphertexts(this.#lists[i]!).map(readVerified),
		);
		const text = encodeText(encryptedTallyCodec, tally);
		const sized = {
			num_tallied: this.#count,
			total_weight: this.#weight,
			encrypted_tally: sha256Hex(text),
		};
		return { tally, text, sized };
	}
}

/** By alpha, then beta, compared as the 32 little-endian bytes of RFC 8032: the order in which ciphertexts enter the shuffles. */
export function sortCiphertexts(ciphertexts: readonly WrittenCiphertext[]): WrittenCiphertext[] {
	const key = ({ alpha, beta }: WrittenCiphertext) => littleEndian(alpha) + littleEndian(beta);
	return ciphertexts
		.map((ciphertext) => ({ ciphertext, key: key(ciphertext) }))
		.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
		.map(({ ciphertext }) => ciphertext);
}

/** The text of a point with its bytes reversed. */
const littleEndian = (text: string): string => bytesToHex(parseHex(text)!.reverse());
