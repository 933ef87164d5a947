/**
 * Anything at all, to every endpoint, by every role: the server answers, never with a fault of its own, and what it refuses changes
 * nothing. Made from the list of endpoints, so that a new one is attacked from its first day.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { suite } from 'uvu';
import { z } from 'zod';
import { ENDPOINTS } from '../../../server/api/endpoints.ts';
import { ROLES } from '../../../server/db/schema.ts';
import { createVote } from '../../../server/demo/play.ts';
import type { Endpoint } from '../../../server/http/endpoint.ts';
import { decide } from '../../../server/services.ts';
import { ENGINES, withStore } from '../../support/databases.ts';
import {
	CLOSES,
	MEMBERS,
	OPENS,
	STAFF,
	startOpenVote,
	VOTERS,
	type Playing,
} from '../../support/open-vote.ts';
import { addPerson, identityOf } from '../../support/platform.ts';
import { smallPot } from '../../support/small-vote.ts';
import { assertTellsNothing, stateOf } from '../../support/unchanged.ts';

const test = suite('attack/http/anything');
const SEED = 20_260_101;

type Field = Playing & {
	readonly others: readonly string[];
	readonly callers: readonly (string | undefined)[];
};

/** An open vote, and one of another commission and another roll whose ceremony has begun. */
const attacked = (engine: string, work: (p: Field) => Promise<void>) =>
	withStore(ENGINES[engine]!, async (store) => {
		const p = await startOpenVote(store);
		for (const role of ROLES) await addPerson(store, `only-${role}`, role);
		await addPerson(store, 'member-elsewhere', 'commission');
		await addPerson(store, 'voter-elsewhere');
		const other = await decide(p.services, (inside) =>
			createVote(
				inside,
				{
					title: 'Інше голосування',
					pots: [smallPot('sum')],
					opens: OPENS,
					closes: CLOSES,
					threshold: 1,
					commission: [{ account: 'member-elsewhere', name: 'Хтось' }],
				},
				[identityOf('voter-elsewhere')],
				STAFF,
			),
		);
		const callers = [
			undefined,
			'stranger',
			VOTERS[0],
			MEMBERS[0],
			'member-elsewhere',
			STAFF.proposer,
		];
		const staff = ROLES.map((role) => `only-${role}`);
		await work({ ...p, others: [other], callers: [...callers, ...staff] }).finally(p.close);
	});

const isRead = ({ method }: Endpoint) => method === 'get';

/** Asks, and asserts what holds of every answer. @returns its status */
async function ask(
	{ url, faults }: Field,
	{ method, path }: Endpoint,
	caller: string | undefined,
	at: string,
	body?: string,
	headers: Readonly<Record<string, string>> = {},
): Promise<{ status: number; text: string }> {
	const response = await fetch(`${url}/api/v1${at}`, {
		method: method.toUpperCase(),
		headers: {
			'content-type': 'application/json',
			...headers,
			...(caller === undefined ? {} : { cookie: `session=${caller}` }),
		},
		...(body === undefined ? {} : { body }),
	});
	const text = await response.text();
	const { status } = response;
	const what = `${String(caller)} ${method} ${path} at ${at}: ${body ?? ''} → ${status} ${text}`;
	assert.deepEqual(faults, [], what);
	assert.ok(status < 500, what);
	if (status >= 400) {
		assertTellsNothing(text);
		assert.match(response.headers.get('content-type')!, /^application\/problem\+json/, what);
	}
	return { status, text };
}

/** Ids that nothing has, or that lead elsewhere where paths are put together carelessly. */
const STRANGE = [
	'PyUZ7pYBBA4Nia',
	'0',
	'-1',
	'1e9',
	'99999999999999999999',
	'NaN',
	'undefined',
	'__proto__',
	'constructor',
	'...',
	'%252e%252e',
	'%2e%2e%2f%2e%2e',
	'a%2Fb',
	'a%5Cb',
	'%00',
	"a'--",
	'a%22%3B',
	'%D0%B3',
	'%F0%9F%97%B3',
	'*',
	'a'.repeat(300),
];

test('ids of nothing are refused to everybody, wherever an id stands', () =>
	attacked('SQLite in memory', async (p) => {
		for (const endpoint of ENDPOINTS) {
			const names = [...endpoint.path.matchAll(/:\w+/g)].map(([name]) => name);
			const before = await stateOf(p.services.store);
			for (const name of names)
				for (const id of STRANGE)
					for (const caller of [undefined, VOTERS[0], MEMBERS[0], STAFF.proposer, 'only-auditor']) {
						const at = endpoint.path.replace(name, id).replaceAll(/:\w+/g, p.id);
						const { status } = await ask(
							p,
							endpoint,
							caller,
							at,
							isRead(endpoint) ? undefined : '{}',
						);
						assert.ok(status >= 400, `${endpoint.method} ${at} ${status}`);
					}
			assert.deepEqual(await stateOf(p.services.store), before, endpoint.path);
		}
	}));

