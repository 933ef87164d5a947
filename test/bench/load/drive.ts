/** Drives HTTP requests at a server, and says how it kept up. */
import autocannon from 'autocannon';

/** What a request was for, beside its answer. */
export type Answered<Item> = {
	readonly item: Item;
	readonly status: number;
	readonly body: string;
};

/** How a server kept up with one kind of request. Times are milliseconds; memory is what the server's process held. */
export type LoadLine = {
	readonly what: string;
	readonly count: number;
	readonly perSecond: number;
	readonly p50: number;
	readonly p99: number;
	/** What the server's process computed for each, on all its threads, in milliseconds. */
	readonly cpu: number;
	/** Answers other than 2xx, and requests without one. */
	readonly errors: number;
	readonly bytesBefore: number;
	readonly bytesAfter: number;
};

export type Drive<Item> = {
	readonly what: string;
	readonly url: string;
	readonly connections: number;
	/** Each is sent once. */
	readonly items: readonly Item[];
	readonly requestOf: (item: Item) => {
		readonly method: 'GET' | 'POST';
		readonly path: string;
		readonly headers?: Readonly<Record<string, string>>;
		readonly body?: string;
	};
	readonly onAnswer?: (answered: Answered<Item>) => void;
};

type Context<Item> = { item: Item };

/** Sends a request for each item, so many at a time. */
export async function drive<Item>(plan: Drive<Item>): Promise<LoadLine> {
	const { what, url, items, requestOf, onAnswer } = plan;
	const left = items.values();
	const before = await stateOf(url);
	const start = performance.now();
	// The load tool itself ends at a whole second.
	let last = start;
	const result = await autocannon({
		url,
		connections: Math.min(plan.connections, items.length),
		amount: items.length,
		timeout: 60,
		requests: [
			{
				setupRequest: (request, context) => {
					const next = left.next();
					if (next.done) throw new RangeError('more requests than items');
					(context as Context<Item>).item = next.value;
					const { headers, ...wanted } = requestOf(next.value);
					const own = { ...headers, 'x-forwarded-for': anyAddress() };
					return { ...request, ...wanted, headers: own };
				},
				onResponse: (status, body, context) => {
					last = performance.now();
					onAnswer?.({ item: (context as Context<Item>).item, status, body });
				},
			},
		],
	});
	const seconds = (last - start) / 1000;
	const after = await stateOf(url);
	return {
		what,
		count: items.length,
		perSecond: items.length / seconds,
		p50: result.latency.p50,
		p99: result.latency.p99,
		cpu: (1000 * (after.cpuSeconds - before.cpuSeconds)) / items.length,
		errors: result.non2xx + result.errors,
		bytesBefore: before.bytes,
		bytesAfter: after.bytes,
	};
}

/** People come from many addresses, each of which has its own limit; the server believes its proxy. */
const anyAddress = (): string =>
	`10.${[0, 0, 0].map(() => Math.floor(256 * Math.random())).join('.')}`;

/** What the server says of its own process. */
async function stateOf(url: string): Promise<{ cpuSeconds: number; bytes: number }> {
	const metrics = await (await fetch(new URL('/metrics', url))).text();
	const figure = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(metrics)?.[1]);
	return {
		cpuSeconds: figure('process_cpu_seconds_total'),
		bytes: figure('process_resident_memory_bytes'),
	};
}
