import assert from 'node:assert/strict';
import type { Pot } from '../../crypto/budget/pot.ts';
import { sealBallot } from '../../crypto/booth/seal.ts';
import { receiveToken, requestToken, type TokenRequest } from '../../crypto/booth/token.ts';
import {
	makeMemberSecret,
	sign,
	takeStep,
	type MemberSecret,
} from '../../crypto/commission/work.ts';
import { parseElection, type Election } from '../../crypto/election/definition.ts';
import { parseManifest } from '../../crypto/verify/record.ts';
import type { CommissionState, TokenAnswer, VotePage } from '../../server/api/contract.ts';
import type { Store } from '../../server/db/store.ts';
import { identityOf as registryIdentity } from '../../server/identity/people.ts';
import { decide } from '../../server/services.ts';
import { createVote, type Staff } from '../../server/demo/play.ts';
import {
	addPerson,
	identityOf,
	startPlatform,
	type Clock,
	type RunningPlatform,
} from './platform.ts';
import { smallPot } from './small-vote.ts';

export const MEMBERS = ['ann', 'bob', 'eve'];
export const VOTERS = ['v1', 'v2', 'v3', 'v4'];
/** Secretary and administrator: the two persons who decide. */
export const STAFF: Staff = { proposer: 'sec', confirmer: 'admin' };
export const OPENS = 1_800_000_000;
export const CLOSES = OPENS + 3600;

/** A platform with one vote. */
export type Playing = RunningPlatform & {
	readonly clock: Clock;
	readonly id: string;
	readonly secrets: Map<string, MemberSecret>;
};

/** The body of an answer that must be good. */
export async function good(
	answer: ReturnType<RunningPlatform['call']>,
): Promise<Record<string, unknown>> {
	const { status, body } = await answer;
	assert.equal(status, 200, JSON.stringify(body));
	return body;
}

/** `good`, or the status and code of a refusal. */
export async function codeOf(answer: ReturnType<RunningPlatform['call']>): Promise<string> {
	const { status, body } = await answer;
	return status === 200 ? 'good' : `${status} ${String(body['code'])}`;
}

export const stateFor = async (p: Playing, member: string): Promise<CommissionState> =>
	(await good(p.call(member, 'GET', `/votes/${p.id}/commission`))) as unknown as CommissionState;
export const pageOf = async (p: Playing): Promise<VotePage> =>
	(await good(p.call(undefined, 'GET', `/votes/${p.id}`))) as unknown as VotePage;

export async function electionFor(p: Playing): Promise<Election> {
	const election = parseElection((await pageOf(p)).election!);
	assert.ok(election.ok);
	return election.value;
}

export async function holdCeremony(p: Playing): Promise<void> {
	for (;;) {
		const { phase } = await pageOf(p);
		if (phase !== 'ceremony') return;
		for (const member of MEMBERS) {
			const state = await stateFor(p, member);
			if (state.step === undefined) break;
			if (state.said[state.step].some((m) => m.member === state.member)) continue;
			const { text, secret } = takeStep(state, p.secrets.get(member)!);
			p.secrets.set(member, secret);
			await good(p.call(member, 'POST', `/votes/${p.id}/ceremony`, { step: state.step, text }));
		}
	}
}

export async function signAndOpen(p: Playing): Promise<void> {
	await signParameters(p);
	await decideByTwo(p, { kind: 'open', reason: 'Усі підписали умови.' });
}

/** All members sign the manifest. */
export async function signParameters(p: Playing): Promise<void> {
	const election = await electionFor(p);
	const { manifest } = await pageOf(p);
	for (const member of MEMBERS) {
		const state = await stateFor(p, member);
		const statement = sign(state, p.secrets.get(member)!, election, 'parameters', manifest!);
		await good(p.call(member, 'POST', `/votes/${p.id}/parameters`, { statement }));
	}
}

