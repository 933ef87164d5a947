import type { Election } from '../election/definition.ts';
import type { BallotEngine } from './engine.ts';
import type { OpenBytes } from './source.ts';

/** What the verifier is busy with, and how far it is; `total` where it is known. */
export type Progress = {
	readonly phase: 'registers' | 'ballots' | 'tally' | 'shuffles' | 'decryption' | 'count';
	readonly done: number;
	readonly total?: number;
};

/** A ballot of the archive; `credential` is what it names, if it can be a ballot at all. */
export type SeenBallot = {
	readonly hash: string;
	readonly text: string;
	readonly credential: string | undefined;
};

export type ArchiveOptions = {
	/** Does the heavy work; by default where the verifier runs. */
	readonly engine?: (election: Election) => BallotEngine;
	/** Untrusted hints beside the archive (SPEC §11). */
	readonly hints?: OpenBytes;
	readonly onProgress?: (progress: Progress) => void;
	/** Sees every ballot, in order. */
	readonly onBallot?: (ballot: SeenBallot) => void;
};
