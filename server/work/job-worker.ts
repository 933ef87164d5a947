/** A thread that does jobs. */
import { parentPort } from 'node:worker_threads';
import { JOBS, type JobName } from './jobs.ts';

export type JobRequest = { readonly id: number; readonly name: JobName; readonly input: unknown };
export type JobAnswer = { readonly id: number } & (
	{ readonly value: unknown } | { readonly error: string }
);

const port = parentPort!;
port.on('message', ({ id, name, input }: JobRequest) => {
	let answer: JobAnswer;
	try {
		answer = { id, value: (JOBS[name] as (input: unknown) => unknown)(input) };
	} catch (e) {
		answer = { id, error: e instanceof Error ? (e.stack ?? e.message) : String(e) };
	}
	port.postMessage(answer);
});
