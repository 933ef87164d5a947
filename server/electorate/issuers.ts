/** The token issuers: each keeps its share of a key that nobody holds. */
import { encodeText } from '../../crypto/codec.ts';
import type { Secret } from '../../crypto/group.ts';
import {
	checkShare,
	combineShares,
	dealShare,
	issuerCodec,
	makeDealing,
	readIssuer,
	type Issuer,
	type IssuerParameters,
} from '../../crypto/token/issuer.ts';
import { expect } from '../work/jobs.ts';

export type Issuers = {
	readonly parameters: IssuerParameters;
	readonly text: string;
	readonly issuer: Issuer;
	/** Secret, one an issuer. */
	readonly shares: readonly Secret[];
};

/** Holds the issuers' key generation. */
export function makeIssuers(uuid: string, size: number, threshold: number): Issuers {
	const context = { uuid, size, threshold };
	const dealt = Array.from({ length: size }, (_, i) => makeDealing(context, i + 1));
	const shares = dealt.map((_, j) =>
		combineShares(
			dealt.map(({ dealing, secret }, i) => {
				const share = dealShare(secret, j + 1);
				if (!checkShare(dealing, j + 1, share))
					throw new Error(`issuer ${i + 1} dealt a wrong share`);
				return share;
			}),
		),
	);
	const parameters = { dealings: dealt.map((d) => d.dealing), threshold };
	const issuer = expect(readIssuer(uuid, parameters), 'issuers');
	return { parameters, text: encodeText(issuerCodec, parameters), issuer, shares };
}
