/** What a project's card tells as columns of a Pabulib file, both ways. Spec: SPEC §3.24. */
import { isMissing } from '../count/pabulib/meta.ts';
import { attempt } from '../result.ts';
import { checkProject, projectCodec, type PotProject } from './project.ts';

type Bare = Omit<PotProject, 'summary' | 'place' | 'url'>;
/** A cell of the project's row by its column. */
type Cell = (column: string) => string | undefined;

const COLUMNS: Readonly<Record<string, (project: PotProject) => string | undefined>> = {
	latitude: ({ place }) => place?.lat,
	longitude: ({ place }) => place?.lon,
	address: ({ place }) => place?.label,
	description: ({ summary }) => summary,
	url: ({ url }) => url,
};

/** The columns that some project has something for, and each project's cells in them. */
export function cardColumns(projects: readonly PotProject[]): {
	readonly columns: readonly string[];
	readonly cellsOf: (project: PotProject) => string[];
} {
	const used = Object.entries(COLUMNS).filter(([, read]) =>
		projects.some((p) => read(p) !== undefined),
	);
	return {
		columns: used.map(([column]) => column),
		cellsOf: (project) => used.map(([, read]) => read(project) ?? ''),
	};
}

/** A project with what its row tells; what has not the form that a pot wants is left out. */
export function withCard(project: Bare, cell: Cell): PotProject {
	const read = (column: string): string | undefined => {
		const text = cell(column)?.trim();
		return isMissing(text) ? undefined : text;
	};
	const [lat, lon, label] = [read('latitude'), read('longitude'), read('address')];
	const point = isSound({ ...project, place: { lat: lat ?? '', lon: lon ?? '' } })
		? { lat: lat!, lon: lon! }
		: {};
	const place = { ...point, ...(label !== undefined && { label }) };
	const fields = { place, summary: read('description'), url: read('url') };
	const sound = Object.entries(fields).filter(([name, value]) =>
		isSound({ ...project, [name]: value }),
	);
	return { ...project, ...(Object.fromEntries(sound) as Partial<PotProject>) };
}

/** Whether a project with this field is one. */
const isSound = (project: PotProject): boolean => {
	const decoded = attempt(() => projectCodec.decode(project, ''));
	return decoded.ok && checkProject(decoded.value).length === 0;
};
