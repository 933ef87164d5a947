/** Plays the parts of people in a demo: the very calls that their browsers would make. */
import { sealBallot } from '../../crypto/booth/seal.ts';
import { receiveToken, requestToken } from '../../crypto/booth/token.ts';
import {
	decrypt,
	makeMemberSecret,
	shuffle,
	sign,
	takeStep,
	type MemberSecret,
} from '../../crypto/commission/work.ts';
import type { PotBallot } from '../../crypto/budget/ballot.ts';
import { decodeText } from '../../crypto/codec.ts';
import { sha256Hex } from '../../crypto/hash.ts';
import { ballotHash } from '../../crypto/election/ballot.ts';
import { issuerCodec } from '../../crypto/token/issuer.ts';
import { acceptBallot } from '../ballots/accept.ts';
import { takeCertificate } from '../certify/certify.ts';
import { issueToken } from '../electorate/issue.ts';
import type { Claims } from '../identity/people.ts';
import { beginBatch, enterBatch, type Lines } from '../paper/batches.ts';
import { handOutForm } from '../paper/forms.ts';
import { decide, type Inside, type Services } from '../services.ts';
import { takeCeremonyMessage } from '../votes/ceremony.ts';
import { closeVote } from '../votes/close.ts';
import { beginCeremony, draftVote, type Draft } from '../votes/create.ts';
import { commissionState } from '../votes/commission-state.ts';
import { confirm, propose, type Proposal } from '../votes/decisions.ts';
import { electionOf, signParameters } from '../votes/open.ts';
import { checkShuffle, takeDecryption, takeShuffle } from '../votes/tally.ts';
import { holdVote, requireVote, type Vote } from '../votes/votes.ts';

/** Accounts of the two persons who decide. */
export type Staff = { readonly proposer: string; readonly confirmer: string };

export type Players = {
	readonly services: Services;
	readonly vote: string;
	readonly secrets: MemberSecret[];
	readonly staff: Staff;
};

/** Players of a commission of so many members. */
export const makePlayers = (
	services: Services,
	vote: string,
	members: number,
	staff: Staff,
): Players => ({
	services,
	vote,
	secrets: Array.from({ length: members }, () => makeMemberSecret()),
	staff,
});

/** What one of the two proposes and the other confirms. */
async function decideByTwo(
	inside: Inside,
	vote: string,
	{ proposer, confirmer }: Staff,
	proposal: Proposal,
): Promise<void> {
	const held = await holdVote(inside, vote);
	const number = await propose(inside, held, proposer, proposal);
	await confirm(inside, held, { account: confirmer, roles: ['administrator'] }, number);
}

/** A vote whose commission begins to make the key: what secretary and confirmer do with their own hands. @returns its id */
export async function createVote(
	inside: Inside,
	draft: Draft,
	roll: readonly string[],
	staff: Staff,
): Promise<string> {
	const id = await draftVote(inside, draft);
	await beginVote(inside, id, roll, staff);
	return id;
}

/** Gives the draft of a vote its roll, and lets its commission begin. */
export async function beginVote(
	inside: Inside,
	id: string,
	roll: readonly string[],
	staff: Staff,
): Promise<void> {
	await decideByTwo(inside, id, staff, {
		kind: 'roll',
		reason: 'Перелік складено за реєстром територіальної громади.',
		roll: { identities: roll },
	});
	await beginCeremony(inside, await requireVote(inside, inside.db, id));
}

const decideOn = (
	{ services, vote }: Players,
	work: (inside: Inside, vote: Vote) => Promise<void>,
): Promise<void> =>
	decide(services, async (inside) => work(inside, await requireVote(inside, inside.db, vote)));

/** Every member takes every step; then all sign, and the vote is open. */
export async function holdCeremonyAndOpen(players: Players): Promise<void> {
	const { secrets } = players;
	while (await takeStepByAll(players));
	for (const [i, secret] of secrets.entries())
		await decideOn(players, async (inside, vote) => {
			const state = await commissionState(inside, vote, i + 1);
			const statement = sign(state, secret, electionOf(vote), 'parameters', vote.manifest!);
			await signParameters(inside, vote, i + 1, statement);
		});
	await decide(players.services, (inside) =>
		decideByTwo(inside, players.vote, players.staff, {
			kind: 'open',
			reason: 'Усі члени комісії підписали умови голосування.',
		}),
	);
}

