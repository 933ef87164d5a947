/** Showing registers to witnesses: what contradicts them stops everything, what fails stops nothing else. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { suite } from 'uvu';
import { sha256Hex } from '../../../crypto/hash.ts';
import { parsePolicy, openWitnessed } from '../../../crypto/register/policy.ts';
import { ConfigError } from '../../../server/config.ts';
import type { Store } from '../../../server/db/store.ts';
import { WitnessContradiction } from '../../../server/register/feeder.ts';
import { decide } from '../../../server/services.ts';
import { ENGINES, withStore } from '../../support/databases.ts';
import { startPlatform, type RunningPlatform } from '../../support/platform.ts';
import { policyOver, withWitnesses, type TestWitness } from '../../support/witnesses.ts';

const test = suite('server/register/feeder');

/** Enters documents into the civic register; the same names make the same register. */
const grow = ({ services }: RunningPlatform, ...names: readonly string[]) =>
	decide(services, ({ db, civic }) =>
		civic.append(
			db,
			names.map((name) => ({
				type: 'document' as const,
				object: 'PyUZ7pYBBA4Nia',
				document: 'pages',
				version: 1,
				hash: sha256Hex(name),
				at: 1,
			})),
		),
	);

async function begin(store: Store, policy: string, fresh = true): Promise<RunningPlatform> {
	return startPlatform(store, { now: 1 }, fresh, undefined, policy);
}

const publishedSize = async ({ url, services }: RunningPlatform): Promise<number> => {
	const answer = await fetch(`${url}/register/civic/checkpoint`);
	if (answer.status === 503) return 0;
	const policy = parsePolicy(services.witnessing!.text);
	assert.ok(policy.ok);
	const opened = openWitnessed(await answer.text(), policy.value);
	assert.ok(opened.ok, JSON.stringify(opened));
	return opened.value.size;
};

const knowAll = ({ services }: RunningPlatform, witnesses: readonly TestWitness[]) => {
	for (const w of witnesses) w.know(services.civic.verifierKey, services.box.verifierKey);
};

const statusOf = async ({ url }: RunningPlatform, path: string) => (await fetch(url + path)).status;

for (const [engine, make] of Object.entries(ENGINES)) {
	/** The same community twice: one register that witnesses saw, and a copy that went another way. */
	const forked = (
		seen: readonly string[],
		copy: readonly string[],
		work: (copy: RunningPlatform) => Promise<void>,
	) =>
		withWitnesses(3, (...witnesses) =>
			withStore(make, (first) =>
				withStore(make, async (second) => {
					const policy = policyOver(witnesses, 2);
					const a = await begin(first, policy);
					knowAll(a, witnesses);
					await grow(a, ...seen);
					await a.feeder!.compare();
					assert.equal(await publishedSize(a), seen.length);
					await a.close();
					const b = await begin(second, policy);
					if (copy.length > 0) await grow(b, ...copy);
					await work(b).finally(b.close);
				}),
			),
		);

	for (const [what, copy, reason] of [
		['an old copy', ['x'], /cosigned 3 entries, and here are 1/],
		['an empty copy', [], /cosigned 3 entries, and here are none/],
		['another history of the same size', ['x', 'y', 'other'], /another root of 3 entries/],
		['another history that is longer', ['x', 'other', 'z', '1'], /refuses the proof from 3 to 4/],
	] as const)
		test(`${engine}: ${what} is refused by the witnesses, at start and later, and nothing is published`, () =>
			forked(['x', 'y', 'z'], copy, async (p) => {
				assert.equal(await statusOf(p, '/readyz'), 200);
				await assert.rejects(p.feeder!.compare(), (e) => {
					assert.ok(e instanceof WitnessContradiction);
					assert.match(e.message, reason);
					return true;
				});
				assert.equal(p.feeder!.contradictions.length, 3);
				await grow(p, 'more');
				await p.feeder!.feed();
				assert.equal(await publishedSize(p), 0);
				assert.equal(await statusOf(p, '/readyz'), 503);
				const metrics = await (await fetch(`${p.url}/metrics`)).text();
				assert.match(metrics, /^viche_witness_contradictions 3$/m);
			}));

	test(`${engine}: one witness that contradicts is enough to stop, and what was public stays`, () =>
		withWitnesses(3, (...witnesses) =>
			withStore(make, (first) =>
				withStore(make, async (second) => {
					const [w1, w2, w3] = witnesses as [TestWitness, TestWitness, TestWitness];
					// The third has seen another register of the same name and key.
					const other = await begin(first, policyOver([w3], 1));
					knowAll(other, [w3]);
					await grow(other, 'a', 'b');
					await other.feeder!.feed();
					await other.close();
					await w3.stop();
					const p = await begin(second, policyOver(witnesses, 2));
					knowAll(p, [w1, w2]);
					await grow(p, 'x');
					await p.feeder!.feed();
					assert.equal(await publishedSize(p), 1);
					await w3.start();
					// The round in which it is left alone.
					await p.feeder!.feed();
					await grow(p, 'y');
					for (let i = 0; i < 3; i++) await p.feeder!.feed();
					assert.deepEqual(
						p.feeder!.contradictions.map((c) => c.witness),
						['w3'],
					);
					assert.equal(await publishedSize(p), 1);
					await p.close();
				}),
			),
		));

	test(`${engine}: two processes that feed at once do each other no harm`, () =>
		withWitnesses(3, async (...witnesses) => {
			const database = await make();
			const store = await database.open();
			// The embedded database belongs to one process; there the two share its store.
			const second = database.url === undefined ? store : await database.open();
			try {
				const policy = policyOver(witnesses, 2);
				const a = await begin(store, policy);
				const b = await begin(second, policy, false);
				knowAll(a, witnesses);
				let sizes: number[] = [];
				for (let n = 0; n < 8; n++) {
					await Promise.all([
						grow(a, `a${n}`),
						grow(b, `b${n}`),
						a.feeder!.feed(),
						b.feeder!.feed(),
					]);
					sizes = [...sizes, await publishedSize(a)];
				}
				await a.feeder!.feed();
				await b.feeder!.feed();
				assert.deepEqual([...a.feeder!.contradictions, ...b.feeder!.contradictions], []);
				assert.deepEqual(
					sizes,
					sizes.toSorted((x, y) => x - y),
				);
				assert.equal(await publishedSize(b), 16);
				await a.close();
				await b.close();
			} finally {
				await store.close();
				if (second !== store) await second.close();
				await database.remove();
			}
		}));
}

