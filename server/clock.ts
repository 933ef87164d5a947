/** The time that the platform lives by. */

/**
 * A clock that stands still rather than run backwards: when the machine's clock is set back, a vote whose time was over stays over, and no
 * entry of a register is older than the one before.
 * @param read - milliseconds, as the machine has them
 * @returns POSIX seconds
 */
export function steadyClock(read: () => number): () => number {
	let latest = -Infinity;
	return () => (latest = Math.max(latest, Math.floor(read() / 1000)));
}
