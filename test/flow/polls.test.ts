/** Open polls from the draft to the result: set up, answered once each, closed by the clock, counted, and counted again by anybody. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { toKyivDate } from '../../crypto/kyiv-time.ts';
import { verifyRecord } from '../../crypto/verify/verify-record.ts';
import { beat } from '../../server/ballots/cadence.ts';
import { openInput } from '../../server/cli/record-source.ts';
import type {
	AnswerReceipt,
	PollDraft,
	PollDraftView,
	PollPage,
	QuestionDraft,
} from '../../server/api/contract.ts';
import { EMPTY_POLL, EMPTY_QUESTION } from '../../server/instruments/poll/terms.ts';
import { ENGINES, withStore } from '../support/databases.ts';
import { codeOf, good } from '../support/open-vote.ts';
import { addPerson, startPlatform, type Clock, type RunningPlatform } from '../support/platform.ts';

const test = suite('flow/polls');
const MEMORY = 'SQLite in memory';
const DAY = 86_400;
const START = 1_800_000_000;

type Polls = RunningPlatform & { readonly clock: Clock };

const start = (work: (p: Polls) => Promise<void>, engine = MEMORY) =>
	withStore(ENGINES[engine]!, async (store) => {
		const clock = { now: START };
		const p = { ...(await startPlatform(store, clock)), clock };
		for (const person of ['ann', 'bob', 'eve']) await addPerson(store, person);
		await addPerson(store, 'sec', 'secretary');
		await work(p).finally(p.close);
	});

const question = (more: Partial<QuestionDraft> = {}): QuestionDraft => ({
	...EMPTY_QUESTION,
	title: 'Що збудувати на пустирі?',
	options: 'Сквер | дерева й лавки\nСпортмайданчик\nСтоянка',
	...more,
});
const draftOf = (more: Partial<PollDraft> = {}): PollDraft => ({
	...EMPTY_POLL,
	title: 'Що буде на пустирі за школою',
	problem: 'Земля громади за школою порожня вже десять років.',
	for: 'Діти матимуть де гуляти',
	against: 'Догляд коштує грошей щороку',
	sources: 'Рішення ради | https://example.org/decision',
	questions: [question()],
	begins: { information: toKyivDate(START), voting: toKyivDate(START + 2 * DAY) },
	ends: toKyivDate(START + 9 * DAY),
	...more,
});
const seen = (version: string) => ({ 'if-match': `"${version}"` });

/** Types a poll into a new draft. @returns how publishing it ends */
async function set(p: Polls, draft: PollDraft) {
	const id = String((await good(p.call('sec', 'POST', '/polls')))['id']);
	return { id, publish: await change(p, id, draft) };
}
async function change(p: Polls, id: string, draft: PollDraft, reason = 'Уточнення') {
	const path = `/polls/${id}/draft`;
	const { version } = (await good(p.call('sec', 'GET', path))) as never as PollDraftView;
	const saved = await good(p.call('sec', 'PUT', path, draft, seen(version)));
	return () =>
		p.call('sec', 'POST', `/polls/${id}/publish`, { reason }, seen(String(saved['version'])));
}
async function published(p: Polls, draft = draftOf()): Promise<string> {
	const { id, publish } = await set(p, draft);
	await good(publish());
	return id;
}
const pollOf = async (p: Polls, id: string) =>
	(await good(p.call(undefined, 'GET', `/polls/${id}`))) as never as PollPage;
const answer = (p: Polls, id: string, who: string | undefined, ...given: number[][]) =>
	p.call(who, 'POST', `/polls/${id}/answer`, { answer: given });
const open = (p: Polls) => {
	p.clock.now = START + 3 * DAY;
};
async function end(p: Polls) {
	p.clock.now = START + 10 * DAY;
	await beat(p.services);
}

async function verify(p: Polls, id: string) {
	const input = await openInput(`${p.url}/poll-records/${id}/`);
	assert.ok(input.kind === 'record');
	const { verdict, findings, summary } = await verifyRecord(input);
	const bad = findings.filter(({ severity }) => severity !== 'note').map(({ code }) => code);
	return [verdict, bad, summary.voters];
}

