/** What the law says of petitions to a council (393/96-ВР, art. 23-1), rule by rule, over HTTP. Working days are those of March 2027 under martial law. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { fromKyivTime, toKyivTime } from '../../crypto/kyiv-time.ts';
import { beat } from '../../server/ballots/cadence.ts';
import type { PetitionEventKind, PetitionRulesPage } from '../../server/api/contract.ts';
import { neededByLaw } from '../../server/instruments/petition/rules.ts';
import { ENGINES, withStore } from '../support/databases.ts';
import { codeOf, good } from '../support/open-vote.ts';
import {
	check,
	collecting,
	DAY,
	handle,
	handled,
	MONDAY,
	ownPetition,
	petitionDraft,
	petitionOf,
	publishRules,
	reached,
	RULES,
	sign,
	SIGNED_BY,
	startPetitions,
	submitPetition,
	writePetition,
	type PetitionPlatform,
} from '../support/petition.ts';

const test = suite('flow/petition-law');

const law = (name: string, work: (p: PetitionPlatform) => Promise<void>, rules: object = RULES) =>
	test(name, () =>
		withStore(ENGINES['SQLite in memory']!, async (store) => {
			const p = await startPetitions(store, rules);
			await work(p).finally(p.close);
		}),
	);
const due = ({ due: at }: { readonly due?: number }) => at && toKyivTime(at).slice(0, 16);
const fields = async (answer: ReturnType<PetitionPlatform['call']>) =>
	(await answer).body['fields'];

law('P1, P7: a petition is written in a form of the platform, to the council', async (p) => {
	const id = await writePetition(p);
	const { draft, status } = await ownPetition(p, id);
	assert.deepEqual([draft.title, status], [petitionDraft().title, 'draft']);
	assert.equal(await codeOf(p.call(undefined, 'POST', '/petitions')), '401 session.missing');
});

law(
	'P3: it has its essence, its author’s name and e-mail; the address is for the answer alone',
	async (p) => {
		for (const field of ['title', 'essence', 'email'] as const) {
			const id = await writePetition(p, petitionDraft({ [field]: '' }));
			assert.deepEqual(await fields(submitPetition(p, id)), { [field]: 'empty' });
			await good(p.call('ann', 'POST', `/petitions/${id}/withdraw`));
		}
		const wrong = await writePetition(p, petitionDraft({ email: 'ann at home' }));
		assert.deepEqual(await fields(submitPetition(p, wrong)), { email: 'email' });
		const id = await collecting(p);
		const page = await petitionOf(p, id);
		assert.equal(page.author, 'ann');
		assert.doesNotMatch(JSON.stringify(page), /ann@example/);
		assert.equal((await handled(p, id, 'sec')).email, 'ann@example.org');
	},
);

law('P4: everybody sees when collecting began, how many signed, and who', async (p) => {
	const id = await collecting(p);
	p.clock.now += DAY;
	await good(sign(p, id, 'bob'));
	const { publishedAt, collection } = await petitionOf(p, id);
	assert.deepEqual([publishedAt, collection!.signed, collection!.needed], [MONDAY, 1, 2]);
	const list = await good(p.call(undefined, 'GET', `/petitions/${id}/signatories`));
	assert.equal(list['names'], 'full');
	const [{ name, at }] = list['signatories'] as [{ name: string; at: number }];
	assert.deepEqual([name, at], ['bob', MONDAY + DAY]);
});

law(
	'P5, P9: what the law forbids is not published; the author hears the grounds, and the public reads them without the petition',
	async (p) => {
		const id = await writePetition(p, petitionDraft({ title: 'Заклик, якого не буде видно' }));
		await good(submitPetition(p, id));
		const refusal = { verdict: 'refuse', reasons: ['Пропаганда війни, насильства, жорстокості'] };
		assert.deepEqual(await fields(check(p, id, refusal)), { text: 'empty' });
		assert.deepEqual(
			await fields(check(p, id, { ...refusal, reasons: [], text: 'Так не можна.' })),
			{
				reasons: 'empty',
			},
		);
		const unknown = { ...refusal, reasons: ['Не подобається'], text: 'Так не можна.' };
		assert.deepEqual(await fields(check(p, id, unknown)), { reasons: 'choose' });
		await good(check(p, id, { ...refusal, text: 'Другий абзац закликає до насильства.' }));
		const own = await ownPetition(p, id);
		assert.equal(own.status, 'refused');
		assert.equal(own.events[0]!.reasons![0]!.clause, 'стаття 23-1');
		assert.equal(await codeOf(p.call(undefined, 'GET', `/petitions/${id}`)), '404 not-found');
		const refusals = await good(p.call(undefined, 'GET', '/petition-refusals'));
		assert.match(JSON.stringify(refusals), /закликає до насильства/);
		assert.doesNotMatch(JSON.stringify(refusals), /якого не буде видно|ann/);
	},
);

law('P6: the author answers for what is written, and says so', async (p) => {
	const id = await writePetition(p);
	const version = { 'if-match': `"${(await ownPetition(p, id)).version}"` };
	const unsaid = p.call('ann', 'POST', `/petitions/${id}/submit`, { agreed: false }, version);
	assert.deepEqual(await fields(unsaid), { agreed: 'empty' });
});

law('P8: published within two working days from sending', async (p) => {
	p.clock.now = fromKyivTime('2027-03-05T17:00')!; // a Friday
	const id = await writePetition(p);
	await good(submitPetition(p, id));
	assert.equal(due(await ownPetition(p, id)), '2027-03-10T00:00');
});

law(
	'P10, P11: collecting begins on the day of publication, and lasts as long as the statute says',
	async (p) => {
		const id = await collecting(p);
		const { publishedAt, collection } = await petitionOf(p, id);
		assert.equal(publishedAt, MONDAY);
		assert.equal(toKyivTime(collection!.ends).slice(0, 16), '2027-04-01T00:00');
		p.clock.now = collection!.ends - 1;
		await good(sign(p, id, 'bob'));
		p.clock.now += 1;
		assert.equal(await codeOf(sign(p, id, 'eve')), '409 signature.closed');
	},
);

law('P11: a petition keeps the rules that it was published under', async (p) => {
	const id = await collecting(p);
	await publishRules(p, { needed: '5000', days: '90' });
	assert.equal((await petitionOf(p, id)).collection!.needed, 2);
	assert.equal((await petitionOf(p, id)).rules.days, 30);
	const { versions, current } = (await good(
		p.call(undefined, 'GET', '/petition-rules'),
	)) as never as PetitionRulesPage;
	assert.deepEqual(
		versions.map(({ version, reason }) => `${version} ${reason}`),
		['2 Новий статут', '1 Новий статут'],
	);
	assert.match(current!.rules.decision, /рішення № 7/);
	assert.equal((await petitionOf(p, await collecting(p))).collection!.needed, 5000);
});

law(
	'P12: until the statute says, the law does, by inhabitants; for three months at most',
	async (p) => {
		assert.equal((await petitionOf(p, await collecting(p))).collection!.needed, 150);
		const bounds = [999, 1_000, 4_999, 5_000, 20_000, 99_999, 100_000, 500_000, 1_000_000];
		assert.deepEqual(bounds.map(neededByLaw), [50, 75, 75, 100, 150, 150, 250, 500, 1000]);
		const { draft, version } = (await good(
			p.call('sec', 'GET', '/petition-rules/draft'),
		)) as never as { draft: object; version: string };
		const put = await good(
			p.call(
				'sec',
				'PUT',
				'/petition-rules/draft',
				{ ...draft, days: '90', inhabitants: '' },
				{ 'if-match': `"${version}"` },
			),
		);
		const publish = p.call(
			'sec',
			'POST',
			'/petition-rules/publication',
			{ reason: 'Довше' },
			{ 'if-match': `"${String(put['version'])}"` },
		);
		assert.deepEqual(await fields(publish), { days: 'most 89', inhabitants: 'empty' });
	},
	{ basis: 'law', inhabitants: '43 000' },
);

law(
	'P14, P15: the start of consideration is announced in three working days, and it takes ten',
	async (p) => {
		p.clock.now = fromKyivTime('2027-03-04T09:00')!; // a Thursday
		const id = await reached(p);
		const page = await petitionOf(p, id);
		assert.deepEqual([page.status, due(page)], ['reached', '2027-03-10T00:00']);
		assert.equal(
			await codeOf(handle(p, id, 'decision', { verdict: 'endorsed', ...SIGNED_BY })),
			'409 petition.status',
		);
		p.clock.now = fromKyivTime('2027-03-09T09:00')!;
		await good(handle(p, id, 'announcement'));
		const considered = await petitionOf(p, id);
		assert.deepEqual([considered.status, due(considered)], ['consideration', '2027-03-24T00:00']);
	},
);

law('P16: a hearing that the author asks for prolongs the term for that time', async (p) => {
	const quiet = await reached(p);
	await good(handle(p, quiet, 'announcement'));
	assert.equal(await codeOf(handle(p, quiet, 'hearing')), '409 petition.no-hearing');

	const id = await reached(p, petitionDraft({ asksHearing: true }));
	await good(handle(p, id, 'announcement'));
	assert.equal(due(await petitionOf(p, id)), '2027-03-16T00:00');
	p.clock.now = fromKyivTime('2027-03-03T09:00')!; // a Wednesday
	await good(handle(p, id, 'hearing'));
	assert.equal((await petitionOf(p, id)).due, undefined);
	p.clock.now = fromKyivTime('2027-03-10T18:00')!; // five working days later
	await good(handle(p, id, 'hearing-end'));
	const page = await petitionOf(p, id);
	assert.deepEqual([page.status, due(page)], ['consideration', '2027-03-23T00:00']);
});

law(
	'P17, P18: support or not is public; the answer with its reasons follows by the next working day',
	async (p) => {
		p.clock.now = fromKyivTime('2027-03-05T09:00')!; // a Friday
		const id = await reached(p);
		await good(handle(p, id, 'announcement'));
		const text = 'Кошти на ремонт передбачено в бюджеті розвитку.';
		await good(handle(p, id, 'decision', { verdict: 'endorsed', text, ...SIGNED_BY }));
		const decided = await petitionOf(p, id);
		assert.deepEqual([decided.status, due(decided)], ['endorsed', '2027-03-09T00:00']);
		assert.equal(decided.decision!.signedBy, SIGNED_BY.signedBy);
		assert.equal(
			await codeOf(handle(p, id, 'decision', { verdict: 'declined', ...SIGNED_BY })),
			'409 petition.status',
		);
		await good(
			handle(p, id, 'answer', {
				text: 'Роботи почнуться в травні, підрядника обере тендер.',
				...SIGNED_BY,
			}),
		);
		const answered = await petitionOf(p, id);
		assert.match(answered.answer!.text, /в травні/);
		assert.equal(answered.due, undefined);
		assert.equal(await codeOf(handle(p, id, 'answer', SIGNED_BY)), '409 petition.status');
		const told = await good(p.call('ann', 'GET', '/me/notifications'));
		for (const said of [/підтримано/, /Оприлюднено відповідь/])
			assert.match(JSON.stringify(told), said);
	},
);

law(
	'P19: without enough signatures it is answered as an ordinary appeal, within a month',
	async (p) => {
		const id = await collecting(p);
		await good(sign(p, id, 'bob'));
		p.clock.now = (await petitionOf(p, id)).collection!.ends;
		await beat(p.services);
		const page = await petitionOf(p, id);
		assert.deepEqual([page.status, page.collection!.isReached], ['unreached', false]);
		// The last day was 31 March.
		assert.equal(due(page), '2027-05-01T00:00');
		await good(
			handle(p, id, 'answer', {
				text: 'Міст внесено до плану обстеження на липень.',
				...SIGNED_BY,
			}),
		);
		assert.equal((await petitionOf(p, id)).due, undefined);
	},
);

law('P20: the number of signatures and the terms stay in the register for good', async (p) => {
	const id = await reached(p);
	p.clock.now += 4 * 366 * DAY;
	await beat(p.services);
	const { collection, events } = await petitionOf(p, id);
	assert.deepEqual([collection!.signed, collection!.isOpen], [2, false]);
	assert.deepEqual(
		events.map(({ kind }): PetitionEventKind => kind),
		['reached', 'published'],
	);
	assert.match(await (await fetch(`${p.url}/collections/${id}/terms.json`)).text(), /"needed":2/);
});

law(
	'P21: the order of consideration is the council’s: its terms are parameters, never longer than the law’s',
	async (p) => {
		const { draft, version } = (await good(
			p.call('sec', 'GET', '/petition-rules/draft'),
		)) as never as { draft: object; version: string };
		const slow = { checkDays: '3', startDays: '4', considerDays: '11', answerDays: '2' };
		const put = await good(
			p.call(
				'sec',
				'PUT',
				'/petition-rules/draft',
				{ ...draft, ...slow },
				{ 'if-match': `"${version}"` },
			),
		);
		const publish = p.call(
			'sec',
			'POST',
			'/petition-rules/publication',
			{ reason: 'Повільно' },
			{ 'if-match': `"${String(put['version'])}"` },
		);
		assert.deepEqual(await fields(publish), {
			checkDays: 'most 2',
			startDays: 'most 3',
			considerDays: 'most 10',
			answerDays: 'most 1',
		});
		await publishRules(p, { checkDays: '1', startDays: '1', considerDays: '5', answerDays: '1' });
		const id = await reached(p);
		await good(handle(p, id, 'announcement'));
		assert.equal(due(await petitionOf(p, id)), '2027-03-09T00:00');
	},
);

test.run();
