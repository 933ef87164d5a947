/** Threads that do the jobs of a simulated vote. */
import { Worker } from 'node:worker_threads';
import type { JobAnswer, JobRequest } from './job-worker.ts';
import type { Work } from './jobs.ts';

type Pending = { readonly resolve: (value: never) => void; readonly reject: (e: unknown) => void };

export class JobPool {
	readonly #threads: { readonly worker: Worker; readonly pending: Map<number, Pending> }[];
	#nextId = 0;

	constructor(size: number) {
		this.#threads = Array.from({ length: size }, () => {
			const worker = new Worker(new URL('./job-worker.ts', import.meta.url));
			const pending = new Map<number, Pending>();
			worker.on('message', (answer: JobAnswer) => {
				const { resolve, reject } = pending.get(answer.id)!;
				pending.delete(answer.id);
				if ('error' in answer) reject(new Error(answer.error));
				else resolve(answer.value as never);
			});
			worker.on('error', (e) => {
				for (const { reject } of pending.values()) reject(e);
			});
			return { worker, pending };
		});
	}

	/** Gives a job to the thread with the least to do. */
	readonly work: Work = (name, input) => {
		const thread = this.#threads.reduce((a, b) => (b.pending.size < a.pending.size ? b : a));
		const id = this.#nextId++;
		return new Promise((resolve, reject) => {
			thread.pending.set(id, { resolve, reject });
			thread.worker.postMessage({ id, name, input } satisfies JobRequest);
		});
	};

	async close(): Promise<void> {
		await Promise.all(this.#threads.map(({ worker }) => worker.terminate()));
	}
}
