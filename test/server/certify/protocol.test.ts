/** The protocol of results says what happened, no more and no less, and the same whenever it is made. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { ed25519Verifier } from '../../../crypto/register/note.ts';
import { openCheckpoint } from '../../../crypto/register/checkpoint.ts';
import { parseVerifierKey } from '../../../crypto/register/verifier-key.ts';
import { bytesToHex } from '../../../crypto/bytes.ts';
import { drawLot } from '../../../crypto/count/lot.ts';
import { beat } from '../../../server/ballots/cadence.ts';
import { setProtocol } from '../../../server/certify/protocol/document.ts';
import { makeProtocol, type Protocol } from '../../../server/certify/protocol/protocol.ts';
import { ENGINES, withStore } from '../../support/databases.ts';
import { say, tally } from '../../support/finish-vote.ts';
import {
	cast,
	CLOSES,
	fill,
	good,
	OPENS,
	pageOf,
	startOpenVote,
	takeToken,
	type Playing,
} from '../../support/open-vote.ts';
import { ORIGIN } from '../../support/platform.ts';
import { smallPot } from '../../support/small-vote.ts';

const test = suite('server/certify/protocol');
const REASON = 'Скаргу на дільницю ще не розглянуто.';

/** Park and road have two votes each: a lot decides who is first. One voter changes their mind, one casts a blank ballot. */
const BALLOTS: readonly (readonly [voter: string, choices: readonly number[][]])[] = [
	['v1', [[2], [0, 1]]],
	['v2', [[0]]],
	['v3', [[1, 3]]],
	['v4', [[]]],
];

const lotPot = (mode: 'sum' | 'mix') => {
	const pot = smallPot(mode);
	const { name, options } = pot.rule;
	return {
		...pot,
		budget: '70.50',
		rule: { name, options: { ...options, tie: ['lot' as const] } },
	};
};

async function castAll(p: Playing): Promise<void> {
	for (const [voter, choices] of BALLOTS) {
		const booth = await takeToken(p, voter);
		for (const choice of choices) await good(cast(p, await fill(p, booth, choice)));
	}
	await beat(p.services);
}

const get = (p: Playing, path: string, headers: Record<string, string> = {}) =>
	fetch(`${p.url}/votes/${p.id}/${path}`, { headers });
const protocolOf = async (p: Playing): Promise<Protocol> => {
	const answer = await get(p, 'protocol.json');
	assert.equal(answer.status, 200);
	return (await answer.json()) as Protocol;
};

async function close(p: Playing): Promise<void> {
	p.clock.now = CLOSES + 60;
	await good(p.call('sec', 'POST', `/votes/${p.id}/close`));
}

const counted = (mode: 'sum' | 'mix', engine: string, work: (p: Playing) => Promise<void>) => () =>
	withStore(ENGINES[engine]!, async (store) => {
		const p = await startOpenVote(store, mode, { pot: lotPot(mode) });
		const play = async () => {
			await castAll(p);
			await close(p);
			await tally(p);
			await work(p);
		};
		await play().finally(p.close);
	});

const SQLITE = 'SQLite in memory';

test('there is none before the count, nor of a vote that there is not', () =>
	withStore(ENGINES[SQLITE]!, async (store) => {
		const p = await startOpenVote(store);
		const play = async () => {
			const statuses = async () => [
				(await get(p, 'protocol.json')).status,
				(await get(p, 'protocol.pdf')).status,
			];
			assert.deepEqual(await statuses(), [404, 404]);
			await close(p);
			assert.deepEqual(await statuses(), [404, 404]);
			assert.equal((await fetch(`${p.url}/votes/nothing/protocol.json`)).status, 404);
		};
		await play().finally(p.close);
	}));

for (const engine of Object.keys(ENGINES))
	test(
		`it says who took part, what won and why, what is left, and which lot decided: ${engine}`,
		counted('sum', engine, async (p) => {
			const { pots, turnout, dates, lot, state, community } = await protocolOf(p);
			assert.deepEqual(
				[state, community.name, dates],
				['tallied', 'Громада', { opens: OPENS, closes: CLOSES, closed: CLOSES + 60 }],
			);
			assert.deepEqual(turnout, { roll: 4, issued: 4, cast: 5, counted: 4 });
			const [pot] = pots;
			const order = drawLot(Buffer.from(lot, 'hex'), ['park', 'road']);
			assert.deepEqual(
				pot!.ties.map(({ between, by }) => [between, by]),
				[[order, ['lot']]],
			);
			assert.deepEqual(
				pot!.projects.map(({ id, votes, outcome }) => [id, votes, outcome]),
				[
					[order[0], 2, 'funded'],
					[order[1], 2, 'funded'],
					['lamp', 1, 'not-funded'],
					['tree', 0, 'not-funded'],
				],
			);
			assert.deepEqual([pot!.spent, pot!.rest], ['70', '0.5']);
			assert.deepEqual(pot!.ballots, { valid: 3, blank: 1, spoiled: {} });
			assert.match(pot!.projects[2]!.reason.uk, /Голосів: 1\. .* залишалося лише 0\.50?,.* 60/);
			assert.match(pot!.rule.text.map((t) => t.en).join(' '), /highest first.*decided by: the lot/);
		}),
	);

