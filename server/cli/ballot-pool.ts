/** Ballots checked on several threads. */
import { Worker } from 'node:worker_threads';
import type { Election } from '../../crypto/election/definition.ts';
import { inProcess, type BallotEngine } from '../../crypto/verify/engine.ts';
import type { Answer, Request } from './ballot-worker.ts';

type Pending = { readonly resolve: (value: never) => void; readonly reject: (e: unknown) => void };
type Thread = { readonly worker: Worker; readonly pending: Map<number, Pending> };
type Work = Request extends infer R ? (R extends Request ? Omit<R, 'id'> : never) : never;

/** Chunks that wait for each thread, so that none is idle while the archive is read. */
const QUEUE = 2;

/** Threads are started when an election is known, and end with {@link BallotPool.close}. */
export class BallotPool {
	readonly #size: number;
	readonly #threads: Thread[] = [];
	#nextId = 0;

	constructor(size: number) {
		this.#size = size;
	}

	/** Does the work of one election. With one thread it is done in this one. */
	engine(election: Election): BallotEngine {
		if (this.#size <= 1) return inProcess(election);
		for (let i = 0; i < this.#size; i++) this.#threads.push(startThread(election.text));
		return {
			parallel: this.#size * QUEUE,
			verify: (verify) => this.#ask({ verify }),
			add: (add) => this.#ask({ add }),
		};
	}

	async close(): Promise<void> {
		await Promise.all(this.#threads.splice(0).map(({ worker }) => worker.terminate()));
	}

	#ask<T>(work: Work): Promise<T> {
		const thread = this.#threads.reduce((a, b) => (b.pending.size < a.pending.size ? b : a));
		const id = this.#nextId++;
		return new Promise<T>((resolve, reject) => {
			thread.pending.set(id, { resolve, reject });
			thread.worker.postMessage({ id, ...work });
		});
	}
}

function startThread(electionText: string): Thread {
	const worker = new Worker(new URL('./ballot-worker.ts', import.meta.url), {
		workerData: electionText,
	});
	const pending = new Map<number, Pending>();
	worker.on('message', ({ id, value }: Answer) => {
		pending.get(id)?.resolve(value as never);
		pending.delete(id);
	});
	worker.on('error', (e) => {
		for (const { reject } of pending.values()) reject(e);
		pending.clear();
	});
	return { worker, pending };
}
