/** What a commission does when a vote is over, and what observers find then. */
import assert from 'node:assert/strict';
import { decrypt, shuffle, sign } from '../../crypto/commission/work.ts';
import { encodeResult } from '../../crypto/verify/record.ts';
import { verifyRecord } from '../../crypto/verify/verify-record.ts';
import { openInput } from '../../server/cli/record-source.ts';
import { electionFor, good, MEMBERS, pageOf, stateFor, type Playing } from './open-vote.ts';

/** Shuffles where the vote needs it, and two of three members decrypt. */
export async function tally(p: Playing): Promise<void> {
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

/** A member signs the result, or dissents from it for a reason. */
export async function say(p: Playing, member: string, reason?: string): Promise<void> {
	const verdict = reason === undefined ? 'certified' : 'dissent';
	const { result } = await pageOf(p);
	const statement = sign(
		await stateFor(p, member),
		p.secrets.get(member)!,
		await electionFor(p),
		verdict,
		encodeResult(result!),
	);
	const body = { verdict, statement, ...(reason === undefined ? {} : { reason }) };
	await good(p.call(member, 'POST', `/votes/${p.id}/certificates`, body));
}

/** All members certify. */
export async function certify(p: Playing): Promise<void> {
	for (const member of MEMBERS) await say(p, member);
}

/** What a verifier reports of the published record. */
export async function reportOf(p: Playing) {
	const input = await openInput(`${p.url}/record/${p.id}/`);
	assert.ok(input.kind === 'record');
	return verifyRecord(input);
}

/** Its verdict, and what is wrong. */
export async function verdictOf(p: Playing) {
	const { verdict, findings } = await reportOf(p);
	return { verdict, findings: findings.filter((f) => f.severity !== 'note') };
}
