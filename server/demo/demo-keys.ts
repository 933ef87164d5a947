/** Keys of the sample commission, so that a visitor of a demo can go on with its work. In a real community nobody has them but the members. */
import { eq } from 'drizzle-orm';
import { Router } from 'express';
import { sealKeyFile } from '../../crypto/commission/key-file.ts';
import type { MemberSecret } from '../../crypto/commission/work.ts';
import { ApiError } from '../http/api-error.ts';
import { requireAssurance, type WhoIs } from '../http/api.ts';
import type { Inside, Services } from '../services.ts';
import { requireMember } from '../votes/votes.ts';

/** Opens every sample key file. */
export const DEMO_PASSPHRASE = 'віче';

const nameOf = (vote: string): string => `demo-keys/${vote}`;

export async function keepDemoKeys(
	{ db, store: { t } }: Inside,
	vote: string,
	secrets: readonly MemberSecret[],
): Promise<void> {
	await db.insert(t.settings).values({ name: nameOf(vote), value: secrets });
}

/** `/demo/key/VOTE`: the key file of the sample member who asks. */
export function makeDemoKeys(services: Services, whoIs: WhoIs): Router {
	const router = Router();
	router.get('/demo/key/:vote', async (request, response) => {
		const { vote } = request.params;
		const person = requireAssurance(await whoIs(request.headers.cookie), 'high');
		const { db, t } = services.store;
		const member = await requireMember(services, db, vote, person.account);
		const [kept] = await db
			.select()
			.from(t.settings)
			.where(eq(t.settings.name, nameOf(vote)));
		if (!kept) throw new ApiError('not-found');
		const secret = (kept.value as MemberSecret[])[member - 1]!;
		const file = await sealKeyFile({ vote, member }, secret, DEMO_PASSPHRASE);
		response
			.set('Cache-Control', 'no-store')
			.attachment(`viche-key-${vote}-${member}.json`)
			.type('application/json')
			.send(file);
	});
	return router;
}
