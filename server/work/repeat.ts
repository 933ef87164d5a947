/**
 * Does something again and again, each time so long after it was done.
 * @param onError - hears what it failed with; the next time comes nevertheless
 * @returns what stops it, once what was begun is done
 */
export function repeat(
	work: () => Promise<void>,
	everyMs: number,
	onError: (e: unknown) => void,
): () => Promise<void> {
	let running: Promise<void> = Promise.resolve();
	let timer: NodeJS.Timeout | undefined;
	let stopped = false;
	const next = () => {
		if (stopped) return;
		timer = setTimeout(() => {
			running = work().catch(onError).then(next);
		}, everyMs);
	};
	next();
	return async () => {
		stopped = true;
		clearTimeout(timer);
		await running;
	};
}
