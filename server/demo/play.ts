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
import { issuerCodec } from '../../crypto/token/issuer.ts';
import { acceptBallot } from '../ballots/accept.ts';
import { takeCertificate } from '../certify/certify.ts';
import { issueToken } from '../electorate/issue.ts';
import { decide, type Inside, type Services } from '../services.ts';
import { takeCeremonyMessage } from '../votes/ceremony.ts';
import { closeVote } from '../votes/close.ts';
import { beginCeremony, draftVote, setRoll, type Draft } from '../votes/create.ts';
import { commissionState } from '../votes/commission-state.ts';
import { electionOf, openVote, signParameters } from '../votes/open.ts';
import { takeDecryption, takeShuffle } from '../votes/tally.ts';
import { requireVote, type Vote } from '../votes/votes.ts';

export type Players = { readonly services: Services; readonly vote: string; readonly secrets: MemberSecret[] };

/** Players of a commission of so many members. */
export const makePlayers = (services: Services, vote: string, members: number): Players => ({
	services,
	vote,
	secrets: Array.from({ length: members }, () => makeMemberSecret()),
});

/** A vote whose commission begins to make the key: what secretary and confirmer do with their own hands. @returns its id */
export async function createVote(
	inside: Inside,
	draft: Draft,
	roll: readonly string[],
): Promise<string> {
	const id = await draftVote(inside, draft);
	const drafted = await requireVote(inside, inside.db, id);
	await setRoll(inside, drafted, roll);
	await beginCeremony(inside, drafted);
	return id;
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
	await decideOn(players, openVote);
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
	const answer = await issueToken(services, id, account, wish.request);
	const issuer = decodeText(issuerCodec, vote.issuer);
	const element = issuer.ok ? receiveToken(id, issuer.value, wish, answer) : issuer;
	if (!element.ok) throw new Error('a sample resident got no token');
	const ballot = sealBallot(electionOf(vote), vote.pots, filled, wish.code);
	await acceptBallot(services, id, { ballot, element: element.value });
}

export const close = (players: Players): Promise<void> => decideOn(players, closeVote);

/** Members shuffle, decrypt and certify. */
export async function tallyAndCertify(players: Players): Promise<void> {
	for (const [i, secret] of players.secrets.entries())
		await decideOn(players, async (inside, vote) => {
			const state = await commissionState(inside, vote, i + 1);
			if (state.shuffler !== i + 1) return;
			const election = electionOf(vote);
			const text = shuffle(state, election);
			await takeShuffle(inside, vote, i + 1, text, sign(state, secret, election, 'shuffle', text));
		});
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
			await takeCertificate(inside, vote, i + 1, 'certified', statement);
		});
}
