/** Nothing changes at the wish of another site, whoever's cookie its request carries. */
import type { IncomingHttpHeaders } from 'node:http';
import type { NextFunction, Request, Response } from 'express';
import { ApiError } from './api-error.ts';

/** Whether a request comes from our own pages. */
export type IsOwn = (headers: IncomingHttpHeaders) => boolean;

/** Browsers say where a request comes from; what says nothing is no browser, and carries nobody's cookie against their will. */
export const isOwnFor =
	(origin: string): IsOwn =>
	(headers) => {
		const site = headers['sec-fetch-site'];
		if (site !== undefined) return site === 'same-origin';
		return headers.origin === undefined || headers.origin === origin;
	};

/** Lets through what only reads, and what our own pages send. */
export const refuseForeign =
	(isOwn: IsOwn) =>
	({ method, headers }: Request, _: Response, next: NextFunction): void => {
		const isRead = method === 'GET' || method === 'HEAD';
		next(isRead || isOwn(headers) ? undefined : new ApiError('request.cross-site'));
	};
