/** Sets protocols on another thread, one at a time. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Language } from '../../../crypto/sentences.ts';
import type { Protocol } from './protocol.ts';

export type SettingTask = { readonly protocol: Protocol; readonly language: Language };

let last: Promise<unknown> = Promise.resolve();

/** The bytes of protocol.pdf. */
export function setApart(task: SettingTask): Promise<Buffer> {
	const set = last.then(() => runThread(task));
	last = set.catch(() => undefined);
	return set;
}

async function runThread(workerData: SettingTask): Promise<Buffer> {
	const worker = new Worker(new URL('./document-worker.ts', import.meta.url), { workerData });
	const [bytes] = (await once(worker, 'message')) as [Uint8Array];
	return Buffer.from(bytes);
}
