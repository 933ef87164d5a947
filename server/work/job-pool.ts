/** Threads that do jobs. */
import { Worker } from 'node:worker_threads';
import type { JobAnswer, JobRequest } from './job-worker.ts';
import type { Work } from './jobs.ts';

type Pending = { readonly resolve: (value: never) => void; readonly reject: (e: unknown) => void };
type Thread = { readonly worker: Worker; readonly pending: Map<number, Pending> };

/** Megabytes that a thread may fill: beyond them it dies, and not the process. */
const MEMORY = 2048;

export class JobPool {
	readonly size: number;
	readonly #memory: number;
	readonly #threads: Thread[];
	#nextId = 0;

	/** @param memory - megabytes that each thread may fill */
	constructor(size: number, memory = MEMORY) {
		this.size = size;
		this.#memory = memory;
		this.#threads = Array.from({ length: size }, (_, place) => this.#start(place));
	}

	/** A thread that dies fails its jobs and is replaced. */
	#start(place: number): Thread {
		const worker = new Worker(new URL('./job-worker.ts', import.meta.url), {
			resourceLimits: { maxOldGenerationSizeMb: this.#memory },
		});
		const pending = new Map<number, Pending>();
		worker.on('message', (answer: JobAnswer) => {
			const { resolve, reject } = pending.get(answer.id)!;
			pending.delete(answer.id);
			if ('error' in answer) reject(new Error(answer.error));
			else resolve(answer.value as never);
		});
		worker.on('error', (e) => {
			this.#threads[place] = this.#start(place);
			for (const { reject } of pending.values()) reject(e);
		});
		return { worker, pending };
	}

	/** Gives a job to the thread with the least to do. */
	readonly work: Work = (name, input) => {
		const thread = this.#threads.reduce((a, b) => (b.pending.size < a.pending.size ? b : a));
		const id = this.#nextId++;
		return new Promise((resolve, reject) => {
			// What cannot be sent throws, and then nothing is waited for.
			thread.worker.postMessage({ id, name, input } satisfies JobRequest);
			thread.pending.set(id, { resolve, reject });
		});
	};

	async close(): Promise<void> {
		await Promise.all(this.#threads.map(({ worker }) => worker.terminate()));
	}
}
