/**
 * A whole secret vote, stage by stage, with real cryptography. Every stage leaves its part of the public record behind; what stays
 * secret stays with the role that has it. Tests of attacks change what a stage left before the next one runs.
 */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { PotBallot } from '../../../crypto/budget/ballot.ts';
import type { Marks } from '../../../crypto/budget/paper.ts';
import type { Pot } from '../../../crypto/budget/pot.ts';
import type { Occasion } from '../../../crypto/budget/to-pabulib.ts';
import { bytesToHex, utf8ToBytes } from '../../../crypto/bytes.ts';
import { decodeText, encodeText } from '../../../crypto/codec.ts';
import { ballotHash, parseBallot } from '../../../crypto/election/ballot.ts';
import { makeUuid, type Election } from '../../../crypto/election/definition.ts';
import type { Nest } from '../../../crypto/election/nest.ts';
import {
	hasShuffles,
	replaceShuffled,
	shuffleCodec,
	shuffledParts,
	verifyShuffle,
	type Mixed,
	type Shuffle,
} from '../../../crypto/election/shuffle.ts';
import {
	strongDecryptionCodec,
	type StrongDecryption,
} from '../../../crypto/election/strong-decryption.ts';
import {
	encryptedTallyCodec,
	TallyBuilder,
	type EncryptedTally,
	type SizedTally,
} from '../../../crypto/election/tally.ts';
import {
	signStatement,
	statementCodec,
	type Statement,
	type StatementKind,
} from '../../../crypto/election/trustees/statement.ts';
import { encodePoint } from '../../../crypto/group.ts';
import { sha256Hex } from '../../../crypto/hash.ts';
import { makeCommitment } from '../../../crypto/register/commitment.ts';
import { leafHash, rootOfLeaves } from '../../../crypto/register/merkle.ts';
import { batchComposites, proveBatchShare, type BatchProof } from '../../../crypto/token/batch.ts';
import { parseElement } from '../../../crypto/token/group.ts';
import { requestHash } from '../../../crypto/token/token.ts';
import { encodeDecision } from '../../../crypto/verify/decisions.ts';
import { encodePaperBatch, makePaperBatch, type PaperBatch } from '../../../crypto/verify/paper.ts';
import { makeVoteResult } from '../../../crypto/verify/vote-result.ts';
import {
	encodeManifest,
	encodeRecordFile,
	encodeResult,
	encodeSignature,
	tokensCodec,
	type Manifest,
	type VoteResult,
} from '../../../crypto/verify/record.ts';
import { Behaviour } from './behaviour.ts';
import { holdCeremony, memberName, type Commission } from './commission.ts';
import { makeIssuers, type Issuers } from '../../electorate/issuers.ts';
import { analyze } from '../../work/close-jobs.ts';
import { expect, issuersText, type Booth, type Work } from '../../work/jobs.ts';
import { RegisterBuilder } from './register-builder.ts';
import { writeArchive, writeHints } from '../../votes/archive.ts';
import { readDecryptions } from '../../votes/decrypted.ts';
import { defineElection } from '../../votes/definition.ts';
import { LARGE } from '../../votes/limits.ts';
import { recordFiles } from '../../votes/record-files.ts';

const DAY = 86_400;
/** Items of one job: enough to pay, few enough to share. */
const CHUNK = 48;

export type VoteSetup = {
	readonly title: string;
	readonly pots: readonly Pot[];
	/** Filled-in ballots, one a voter, each with a ballot a pot. */
	readonly ballots: readonly (readonly PotBallot[])[];
	/** Batches of filled-in paper ballots, of persons who take no token; default none. */
	readonly paper?: readonly (readonly (readonly Marks[])[])[];
	/** Persons on the roll who do not vote; default none. */
	readonly absent?: number;
	readonly trustees: number;
	readonly threshold: number;
	readonly issuers: number;
	readonly issuerThreshold: number;
	/** Per cent of voters who vote more than once. */
	readonly revotes: number;
	/** Fixes who does what and when, nothing secret. */
	readonly seed: string;
	/** When the vote closes, in POSIX seconds. */
	readonly closes: number;
	/** What published ballots say about where they were cast. */
	readonly occasion: Pick<Occasion, 'country' | 'unit' | 'instance'>;
	readonly work: Work;
	readonly onProgress?: (stage: Stage, done: number, of: number) => void;
};
export type Stage = 'issue' | 'cast' | 'shuffle' | 'decrypt' | 'count';

