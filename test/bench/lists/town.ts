/** A town that proposes and talks much: an edition with thousands of published projects and comments, made by the platform's own services. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeComment } from '../../../server/civic/comment/comments.ts';
import { versionOf } from '../../../server/civic/process/processes.ts';
import { requireProposal } from '../../../server/civic/proposal/proposals.ts';
import { createCommunity } from '../../../server/community.ts';
import { databaseIn, openSqlite } from '../../../server/db/sqlite.ts';
import {
	beginEdition,
	findEdition,
	publishEdition,
} from '../../../server/instruments/budget/edition.ts';
import {
	beginProject,
	saveProject,
	submitProject,
} from '../../../server/instruments/budget/projects.ts';
import { handedIn, moderate } from '../../../server/instruments/budget/review.ts';
import { decide, type Inside, type Services } from '../../../server/services.ts';
import { workHere } from '../../../server/work/jobs.ts';
import { editionDraft, projectDraft } from '../../support/edition.ts';
import { addPerson, MASTER_KEY } from '../../support/platform.ts';

const DAY = 86_400;
const AUTHORS = 500;
/** Done in one transaction. */
const AT_ONCE = 250;

/** Words that projects and comments are made of, in the forms that people write. */
const WORDS = (
	'майданчик дерева лавки освітлення бібліотека тренажери пандус зупинка доріжка сквер школа ліцей музей ринок набережна ' +
	'дитячий спортивний велосипедний літній безпечний зелений новий міський шкільний сучасний квіти фонтан сцена кінотеатр ' +
	'стадіон басейн гурток майстерня теплиця огорожа паркан вулиця двір озеро парк алея міст тротуар перехід світлофор'
).split(' ');

export type Town = {
	readonly folder: string;
	readonly edition: string;
	readonly projects: string[];
};

const SYLLABLES = 'ба во ги ду же зи ка ло ми но пе ра со ту фі ха це чу ша ще'.split(' ');
const RARE = 4000;
/** One word in so many is a common one, that a quarter of all projects have. */
const COMMON = 6;

/** A word that hardly any other text has. */
const rareWord = (n: number): string =>
	[n % 20, Math.floor(n / 20) % 20, Math.floor(n / 400) % 20, (n * 7) % 20]
		.map((i) => SYLLABLES[i]!)
		.join('');

/** The same words for the same number, no two numbers alike. */
function wordsFor(seed: number, count: number): string {
	let state = (seed * 2_654_435_761 + 12_345) % 2 ** 32;
	return Array.from({ length: count }, (_, i) => {
		// Numerical Recipes' generator: enough for words.
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		const drawn = state >>> 8;
		return i % COMMON === 0 ? WORDS[drawn % WORDS.length]! : rareWord(drawn % RARE);
	}).join(' ');
}

/** A community in a folder of its own, whose clock the caller turns. */
export async function beginTown(begin: number) {
	const folder = await mkdtemp(join(tmpdir(), 'viche-town-'));
	const store = openSqlite(databaseIn(folder));
	const clock = { now: begin };
	const parts = { store, masterKey: MASTER_KEY, work: workHere, now: () => clock.now };
	const community = { host: 'viche.test', name: 'Громада', country: 'Україна' };
	return { folder, store, clock, services: await createCommunity(parts, community) };
}

export async function buildTown(projects: number, comments: number): Promise<Town> {
	const begin = Math.floor(Date.now() / 1000) - 60 * DAY;
	const { folder, services, store, clock } = await beginTown(begin);
	await addPerson(store, 'mod', 'moderator');
	for (let i = 0; i < AUTHORS; i++) await addPerson(store, `author-${i}`);
	const edition = await decide(services, async (inside) => {
		const id = await beginEdition(inside, editionDraft(begin, { perAuthor: '20' }));
		const draft = await findEdition(inside, id);
		await publishEdition(inside, draft, '', versionOf(draft.draft));
		return id;
	});
	clock.now += DAY;
	const ids = await inBatches(services, projects, (inside, i) => propose(inside, edition, i));
	await inBatches(services, comments, async (inside, i) => {
		// Nobody writes faster than people do.
		clock.now += 60;
		const text = wordsFor(i, 25);
		const said = { text, isOfficial: false };
		await writeComment(inside, ids[(i * i) % ids.length]!, `author-${i % AUTHORS}`, said);
	});
	await store.close();
	return { folder, edition, projects: ids };
}

export async function inBatches<T>(
	services: Services,
	count: number,
	work: (inside: Inside, i: number) => Promise<T>,
): Promise<T[]> {
	const done: T[] = [];
	while (done.length < count)
		await decide(services, async (inside) => {
			const most = Math.min(AT_ONCE, count - done.length);
			const first = done.length;
			for (let i = first; i < first + most; i++) done.push(await work(inside, i));
		});
	return done;
}

async function propose(inside: Inside, edition: string, i: number): Promise<string> {
	const account = `author-${i % AUTHORS}`;
	const id = await beginProject(inside, edition, { account, roles: [] });
	const typed = projectDraft({
		title: `Проєкт ${i}: ${wordsFor(i, 4)}`,
		summary: wordsFor(i + 1, 14),
		description: wordsFor(i + 2, 90),
	});
	const { draft } = await requireProposal(inside, id);
	await saveProject(inside, id, account, typed, versionOf(draft));
	await submitProject(inside, id, account, true, versionOf(typed));
	const seen = await handedIn(inside, await requireProposal(inside, id));
	await moderate(inside, id, 'mod', { verdict: 'publish', reasons: [], text: '' }, seen);
	return id;
}
