import { and, eq, gt } from 'drizzle-orm';
import { ApiError } from '../../http/api-error.ts';
import type { Inside } from '../../services.ts';

/** Published proposals and processes can be followed. @throws ApiError not-found */
export async function requireFollowable({ db, store: { t } }: Inside, id: string): Promise<void> {
	const found =
		(await db.$count(t.proposals, and(eq(t.proposals.id, id), gt(t.proposals.version, 0)))) +
		(await db.$count(t.processes, and(eq(t.processes.id, id), gt(t.processes.version, 0))));
	if (found === 0) throw new ApiError('not-found');
}
