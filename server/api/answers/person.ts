/** What people see of their own account and of their requests, as JSON. */
import { z } from 'zod';
import { ASSURANCES, ROLES } from '../../db/schema.ts';
import type { Me, OwnRollRequest, RollPlace, RollRequestView } from '../contract.ts';
import { exactly } from './exactly.ts';
import { seconds } from './vote.ts';

export const me = exactly<Me>()(
	z.strictObject({
		name: z.string(),
		roles: z.array(z.enum(ROLES)),
		assurance: z.enum(ASSURANCES),
	}),
).meta({ id: 'Me' });

/** What a browser is given for a passkey, in its own words. */
export const passkeyOptions: z.ZodType<object> = z
	.looseObject({ challenge: z.string() })
	.meta({ description: 'Options as JSON, for navigator.credentials (WebAuthn Level 3 §5.1)' });

const ownRequest = {
	reason: z.string(),
	askedAt: seconds,
	verdict: z.enum(['accepted', 'refused']).optional(),
	answer: z.string().optional(),
	decidedAt: seconds.optional(),
};
const ownRollRequest = exactly<OwnRollRequest>()(z.strictObject(ownRequest));

export const rollPlace = exactly<RollPlace>()(
	z.strictObject({
		hasRoll: z.boolean(),
		isOnRoll: z.boolean(),
		mayAsk: z.boolean(),
		request: ownRollRequest.optional(),
	}),
).meta({ id: 'RollPlace' });

export const rollRequestView = exactly<RollRequestView>()(
	z.strictObject({
		...ownRequest,
		account: z.string(),
		name: z.string(),
		isOwn: z.boolean(),
		isAboutReader: z.boolean(),
		version: z.string(),
	}),
).meta({ id: 'RollRequest' });