/** What the secretary proposes and the administrator confirms. */
export async function decideByTwo(p: Playing, proposal: object): Promise<void> {
	const path = `/votes/${p.id}/decisions`;
	const { number } = await good(p.call(STAFF.proposer, 'POST', path, proposal));
	await good(p.call(STAFF.confirmer, 'POST', `${path}/${String(number)}/confirm`));
}

/** A voter with the right to vote. */
export type Booth = { readonly wish: TokenRequest; readonly element: string };

export async function takeToken(p: Playing, voter: string): Promise<Booth> {
	const page = await pageOf(p);
	const manifest = parseManifest(page.manifest!);
	assert.ok(manifest.ok);
	const wish = requestToken(p.id);
	const { request } = wish;
	const answer = await good(p.call(voter, 'POST', `/votes/${p.id}/token`, { request }));
	const { evaluations } = answer as unknown as TokenAnswer;
	const element = receiveToken(p.id, manifest.value.issuer, wish, evaluations);
	assert.ok(element.ok);
	return { wish, element: element.value };
}

/** What is sent to cast a ballot for these projects. */
export async function fill(
	p: Playing,
	{ wish, element }: Booth,
	projects: readonly number[],
): Promise<{ readonly ballot: string; readonly element: string }> {
	const page = await pageOf(p);
	const { ballot } = sealBallot(await electionFor(p), page.pots, [{ projects }], wish.code);
	return { ballot, element };
}

export const cast = (
	p: Playing,
	body: unknown,
	account?: string,
): ReturnType<RunningPlatform['call']> => p.call(account, 'POST', `/votes/${p.id}/ballots`, body);

/** The same four, and enough others that somebody always takes a token. */
export const CROWD = [...VOTERS, ...Array.from({ length: 300 }, (_, i) => `w${i}`)];

/** What is another vote than usual, who may vote in it, and where witnesses watch the registers. */
type Setting = {
	readonly pot?: Pot;
	readonly voters?: readonly string[];
	/** Numbers, of kind `demo`, of those who may vote and have no account: the vote takes paper. */
	readonly onPaper?: readonly string[];
	readonly witnessPolicy?: string;
};

/** A platform with people and a vote whose ceremony has not begun. */
export async function startVote(
	store: Store,
	mode: 'sum' | 'mix',
	clock: Clock,
	{ pot = smallPot(mode), voters = VOTERS, onPaper, witnessPolicy }: Setting = {},
): Promise<Playing> {
	const inRegistry = (subject: string) =>
		registryIdentity(platform.services.keys, { domain: 'demo', subject });
	const platform = await startPlatform(store, clock, true, undefined, witnessPolicy);
	for (const member of MEMBERS) await addPerson(store, member, 'commission');
	for (const voter of [...voters, 'stranger']) await addPerson(store, voter);
	await addPerson(store, STAFF.proposer, 'secretary');
	await addPerson(store, STAFF.confirmer, 'administrator');
	const id = await decide(platform.services, (inside) =>
		createVote(
			inside,
			{
				title: 'Громадський бюджет',
				pots: [pot],
				opens: OPENS,
				closes: CLOSES,
				threshold: 2,
				isPaper: onPaper !== undefined,
				commission: MEMBERS.map((account) => ({ account, name: account })),
			},
			[...voters.map(identityOf), ...(onPaper ?? []).map(inRegistry)],
			STAFF,
		),
	);
	const secrets = new Map(MEMBERS.map((m) => [m, makeMemberSecret()]));
	return { ...platform, clock, id, secrets };
}

/** The same, open for votes. */
export async function startOpenVote(
	store: Store,
	mode: 'sum' | 'mix' = 'sum',
	setting?: Setting,
): Promise<Playing> {
	const p = await startVote(store, mode, { now: OPENS - 1000 }, setting);
	await holdCeremony(p);
	await signAndOpen(p);
	p.clock.now = OPENS;
	return p;
}
