/** The projects of a pot and what came of them, for spreadsheets, maps and programs. Format: docs/open-data.md. */
import type { PotAnalysis } from '../../crypto/budget/analysis.ts';
import type { Pot } from '../../crypto/budget/pot.ts';
import type { PotProject } from '../../crypto/budget/project.ts';
import { tellReasons } from '../../crypto/budget/told.ts';
import type { Sentences } from '../../crypto/sentences.ts';
import type { PotResult } from '../../crypto/verify/record.ts';
import type { VotePage } from '../api/contract.ts';

/** What is known about a project; the outcome from the count on. */
type Row = {
	readonly project: PotProject;
	readonly outcome?: {
		readonly votes: number;
		readonly funded: boolean;
		/** In the order of choice. */
		readonly place?: number;
		readonly reason: Sentences;
	};
};

export type PotData = {
	readonly vote: VotePage;
	readonly pot: Pot;
	readonly result?: PotResult;
	readonly analysis?: PotAnalysis;
};

/** `undefined` where the vote has no such pot. */
export function potDataOf(vote: VotePage, id: string): PotData | undefined {
	const pot = vote.pots.find((p) => p.id === id);
	const result = vote.result?.pots.find((p) => p.id === id);
	const analysis = vote.analysis?.pots.find((p) => p.id === id);
	return pot && { vote, pot, ...(result && { result }), ...(analysis && { analysis }) };
}

function rowsOf({ pot, result }: PotData): Row[] {
	const reasons = new Map(result ? tellReasons(pot, result.count).map((r) => [r.id, r]) : []);
	const places = new Map(result?.count.winners.map((id, i) => [id, i + 1]));
	return pot.projects.map((project) => {
		const reason = reasons.get(project.id);
		if (!result || !reason) return { project };
		const place = places.get(project.id);
		return {
			project,
			outcome: {
				votes: result.totals[project.id] ?? 0,
				funded: reason.won,
				...(place === undefined ? {} : { place }),
				reason: reason.text,
			},
		};
	});
}

const COLUMNS: Readonly<Record<string, (row: Row) => string | number | undefined>> = {
	id: ({ project }) => project.id,
	name: ({ project }) => project.name,
	cost: ({ project }) => project.cost,
	categories: ({ project }) => project.categories.join(', '),
	withdrawn: ({ project }) => (project.withdrawn ? 1 : 0),
	votes: ({ outcome }) => outcome?.votes,
	funded: ({ outcome }) => outcome && (outcome.funded ? 1 : 0),
	place: ({ outcome }) => outcome?.place,
	reason_uk: ({ outcome }) => outcome?.reason.uk,
	reason_en: ({ outcome }) => outcome?.reason.en,
	address: ({ project }) => project.place?.label,
	latitude: ({ project }) => project.place?.lat,
	longitude: ({ project }) => project.place?.lon,
	summary: ({ project }) => project.summary,
	url: ({ project }) => project.url,
};

/** A row a project below the names of the columns. */
export const tableOf = (data: PotData): string[][] => [
	Object.keys(COLUMNS),
	...rowsOf(data).map((row) => Object.values(COLUMNS).map((read) => String(read(row) ?? ''))),
];

/** RFC 7946: projects that have a point. */
export function geoJsonOf(data: PotData): object {
	const features = rowsOf(data).flatMap((row) => {
		const { place, ...project } = row.project;
		if (place?.lat === undefined || place.lon === undefined) return [];
		return [
			{
				type: 'Feature',
				id: project.id,
				geometry: { type: 'Point', coordinates: [Number(place.lon), Number(place.lat)] },
				properties: {
					...project,
					currency: data.pot.currency,
					...(place.label === undefined ? {} : { address: place.label }),
					...row.outcome,
				},
			},
		];
	});
	return { type: 'FeatureCollection', features };
}

/** All that is public about the pot. */
export function jsonOf(data: PotData): object {
	const { vote, pot, result, analysis } = data;
	const { id, title, phase, opens, closes } = vote;
	return {
		format: 'viche-pot/v1',
		vote: { id, title, phase, opens, closes },
		pot,
		projects: rowsOf(data).map(({ project, outcome }) => ({ id: project.id, ...outcome })),
		...(result && { result }),
		...(analysis && { analysis }),
	};
}
