/** Keeps a choice of language or theme, and goes back; works without scripts. */
import { redirect } from '@sveltejs/kit';
import { readLanguage, readTheme } from '../../preferences.ts';
import type { RequestHandler } from './$types';

const YEAR = 31_536_000;

export const GET: RequestHandler = ({ url, cookies }) => {
	const keep = (name: string, value: string) => {
		cookies.set(name, value, { path: '/', maxAge: YEAR, sameSite: 'lax', httpOnly: true });
	};
	const language = url.searchParams.get('language');
	if (language !== null) keep('language', readLanguage(language));
	const theme = url.searchParams.get('theme');
	if (theme !== null) keep('theme', readTheme(theme));
	const back = url.searchParams.get('return') ?? '/';
	redirect(303, /^\/(?![/\\])[^\s\\]{0,500}$/.test(back) ? back : '/');
};