/** A ballot in the box, in the order of the ballot register. */
export type CastBallot = {
	readonly text: string;
	readonly hints: Uint8Array;
	readonly credential: string;
};

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const chunksOf = <T>(items: readonly T[]): T[][] =>
	Array.from({ length: Math.ceil(items.length / CHUNK) }, (_, i) =>
		items.slice(CHUNK * i, CHUNK * (i + 1)),
	);

export class SimulatedVote {
	readonly setup: VoteSetup;
	readonly uuid = makeUuid();
	readonly behaviour: Behaviour;
	civic: RegisterBuilder<'civic'>;
	box: RegisterBuilder<'ballot'>;
	commission!: Commission;
	issuers!: Issuers;
	manifest!: Manifest;
	manifestText!: string;
	election!: Election;
	booths: Booth[] = [];
	/** How many have taken a paper form. */
	handedOut = 0;
	/** Elements of the tokens by credential. */
	readonly tokens = new Map<string, string>();
	casts: CastBallot[] = [];
	readonly openings: (string | null)[] = [];
	readonly parameterSignatures: Statement[] = [];
	ballotRegister!: VoteResult['ballotRegister'];
	tokenProof!: BatchProof;
	tally!: { tally: EncryptedTally; text: string; sized: SizedTally };
	readonly shuffles: { owner: number; text: string }[] = [];
	/** Batches of paper ballots, as entered. */
	readonly paper: PaperBatch[] = [];
	/** Texts of what was decided. */
	readonly decisions: string[] = [];
	readonly decryptions: { owner: number; text: string }[] = [];
	readonly strong: StrongDecryption[] = [];
	readonly statements: Statement[] = [];
	decrypted: Nest<bigint>[] = [];
	notCanonical: Set<number>[] = [];
	archive!: Uint8Array;
	result!: VoteResult;
	/** Simulated time. */
	#now: number;

	constructor(setup: VoteSetup) {
		this.setup = setup;
		this.behaviour = new Behaviour(setup.seed);
		this.#now = setup.closes - 14 * DAY;
		this.civic = new RegisterBuilder('civic', `viche.example/${this.uuid}/civic`);
		this.box = new RegisterBuilder('ballot', `viche.example/${this.uuid}/ballots`);
	}

	/** Every stage in order; then {@link record} is complete. */
	async run(): Promise<void> {
		this.prepare();
		this.open();
		await this.issue();
		await this.cast();
		this.close();
		this.enterPaper();
		await this.tallyUp();
		await this.shuffle();
		await this.decrypt();
		this.writeArchive();
		this.count();
		this.certify();
	}

