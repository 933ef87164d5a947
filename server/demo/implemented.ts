/** An edition of the demo that was voted on a year ago: some of its projects are built, one is late. Made up for it. */
import type { PotBallot } from '../../crypto/budget/ballot.ts';
import { toKyivDate } from '../../crypto/kyiv-time.ts';
import { followUpsOf, publishReport, seenOf } from '../civic/follow-up/follow-ups.ts';
import type { ReportDraft } from '../civic/follow-up/report.ts';
import { admit, drawOrder } from '../instruments/budget/admission.ts';
import { holdFunded } from '../instruments/budget/implementation.ts';
import { makeVote } from '../instruments/budget/vote.ts';
import { decide, type Services } from '../services.ts';
import { requireVote } from '../votes/votes.ts';
import { play, pot, publish, termsFor, type Cast } from './editions.ts';
import { close, holdCeremonyAndOpen, tallyAndCertify, type Players } from './play.ts';
import { BUILT } from './projects.ts';

const DAY = 86_400;

/** What the seed has to play with. */
export type Theatre = {
	readonly cast: Cast;
	readonly beginVote: (vote: string, extras: number) => Promise<Players>;
	readonly castAll: (players: Players, ballots: readonly (readonly PotBallot[])[]) => Promise<void>;
};

/** Choices of residents, as places in {@link BUILT}; where each is on the ballot, the lot decides. */
// prettier-ignore
const BALLOTS: readonly (readonly number[])[] = [
	[0, 1], [0, 1, 2], [1, 2], [0], [2, 0], [1, 0], [3], [2, 1],
];

/** @param at - turns the clock to so many days from now */
export async function seedImplemented(
	services: Services,
	stage: Theatre,
	start: number,
	at: (days: number) => void,
): Promise<void> {
	const { cast } = stage;
	const chair = cast.get('commission-1')!;
	at(-322);
	const edition = await publish(
		services,
		termsFor(start, [-320, -300, -290, -280, -265, -245, -238, 90], {
			title: 'Громадський бюджет 2026',
			about: 'Проєкти, які громада обрала торік, і те, як їх здійснюють.',
			pots: [pot('Усі проєкти', '700000', '20000', '400000')],
			categories: 'благоустрій\nкультура\nспорт\nдоступність',
		}),
	);
	const projects: string[] = [];
	for (const sketch of BUILT) projects.push(await play(services, cast, edition, sketch, at));
	at(-278);
	const minute = {
		number: '4',
		date: toKyivDate(start - 278 * DAY),
		for: 3,
		against: 0,
		abstained: 0,
	};
	await decide(services, (inside) =>
		admit(inside, edition, chair, { minute, admitted: projects, rejected: [] }),
	);
	await decide(services, (inside) => drawOrder(inside, edition));
	at(-266);
	const vote = await decide(services, (inside) => makeVote(inside, edition, ''));
	const players = await stage.beginVote(vote, BALLOTS.length);
	await holdCeremonyAndOpen(players);
	const { pots } = await requireVote(services, services.store.db, vote);
	const places = pots[0]!.projects.map(({ id }) => id);
	at(-264);
	await stage.castAll(
		players,
		BALLOTS.map((chosen) => [{ projects: chosen.map((i) => places.indexOf(String(i + 1))) }]),
	);
	at(-245);
	await close(players);
	at(-244);
	await tallyAndCertify(players);
	await reportAll(services, cast, projects, start, at);
}

type News = Pick<ReportDraft, 'progress' | 'text'> & Partial<ReportDraft> & { readonly on: number };

/** What is reported of each funded project, by the order of their funding. */
async function reportAll(
	services: Services,
	cast: Cast,
	projects: readonly string[],
	start: number,
	at: (days: number) => void,
): Promise<void> {
	const day = (days: number) => toKyivDate(start + days * DAY);
	const funded: string[] = [];
	for (const project of projects)
		await decide(services, async (inside) => {
			await holdFunded(inside, project).then(
				() => funded.push(project),
				() => undefined,
			);
		});
	const stories: readonly (readonly News[])[] = [
		[
			{
				...{ on: -220, progress: 'tender', due: day(-70) },
				text: 'Оголошено закупівлю: три пропозиції, розгляд до кінця тижня.',
				links: [{ kind: 'procurement', title: 'UA-2026-04-20-000123-a', url: '' }],
			},
			{
				...{ on: -170, progress: 'works', due: day(-70), contractor: 'ТОВ «Зразкові майданчики»' },
				...{
					spent: '95 000',
					text: 'Договір підписано, майданчик розчищено, привезли обладнання.',
				},
				milestones: [
					{ title: 'Розчистити ділянку', due: day(-180), done: day(-175) },
					{ title: 'Змонтувати обладнання', due: day(-90), done: '' },
				],
			},
			{
				...{ on: -75, progress: 'done', due: day(-70), contractor: 'ТОВ «Зразкові майданчики»' },
				...{ spent: '291 400', text: 'Відкрито! Приходьте: перше тренування в суботу о десятій.' },
				milestones: [
					{ title: 'Розчистити ділянку', due: day(-180), done: day(-175) },
					{ title: 'Змонтувати обладнання', due: day(-90), done: day(-80) },
				],
			},
		],
		[
			{
				...{ on: -200, progress: 'contracted', due: day(-60), contractor: 'КП «Міськсвітло»' },
				text: 'Укладено договір із комунальним підприємством.',
			},
			{
				...{ on: -65, progress: 'works', due: day(-10), contractor: 'КП «Міськсвітло»' },
				...{
					spent: '60 000',
					text: 'Опори привезли пошкодженими, постачальник міняє їх за свій кошт: переносимо строк.',
				},
			},
		],
	];
	const steps = stories
		.flatMap((story, i) => story.map((news) => ({ ...news, project: funded[i] })))
		.sort((a, b) => a.on - b.on);
	for (const { on, project, ...news } of steps) {
		if (project === undefined) continue;
		at(on);
		await decide(services, async (inside) => {
			const held = await holdFunded(inside, project);
			const [latest] = await followUpsOf(inside, project);
			const usual = { unit: 'Відділ благоустрою', contractor: '', planned: held.card!.cost };
			const rest = { spent: '0', due: '', milestones: [], links: [] };
			const draft = { ...usual, ...rest, ...news };
			await publishReport(inside, held, cast.get('expert')!, draft, seenOf(latest));
		});
	}
}