const SQLITE = ENGINES['SQLite in memory']!;

test('a witness that lost the feeder’s memory is proved to from where it is', () =>
	withWitnesses(1, (...witnesses) =>
		withStore(SQLITE, async (store) => {
			const p = await begin(store, policyOver(witnesses, 1));
			knowAll(p, witnesses);
			await grow(p, ...Array.from({ length: 300 }, (_, i) => `entry ${i}`));
			await p.feeder!.feed();
			const { cosignatures } = store.t;
			await store.tx(async (db) => {
				await db.delete(cosignatures);
			});
			await grow(p, 'one more');
			await p.feeder!.feed();
			assert.equal(await publishedSize(p), 301);
			const [state] = await p.feeder!.state();
			assert.deepEqual(
				[state!.size, state!.published, [...state!.cosigned]],
				[301, 301, [['w1', 301]]],
			);
			const metrics = await (await fetch(`${p.url}/metrics`)).text();
			assert.match(metrics, /viche_register_published_entries\{register="viche.test\/civic"\} 301/);
			await p.close();
		}),
	));

/** Answers everything with the same. */
async function withAnswer(
	status: number,
	headers: Record<string, string>,
	body: string,
	work: (url: string) => Promise<void>,
): Promise<void> {
	const server = createServer((_, response) => {
		response.writeHead(status, headers).end(body);
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
	server.close();
	server.closeAllConnections();
}

const LINE = `— w1.example ${Buffer.alloc(76, 7).toString('base64')}\n`;
for (const [what, status, headers, body] of [
	['a redirection', 302, { Location: 'http://127.0.0.1:1/' }, ''],
	['nothing', 200, {}, ''],
	['a cosignature by another key', 200, {}, LINE],
	['more than a cosignature can be', 200, {}, 'x'.repeat(300_000)],
	['a size of another type', 409, { 'Content-Type': 'text/plain' }, '5\n'],
	['an old size again and again', 409, { 'Content-Type': 'text/x.tlog.size' }, '1\n'],
	['that it does not know the log', 404, {}, 'who?'],
	['a fault', 500, {}, ''],
] as const)
	test(`a witness that answers ${what} has not cosigned, and accuses nobody`, () =>
		withWitnesses(1, (...witnesses) =>
			withStore(SQLITE, (store) =>
				withAnswer(status, headers, body, async (url) => {
					const policy = policyOver(witnesses, 1).replace(witnesses[0]!.url, url);
					const p = await begin(store, policy);
					await grow(p, 'x', 'y', 'z');
					await p.feeder!.compare();
					assert.equal(await publishedSize(p), 0);
					assert.deepEqual(p.feeder!.contradictions, []);
					await p.close();
				}),
			),
		));

test('where the policy asks for no quorum all is public, with the cosignatures that came', () =>
	withWitnesses(2, (...witnesses) =>
		withStore(SQLITE, async (store) => {
			const p = await begin(store, policyOver(witnesses, 'none'));
			witnesses[0]!.know(p.services.civic.verifierKey);
			await grow(p, 'x');
			await p.feeder!.feed();
			const note = await (await fetch(`${p.url}/register/civic/checkpoint`)).text();
			assert.deepEqual(
				note
					.split('\n')
					.filter((l) => l.startsWith('—'))
					.map((l) => l.split(' ')[1]),
				['viche.test/civic', 'w1.example'],
			);
			await witnesses[0]!.stop();
			await grow(p, 'y');
			await p.feeder!.feed();
			assert.equal(await publishedSize(p), 2);
			await p.close();
		}),
	));

test('a policy that cannot be followed is refused at start', () =>
	withWitnesses(1, (...witnesses) =>
		withStore(SQLITE, async (store) => {
			const good = policyOver(witnesses, 1);
			const p = await begin(store, good);
			const { text } = p.services.witnessing!;
			await p.close();
			// What is published can be configured again.
			await (await begin(store, text, false)).close();
			const { key, url } = witnesses[0]!;
			for (const [policy, why] of [
				['nonsense', /line 1/],
				[good.replace('quorum all', ''), /no quorum/],
				[good.replace(url, 'ftp://w1.example/'), /no http address/],
				[`log ${text.split(' ')[1]!.split('\n')[0]!.replace('viche', 'other')}\n${good}`, /key/],
				[`witness again ${key}\n${good}`, /given before/],
			] as const)
				await assert.rejects(begin(store, policy, false), (e) => {
					assert.ok(e instanceof ConfigError, String(e));
					assert.match(e.message, why);
					return true;
				});
		}),
	));

test('where nobody watches, all is public at once and no policy is served', () =>
	withStore(SQLITE, async (store) => {
		const p = await startPlatform(store, { now: 1 });
		await grow(p, 'x');
		assert.equal(await statusOf(p, '/register/civic/checkpoint'), 200);
		assert.equal(await statusOf(p, '/register/policy'), 404);
		assert.equal(await statusOf(p, '/register/secret/checkpoint'), 404);
		await p.close();
	}));

test.run();
