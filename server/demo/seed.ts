/**
 * Makes a demo community through the very services that real people use: a certified vote, one that waits for its commission, one that
 * is open, and one whose key is still to be made; an edition of the participatory budget whose projects are handed in, and one that admits; petitions and polls.
 */
import type { PotBallot } from '../../crypto/budget/ballot.ts';
import { writePaperLine } from '../../crypto/budget/paper-line.ts';
import type { Pot } from '../../crypto/budget/pot.ts';
import { publishBallots } from '../ballots/publish.ts';
import { enterPhases } from '../civic/process/processes.ts';
import { enrolInside, grantRoles, identityOf } from '../identity/people.ts';
import { decide, type Inside, type Services } from '../services.ts';
import { keepDemoKeys } from './demo-keys.ts';
import { seedEditions, type Cast } from './editions.ts';
import { CEREMONY_POT, CLOSED_POT, OPEN_POTS } from './pots.ts';
import { ADMINISTRATOR, COMMISSION, DESK, DOMAIN, PEOPLE, RESIDENTS, SECRETARY } from './people.ts';
import { seedPolls } from './polls.ts';
import { seedPetitions } from './petitions.ts';
import { seedImplemented, type Theatre } from './implemented.ts';
import {
	beginVote,
	castAs,
	close,
	createVote,
	enterForms,
	handOutForms,
	holdCeremonyAndOpen,
	makePlayers,
	tallyAndCertify,
	type Players,
	type Staff,
} from './play.ts';
import { readWieliczka } from './wieliczka.ts';

/** A clock that the seed turns while it tells what happened before. */
export type Clock = { now: number };

const DAY = 86_400;
/** Members who are needed to decrypt and to certify. */
const THRESHOLD = 2;
/** One of so many voters votes on paper where a demo's vote takes it. */
const ONE_ON_PAPER_OF = 8;

type Sketch = {
	readonly title: string;
	readonly pots: readonly Pot[];
	/** Days from now. */
	readonly opens: number;
	readonly closes: number;
	readonly isPaper?: boolean;
};

/** @param voters - how many ballots of the real vote are played */
export async function seedDemo(services: Services, clock: Clock, voters: number): Promise<void> {
	const start = clock.now;
	const at = (days: number) => (clock.now = start + Math.round(days * DAY));
	const { pot, ballots } = await readWieliczka(voters);
	const stage = new Stage(services, start);

	at(-330);
	await stage.enrolPeople();
	await seedImplemented(services, stage, start, at);
	at(-70);
	const certified = await stage.createVote(
		{
			title: 'Зелений бюджет Велички 2023 року',
			pots: [pot],
			opens: -60,
			closes: -40,
			isPaper: true,
		},
		ballots.length,
	);
	await holdCeremonyAndOpen(certified);
	at(-59);
	const online = ballots.length - Math.floor(ballots.length / ONE_ON_PAPER_OF);
	await stage.castAll(
		certified,
		ballots.slice(0, online).map((ballot) => [ballot]),
	);
	await handOutForms(certified, stage.extras(ballots.length).slice(online));
	at(-40);
	await close(certified);
	at(-39.5);
	await enterForms(
		certified,
		ballots.slice(online).map((ballot) => [writePaperLine(ballot)]),
		stage.readers(),
	);
	at(-39);
	await tallyAndCertify(certified);

	at(-25);
	const closed = await stage.createVote(
		{ title: 'Шкільний громадський бюджет', pots: [CLOSED_POT], opens: -20, closes: -1 },
		SCHOOL_BALLOTS.length,
	);
	await holdCeremonyAndOpen(closed);
	at(-19);
	await stage.castAll(
		closed,
		SCHOOL_BALLOTS.map((projects) => [{ projects }]),
	);

	await seedEditions(services, stage.cast, start, at);
	await seedPetitions(services, stage.cast, at);
	await seedPolls(services, stage.cast, start, at);

	at(-4);
	const open = await stage.createVote(
		{
			title: 'Громадський бюджет: куди підуть кошти 2027 року',
			pots: OPEN_POTS,
			opens: -2,
			closes: 28,
			isPaper: true,
		},
		OPEN_BALLOTS.length,
	);
	await holdCeremonyAndOpen(open);
	at(-2);
	await stage.castAll(
		open,
		OPEN_BALLOTS.map((pots) => pots.map((projects) => ({ projects }))),
	);

	at(-1);
	await close(closed);
	await stage.createVote(
		{ title: 'Культурний бюджет', pots: [CEREMONY_POT], opens: 7, closes: 21 },
		0,
	);
	clock.now = start;
	// As in a community whose clock never stood still, the register knows every phase that has begun.
	await enterPhases(services);
}

