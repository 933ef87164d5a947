/** How often one address may ask for what costs the server work. Kept in memory, forgotten with the minute; never beside a ballot. */
import { hash, randomBytes } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { ApiError } from './api-error.ts';

/** Requests a minute from one address; a library or a school shares one. Letters an hour, by who asks and by whom they go to. */
export const LIMITS = { cast: 300, write: 120, 'sign-in': 60, mail: 60, 'mail-to': 5 } as const;
export type LimitName = keyof typeof LIMITS;
const HOURLY: readonly string[] = ['mail', 'mail-to'] satisfies LimitName[];

/** Headers and whole requests must arrive within so many milliseconds. */
export const TIMEOUTS = {
	headersTimeout: 15_000,
	requestTimeout: 120_000,
	connectionsCheckingInterval: 5_000,
};

export type Limits = {
	/** @throws ApiError request.too-many */
	readonly consume: (name: LimitName, address: string | undefined) => Promise<void>;
};

/** Who has one address of IPv6 has 2^64 of them: they count as one. */
function networkOf(address: string): string {
	if (!isIPv6(address) || /^::ffff:\d+\./i.test(address)) return address;
	const [head = '', tail] = address.split('%')[0]!.split('::');
	const first = head === '' ? [] : head.split(':');
	const rest = tail === undefined || tail === '' ? [] : tail.split(':');
	const zeros = Array.from({ length: Math.max(0, 8 - first.length - rest.length) }, () => '0');
	const groups = tail === undefined ? first : [...first, ...zeros, ...rest];
	return groups
		.slice(0, 4)
		.map((group) => Number.parseInt(group, 16).toString(16))
		.join(':');
}

/** @param times - how many times the usual limits */
export function makeLimits(times = 1): Limits {
	const limiters = new Map(
		Object.entries(LIMITS).map(([name, points]) => [
			name,
			new RateLimiterMemory({
				points: points * times,
				duration: HOURLY.includes(name) ? 3600 : 60,
			}),
		]),
	);
	// Not even memory knows addresses.
	const secret = randomBytes(32).toString('hex');
	const keyOf = (address: string) => hash('sha256', secret + networkOf(address), 'base64');
	return {
		consume: async (name, address = '') => {
			try {
				await limiters.get(name)!.consume(keyOf(address));
			} catch (e) {
				if (e instanceof Error) throw e;
				// A clock that was set back makes nobody wait longer than a minute.
				const seconds = Math.min(60, Math.ceil((e as RateLimiterRes).msBeforeNext / 1000));
				throw new ApiError('request.too-many', {}, { retryAfter: String(seconds) });
			}
		},
	};
}
