/** How often one address may ask for what costs the server work. Kept in memory, forgotten with the minute; never beside a ballot. */
import { createHmac, randomBytes } from 'node:crypto';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { ApiError } from './api-error.ts';

/** Requests a minute from one address; a library or a school shares one. */
export const LIMITS = { cast: 300, write: 120, 'sign-in': 60 } as const;
export type LimitName = keyof typeof LIMITS;

export type Limits = {
	/** @throws ApiError request.too-many */
	readonly consume: (name: LimitName, address: string | undefined) => Promise<void>;
};

/** @param times - how many times the usual limits */
export function makeLimits(times = 1): Limits {
	const limiters = new Map(
		Object.entries(LIMITS).map(([name, points]) => [
			name,
			new RateLimiterMemory({ points: points * times, duration: 60 }),
		]),
	);
	// Not even memory knows addresses.
	const secret = randomBytes(32);
	const keyOf = (address: string) => createHmac('sha256', secret).update(address).digest('base64');
	return {
		consume: async (name, address = '') => {
			try {
				await limiters.get(name)!.consume(keyOf(address));
			} catch (e) {
				if (e instanceof Error) throw e;
				const seconds = Math.ceil((e as RateLimiterRes).msBeforeNext / 1000);
				throw new ApiError('request.too-many', {}, { retryAfter: String(seconds) });
			}
		},
	};
}
