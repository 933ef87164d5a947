/** What data there are: as the page of data shows it, and as portals of open data harvest it (DCAT-AP 3). */
import { formatsOf, type PotFormat } from '../../crypto/budget/files.ts';
import type { Language } from '../../crypto/sentences.ts';
import type { DataFile, Dataset } from '../api/contract.ts';
import type { Services } from '../services.ts';
import { hasResult, headOf, selectPublicVotes } from '../votes/list.ts';
import { OPEN_DATA_WORDS } from './words.ts';

/** Creative Commons Attribution 4.0: whoever uses the data names the community. */
export const LICENCE = 'https://creativecommons.org/licenses/by/4.0/';

/** Of every vote that the public sees; those that close last first. */
export async function listDatasets({ store }: Services): Promise<Dataset[]> {
	const votes = await selectPublicVotes(store);
	return votes.map((vote) => {
		const isCounted = hasResult(vote.phase);
		return {
			...headOf(vote),
			pots: vote.pots.map((pot) => ({
				title: pot.title,
				files: formatsOf(pot, isCounted).map((format) => fileOf(vote.id, pot.id, format)),
			})),
			files: isCounted
				? [
						{ format: 'protocol', path: `/votes/${vote.id}/protocol.json` },
						{ format: 'record', path: `/record/${vote.id}.tar` },
					]
				: [],
		};
	});
}

const fileOf = (vote: string, pot: string, format: PotFormat): DataFile => ({
	format,
	path: `/data/votes/${vote}/${encodeURIComponent(pot)}.${format}`,
});

const MEDIA: Readonly<Record<DataFile['format'], string>> = {
	pb: 'text/plain',
	csv: 'text/csv',
	json: 'application/json',
	geojson: 'application/geo+json',
	protocol: 'application/json',
	record: 'application/x-tar',
};

/** @param origin - where people reach the platform */
export function dcatOf(
	datasets: readonly Dataset[],
	origin: string,
	community: string,
	language: Language,
): object {
	const words = OPEN_DATA_WORDS[language];
	const publisher = { '@type': 'foaf:Agent', 'foaf:name': community };
	return {
		'@context': {
			dcat: 'http://www.w3.org/ns/dcat#',
			dct: 'http://purl.org/dc/terms/',
			foaf: 'http://xmlns.com/foaf/0.1/',
			xsd: 'http://www.w3.org/2001/XMLSchema#',
		},
		'@id': `${origin}/data`,
		'@type': 'dcat:Catalog',
		'dct:title': words.feed(community),
		'dct:description': words.feedAbout(community),
		'dct:language': language,
		'dct:publisher': publisher,
		'dct:license': { '@id': LICENCE },
		'dcat:dataset': datasets.map(({ id, title, opens, closes, pots, files }) => ({
			'@id': `${origin}/votes/${id}`,
			'@type': 'dcat:Dataset',
			'dct:identifier': id,
			'dct:title': title,
			'dct:description': words.dataset(title),
			'dct:publisher': publisher,
			'dct:temporal': {
				'@type': 'dct:PeriodOfTime',
				'dcat:startDate': dateTime(opens),
				'dcat:endDate': dateTime(closes),
			},
			'dcat:landingPage': { '@id': `${origin}/votes/${id}` },
			'dcat:distribution': [
				...pots.flatMap((pot) => pot.files.map((file) => ({ file, name: pot.title }))),
				...files.map((file) => ({ file, name: title })),
			].map(({ file, name }) => ({
				'@type': 'dcat:Distribution',
				'dct:title': `${name} (${file.format})`,
				'dcat:downloadURL': { '@id': origin + file.path },
				'dcat:accessURL': { '@id': origin + file.path },
				'dcat:mediaType': {
					'@id': `https://www.iana.org/assignments/media-types/${MEDIA[file.format]}`,
				},
				'dct:license': { '@id': LICENCE },
			})),
		})),
	};
}

const dateTime = (seconds: number) => ({
	'@type': 'xsd:dateTime',
	'@value': new Date(seconds * 1000).toISOString(),
});
