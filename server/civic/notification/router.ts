/** Stops letters by their link: at one press, without signing in (RFC 8058). */
import { Router } from 'express';
import { decide, type Services } from '../../services.ts';
import { stopLetters } from './mail-wishes.ts';

export function makeUnsubscribe(services: Services): Router {
	const router = Router();
	router.post('/unsubscribe', async (request, response) => {
		const { code } = request.query;
		const isOurs =
			typeof code === 'string' &&
			code.length < 200 &&
			(await decide(services, (inside) => stopLetters(inside, code)));
		response.redirect(303, `/unsubscribe?${isOurs ? 'done' : 'failed'}`);
	});
	return router;
}
