/** What pages and programs get from the server: types only. */
import type { PotFormat } from '../../crypto/budget/files.ts';
import type { Pot } from '../../crypto/budget/pot.ts';
import type { CeremonyStep, WorkState } from '../../crypto/commission/work.ts';
import type { Entry } from '../../crypto/register/entry-schema.ts';
import type { Sentences } from '../../crypto/sentences.ts';
import type { Decision, Eligibility } from '../../crypto/verify/decisions.ts';
import type { VoteResult } from '../../crypto/verify/record.ts';
import type { VoteAnalysis } from '../../crypto/verify/vote-analysis.ts';
import type { Assurance, DecisionKind, Phase, Role } from '../db/schema.ts';
import type { Draft } from '../votes/create.ts';

export type { Assurance, Phase, Role } from '../db/schema.ts';
export type * from './contract-civic.ts';
export type * from './contract-talk.ts';
export type * from './contract-follow-up.ts';
export type * from './contract-petition.ts';
export type * from './contract-poll.ts';

/** What every view of a vote begins with. Times are POSIX seconds. */
export type VoteHead = {
	readonly id: string;
	readonly title: string;
	readonly phase: Phase;
	readonly opens: number;
	readonly closes: number;
};

/** How many projects are funded, and for how much: a decimal. */
export type PotOutcome = { readonly funded: number; readonly cost: string };

export type PotSummary = {
	readonly title: string;
	readonly budget: string;
	readonly currency: string;
	/** How many compete. */
	readonly projects: number;
	/** Once the votes are counted. */
	readonly outcome?: PotOutcome;
};

/** A vote in the list of all. */
export type VoteSummary = VoteHead & { readonly money: readonly PotSummary[] };

export type CommissionMember = { readonly member: number; readonly name: string };

/** What is waited for, and the members of the commission who have not done it. */
export type Waiting = {
	readonly what: CeremonyStep | 'parameters' | 'shuffle' | 'paper' | 'decryption' | 'certification';
	readonly members: readonly number[];
};

/** Everything public about a vote. */
export type VotePage = VoteHead & {
	/** Who wants to can vote on paper. */
	readonly isPaper?: true;
	readonly pots: readonly Pot[];
	readonly commission: {
		readonly threshold: number;
		readonly members: readonly CommissionMember[];
	};
	readonly roll: number;
	readonly issued: number;
	/** Ballots in the register, replaced ones included. */
	readonly cast: number;
	/** Ballots enter the register when so many wait, or at the close: until then a voter has no receipt. */
	readonly batch: number;
	/** What two persons decided about it, in order. */
	readonly decisions: readonly Decision[];
	/** Texts that the booth needs; from the opening on. */
	readonly election?: string;
	readonly manifest?: string;
	readonly trustees?: string;
	/** SHA-256 of the list of the pages' files (/pages.sha256), and the entry of the civic register that says so. */
	readonly pages?: { readonly hash: string; readonly entry: number };
	readonly waiting?: Waiting;
	readonly result?: VoteResult;
	/** What the result means to voters, and what other rules would have given; not there for votes counted before it was made. */
	readonly analysis?: VoteAnalysis;
	/** Below this path lies the published record, from the close on. */
	readonly record?: string;
	/** Whether the record, or its latest step, waits for the witnesses of the registers. */
	readonly isRecordPending?: true;
};

/** A file that anybody may take. */
export type DataFile = {
	readonly format: PotFormat | 'protocol' | 'record';
	readonly path: string;
};

/** What data there are about a vote. */
export type Dataset = VoteHead & {
	readonly pots: readonly { readonly title: string; readonly files: readonly DataFile[] }[];
	/** About the whole vote. */
	readonly files: readonly DataFile[];
};

/** Somebody who can sit on a commission. */
export type StaffMember = { readonly account: string; readonly name: string };

/** A vote that is being set up. */
export type DraftView = Draft & { readonly version: string };

/** A proposal about a vote; decided where `decidedAt` is there, taken back where `withdrawnAt` is. */
export type DecisionView = {
	readonly number: number;
	readonly kind: DecisionKind;
	readonly reason: string;
	readonly proposedAt: number;
	/** Whether the reader proposed it, and so cannot confirm it, but can withdraw it. */
	readonly isOwn: boolean;
	/** How many people are on the roll that was decided. */
	readonly people?: number;
	readonly decidedAt?: number;
	readonly withdrawnAt?: number;
};

/** Paper forms of a vote, for those who hand them out and count them. */
export type PaperView = {
	readonly handedOut: number;
	/** How many stand in the register. */
	readonly entered: number;
	/** Two persons have decided that all are entered. */
	readonly isComplete: boolean;
	/** In the order in which they were begun. */
	readonly batches: readonly PaperBatchView[];
};

