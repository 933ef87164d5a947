/**
 * The protocol of results (протокол) as data: one model, which protocol.json prints and protocol.pdf sets. Everything in it follows from
 * what is published, so that it is the same whoever makes it and whenever. Format: docs/protocol-of-results.md.
 */
import { bytesToHex } from '../../../crypto/bytes.ts';
import { sha256Hex } from '../../../crypto/hash.ts';
import type { DecisionKind } from '../../../crypto/verify/decisions.ts';
import type { PlacedEntry } from '../../../crypto/verify/register.ts';
import { parseManifest, type VoteResult } from '../../../crypto/verify/record.ts';
import { entriesAbout } from '../../register/browse.ts';
import type { RegisterStore } from '../../register/register-store.ts';
import { decide, type Inside, type Services } from '../../services.ts';
import { decidedTexts, readDecision } from '../../votes/decisions.ts';
import { electionOf } from '../../votes/open.ts';
import { membersOf, requireVote, type Vote } from '../../votes/votes.ts';
import { potOf, type ProtocolPot } from './pots.ts';

/** A register at the close of the vote, and its checkpoint over all that the protocol speaks of. */
export type ProtocolRegister = {
	readonly name: string;
	/** Verifier key. */
	readonly key: string;
	readonly atClose: { readonly size: number; readonly root: string };
	/** A signed note. */
	readonly checkpoint: string;
};

/** A decision of two persons, or the reason of a member who dissents. Times are POSIX seconds, `entry` numbers in the civic register. */
export type ProtocolDecision = {
	readonly kind: DecisionKind;
	readonly reason: string;
	readonly at: number;
	readonly entry: number;
	/** Name of the member who dissents. */
	readonly member?: string;
};

export type ProtocolMember = {
	readonly member: number;
	readonly name: string;
	/** How the member signed, when, and where it stands; absent while the member has not. */
	readonly signed?: {
		readonly verdict: 'certified' | 'dissent';
		readonly at: number;
		readonly entry: number;
	};
};

export type Protocol = {
	readonly format: 'viche-protocol/v1';
	/** `tallied`: counted, but not yet signed by as many members as it takes. */
	readonly state: 'tallied' | 'certified';
	readonly community: { readonly name: string; readonly country: string };
	readonly vote: { readonly id: string; readonly title: string };
	/** POSIX seconds: the plan, and when it was closed. */
	readonly dates: { readonly opens: number; readonly closes: number; readonly closed: number };
	readonly turnout: {
		readonly roll: number;
		readonly issued: number;
		/** Ballots, replaced ones included. */
		readonly cast: number;
		readonly counted: number;
		/** Paper forms entered; where the vote took paper. */
		readonly paper?: number;
	};
	readonly pots: readonly ProtocolPot[];
	/** The seed of every lot: the root of the ballot register at the close. */
	readonly lot: string;
	readonly decisions: readonly ProtocolDecision[];
	readonly commission: {
		readonly threshold: number;
		readonly members: readonly ProtocolMember[];
	};
	readonly hashes: {
		/** Fingerprint of the election, as Belenios writes it. */
		readonly election: string;
		/** SHA-256 of the files of the record. */
		readonly manifest: string;
		readonly archive: string;
		readonly result: string;
	};
	readonly registers: { readonly civic: ProtocolRegister; readonly ballot: ProtocolRegister };
	/** Where anybody verifies, and where the record is. */
	readonly addresses: { readonly verify: string; readonly record: string };
};

/** What the database says, read in one transaction. */
type Facts = {
	readonly vote: Vote;
	/** Entries of the civic register about the vote. */
	readonly about: readonly PlacedEntry<'civic'>[];
	/** Texts of decisions. */
	readonly decided: readonly string[];
	readonly members: readonly { readonly member: number; readonly name: string }[];
};

async function gather(inside: Inside, id: string): Promise<Facts> {
	const vote = await requireVote(inside, inside.db, id);
	return {
		vote,
		about: await entriesAbout(inside, id, ['close', 'decision', 'tally', 'certificate']),
		decided: await decidedTexts(inside, id),
		members: await membersOf(inside, inside.db, id),
	};
}

/** Makes the protocol of a vote that is counted. @param origin - where people reach the platform */
export async function makeProtocol(
	services: Services,
	id: string,
	origin: string,
): Promise<Protocol> {
	const facts = await decide(services, (inside) => gather(inside, id));
	const { vote, about } = facts;
	const manifest = parseManifest(vote.manifest!);
	if (!manifest.ok || (vote.phase !== 'tallied' && vote.phase !== 'certified'))
		throw new TypeError(`${id}: not a vote that is counted`);
	const result = JSON.parse(vote.result!) as VoteResult;
	const { title, dates, pots } = manifest.value;
	const { roll, issued, cast, counted, paper, lot, archive } = result;
	const { name, country } = services.community;
	return {
		format: 'viche-protocol/v1',
		state: vote.phase,
		community: { name, country },
		vote: { id, title },
		dates: { ...dates, closed: vote.closed!.at },
		turnout: { roll, issued, cast, counted, ...(paper ? { paper: paper.forms } : {}) },
		pots: pots.map((pot, i) => potOf(pot, result.pots[i]!)),
		lot,
		decisions: decisionsIn(facts),
		commission: { threshold: vote.threshold, members: signersIn(facts) },
		hashes: {
			election: electionOf(vote).fingerprint,
			manifest: sha256Hex(vote.manifest!),
			archive,
			result: sha256Hex(vote.result!),
		},
		registers: await registersOf(services, vote.closed!.size, about),
		addresses: { verify: `${origin}/votes/${id}/verify`, record: `${origin}/record/${id}/` },
	};
}

async function registersOf(
	{ civic, box }: Services,
	ballots: number,
	about: readonly PlacedEntry<'civic'>[],
): Promise<Protocol['registers']> {
	const close = about.find(({ entry }) => entry.type === 'close')!.index;
	return {
		civic: await registerOf(civic, close + 1, about.at(-1)!.index + 1),
		ballot: await registerOf(box, ballots, ballots),
	};
}

async function registerOf(
	register: RegisterStore<'civic'> | RegisterStore<'ballot'>,
	sizeAtClose: number,
	size: number,
): Promise<ProtocolRegister> {
	const root = await register.rootAt(sizeAtClose);
	const checkpoint = await register.checkpointAt(size);
	return {
		name: register.name,
		key: register.verifierKey,
		atClose: { size: sizeAtClose, root: bytesToHex(root!) },
		checkpoint: checkpoint!,
	};
}

function decisionsIn({ about, decided, members }: Facts): ProtocolDecision[] {
	const texts = new Map(decided.map((text) => [sha256Hex(text), text]));
	return about.flatMap(({ index, entry }) => {
		const text = entry.type === 'decision' ? texts.get(entry.hash) : undefined;
		if (text === undefined) return [];
		const { kind, reason, at, member } = readDecision(text);
		const name = members.find((m) => m.member === member)?.name;
		return [{ kind, reason, at, entry: index, ...(name === undefined ? {} : { member: name }) }];
	});
}

const signersIn = ({ about, members }: Facts): ProtocolMember[] =>
	members.map(({ member, name }) => {
		const found = about.find(
			({ entry }) => entry.type === 'certificate' && entry.member === member,
		);
		if (found?.entry.type !== 'certificate') return { member, name };
		const { verdict, at } = found.entry;
		return { member, name, signed: { verdict, at, entry: found.index } };
	});
