/** Witnesses of our own for tests: real ones, each with its folder and its port. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveWitness, type ServingWitness } from '../../server/witness/serve.ts';
import { createWitness, WitnessStore } from '../../server/witness/witness-store.ts';

/** A witness that a test can stop, and start again on the same port. */
export type TestWitness = {
	readonly key: string;
	readonly url: string;
	readonly folder: string;
	readonly know: (...logs: readonly string[]) => void;
	readonly start: () => Promise<void>;
	readonly stop: () => Promise<void>;
};

/** Runs with so many witnesses, named `w1.example`, `w2.example`, …, that know no log. */
export async function withWitnesses(
	count: number,
	work: (...witnesses: TestWitness[]) => Promise<void>,
): Promise<void> {
	const root = await mkdtemp(join(tmpdir(), 'viche-witnesses-'));
	const witnesses: TestWitness[] = [];
	try {
		for (let n = 1; n <= count; n++) witnesses.push(await startWitness(root, n));
		await work(...witnesses);
	} finally {
		for (const witness of witnesses) await witness.stop();
		await rm(root, { recursive: true });
	}
}

async function startWitness(root: string, n: number): Promise<TestWitness> {
	const folder = join(root, `w${n}`);
	const key = createWitness(folder, `w${n}.example`);
	let serving: ServingWitness | undefined;
	const start = async (port: number) => {
		const host = '127.0.0.1';
		const onFault = (e: unknown) => {
			throw e;
		};
		serving ??= await serveWitness({ folder, port, host, onFault });
		return serving.url;
	};
	const url = await start(0);
	return {
		key,
		url,
		folder,
		know: (...logs) => {
			const store = new WitnessStore(folder);
			for (const log of logs) store.addLog(log);
			store.close();
		},
		start: async () => {
			await start(Number(new URL(url).port));
		},
		stop: async () => {
			await serving?.stop();
			serving = undefined;
		},
	};
}

/** A policy over these witnesses without log lines: so many of them must have cosigned. */
export const policyOver = (witnesses: readonly TestWitness[], threshold: number | 'none'): string =>
	[
		'# who watches the registers',
		...witnesses.map(({ key, url }, i) => `witness w${i + 1} ${key} ${url}`),
		...(threshold === 'none'
			? ['quorum none']
			: [`group all ${threshold} ${witnesses.map((_, i) => `w${i + 1}`).join(' ')}`, 'quorum all']),
		'',
	].join('\n');