/** A batch of forms; entered where `number`, its number in the register, is there. */
export type PaperBatchView = {
	readonly id: string;
	readonly label: string;
	readonly forms: number;
	/** SHA-256 of the scan of the signed sheet, hex. */
	readonly sheet: string;
	readonly number?: number;
	/** How many persons have read it: two at most. */
	readonly people: number;
	/** What the reader typed, a line for each pot of each form. */
	readonly own?: readonly (readonly string[])[];
	/** Numbers, from 1, of the forms that two persons read differently. */
	readonly differing?: readonly number[];
};

/** Who is signed in, and how surely that is known. */
export type Me = {
	readonly name: string;
	readonly roles: readonly Role[];
	readonly assurance: Assurance;
};

/** A session of one's own. Times are POSIX seconds. */
export type SessionView = {
	readonly signedInAt: number;
	readonly expiresAt: number;
	readonly assurance: Assurance;
	/** Whether it is the one that asks. */
	readonly isThis: boolean;
};

export type PasskeyView = {
	readonly id: string;
	readonly name: string;
	readonly createdAt: number;
	readonly usedAt?: number;
};

/** What became of one's right to vote: `entry` is the index in the civic register of the entry that says that it was issued. */
export type RightView = {
	readonly vote: VoteSummary;
	readonly right: 'not-on-roll' | 'unused' | 'issued';
	readonly entry?: number;
};

/** Everything that people see of their own account. */
export type AccountPage = {
	readonly sessions: readonly SessionView[];
	readonly passkeys: readonly PasskeyView[];
	/** Whether they may add a passkey. */
	readonly isStaff: boolean;
	/** None where it is not known surely who they are. */
	readonly rights: readonly RightView[];
};

/** What would be another with a proposed roll: numbers of people. */
export type RollChange = {
	readonly people: number;
	/** On the roll as it stands. */
	readonly present: number;
	readonly added: number;
	readonly gone: number;
	/** Of those gone, who had been put on the roll because they asked. */
	readonly goneThoughAsked: number;
};

/** The same with the rule by which the roll was made. */
export type RollPreview = RollChange & { readonly eligibility?: Eligibility };

/** What a person asked of the desk, with the answer once two persons have decided. */
export type OwnRollRequest = {
	readonly reason: string;
	readonly askedAt: number;
	readonly verdict?: 'accepted' | 'refused';
	readonly answer?: string;
	readonly decidedAt?: number;
};

/** Where a person stands with the roll of a vote. */
export type RollPlace = {
	/** Whether there is a roll yet. */
	readonly hasRoll: boolean;
	readonly isOnRoll: boolean;
	readonly mayAsk: boolean;
	readonly request?: OwnRollRequest;
};

/** A request as the desk sees it: an answer that is not decided waits for a second person. */
export type RollRequestView = OwnRollRequest & {
	readonly account: string;
	readonly name: string;
	/** Whether the reader gave the answer, and so cannot confirm it, but can withdraw it. */
	readonly isOwn: boolean;
	/** Whether it is the reader's own request, about which others decide. */
	readonly isAboutReader: boolean;
	/** Names what is confirmed. */
	readonly version: string;
};

/** A vote as staff has it before them. */
export type VoteWork = VoteHead & {
	/** People on the roll. */
	readonly roll: number;
	/** Proposals that another person must confirm. */
	readonly proposals: number;
	/** People who asked to be on the roll and have no answer. */
	readonly requests: number;
	readonly waiting?: Waiting;
	/** Members who are waited for. */
	readonly names: readonly string[];
};

/** The answer to a request for a token: evaluations of the issuers in their text (SPEC §7.4). */
export type TokenAnswer = { readonly evaluations: string };

/** What the server signs when it has stored a ballot (SPEC §8.13), and where to ask for the receipt. */
export type Accepted = { readonly acknowledgement: string; readonly ballot: string };

/** `receipt` is a c2sp.org/tlog-proof, there once the ballot is published; `entry` the bytes it proves, base64. */
export type ReceiptAnswer =
	{ readonly receipt: string; readonly entry: string } | { readonly pending: true };

/** Hashes of ballots; almost always of one. */
export type CodeWordsAnswer = { readonly ballots: readonly string[] };

/** Any refusal: application/problem+json. */
export type ProblemDocument = {
	readonly type: string;
	readonly title: string;
	readonly status: number;
	readonly code: string;
	readonly text: Sentences;
	readonly fields?: Readonly<Record<string, string>>;
};

