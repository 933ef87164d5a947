/** `/data/…`: what anybody may take and use, without asking. */
import { pipeline } from 'node:stream/promises';
import { Router, type Request, type Response } from 'express';
import type { Language } from '../../crypto/sentences.ts';
import { formatsOf, POT_FORMATS, type PotFormat } from '../../crypto/budget/files.ts';
import { ApiError } from '../http/api-error.ts';
import { publishedPetitions } from '../instruments/petition/find.ts';
import { viewImplementation } from '../instruments/budget/implementation.ts';
import { implementationTable } from './implementation-table.ts';
import type { Services } from '../services.ts';
import { listVotes } from '../votes/list.ts';
import { findVotePage } from '../votes/pages.ts';
import { dcatOf, listDatasets } from './catalogue.ts';
import { encodeCsv } from './csv.ts';
import { newsOfEdition, projectTable } from './edition-data.ts';
import { petitionTable, signatoryCsv } from './petition-data.ts';
import { channelOf, encodeCalendar, type Feed } from './feeds.ts';
import { encodeRss } from './rss.ts';
import { geoJsonOf, jsonOf, potDataOf, tableOf, type PotData } from './pot-data.ts';

const CACHING = 'public, max-age=60';

/** @param origin - where people reach the platform */
export function makeOpenData(services: Services, origin: string): Router {
	const router = Router();
	const { name: community } = services.community;
	router.use('/data/', (_, response, next) => {
		response.set('Access-Control-Allow-Origin', '*');
		next();
	});
	const feedFor = async (language: Language): Promise<Feed> => ({
		origin,
		community,
		language,
		votes: await listVotes(services),
	});
	router.get('/data/votes.rss', async (request, response) => {
		send(response, 'application/rss+xml', encodeRss(channelOf(await feedFor(languageOf(request)))));
	});
	router.get('/data/votes.ics', async (request, response) => {
		const feed = await feedFor(languageOf(request));
		send(response, 'text/calendar', encodeCalendar(feed, services.now()));
	});
	router.get('/data/catalogue.jsonld', async (request, response) => {
		const datasets = await listDatasets(services);
		const catalogue = dcatOf(datasets, origin, community, languageOf(request));
		send(response, 'application/ld+json', JSON.stringify(catalogue));
	});
	const inside = () => ({ ...services, db: services.store.db });
	router.get('/data/editions/:id/projects.csv', async (request, response) => {
		const table = await projectTable(inside(), request.params.id);
		response.attachment('projects.csv');
		send(response, 'text/csv', encodeCsv(table, separatorOf(request)));
	});
	router.get('/data/editions/:id/news.rss', async (request, response) => {
		const language = languageOf(request);
		const channel = await newsOfEdition(inside(), request.params.id, origin, language);
		send(response, 'application/rss+xml', encodeRss(channel));
	});
	router.get('/data/editions/:id/implementation.csv', async (request, response) => {
		const { projects } = await viewImplementation(inside(), request.params.id);
		response.attachment('implementation.csv');
		send(response, 'text/csv', encodeCsv(implementationTable(projects), separatorOf(request)));
	});
	router.get('/data/petitions.csv', async (request, response) => {
		const table = await petitionTable(inside());
		response.attachment('petitions.csv');
		send(response, 'text/csv', encodeCsv(table, separatorOf(request)));
	});
	router.get('/data/petitions.json', async (_, response) => {
		send(response, 'application/json', JSON.stringify(await publishedPetitions(inside())));
	});
	router.get('/data/petitions/:id/signatories.csv', async (request, response) => {
		const pieces = signatoryCsv(inside(), request.params.id, separatorOf(request));
		await sendTable(response, 'signatories.csv', pieces);
	});
	router.get('/data/votes/:id/:file', async (request, response) => {
		const { id, file } = request.params;
		const { pot, format } = partsOf(file);
		const vote = await findVotePage(services, id);
		const data = vote && potDataOf(vote, pot);
		if (!data || !formatsOf(data.pot, data.result !== undefined).includes(format))
			throw new ApiError('not-found');
		// Ballots stand in the record, which the commission signs.
		if (format === 'pb') response.redirect(`/record/${id}/${encodeURIComponent(pot)}.pb`);
		else sendPot(response, format, data, request);
	});
	return router;
}

/** @throws ApiError not-found */
function partsOf(file: string): { readonly pot: string; readonly format: PotFormat } {
	const dot = file.lastIndexOf('.');
	const format = POT_FORMATS.find((known) => known === file.slice(dot + 1));
	if (dot < 1 || !format) throw new ApiError('not-found');
	return { pot: file.slice(0, dot), format };
}

const separatorOf = ({ query }: Pick<Request, 'query'>) =>
	query['separator'] === 'semicolon' ? ';' : ',';

function sendPot(
	response: Response,
	format: Exclude<PotFormat, 'pb'>,
	data: PotData,
	request: Request,
): void {
	response.attachment(`${data.pot.id}.${format}`);
	if (format === 'csv') {
		send(response, 'text/csv', encodeCsv(tableOf(data), separatorOf(request)));
	} else if (format === 'geojson')
		send(response, 'application/geo+json', JSON.stringify(geoJsonOf(data)));
	else send(response, 'application/json', JSON.stringify(jsonOf(data)));
}

/** A table that is too long to be held: refused before its first piece is sent, or sent. @throws ApiError what the first piece throws */
async function sendTable(
	response: Response,
	name: string,
	pieces: AsyncGenerator<string>,
): Promise<void> {
	const first = await pieces.next();
	response.attachment(name);
	response.set({ 'Content-Type': 'text/csv; charset=utf-8', 'Cache-Control': CACHING });
	response.write(first.value ?? '');
	// A reader who goes away in the middle is no fault of ours.
	await pipeline(pieces, response).catch(() => response.destroy());
}

function send(response: Response, type: string, text: string): void {
	response.set({ 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': CACHING });
	response.send(text);
}

const languageOf = ({ query }: Request): Language => (query['lang'] === 'en' ? 'en' : 'uk');
