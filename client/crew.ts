/** Work on another thread of the browser: calls go there by name, answers come back. */

export type Tasks = Readonly<Record<string, (input: never) => unknown>>;
type Request = { readonly id: number; readonly name: string; readonly input: unknown };
type Reply =
	| { readonly id: number; readonly value: unknown }
	| { readonly id: number; readonly error: string };

/** Answers calls; the whole of a worker's module. */
export function serveTasks(tasks: Tasks): void {
	const scope = globalThis as unknown as Worker;
	scope.onmessage = ({ data: { id, name, input } }: MessageEvent<Request>) => {
		const run = new Promise((resolve) => resolve(tasks[name]!(input as never)));
		run.then(
			(value) => scope.postMessage({ id, value } satisfies Reply),
			(e: unknown) =>
				scope.postMessage({ id, error: e instanceof Error ? e.message : '' } satisfies Reply),
		);
	};
}

/** The page's side of a worker. */
export class Crew<T extends Tasks> {
	readonly #worker: Worker;
	readonly #waiting = new Map<
		number,
		{ resolve: (v: never) => void; reject: (e: Error) => void }
	>();
	#next = 0;

	constructor(worker: Worker) {
		this.#worker = worker;
		worker.onmessage = ({ data }: MessageEvent<Reply>) => {
			const { resolve, reject } = this.#waiting.get(data.id)!;
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
	): Promise<Awaited<ReturnType<T[N]>>> {
		const id = this.#next++;
		return new Promise((resolve, reject) => {
			this.#waiting.set(id, { resolve, reject });
			this.#worker.postMessage({ id, name, input } satisfies Request);
		});
	}

	stop(): void {
		this.#worker.terminate();
	}
}
