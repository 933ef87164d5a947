/** The issuers' key shares as the database keeps them in trust. */
import { asSecret, parseScalar, type Secret } from '../../crypto/group.ts';
import type { Keys } from '../keys.ts';

const labelOf = (vote: string): string => `issuer shares of ${vote}`;

export const sealShares = (keys: Keys, vote: string, shares: readonly Secret[]): Buffer =>
	keys.seal(Buffer.from(JSON.stringify(shares.map(String))), labelOf(vote));

/** Secret. @throws Error when the master key is another one */
export const openShares = (keys: Keys, vote: string, sealed: Uint8Array): Secret[] =>
	(JSON.parse(keys.unseal(sealed, labelOf(vote)).toString()) as string[]).map((text) => {
		const share = parseScalar(text);
		if (share === undefined) throw new TypeError('not a share');
		return asSecret(share);
	});
