/** Work on another thread of the browser: calls go there by name, answers come back. */

/** Told by a task how far it is. */
export type Report = (progress: unknown) => void;
/** `helpers`: other workers that the page has lent to this one. */
export type Tasks = Readonly<
	Record<string, (input: never, report: Report, helpers: readonly Crew<never>[]) => unknown>
>;
/** Where calls come from, or go to. */
type Line = {
	postMessage(message: unknown): void;
	onmessage: ((event: MessageEvent) => unknown) | null;
};
/** Ports of a line between two workers: calls come in by one, go out by the other. */
type Lent = { readonly from: MessagePort } | { readonly to: MessagePort };
type Request = { readonly id: number; readonly name: string; readonly input: unknown };
type Reply =
	| { readonly id: number; readonly value: unknown }
	| { readonly id: number; readonly progress: unknown }
	| { readonly id: number; readonly error: string };

/** Answers calls, of the page and of workers that this one is lent to; the whole of a worker's module. */
export function serveTasks(tasks: Tasks): void {
	const helpers: Crew<never>[] = [];
	serve(globalThis);

	function serve(line: Line): void {
		line.onmessage = ({ data }: MessageEvent<Request | Lent>) => {
			if ('from' in data) serve(data.from);
			else if ('to' in data) helpers.push(new Crew(data.to));
			else void answer(line, data);
		};
	}

	async function answer(line: Line, { id, name, input }: Request): Promise<void> {
		const report: Report = (progress) => line.postMessage({ id, progress } satisfies Reply);
		try {
			const value = await tasks[name]!(input as never, report, helpers);
			line.postMessage({ id, value } satisfies Reply);
		} catch (e) {
			line.postMessage({ id, error: e instanceof Error ? e.message : '' } satisfies Reply);
		}
	}
}

/** Workers of one script: the first is called by the page and calls the others, its helpers, itself. */
export function startTeam<T extends Tasks>(start: () => Worker, helpers = 0): Crew<T> {
	const team = Array.from({ length: 1 + helpers }, start);
	const [lead, ...others] = team as [Worker, ...Worker[]];
	for (const helper of others) {
		const { port1, port2 } = new MessageChannel();
		helper.postMessage({ from: port1 } satisfies Lent, [port1]);
		lead.postMessage({ to: port2 } satisfies Lent, [port2]);
	}
	const crew = new Crew<T>(lead, () => {
		for (const worker of team) worker.terminate();
	});
	for (const worker of team) worker.onerror = () => crew.fail();
	return crew;
}

type Waiting = {
	readonly resolve: (value: never) => void;
	readonly reject: (e: Error) => void;
	readonly onProgress: Report;
};

/** The other side of a worker: of the page, or of another worker. */
export class Crew<T extends Tasks> {
	readonly #line: Line;
	readonly #end: () => void;
	readonly #waiting = new Map<number, Waiting>();
	#next = 0;

	/** @param end - ends the worker, where that is this side's to do */
	constructor(line: Line, end: () => void = () => undefined) {
		this.#line = line;
		this.#end = end;
		line.onmessage = ({ data }: MessageEvent<Reply>) => {
			const waiting = this.#waiting.get(data.id);
			// Of a call that has failed meanwhile.
			if (!waiting) return;
			const { resolve, reject, onProgress } = waiting;
			if ('progress' in data) {
				onProgress(data.progress);
				return;
			}
			this.#waiting.delete(data.id);
			if ('error' in data) reject(new Error(data.error));
			else resolve(data.value as never);
		};
	}

	/** Whoever waits is told that nothing will come. */
	fail(): void {
		for (const { reject } of this.#waiting.values()) reject(new Error('the worker has stopped'));
		this.#waiting.clear();
	}

	/** How many calls wait for an answer. */
	get waiting(): number {
		return this.#waiting.size;
	}

	run<N extends keyof T & string>(
		name: N,
		input: Parameters<T[N]>[0],
		onProgress: Report = () => undefined,
	): Promise<Awaited<ReturnType<T[N]>>> {
		const id = this.#next++;
		return new Promise((resolve, reject) => {
			this.#waiting.set(id, { resolve, reject, onProgress });
			this.#line.postMessage({ id, name, input } satisfies Request);
		});
	}

	stop(): void {
		this.#end();
	}
}
