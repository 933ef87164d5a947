/** Work on another thread of the browser: calls go there by name, answers come back. */

/** Told by a task how far it is. */
export type Report = (progress: unknown) => void;
export type Tasks = Readonly<Record<string, (input: never, report: Report) => unknown>>;
type Request = { readonly id: number; readonly name: string; readonly input: unknown };
type Reply =
	| { readonly id: number; readonly value: unknown }
	| { readonly id: number; readonly progress: unknown }
	| { readonly id: number; readonly error: string };

/** Answers calls; the whole of a worker's module. */
export function serveTasks(tasks: Tasks): void {
	const scope = globalThis as unknown as Worker;
	scope.onmessage = ({ data: { id, name, input } }: MessageEvent<Request>) => {
		const report: Report = (progress) => scope.postMessage({ id, progress } satisfies Reply);
		const run = new Promise((resolve) => resolve(tasks[name]!(input as never, report)));
		run.then(
			(value) => scope.postMessage({ id, value } satisfies Reply),
			(e: unknown) =>
				scope.postMessage({ id, error: e instanceof Error ? e.message : '' } satisfies Reply),
		);
	};
}

type Waiting = {
	readonly resolve: (value: never) => void;
	readonly reject: (e: Error) => void;
	readonly onProgress: Report;
};

/** The page's side of a worker. */
export class Crew<T extends Tasks> {
	readonly #worker: Worker;
	readonly #waiting = new Map<number, Waiting>();
	#next = 0;

	constructor(worker: Worker) {
		this.#worker = worker;
		worker.onmessage = ({ data }: MessageEvent<Reply>) => {
			const { resolve, reject, onProgress } = this.#waiting.get(data.id)!;
			if ('progress' in data) {
				onProgress(data.progress);
				return;
			}
			this.#waiting.delete(data.id);
			if ('error' in data) reject(new Error(data.error));
			else resolve(data.value as never);
		};
		worker.onerror = () => {
			for (const { reject } of this.#waiting.values()) reject(new Error('the worker has stopped'));
			this.#waiting.clear();
		};
	}

	run<N extends keyof T & string>(
		name: N,
		input: Parameters<T[N]>[0],
		onProgress: Report = () => undefined,
	): Promise<Awaited<ReturnType<T[N]>>> {
		const id = this.#next++;
		return new Promise((resolve, reject) => {
			this.#waiting.set(id, { resolve, reject, onProgress });
			this.#worker.postMessage({ id, name, input } satisfies Request);
		});
	}

	stop(): void {
		this.#worker.terminate();
	}
}
