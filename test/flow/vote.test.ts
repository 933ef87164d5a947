/** A whole vote over HTTP, from the key ceremony to a record that verifies. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { checkReceipt, sealBallot } from '../../crypto/booth/seal.ts';
import { receiveToken, requestToken } from '../../crypto/booth/token.ts';
import {
	decrypt,
	makeMemberSecret,
	shuffle,
	sign,
	takeStep,
	type MemberSecret,
} from '../../crypto/commission/work.ts';
import { ballotHash } from '../../crypto/election/ballot.ts';
import { parseElection } from '../../crypto/election/definition.ts';
import { encodeResult, parseManifest } from '../../crypto/verify/record.ts';
import { verifyRecord } from '../../crypto/verify/verify-record.ts';
import type {
	CommissionState,
	ReceiptAnswer,
	TokenAnswer,
	VotePage,
} from '../../server/api/contract.ts';
import { beat } from '../../server/ballots/cadence.ts';
import { openInput } from '../../server/cli/record-source.ts';
import { decide } from '../../server/services.ts';
import { createVote } from '../../server/votes/create.ts';
import { ENGINES, withStore } from '../support/databases.ts';
import {
	addPerson,
	identityOf,
	startPlatform,
	type Clock,
	type RunningPlatform,
} from '../support/platform.ts';
import { smallPot } from '../support/small-vote.ts';

const test = suite('flow/vote');
const MEMBERS = ['ann', 'bob', 'eve'];
const VOTERS = ['v1', 'v2', 'v3', 'v4'];
const OPENS = 1_800_000_000;
const CLOSES = OPENS + 3600;

type Playing = RunningPlatform & {
	readonly clock: Clock;
	readonly id: string;
	readonly secrets: Map<string, MemberSecret>;
};

const good = async (
	answer: ReturnType<RunningPlatform['call']>,
): Promise<Record<string, unknown>> => {
	const { status, body } = await answer;
	assert.equal(status, 200, JSON.stringify(body));
	return body;
};
const stateFor = async (p: Playing, member: string) =>
	(await good(p.call(member, 'GET', `/votes/${p.id}/commission`))) as unknown as CommissionState;
const pageOf = async (p: Playing) =>
	(await good(p.call(undefined, 'GET', `/votes/${p.id}`))) as unknown as VotePage;

async function electionFor(p: Playing) {
	const election = parseElection((await pageOf(p)).election!);
	assert.ok(election.ok);
	return election.value;
}

async function holdCeremony(p: Playing): Promise<void> {
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

async function openTheVote(p: Playing): Promise<void> {
	const election = await electionFor(p);
	const { manifest } = await pageOf(p);
	assert.equal((await p.call('sec', 'POST', `/votes/${p.id}/open`)).status, 409);
	for (const member of MEMBERS) {
		const statement = sign(
			await stateFor(p, member),
			p.secrets.get(member)!,
			election,
			'parameters',
			manifest!,
		);
		await good(p.call(member, 'POST', `/votes/${p.id}/parameters`, { statement }));
	}
	await good(p.call('sec', 'POST', `/votes/${p.id}/open`));
}

async function vote(p: Playing, voter: string, choices: readonly number[][]): Promise<string[]> {
	const page = await pageOf(p);
	const manifest = parseManifest(page.manifest!);
	const election = await electionFor(p);
	assert.ok(manifest.ok);
	const wish = requestToken(p.id);
	const { request } = wish;
	const answer = (await good(
		p.call(voter, 'POST', `/votes/${p.id}/token`, { request }),
	)) as unknown as TokenAnswer;
	await good(p.call(voter, 'POST', `/votes/${p.id}/token`, { request }));
	const element = receiveToken(p.id, manifest.value.issuer, wish, answer.evaluations);
	assert.ok(element.ok);
	const ballots: string[] = [];
	for (const projects of choices) {
		const ballot = sealBallot(election, page.pots, [{ projects }], wish.code);
		const cast = { ballot, element: element.value };
		const first = await good(p.call(undefined, 'POST', `/votes/${p.id}/ballots`, cast));
		assert.equal(first['ballot'], ballotHash(ballot));
		await good(p.call(undefined, 'POST', `/votes/${p.id}/ballots`, cast));
		ballots.push(ballot);
	}
	return ballots;
}

async function receiptFor(p: Playing, ballot: string) {
	const answer = await good(
		p.call(undefined, 'GET', `/votes/${p.id}/ballots/${ballotHash(ballot)}`),
	);
	return answer as unknown as ReceiptAnswer;
}

async function tally(p: Playing): Promise<void> {
	const election = await electionFor(p);
	for (const member of MEMBERS) {
		const state = await stateFor(p, member);
		if (state.shuffler !== state.member) continue;
		const text = shuffle(state, election);
		const statement = sign(state, p.secrets.get(member)!, election, 'shuffle', text);
		await good(p.call(member, 'POST', `/votes/${p.id}/shuffles`, { shuffle: text, statement }));
	}
	for (const member of MEMBERS.slice(0, 2)) {
		const state = await stateFor(p, member);
		const { text, strong } = decrypt(state, p.secrets.get(member)!, election);
		const statement = sign(state, p.secrets.get(member)!, election, 'partial-decryption', text);
		await good(p.call(member, 'POST', `/votes/${p.id}/decryptions`, { text, strong, statement }));
	}
}

async function certify(p: Playing): Promise<void> {
	const election = await electionFor(p);
	const { result } = await pageOf(p);
	for (const member of MEMBERS) {
		const statement = sign(
			await stateFor(p, member),
			p.secrets.get(member)!,
			election,
			'certified',
			encodeResult(result!),
		);
		await good(
			p.call(member, 'POST', `/votes/${p.id}/certificates`, { verdict: 'certified', statement }),
		);
	}
}

async function verdictOf(p: Playing) {
	const input = await openInput(`${p.url}/record/${p.id}/`);
	assert.ok(input.kind === 'record');
	const report = await verifyRecord(input);
	return {
		verdict: report.verdict,
		findings: report.findings.filter((f) => f.severity !== 'note'),
	};
}

async function playing(
	engine: string,
	mode: 'sum' | 'mix',
	work: (p: Playing) => Promise<void>,
): Promise<void> {
	await withStore(ENGINES[engine]!, async (store) => {
		const clock = { now: OPENS - 1000 };
		const platform = await startPlatform(store, clock);
		try {
			for (const member of MEMBERS) await addPerson(store, member, 'commission');
			for (const voter of [...VOTERS, 'stranger']) await addPerson(store, voter);
			await addPerson(store, 'sec', 'secretary');
			const id = await decide(platform.services, (inside) =>
				createVote(inside, {
					title: 'Громадський бюджет',
					pots: [smallPot(mode)],
					opens: OPENS,
					closes: CLOSES,
					threshold: 2,
					commission: MEMBERS.map((account) => ({ account, name: account })),
					roll: VOTERS.map(identityOf),
				}),
			);
			const secrets = new Map(MEMBERS.map((m) => [m, makeMemberSecret()]));
			await work({ ...platform, clock, id, secrets });
		} finally {
			await platform.close();
		}
	});
}

for (const engine of Object.keys(ENGINES))
	for (const mode of ['sum', 'mix'] as const)
		test(`from the key ceremony to a verified record: ${engine}, ${mode}`, () =>
			playing(engine, mode, async (p) => {
				await holdCeremony(p);
				await openTheVote(p);
				p.clock.now = OPENS;
				const [first, second] = (await vote(p, 'v1', [[1], [0]])) as [string, string];
				assert.deepEqual(await receiptFor(p, first), { pending: true });
				await beat(p.services);
				await vote(p, 'v2', [[0, 1]]);
				await vote(p, 'v3', [[2]]);
				await beat(p.services);
				for (const ballot of [first, second]) {
					const receipt = await receiptFor(p, ballot);
					assert.ok(!('pending' in receipt));
					const { verifierKey } = p.services.box;
					assert.ok(checkReceipt(verifierKey, p.id, ballot, receipt).ok);
					assert.ok(!checkReceipt(p.services.civic.verifierKey, p.id, ballot, receipt).ok);
					assert.ok(!checkReceipt(verifierKey, p.id, `${ballot} `, receipt).ok);
				}
				p.clock.now = CLOSES;
				await beat(p.services);
				await tally(p);
				const page = await pageOf(p);
				assert.equal(page.phase, 'tallied');
				const { totals, valid } = page.result!.pots[0]!;
				assert.deepEqual([valid, totals], [3, { park: 2, road: 1, tree: 1, lamp: 0 }]);
				await certify(p);
				assert.equal((await pageOf(p)).phase, 'certified');
				assert.deepEqual(await verdictOf(p), { verdict: 'verified', findings: [] });
			}));

test.run();