for (const engine of Object.keys(ENGINES))
	test(`from the draft to the result, which anybody counts again: ${engine}`, () =>
		start(async (p) => {
			const id = await published(p);
			assert.equal((await pollOf(p, id)).phase, 'information');
			assert.equal(await codeOf(answer(p, id, 'ann', [1, 0, 0])), '409 poll.closed');
			open(p);
			const receipt = (await good(answer(p, id, 'ann', [1, 0, 0]))) as never as AnswerReceipt;
			assert.equal(await codeOf(answer(p, id, 'ann', [0, 1, 0])), '409 poll.twice');
			assert.deepEqual(await good(p.call('ann', 'GET', `/polls/${id}/answer`)), {
				given: { entry: receipt.entry, answer: [[1, 0, 0]] },
			});
			assert.deepEqual(await good(p.call('eve', 'GET', `/polls/${id}/answer`)), {});
			const data = await good(p.call('ann', 'GET', '/me/data'));
			assert.deepEqual(data['answers'], [{ poll: id, entry: receipt.entry, answer: [[1, 0, 0]] }]);
			await good(answer(p, id, 'bob', [1, 0, 0]));
			await good(answer(p, id, 'eve', [0, 0, 0]));
			const running = await pollOf(p, id);
			assert.deepEqual([running.answers, running.result], [3, undefined]);
			// Nobody knows how it stands before it closes.
			const early = await fetch(`${p.url}/poll-records/${id}/answers.json`);
			assert.equal(early.status, 404);
			await end(p);
			await beat(p.services);
			assert.equal(await codeOf(answer(p, id, 'sec', [1, 0, 0])), '409 poll.closed');
			const { result, documents } = await pollOf(p, id);
			const { count } = result!.questions[0]!;
			assert.deepEqual(count.winners, ['o1']);
			assert.deepEqual(
				[count.turnout.participants, count.turnout.filled, count.turnout.blank],
				[3, 2, 1],
			);
			assert.equal(documents.filter(({ name }) => name === 'result').length, 1);
			assert.deepEqual(await verify(p, id), ['verified', [], 3]);
			const listed = await (await fetch(`${p.url}/poll-records/${id}/answers.json`)).text();
			assert.doesNotMatch(listed, /ann|nullifier/);
		}, engine));

test('every kind of question is answered, counted and verified', () =>
	start(async (p) => {
		const kinds: readonly (readonly [Partial<QuestionDraft>, number[]])[] = [
			[{ rule: 'plurality', majority: 'filled' }, [0, 1, 0]],
			[{ rule: 'approval', most: '2' }, [1, 0, 0]],
			[{ rule: 'score', lowest: '1', highest: '5' }, [5, 3, 0]],
			[{ rule: 'points', total: '10' }, [7, 3, 0]],
			[{ rule: 'majority-judgment', grades: 'погано\nтак собі\nдобре' }, [3, 2, 1]],
			[{ rule: 'schulze' }, [1, 2, 2]],
			[{ rule: 'stv', seats: '2' }, [2, 1, 0]],
		];
		const id = await published(p, draftOf({ questions: kinds.map(([more]) => question(more)) }));
		open(p);
		await good(answer(p, id, 'ann', ...kinds.map(([, marks]) => marks)));
		await good(answer(p, id, 'bob', ...kinds.map(() => [0, 0, 0])));
		await end(p);
		const { result } = await pollOf(p, id);
		assert.deepEqual(
			result!.questions.map(({ count }) => count.winners[0]),
			['o2', 'o1', 'o1', 'o1', 'o1', 'o1', 'o2'],
		);
		assert.deepEqual(await verify(p, id), ['verified', [], 2]);
	}));

