/** Hands what the server offers, and the visitor's wishes, to every page. */
import type { AsyncLocalStorage } from 'node:async_hooks';
import type { Handle } from '@sveltejs/kit/hooks';
import type { PageServices } from '../server/api/contract.ts';
import { readLanguage, readTheme } from './preferences.ts';

type Place = { readonly [place: symbol]: AsyncLocalStorage<PageServices> | undefined };

/** The server puts it there: this bundle imports nothing of the server. */
const pageServices = (): PageServices => {
	const page = (globalThis as Place)[Symbol.for('viche.page')]?.getStore();
	if (!page) throw new Error('pages are rendered by the server of the platform only');
	return page;
};

export const handle: Handle = ({ event, resolve }) => {
	const language = readLanguage(event.cookies.get('language'));
	const theme = readTheme(event.cookies.get('theme'));
	event.locals.page = pageServices();
	event.locals.language = language;
	event.locals.theme = theme;
	return resolve(event, {
		transformPageChunk: ({ html }) =>
			html.replaceAll('%viche.lang%', language).replace('%viche.theme%', theme),
	});
};