/** The two registers of a community. */
export type RegisterName = 'civic' | 'ballot';

/** A witness of a policy, and when it cosigned the published checkpoint, if it did. */
export type WitnessView = { readonly name: string; readonly at?: number };

/** Whom a register is shown to before the public sees it. */
export type WitnessesView = {
	readonly witnesses: readonly WitnessView[];
	/** Whether enough of them have cosigned what is published. */
	readonly isQuorumMet: boolean;
	/** Entries that are not published yet. */
	readonly waiting: number;
};

/** A register as the public sees it. */
export type RegisterView = {
	readonly name: string;
	/** Its verifier key. */
	readonly key: string;
	readonly size: number;
	/** Hex. */
	readonly root: string;
	/** The signed note; missing while nothing has been cosigned by enough witnesses. */
	readonly checkpoint?: string;
	/** Missing where the community has no witnesses. */
	readonly witnesses?: WitnessesView;
};

export type EntryFilter = {
	readonly vote?: string | undefined;
	readonly type?: string | undefined;
	/** Only entries with a smaller index. */
	readonly before?: number | undefined;
};

/** `next`: where the entries before these begin, as `before`. */
export type EntryList = {
	readonly entries: readonly { readonly index: number; readonly entry: Entry }[];
	readonly next?: number;
};

/** An entry, its bytes as text, and its tlog-proof. */
export type EntryProof = {
	readonly index: number;
	readonly entry: Entry;
	readonly text: string;
	readonly receipt: string;
};

/** An endpoint as the page for developers shows it; body and answer in the notation of TypeScript. */
export type ApiOperation = {
	readonly method: string;
	readonly path: string;
	readonly summary: string;
	/** Who may call it. */
	readonly access: string;
	readonly parameters: readonly { readonly name: string; readonly form: string }[];
	/** Headers that mean something here, and what. */
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: string;
	readonly answer: string;
	/** Codes of `errors`. */
	readonly refusals: readonly string[];
};

/** The whole API, to be read. */
export type ApiPage = {
	readonly resources: readonly {
		readonly name: string;
		readonly operations: readonly ApiOperation[];
	}[];
	readonly types: readonly {
		readonly name: string;
		readonly text: string;
		readonly description?: string;
	}[];
	readonly errors: readonly {
		readonly code: string;
		readonly status: number;
		readonly text: Sentences;
	}[];
};

/** What the server hands to the pages it renders. */
export type PageServices = {
	readonly me: Me | undefined;
	/** The account of who is signed in. */
	readonly account: () => Promise<AccountPage | undefined>;
	/** Whether people may sign in by e-mail. */
	readonly hasMail: boolean;
	/** Whether people and votes are samples. */
	readonly isDemo: boolean;
	/** Who made the map whose pieces are below /tiles; `undefined` where there is none. */
	readonly mapBy: string | undefined;
	readonly community: { readonly name: string };
	/** Verifier keys of the two registers. */
	readonly registers: { readonly civic: string; readonly ballot: string };
	/** The C2SP tlog-policy of the registers, where witnesses watch them. */
	readonly policy: string | undefined;
	readonly votes: () => Promise<VoteSummary[]>;
	readonly vote: (id: string) => Promise<VotePage | undefined>;
	readonly datasets: () => Promise<Dataset[]>;
	readonly register: (kind: RegisterName) => Promise<RegisterView>;
	readonly entries: (kind: RegisterName, filter: EntryFilter) => Promise<EntryList>;
	readonly entry: (kind: RegisterName, index: number) => Promise<EntryProof | undefined>;
	/**
	 * Calls the API for whoever asked for the page. `path` as the API has it, parameters as `:name`; `sent` is the query of a question,
	 * else the body; `seen` the version that was read of what is changed.
	 */
	readonly call: <T>(
		method: 'get' | 'post' | 'put' | 'delete',
		path: string,
		params: Readonly<Record<string, string>>,
		sent?: unknown,
		seen?: string,
	) => Promise<CallAnswer<T>>;
	readonly api: ApiPage;
};

export type CallAnswer<T> =
	| { readonly ok: true; readonly value: T }
	| { readonly ok: false; readonly error: ProblemDocument };

/** What a member of the commission sees of the work. */
export type CommissionState = WorkState & {
	readonly phase: Phase;
	readonly members: readonly CommissionMember[];
	/** Who has signed the manifest. */
	readonly signed: readonly number[];
	/** Whose turn it is to shuffle. */
	readonly shuffler?: number;
	readonly decrypted: readonly number[];
	readonly certified: readonly number[];
};
