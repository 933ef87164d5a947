/** `/votes/VOTE/protocol.pdf` and `protocol.json`, from the count on. */
import { eq } from 'drizzle-orm';
import { Router, type Request } from 'express';
import type { Language } from '../../../crypto/sentences.ts';
import { ApiError } from '../../http/api-error.ts';
import { Kept } from '../../http/kept.ts';
import { entriesAbout } from '../../register/browse.ts';
import type { Services } from '../../services.ts';
import { makeProtocol, type Protocol } from './protocol.ts';
import { setApart } from './set-apart.ts';

/** As many protocols stay in memory, and as many documents. */
const KEPT = 8;
const CACHING = 'public, max-age=5';

/** @param origin - where people reach the platform */
export function makeProtocolFiles(services: Services, origin: string): Router {
	const router = Router();
	const protocols = new Kept<Protocol>(KEPT);
	const documents = new Kept<Buffer>(KEPT);
	const protocolIn = (state: string, id: string) =>
		protocols.get(state, () => makeProtocol(services, id, origin));
	router.get('/votes/:id/protocol.json', async (request, response) => {
		const { id } = request.params;
		const protocol = await protocolIn(await stateOf(services, id), id);
		response.set({ 'Cache-Control': CACHING, 'Access-Control-Allow-Origin': '*' }).json(protocol);
	});
	router.get('/votes/:id/protocol.pdf', async (request, response) => {
		const { id } = request.params;
		const state = await stateOf(services, id);
		const language = languageOf(request);
		const pdf = await documents.get(`${language} ${state}`, async () =>
			setApart({ protocol: await protocolIn(state, id), language }),
		);
		response
			.set({ 'Cache-Control': CACHING, Vary: 'Cookie', 'Content-Language': language })
			.set('Content-Disposition', `inline; filename="protocol-${id}-${language}.pdf"`)
			.type('application/pdf')
			.send(pdf);
	});
	return router;
}

/** By `?lang`, then by the cookie in which the pages keep the reader's choice. */
function languageOf({ query, headers }: Request): Language {
	const asked = query['lang'] ?? /(?:^|; ?)language=(\w+)/.exec(headers.cookie ?? '')?.[1];
	return asked === 'en' ? 'en' : 'uk';
}

/** Names the state of a protocol: it changes with the phase, and with each signature and dissent. @throws ApiError not-found before the count */
async function stateOf(services: Services, id: string): Promise<string> {
	const { db, t } = services.store;
	const [vote] = await db.select({ phase: t.votes.phase }).from(t.votes).where(eq(t.votes.id, id));
	if (vote?.phase !== 'tallied' && vote?.phase !== 'certified') throw new ApiError('not-found');
	const said = await entriesAbout({ ...services, db }, id, ['certificate', 'decision']);
	return `${id} ${vote.phase} ${said.length}`;
}
