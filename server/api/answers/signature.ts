/** Signatures, as JSON. */
import { z } from 'zod';
import type { CollectionState, OwnSignature, SignatureAnswer } from '../contract.ts';
import { exactly } from './exactly.ts';

const count = z.number().int().min(0);

const state = {
	signed: count,
	needed: count,
	ends: count,
	isOpen: z.boolean(),
	isReached: z.boolean().optional(),
};
export const collectionState = exactly<CollectionState>()(z.strictObject(state)).meta({
	id: 'CollectionState',
});

const receipt = z.strictObject({ entry: count, at: count, withdrawal: count.optional() });
export const ownSignatureView = exactly<OwnSignature>()(
	z.strictObject({ signed: receipt.optional() }),
).meta({ id: 'OwnSignature' });

export const signatureAnswer = exactly<SignatureAnswer>()(receipt.extend(state)).meta({
	id: 'SignatureAnswer',
});