/** Where the play takes place: every vote has the sample residents on its roll, and extras who have cast before anybody looks. */
class Stage implements Theatre {
	readonly #services: Services;
	readonly #start: number;
	#commission: { account: string; name: string }[] = [];
	#staff: Staff = { proposer: '', confirmer: '' };
	#cast: Cast = new Map();

	constructor(services: Services, start: number) {
		this.#services = services;
		this.#start = start;
	}

	get cast(): Cast {
		return this.#cast;
	}

	/** As registries know so many extras. */
	extras(count: number): { readonly domain: string; readonly subject: string }[] {
		return extrasOf(count).map((subject) => ({ domain: DOMAIN, subject }));
	}

	/** Accounts of the two who enter paper forms. */
	readers(): [string, string] {
		return [this.#cast.get(DESK.subject)!, this.#cast.get(SECRETARY.subject)!];
	}

	enrolPeople(): Promise<void> {
		return decide(this.#services, async (inside) => {
			const accounts = new Map<string, string>();
			for (const { subject, name, roles } of PEOPLE) {
				const account = await enrolInside(inside, { domain: DOMAIN, subject, name });
				await grantRoles(inside, account, roles);
				accounts.set(subject, account);
			}
			this.#cast = accounts;
			this.#commission = COMMISSION.map(({ subject, name }) => ({
				account: accounts.get(subject)!,
				name,
			}));
			this.#staff = {
				proposer: accounts.get(SECRETARY.subject)!,
				confirmer: accounts.get(ADMINISTRATOR.subject)!,
			};
		});
	}

	/** Lets the commission begin with the draft of a vote that an edition has made. */
	async beginVote(vote: string, extras: number): Promise<Players> {
		await decide(this.#services, (inside) =>
			beginVote(inside, vote, this.#rollWith(extras), this.#staff),
		);
		return makePlayers(this.#services, vote, COMMISSION.length, this.#staff);
	}

	/** Identities of the sample residents, and of as many others. */
	#rollWith(extras: number): string[] {
		const subjects = [...RESIDENTS, ...COMMISSION].map((p) => p.subject);
		return [...subjects, ...extrasOf(extras)].map((subject) =>
			identityOf(this.#services.keys, { domain: DOMAIN, subject }),
		);
	}

	async createVote(sketch: Sketch, extras: number): Promise<Players> {
		const vote = await decide(this.#services, (inside) =>
			createVote(
				inside,
				{
					title: sketch.title,
					pots: sketch.pots,
					opens: this.#start + sketch.opens * DAY,
					closes: this.#start + sketch.closes * DAY,
					threshold: THRESHOLD,
					isPaper: sketch.isPaper,
					commission: this.#commission,
				},
				this.#rollWith(extras),
				this.#staff,
			),
		);
		return makePlayers(this.#services, vote, COMMISSION.length, this.#staff);
	}

	/** Extras cast, and their ballots are published; the commission's keys are kept for visitors. */
	async castAll(players: Players, ballots: readonly (readonly PotBallot[])[]): Promise<void> {
		const names = extrasOf(ballots.length);
		const accounts = await decide(this.#services, async (inside) => enrolExtras(inside, names));
		for (const [i, ballot] of ballots.entries()) await castAs(players, accounts[i]!, ballot);
		await decide(this.#services, async (inside) => {
			await publishBallots(inside, players.vote);
			await keepDemoKeys(inside, players.vote, players.secrets);
		});
	}
}

const extrasOf = (count: number): string[] =>
	Array.from({ length: count }, (_, i) => `extra-${i + 1}`);

async function enrolExtras(inside: Inside, subjects: readonly string[]): Promise<string[]> {
	const accounts: string[] = [];
	for (const subject of subjects)
		accounts.push(await enrolInside(inside, { domain: DOMAIN, subject, name: '' }));
	return accounts;
}

/** Choices of pupils, as places in the pot. */
// prettier-ignore
const SCHOOL_BALLOTS: readonly (readonly number[])[] = [
	[0, 2, 8], [3, 4], [1, 5, 7, 8], [6], [0, 6, 9], [2, 7, 8], [3, 6], [1, 9], [4, 6, 8], [0, 1, 2],
	[5, 7], [3], [6, 8], [1, 3, 9], [2, 5], [0, 4],
];

/** Choices of residents in both pots. */
// prettier-ignore
const OPEN_BALLOTS: readonly (readonly (readonly number[])[])[] = [
	[[0, 3], [0, 2]], [[4], [2, 3, 4]], [[1, 4, 3], [5]], [[5], []], [[2, 0], [1, 6, 7]], [[3, 4], [2]],
	[[0], [0, 3, 5]], [[], [2, 4]], [[1, 3], [6]], [[4, 0], [2, 3]],
];
