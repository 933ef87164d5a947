/** What pages and programs get from the server: types only. */
import type { Pot } from '../../crypto/budget/pot.ts';
import type { WorkState } from '../../crypto/commission/work.ts';
import type { Sentences } from '../../crypto/sentences.ts';
import type { Decision } from '../../crypto/verify/decisions.ts';
import type { VoteResult } from '../../crypto/verify/record.ts';
import type { DecisionKind, Phase, Role } from '../db/schema.ts';
import type { Draft } from '../votes/create.ts';

export type { Phase, Role } from '../db/schema.ts';

/** A vote in a list. Times are POSIX seconds. */
export type VoteSummary = {
	readonly id: string;
	readonly title: string;
	readonly phase: Phase;
	readonly opens: number;
	readonly closes: number;
};

export type CommissionMember = { readonly member: number; readonly name: string };

/** Everything public about a vote. */
export type VotePage = VoteSummary & {
	readonly pots: readonly Pot[];
	readonly commission: {
		readonly threshold: number;
		readonly members: readonly CommissionMember[];
	};
	readonly roll: number;
	readonly issued: number;
	/** Ballots in the register, replaced ones included. */
	readonly cast: number;
	/** What two persons decided against the plan, in order. */
	readonly decisions: readonly Decision[];
	/** Texts that the booth needs; from the opening on. */
	readonly election?: string;
	readonly manifest?: string;
	readonly trustees?: string;
	readonly result?: VoteResult;
	/** Below this path lies the published record, once there is one. */
	readonly record?: string;
};

/** Somebody who can sit on a commission. */
export type StaffMember = { readonly account: string; readonly name: string };

/** A vote that is being set up. */
export type DraftView = Draft & { readonly version: string };

/** A proposal about a vote; decided where `decidedAt` is there. */
export type DecisionView = {
	readonly number: number;
	readonly kind: DecisionKind;
	readonly reason: string;
	readonly proposedAt: number;
	/** Whether the reader proposed it, and so cannot confirm it. */
	readonly isOwn: boolean;
	/** How many people a proposed roll has. */
	readonly people?: number;
	readonly decidedAt?: number;
};

/** Who is signed in. */
export type Me = { readonly name: string; readonly roles: readonly Role[] };

/** The answer to a request for a token: evaluations of the issuers in their text (SPEC §7.4). */
export type TokenAnswer = { readonly evaluations: string };

/** What the server signs when it has stored a ballot (SPEC §8.13), and where to ask for the receipt. */
export type Accepted = { readonly acknowledgement: string; readonly ballot: string };

/** `receipt` is a c2sp.org/tlog-proof, there once the ballot is published; `entry` the bytes it proves, base64. */
export type ReceiptAnswer =
	{ readonly receipt: string; readonly entry: string } | { readonly pending: true };

/** Any refusal: application/problem+json. */
export type ProblemDocument = {
	readonly type: string;
	readonly title: string;
	readonly status: number;
	readonly code: string;
	readonly text: Sentences;
	readonly fields?: Readonly<Record<string, string>>;
};

/** What the server hands to the pages it renders. */
export type PageServices = {
	readonly me: Me | undefined;
	/** Whether people and votes are samples. */
	readonly isDemo: boolean;
	readonly community: { readonly name: string };
	/** Verifier keys of the two registers. */
	readonly registers: { readonly civic: string; readonly ballot: string };
	readonly votes: () => Promise<VoteSummary[]>;
	readonly vote: (id: string) => Promise<VotePage | undefined>;
};

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
