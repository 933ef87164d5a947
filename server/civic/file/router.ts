/** Serves files from one path, with headers that let them do nothing: no script, no frame, no guess at their type. */
import { Router, type Response } from 'express';
import { and, eq } from 'drizzle-orm';
import { STAFF_ROLES } from '../../db/schema.ts';
import { ApiError } from '../../http/api-error.ts';
import type { WhoIs } from '../../http/api.ts';
import type { Services } from '../../services.ts';
import { isPicture } from './check.ts';

const HASH = /^[0-9a-f]{64}$/;

export function makeFiles(services: Services, whoIs: WhoIs): Router {
	const router = Router();
	router.get('/files/:hash', async (request, response) => {
		const { hash } = request.params;
		const cookie = request.headers.cookie;
		const name = HASH.test(hash) ? await nameFor(services, hash, () => whoIs(cookie)) : undefined;
		if (!name) throw new ApiError('not-found');
		const { db, t } = services.store;
		const [file] = await db.select().from(t.files).where(eq(t.files.hash, hash));
		if (!file) throw new ApiError('not-found');
		sendFile(response, file, name);
	});
	return router;
}

type Named = { readonly name: string; readonly isPublic: boolean };

/** The name of a file that the visitor may see: published; or of a text that they write, or decide about. */
async function nameFor(
	{ store: { db, t } }: Services,
	hash: string,
	whoIs: () => ReturnType<WhoIs>,
): Promise<Named | undefined> {
	const { attachments, proposalAuthors } = t;
	const rows = await db.select().from(attachments).where(eq(attachments.hash, hash));
	const open = rows.find(({ isPublic }) => isPublic);
	if (open) return open;
	const person = rows.length > 0 ? await whoIs() : undefined;
	if (!person || person.assurance === 'low') return undefined;
	if (person.roles.some((role) => STAFF_ROLES.some((staff) => staff === role))) return rows[0];
	for (const row of rows) {
		const own = and(
			eq(proposalAuthors.proposal, row.proposal),
			eq(proposalAuthors.account, person.account),
		);
		if ((await db.$count(proposalAuthors, own)) > 0) return row;
	}
	return undefined;
}

/** RFC 8187 §3.2.1: more than a URL must be written in digits. */
const encodeName = (name: string): string =>
	encodeURIComponent(name).replace(
		/['()*]/g,
		(sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
	);

function sendFile(
	response: Response,
	{ type, bytes }: { readonly type: string; readonly bytes: Buffer },
	{ name, isPublic }: Named,
): void {
	const way = isPicture(type) ? 'inline' : 'attachment';
	response.set({
		'Content-Type': type,
		'Content-Disposition': `${way}; filename*=UTF-8''${encodeName(name)}`,
		'Content-Security-Policy': "default-src 'none'; sandbox",
		'Cache-Control': isPublic ? 'public, max-age=31536000, immutable' : 'private, no-store',
	});
	response.send(bytes);
}