test('what is no answer is refused, and nothing changes', () =>
	start(async (p) => {
		const id = await published(p);
		open(p);
		for (const given of [[[1, 1, 0]], [[2, 0, 0]], [[1, 0]], [], [[1, 0, 0], [0]]])
			assert.equal(await codeOf(answer(p, id, 'ann', ...given)), '400 poll.answer');
		assert.equal(await codeOf(answer(p, id, 'ann', [1.5, 0, 0])), '400 request.malformed');
		assert.equal(await codeOf(answer(p, id, undefined, [1, 0, 0])), '401 session.missing');
		assert.equal(await codeOf(answer(p, 'nothing', 'ann', [1, 0, 0])), '404 not-found');
		assert.equal((await pollOf(p, id)).answers, 0);
	}));

test('many who answer at once: each once', () =>
	start(async (p) => {
		const people = Array.from({ length: 15 }, (_, i) => `s${i}`);
		for (const person of people) await addPerson(p.services.store, person);
		const id = await published(p);
		open(p);
		const all = [...people, ...people].map((who) => codeOf(answer(p, id, who, [1, 0, 0])));
		const codes = await Promise.all(all);
		assert.equal(codes.filter((code) => code === 'good').length, 15);
		await end(p);
		assert.deepEqual(await verify(p, id), ['verified', [], 15]);
	}));

test('what a poll lacks is said field by field', () =>
	start(async (p) => {
		const faults = async (more: Partial<PollDraft>) =>
			(await (await set(p, draftOf(more))).publish()).body['fields'];
		assert.deepEqual(await faults({ title: '' }), { title: 'empty' });
		assert.deepEqual(await faults({ questions: [] }), { 'questions.0.title': 'empty' });
		assert.deepEqual(await faults({ questions: [question({ options: 'Один' })] }), {
			'questions.0.options': 'few 2',
		});
		assert.deepEqual(await faults({ questions: [question({ options: 'А | 1\nА | 2' })] }), {
			'questions.0.options': 'twice',
		});
		assert.deepEqual(await faults({ questions: [question({ rule: 'guess' })] }), {
			'questions.0.rule': 'choose',
		});
		assert.deepEqual(await faults({ questions: [question({ seats: '3' })] }), undefined);
		assert.deepEqual(await faults({ sources: 'Сайт | http://example.org' }), { sources: 'url' });
		assert.deepEqual(await faults({ ends: toKyivDate(START + DAY) }), { ends: 'poll.dates' });
		const voting = toKyivDate(START - DAY);
		const past = { information: toKyivDate(START - 3 * DAY), voting };
		assert.deepEqual(await faults({ begins: past }), { 'begins.voting': 'past' });
	}));

test('terms change for a reason until people answer, and not after', () =>
	start(async (p) => {
		const id = await published(p);
		const other = draftOf({ title: 'Що буде на пустирі за ліцеєм' });
		assert.equal(await codeOf((await change(p, id, other, ''))()), '400 poll.terms');
		await good((await change(p, id, other))());
		assert.match((await pollOf(p, id)).title, /ліцеєм$/);
		open(p);
		assert.equal(await codeOf((await change(p, id, draftOf()))()), '409 poll.begun');
		await good(answer(p, id, 'ann', [1, 0, 0]));
		await end(p);
		assert.equal(await codeOf((await change(p, id, draftOf()))()), '409 poll.begun');
		assert.deepEqual(await verify(p, id), ['verified', [], 1]);
	}));

test('drafts are the secretary’s; a poll nobody answered closes all the same', () =>
	start(async (p) => {
		const { id } = await set(p, draftOf());
		assert.equal(await codeOf(p.call(undefined, 'GET', `/polls/${id}`)), '404 not-found');
		assert.equal(await codeOf(p.call('ann', 'GET', `/polls/${id}/draft`)), '403 session.forbidden');
		assert.deepEqual(await good(p.call(undefined, 'GET', '/polls')), []);
		const quiet = await published(p);
		open(p);
		await beat(p.services);
		await end(p);
		assert.deepEqual((await pollOf(p, quiet)).result!.questions[0]!.count.winners, []);
		assert.deepEqual(await verify(p, quiet), ['verified', [], 0]);
	}));

test.run();