	#tick(seconds = 60): number {
		this.#now += seconds;
		return this.#now;
	}

	#progress(stage: Stage, done: number, of: number): void {
		this.setup.onProgress?.(stage, done, of);
	}

	/** Keys, roll, manifest, definition. */
	prepare(): void {
		const { trustees, threshold, issuers, issuerThreshold, pots, title, closes } = this.setup;
		this.commission = holdCeremony(trustees, threshold);
		this.issuers = makeIssuers(this.uuid, issuers, issuerThreshold);
		const tags = this.#rollTags();
		const { trusteesText, trustees: read } = this.commission;
		this.manifest = {
			format: 'viche-manifest/v1',
			uuid: this.uuid,
			title,
			pots: [...pots],
			trustees: sha256Hex(trusteesText),
			commission: {
				threshold,
				members: read.owners.map(({ owner, signingKey }) => ({
					index: owner,
					name: memberName(owner),
					key: encodePoint(signingKey),
				})),
			},
			issuer: this.issuers.parameters,
			roll: { count: tags.length, root: bytesToHex(rootOfLeaves(tags.map((t) => leafHash(t)))) },
			registers: { civic: this.civic.key, ballot: this.box.key },
			lot: 'ballot-register-root',
			dates: { opens: closes - 7 * DAY, closes },
			...(this.setup.paper ? { paper: 1 } : {}),
		};
		this.manifestText = encodeManifest(this.manifest);
		this.election = defineElection({
			uuid: this.uuid,
			title,
			pots,
			electionKey: read.electionKey,
			manifestText: this.manifestText,
		});
	}

	#rollTags(): Uint8Array[] {
		const { ballots, absent = 0 } = this.setup;
		const key = randomBytes(32);
		const people = ballots.length + this.#forms() + absent;
		return Array.from({ length: people }, (_, i) =>
			createHmac('sha256', key).update(`person ${i}`).digest(),
		);
	}

	/** How many vote on paper. */
	#forms(): number {
		return (this.setup.paper ?? []).reduce((sum, batch) => sum + batch.length, 0);
	}

	/** From here nothing of manifest and definition can change. */
	open(): void {
		const object = this.uuid;
		const { count, root } = this.manifest.roll;
		this.civic.append({ type: 'process', object, hash: this.election.hash, at: this.#tick() });
		this.civic.append({ type: 'roll', object, count, root, at: this.#tick() });
		for (const { member, step, text } of this.commission.messages)
			this.civic.append({
				type: 'ceremony',
				object,
				member,
				step,
				hash: sha256Hex(text),
				at: this.#tick(),
			});
		this.civic.append({
			type: 'manifest',
			object,
			hash: sha256Hex(this.manifestText),
			at: this.#tick(),
		});
		this.commission.secrets.forEach((_, i) => {
			const statement = this.sign(i + 1, 'parameters', sha256Hex(this.manifestText));
			this.parameterSignatures.push(statement);
			const hash = sha256Hex(encodeText(statementCodec, statement));
			this.civic.append({
				type: 'ceremony',
				object,
				member: i + 1,
				step: 'parameters',
				hash,
				at: this.#tick(),
			});
		});
	}

	/** A member signs, in the context of this election. */
	sign(owner: number, kind: StatementKind, payload: string): Statement {
		const { signing } = this.commission.secrets[owner - 1]!;
		return signStatement(this.election.fingerprint, { kind, owner, payload }, signing);
	}

	/** Every voter takes a token or a paper form. */
	async issue(): Promise<void> {
		const { work, ballots } = this.setup;
		const voters = ballots.length;
		const chunks = chunksOf(ballots);
		let done = 0;
		await Promise.all(
			chunks.map(async (chunk, c) => {
				const booths = await work('openBooths', { uuid: this.uuid, count: chunk.length });
				const answers = await this.#ask(booths.map((b) => b.request));
				const elements = await work('unblind', { issuers: this.#issuers(), booths, answers });
				booths.forEach((booth, i) => {
					this.booths[CHUNK * c + i] = booth;
					this.tokens.set(booth.credential, elements[i]!);
				});
				this.#progress('issue', (done += chunk.length), voters);
			}),
		);
		this.booths.forEach(({ request }, i) => this.registerIssuance(i, request));
		this.handedOut = this.#forms();
		for (let i = 0; i < this.handedOut; i++)
			this.#issue(voters + i, randomBytes(32).toString('hex'));
	}

	/** This person has taken a token. */
	registerIssuance(position: number, request: string): void {
		this.#issue(position, requestHash(parseElement(request)!));
	}

	/** An entry that says: this person has taken a token, or a form. Who is a commitment, opened to that person alone. */
	#issue(position: number, request: string): void {
		const { c } = makeCommitment('issuance', utf8ToBytes(`person ${position}`));
		this.civic.append({ type: 'issuance', object: this.uuid, position, c, request });
	}

	#issuers(): string {
		return issuersText(this.uuid, this.issuers.text);
	}

	/** The answers of as many issuers as are needed, for each request. */
	async #ask(requests: readonly string[]): Promise<string[][]> {
		const { threshold } = this.issuers.parameters;
		const asked = this.issuers.shares
			.slice(0, threshold)
			.map((share, i) =>
				this.setup.work('evaluate', { issuers: this.#issuers(), j: i + 1, share, requests }),
			);
		const answers = await Promise.all(asked);
		return requests.map((_, r) => answers.map((a) => a[r]!));
	}

	/** Voters cast; some vote before and change their mind. What the file says is every voter's last ballot. */
	async cast(): Promise<void> {
		const { ballots, revotes } = this.setup;
		const last = ballots.map((filled, voter) => ({ voter, filled }));
		const first = last
			.filter(() => this.behaviour.chance(revotes))
			.map(({ voter }) => ({ voter, filled: ballots[this.behaviour.number(ballots.length)]! }));
		const order = [...this.behaviour.shuffle(first), ...this.behaviour.shuffle(last)];
		const made = await this.encrypt(order);
		await this.#redeemAll();
		for (const cast of made) this.accept(cast);
	}

	/** Booths encrypt, the box checks. */
	async encrypt(
		casts: readonly { readonly voter: number; readonly filled: readonly PotBallot[] }[],
	): Promise<CastBallot[]> {
		const { work, pots } = this.setup;
		const election = this.election.text;
		let done = 0;
		const made = await Promise.all(
			chunksOf(casts).map(async (chunk) => {
				const ballots = chunk.map(({ voter, filled }) => {
					const { credential, secret } = this.booths[voter]!;
					return { credential, secret, filled };
				});
				const made = await work('encrypt', { election, pots, ballots });
				const hints = await work('accept', { election, ballots: made });
				this.#progress('cast', (done += chunk.length), casts.length);
				return made.map(({ text }, i) => ({
					text,
					hints: hints[i]!,
					credential: ballots[i]!.credential,
				}));
			}),
		);
		return made.flat();
	}

	async #redeemAll(): Promise<void> {
		const { work } = this.setup;
		const tokens = [...this.tokens].map(([credential, element]) => ({ credential, element }));
		await Promise.all(
			chunksOf(tokens).map(async (chunk) => {
				const requests = await work('redemptions', { uuid: this.uuid, tokens: chunk });
				const answers = await this.#ask(requests);
				await work('redeem', { uuid: this.uuid, issuers: this.#issuers(), tokens: chunk, answers });
			}),
		);
	}

	/** A ballot enters box and register. */
	accept(cast: CastBallot): void {
		const { c, opening } = makeCommitment('ballot', utf8ToBytes(cast.text));
		const nullifier = sha256Hex(`viche/token-spent/v1|${this.uuid}|${cast.credential}`);
		this.box.append({
			type: 'ballot',
			object: this.uuid,
			ballot: ballotHash(cast.text),
			nullifier,
			c,
		});
		this.openings.push(bytesToHex(opening.r));
		this.casts.push(cast);
	}

	close(): void {
		this.box.append({ type: 'close', object: this.uuid, ballots: this.casts.length, audited: 0 });
		this.openings.push(null);
		this.ballotRegister = { size: this.box.size, root: this.box.root() };
		this.#now = Math.max(this.#now, this.setup.closes);
		const { size, root } = this.ballotRegister;
		this.civic.append({
			type: 'close',
			object: this.uuid,
			ballots: this.casts.length,
			size,
			root,
			at: this.#now,
		});
	}

	/** Forms are entered batch by batch; then two persons decide that they are complete. */
	enterPaper(): void {
		const { paper, pots } = this.setup;
		if (!paper) return;
		const { uuid } = this;
		for (const [i, forms] of paper.entries()) {
			const [sheet, salt] = [randomBytes(32).toString('hex'), randomBytes(32).toString('hex')];
			const batch = makePaperBatch({ uuid, batch: i + 1, sheet, salt }, pots, forms);
			this.paper.push(batch);
			const [hash, at] = [sha256Hex(encodePaperBatch(batch)), this.#tick()];
			this.civic.append({
				type: 'paper',
				object: uuid,
				batch: i + 1,
				ballots: forms.length,
				hash,
				at,
			});
		}
		this.decide('paper');
	}

	/** Two persons decide something about the vote. */
	decide(kind: 'paper'): void {
		const at = this.#tick();
		const text = encodeDecision({ vote: this.uuid, kind, reason: 'Simulated.', at });
		this.decisions.push(text);
		this.civic.append({ type: 'decision', object: this.uuid, hash: sha256Hex(text), at });
	}
	/** The credentials of redeemed tokens, sorted. */
	credentials(): string[] {
		return [...new Set(this.casts.map((c) => c.credential))].sort();
	}

	/** The last ballot of every credential. */
	counted(): CastBallot[] {
		return [...new Map(this.casts.map((c) => [c.credential, c])).values()];
	}

	#step(part: string, text: string): void {
		this.civic.append({
			type: 'tally',
			object: this.uuid,
			part,
			hash: sha256Hex(text),
			at: this.#tick(),
		});
	}

	/** Ciphertexts are added or listed; the issuers prove all tokens. */
	tallyUp(): Promise<void> {
		const builder = new TallyBuilder(this.election);
		for (const { text } of this.counted())
			builder.add(expect(parseBallot(this.election, text), 'ballot'), 1n);
		this.tally = builder.finish();
		this.#step('encrypted-tally', this.tally.text);
		const { issuer, shares } = this.issuers;
		this.tokenProof = batchComposites(issuer, this.uuid, this.writtenTokens()).map((composite) =>
			shares
				.slice(0, issuer.threshold)
				.map((share, i) => proveBatchShare(issuer, i + 1, share, composite)),
		);
		this.#step('tokens', this.tokensText());
		return Promise.resolve();
	}

	writtenTokens(): { credential: string; element: string }[] {
		return this.credentials().map((credential) => ({
			credential,
			element: this.tokens.get(credential)!,
		}));
	}

	tokensText(): string {
		const tokens = this.writtenTokens();
		return encodeRecordFile(tokensCodec, {
			format: 'viche-tokens/v1',
			tokens,
			proof: this.tokenProof,
		});
	}

	/** Members shuffle in turn, each checking the one before. */
	async shuffle(): Promise<void> {
		if (!hasShuffles(this.election.definition)) return;
		const owners = this.commission.trustees.owners;
		let mixed: Mixed = shuffledParts(this.election, this.tally.tally);
		for (const { owner } of owners) {
			const text = await this.setup.work('shuffle', { election: this.election.text, mixed });
			const shuffle = expect(decodeText(shuffleCodec, text, LARGE), 'shuffle');
			mixed = this.takeShuffle(mixed, shuffle);
			this.shuffles.push({ owner, text });
			this.statements.push(this.sign(owner, 'shuffle', sha256Hex(text)));
			this.#step('shuffle', text);
			this.#progress('shuffle', owner, owners.length);
		}
		this.mixed = mixed;
	}
	mixed: Mixed = [];

	/** The next member goes on from a shuffle that holds. */
	takeShuffle(before: Mixed, shuffle: Shuffle): Mixed {
		return expect(verifyShuffle(this.election, before, shuffle), 'shuffle');
	}

	/** What is decrypted: the sums, and the last shuffle. */
	toDecrypt(): EncryptedTally {
		return replaceShuffled(this.election, this.tally.tally, this.mixed);
	}

	/** All members decrypt: more than are needed, so that every subset can be compared. */
	async decrypt(): Promise<void> {
		const { secrets } = this.commission;
		const tally = encodeText(encryptedTallyCodec, this.toDecrypt());
		let done = 0;
		const parts = await Promise.all(
			secrets.map(async ({ decryption }, i) => {
				const input = {
					fingerprint: this.election.fingerprint,
					tally,
					owner: i + 1,
					secret: decryption,
				};
				const part = await this.setup.work('decrypt', input);
				this.#progress('decrypt', ++done, secrets.length);
				return part;
			}),
		);
		parts.forEach(({ wire, strong }, i) => {
			this.decryptions.push({ owner: i + 1, text: wire });
			this.strong.push(expect(decodeText(strongDecryptionCodec, strong), 'strong proof'));
			this.statements.push(this.sign(i + 1, 'partial-decryption', sha256Hex(wire)));
			this.#step('partial-decryption', wire);
		});
		this.#read();
	}

	/** From factors to numbers. */
	#read(): void {
		const { trustees } = this.commission;
		const counted = this.counted().length;
		const read = readDecryptions(
			this.election,
			trustees,
			this.toDecrypt(),
			this.decryptions,
			counted,
		);
		({ decrypted: this.decrypted, notCanonical: this.notCanonical } = expect(read, 'decryption'));
	}

	/** The Belenios archive. */
	writeArchive(): void {
		this.archive = writeArchive({
			at: this.setup.closes,
			election: this.election.text,
			trustees: this.commission.trusteesText,
			credentials: this.credentials(),
			ballots: this.casts.map((c) => c.text),
			tally: this.tally,
			shuffles: this.shuffles,
			isShuffled: true,
			decryptions: this.decryptions,
			decrypted: this.decrypted,
		});
	}

	/** The published rule, in exact arithmetic. */
	count(): void {
		this.result = expect(
			makeVoteResult({
				manifest: this.manifest,
				decrypted: this.decrypted,
				notCanonical: this.notCanonical,
				paper: this.paper,
				archive: sha256(this.archive),
				ballotRegister: this.ballotRegister,
				cast: this.casts.length,
				counted: this.counted().length,
				issued: this.booths.length + this.handedOut,
			}),
			'count',
		);
		this.#step('result', encodeResult(this.result));
		this.#progress('count', 1, 1);
	}

	/** Members sign the result. */
	certify(): void {
		const hash = sha256Hex(encodeResult(this.result));
		this.commission.secrets.forEach((_, i) => {
			const { signature } = this.sign(i + 1, 'certified', hash);
			this.civic.append({
				type: 'certificate',
				object: this.uuid,
				member: i + 1,
				result: hash,
				verdict: 'certified',
				signature: encodeSignature(signature),
				at: this.#tick(),
			});
		});
	}

	#analysis(): string {
		const { manifest, decrypted, notCanonical, paper, result } = this;
		return analyze({ manifest, decrypted, notCanonical, paper, result });
	}

	/** The files of the published record by path. */
	record(): Map<string, Uint8Array> {
		const { strong, statements, decrypted, notCanonical } = this;
		const files = recordFiles({
			manifest: this.manifest,
			manifestText: this.manifestText,
			archive: this.archive,
			hints: writeHints(this.casts.map((c) => c.hints)),
			ceremony: { messages: this.commission.messages, signatures: this.parameterSignatures },
			tokensText: this.tokensText(),
			openings: this.openings,
			decisions: this.decisions,
			paper: this.paper,
			outcome: {
				decryptions: { strong, statements },
				result: this.result,
				decrypted: { decrypted, notCanonical },
				analysis: this.#analysis(),
				occasion: this.setup.occasion,
			},
			registers: { civic: 'register/civic', ballot: 'register/ballot' },
		});
		for (const [path, bytes] of this.civic.files()) files.set(`register/civic/${path}`, bytes);
		for (const [path, bytes] of this.box.files()) files.set(`register/ballot/${path}`, bytes);
		return files;
	}
}