test('a vote is nobody’s key to another', () =>
	attacked('SQLite in memory', async (p) => {
		const [other] = p.others;
		for (const endpoint of ENDPOINTS.filter(({ path }) => path.startsWith('/votes/:id'))) {
			const { access, path } = endpoint;
			if (access === 'public' || !Array.isArray(access)) continue;
			// Members of a commission do and see what is their own vote's only.
			if (!(access as readonly string[]).every((role) => /^(?:commission|chair)$/.test(role)))
				continue;
			for (const [caller, id] of [
				[MEMBERS[0], other],
				['member-elsewhere', p.id],
				['only-commission', p.id],
				['only-chair', p.id],
			] as const) {
				const at = path.replace(':id', id!).replaceAll(/:\w+/g, '1');
				const statement = '{}';
				const body = isRead(endpoint)
					? undefined
					: JSON.stringify({
							step: 'key',
							text: 'x',
							strong: 'x',
							shuffle: 'x',
							statement,
							verdict: 'certified',
						});
				const { status, text } = await ask(p, endpoint, caller, at, body);
				assert.deepEqual(
					[status, (JSON.parse(text) as { code: string }).code],
					[403, 'member.not-one'],
				);
			}
		}
	}));

const text = fc.oneof(
	fc.string({ unit: 'binary', maxLength: 40 }),
	fc.constantFrom('', '0', '1', 'null', '\0', '\ud800', '../..', "'; --", '{{7*7}}', '<script>'),
	fc.nat({ max: 15 }).map((digit) => digit.toString(16).repeat(64)),
	fc.uuid(),
	fc.constantFrom(
		...MEMBERS,
		...VOTERS,
		'key',
		'certified',
		'annul',
		'close-early',
		'roll',
		'open',
	),
	fc.constant('Причина, довша за десять літер.'),
	fc.json({ maxDepth: 3 }),
);
const value: fc.Arbitrary<unknown> = fc.oneof(
	text,
	fc.integer(),
	fc.double(),
	fc.constantFrom(null, true, 0, -0, 1e21, OPENS, CLOSES),
	fc.jsonValue({ maxDepth: 4 }),
	fc.array(text, { maxLength: 4 }),
);

/** Bodies of which some are nearly right: the names are those of the endpoint. */
function bodyOf({ body }: Endpoint): fc.Arbitrary<string> {
	const names = body instanceof z.ZodObject ? Object.keys(body.shape) : [];
	const named = fc.record(Object.fromEntries([...names, 'id'].map((name) => [name, value])), {
		requiredKeys: [],
	});
	return fc.oneof(
		{ weight: 4, arbitrary: named.map((record) => JSON.stringify(record)) },
		{ weight: 1, arbitrary: value.map((any) => JSON.stringify(any)) },
		{ weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
	);
}

for (const [engine, numRuns] of Object.entries({ 'SQLite in memory': 40, Postgres: 12 }))
	if (ENGINES[engine])
		test(`whatever is sent, the server has an answer: ${engine}`, () =>
			attacked(engine, async (p) => {
				const ids = fc.constantFrom(p.id, ...p.others, ...MEMBERS, '1', '2');
				for (const endpoint of ENDPOINTS) {
					const params = [...endpoint.path.matchAll(/:\w+/g)].length;
					const call = fc.tuple(
						fc.constantFrom(...p.callers),
						fc.tuple(
							fc.constantFrom(p.id, ...p.others),
							...Array.from({ length: params }, () => ids),
						),
						isRead(endpoint) ? fc.constant(undefined) : bodyOf(endpoint),
						fc.constantFrom<Record<string, string>>(
							{},
							{ 'if-match': '"x"' },
							{ 'if-match': `"${'0'.repeat(64)}"` },
							{ 'idempotency-key': '""' },
						),
					);
					await fc.assert(
						fc.asyncProperty(call, async ([caller, places, body, headers]) => {
							const left = places.values();
							const at = endpoint.path.replaceAll(/:\w+/g, () => left.next().value!);
							const before = await stateOf(p.services.store);
							const { status } = await ask(p, endpoint, caller, at, body, headers);
							if (status < 400 && !isRead(endpoint)) return;
							assert.deepEqual(await stateOf(p.services.store), before, `${at} ${body ?? ''}`);
						}),
						{ seed: SEED, numRuns: isRead(endpoint) ? numRuns >> 2 : numRuns, endOnFailure: true },
					);
				}
			}));

test.run();