/** Every member takes the step that is waited for. @returns whether there was one */
async function takeStepByAll(players: Players): Promise<boolean> {
	const { secrets } = players;
	let taken = false;
	for (const i of secrets.keys())
		await decideOn(players, async (inside, vote) => {
			const state = await commissionState(inside, vote, i + 1);
			const { step } = state;
			if (step === undefined || state.said[step].some((m) => m.member === i + 1)) return;
			const { text, secret } = takeStep(state, secrets[i]!);
			secrets[i] = secret;
			await takeCeremonyMessage(inside, vote, i + 1, step, text);
			taken = true;
		});
	return taken;
}

/** A resident takes a token and casts. */
export async function castAs(
	{ services, vote: id }: Players,
	account: string,
	filled: readonly PotBallot[],
): Promise<void> {
	const { store } = services;
	const vote = await requireVote(services, store.db, id);
	const wish = requestToken(id);
	const answer = await issueToken(services, { vote: id, account, request: wish.request });
	const issuer = decodeText(issuerCodec, vote.issuer);
	const element = issuer.ok ? receiveToken(id, issuer.value, wish, answer) : issuer;
	if (!element.ok) throw new Error('a sample resident got no token');
	const { ballot, hints } = sealBallot(electionOf(vote), vote.pots, filled, wish.code);
	await acceptBallot(services, {
		vote: id,
		hash: ballotHash(ballot),
		ballot,
		element: element.value,
		hints: Buffer.from(hints, 'base64'),
	});
}

/** Residents take forms at the desk. */
export const handOutForms = (
	players: Players,
	people: readonly Pick<Claims, 'domain' | 'subject'>[],
): Promise<void> =>
	decideOn(players, async (inside, vote) => {
		for (const person of people) await handOutForm(inside, vote, person);
	});

/** Two persons enter all forms, and it is decided that they are complete. @param readers - accounts of the two */
export const enterForms = (
	players: Players,
	forms: Lines,
	readers: readonly [string, string],
): Promise<void> =>
	decideOn(players, async (inside, vote) => {
		if (forms.length > 0) {
			const sheet = sha256Hex(`The signed sheet of ${vote.title}`);
			const batch = { label: 'ЦНАП, скринька 1', forms: forms.length, sheet };
			const id = await beginBatch(inside, vote, batch);
			for (const reader of readers) await enterBatch(inside, vote, id, reader, forms);
		}
		const reason = 'Скринька була одна, її бюлетені внесено двічі однаково.';
		await decideByTwo(inside, vote.id, players.staff, { kind: 'paper', reason });
	});

export const close = (players: Players): Promise<void> => decideOn(players, closeVote);

/** A member shuffles, where it is their turn. */
async function shuffleAs(players: Players, i: number): Promise<void> {
	const { services, vote: id, secrets } = players;
	const inside = { ...services, db: services.store.db };
	const vote = await requireVote(services, inside.db, id);
	const state = await commissionState(inside, vote, i + 1);
	if (state.shuffler !== i + 1) return;
	const election = electionOf(vote);
	const text = shuffle(state, election);
	const statement = sign(state, secrets[i]!, election, 'shuffle', text);
	const checked = await checkShuffle(inside, vote, i + 1, { shuffle: text, statement });
	await decideOn(players, (held, now) => takeShuffle(held, now, i + 1, checked));
}

/** Members shuffle, decrypt and certify. */
export async function tallyAndCertify(players: Players): Promise<void> {
	for (const i of players.secrets.keys()) await shuffleAs(players, i);
	for (const [i, secret] of players.secrets.entries())
		await decideOn(players, async (inside, vote) => {
			const state = await commissionState(inside, vote, i + 1);
			if (state.phase !== 'closed') return;
			const election = electionOf(vote);
			const { text, strong } = decrypt(state, secret, election);
			const statement = sign(state, secret, election, 'partial-decryption', text);
			await takeDecryption(inside, vote, i + 1, { text, strong, statement });
		});
	for (const [i, secret] of players.secrets.entries())
		await decideOn(players, async (inside, vote) => {
			const state = await commissionState(inside, vote, i + 1);
			const statement = sign(state, secret, electionOf(vote), 'certified', vote.result!);
			await takeCertificate(inside, vote, i + 1, { verdict: 'certified', statement });
		});
}
