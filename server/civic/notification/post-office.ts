import type { Mailer } from '../../identity/mailer.ts';
import type { Services } from '../../services.ts';
import { repeat } from '../../work/repeat.ts';
import { writeDigests } from './digest.ts';
import { sendLetters } from './post.ts';

/** How often it is looked whether letters are due. */
const CADENCE_MS = 5000;

/** Writes and sends letters until it is stopped. @param onError - hears of what failed, never an address */
export const startPost = (
	services: Services,
	mailer: Mailer,
	origin: string,
	onError: (e: unknown) => void,
): (() => Promise<void>) =>
	repeat(
		async () => {
			await writeDigests(services, origin);
			await sendLetters(services, mailer, onError);
		},
		CADENCE_MS,
		onError,
	);