test(
	'ballots that do not fit are told apart from blank ones, and support from votes',
	counted('mix', SQLITE, async (p) => {
		const [pot] = (await protocolOf(p)).pots;
		// A blank ballot is no spoiled one; what equal shares go by is not the number of votes.
		assert.deepEqual(pot!.ballots, { valid: 3, blank: 1, spoiled: {} });
		assert.ok(pot!.projects.some((project) => project.support !== undefined));
	}),
);

test(
	'signatures and dissents stand with their entries; the threshold makes it certified',
	counted('sum', SQLITE, async (p) => {
		const before = await protocolOf(p);
		assert.ok(before.commission.members.every((m) => m.signed === undefined));
		p.clock.now += 60;
		await say(p, 'ann', REASON);
		p.clock.now += 60;
		await say(p, 'bob');
		assert.equal((await protocolOf(p)).state, 'tallied');
		await say(p, 'eve');
		const protocol = await protocolOf(p);
		assert.equal(protocol.state, 'certified');
		for (const { member, signed } of protocol.commission.members) {
			const bytes = Buffer.from(await p.services.civic.entry(signed!.entry));
			const entry = JSON.parse(bytes.toString()) as Record<string, unknown>;
			const { type, verdict, at } = entry;
			assert.deepEqual([type, verdict, at], ['certificate', signed!.verdict, signed!.at]);
			assert.equal(entry['member'], member);
		}
		assert.deepEqual(
			protocol.commission.members.map((m) => [m.signed!.verdict, m.signed!.at - CLOSES]),
			[
				['dissent', 120],
				['certified', 180],
				['certified', 180],
			],
		);
		assert.deepEqual(
			protocol.decisions.map((d) => [d.kind, d.member]),
			[
				['roll', undefined],
				['open', undefined],
				['dissent', 'ann'],
			],
		);
		const dissent = protocol.decisions.at(-1)!;
		assert.equal(dissent.reason, REASON);
		const entry = await p.services.civic.entry(dissent.entry);
		assert.match(Buffer.from(entry).toString(), /"type":"decision"/);
	}),
);

test(
	'its hashes are those of the record, its checkpoints are signed by the registers’ keys',
	counted('sum', SQLITE, async (p) => {
		const { hashes, registers, lot, addresses } = await protocolOf(p);
		const hashOf = async (path: string) => {
			const file = await (await fetch(`${p.url}/record/${p.id}/${path}`)).arrayBuffer();
			return bytesToHex(new Uint8Array(await crypto.subtle.digest('SHA-256', file)));
		};
		assert.equal(hashes.manifest, await hashOf('manifest.json'));
		assert.equal(hashes.result, await hashOf('result.json'));
		assert.equal(hashes.archive, await hashOf(`${p.id}.bel`));
		const { result } = await pageOf(p);
		assert.deepEqual(registers.ballot.atClose, result!.ballotRegister);
		assert.equal(lot, result!.ballotRegister.root);
		for (const { key, checkpoint } of Object.values(registers)) {
			const parsed = parseVerifierKey(key);
			assert.ok(parsed.ok);
			assert.ok(openCheckpoint(checkpoint, ed25519Verifier(parsed.value)).ok);
		}
		const { size, root } = registers.civic.atClose;
		const close = JSON.parse(Buffer.from(await p.services.civic.entry(size - 1)).toString()) as {
			type: string;
		};
		assert.equal(close.type, 'close');
		assert.equal(root, bytesToHex((await p.services.civic.rootAt(size))!));
		assert.equal(addresses.verify, `${ORIGIN}/votes/${p.id}/verify`);
	}),
);

test(
	'whoever makes it again gets the same bytes, until another member signs; the reader chooses the language',
	counted('sum', SQLITE, async (p) => {
		const pdf = async (path: string, headers?: Record<string, string>) => {
			const answer = await get(p, path, headers);
			assert.equal(answer.headers.get('content-type'), 'application/pdf');
			return Buffer.from(await answer.arrayBuffer());
		};
		const uk = await pdf('protocol.pdf');
		assert.equal(uk.subarray(0, 8).toString(), '%PDF-1.7');
		const again = await makeProtocol(p.services, p.id, ORIGIN);
		assert.ok((await setProtocol(again, 'uk')).equals(uk));
		// Entries about other things, or of other votes, change nothing.
		await p.services.civic.append(p.services.store.db, [
			{ type: 'phase', object: 'another', phase: 'draft', at: CLOSES },
		]);
		assert.deepEqual(await makeProtocol(p.services, p.id, ORIGIN), again);
		const en = await pdf('protocol.pdf?lang=en');
		assert.ok(!en.equals(uk));
		assert.ok((await pdf('protocol.pdf', { cookie: 'theme=dark; language=en' })).equals(en));
		assert.ok((await pdf('protocol.pdf?lang=uk', { cookie: 'language=en' })).equals(uk));
		await say(p, 'ann');
		assert.ok(!(await pdf('protocol.pdf')).equals(uk));
	}),
);

test.run();
